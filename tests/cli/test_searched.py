"""The search log on the command line, and what the findings make of it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from sousveil.cli.main import cli


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, list(arguments))
    return done.exit_code, f"{done.output}{done.exception or ''}"


def test_a_look_becomes_a_finding_that_says_not_found_and_no_more(tmp_path: Path) -> None:
    case = str(tmp_path / "case")
    assert run("new", case)[0] == 0
    code, out = run("searched", case, "tenders", "--in", "the tender portal", "--found", "0", "--technology",
                    "video-surveillance", "--place", "평양", "--language", "ko", "--period", "2015/2020", "--note",
                    "with a colleague")  # fmt: skip
    assert code == 0 and "No list of places" not in out
    run("build", case)
    found = [json.loads(line) for line in run("findings", case, "--json")[1].splitlines() if line.startswith("{")]
    sentence = (
        "Looked for video surveillance in Pyongyang and not found in the tender portal; "
        "this does not show that it is not there."
    )
    assert [f["sentence"] for f in found] == [sentence]
    told = " ".join(found[0]["missing"])
    assert "in the language “ko” only, for the time 2015/2020 only: not found" in told and "colleague" not in told
    assert found[0]["likelihood"] is None and "absent" not in json.dumps(found)


def test_a_place_that_no_list_knows_is_said_so_and_a_bad_period_is_refused(tmp_path: Path) -> None:
    case = str(tmp_path / "case")
    run("new", case)
    assert "No list of places knows Nowhere Hill" in run(
        "searched", case, "x", "--in", "y", "--found", "0", "--technology", "drones", "--place", "Nowhere Hill"
    )[1]
    for wrong in (("--period", "last year"), ("--language", "Korean!")):
        code, out = run("searched", case, "x", "--in", "y", "--found", "0", *wrong)
        assert code != 0 and ("is no time" in out or "is no code" in out)
