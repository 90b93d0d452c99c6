"""What a file of one's own would change is what it does change, and a build works on no other document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sousveil import workflow
from sousveil.case.case import Case
from sousveil.case.vocabulary import load_vocabulary
from sousveil.claim.ideas import wordings
from sousveil.claim.touched import Touch
from sousveil.cli.main import cli
from sousveil.records import Claim, Sentence
from sousveil.settings import Settings

DOCUMENTS = {
    "a.txt": "The ministry has installed 200 surveillance cameras in Pyongyang. A tread mat was installed at the station in Pyongyang last year.\n",
    "b.txt": "The police in Busan use facial recognition at the port. It rained.\n",
    "c.txt": "The police installed cameras in Harbour Town. The shop sells a yoga mat.\n",
    "d.txt": "Cameras were installed on Tread Street in Busan.\n",
}
OWN = """\
technologies:
  tread-mat:
    label: Tread mat
    definition: A mat that measures how people walk over it.
    terms: {en: [tread mat]}
    examples:
      - A tread mat was installed at the gate.
      - The airport bought walking sensors for its hall.
      - Walking sensors were installed at the border.
    not: [The shop sells a yoga mat.]
places:
  harbour-town: {name: Harbour Town, kind: city, country: XA, names: {en: [Harbour Town]}}
"""


def run(*words: object) -> Any:
    result = CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("preview")
    (home / "in").mkdir()
    for name, text in DOCUMENTS.items():
        (home / "in" / name).write_text(text, encoding="utf-8")
    (home / "own.yaml").write_text(OWN, encoding="utf-8")
    with Case.create(home / "case", Settings(title="T")) as made:
        workflow.add(made, [home / "in"])
        workflow.build(made, engine="inline")
    return home / "case"


def drawn(folder: Path) -> tuple[list[Claim], list[Sentence]]:
    with Case.open(folder) as opened:
        return list(opened.read(Claim)), list(opened.read(Sentence))


def test_the_preview_is_what_the_next_build_does_and_that_touches_no_other_document(case: Path) -> None:
    before, _ = drawn(case)
    output = run("vocabulary", "preview", case, case.parent / "own.yaml", "--json")
    assert output.return_value == 1  # two examples fail
    rows = [json.loads(line) for line in output.stdout.splitlines()]
    assert drawn(case)[0] == before
    matches = [row for row in rows if row["row"] == "match"]
    tread = next(row for row in matches if row["entry"] == "tread-mat")
    assert tread["outcome"] in ("new claim", "changed claim") and "tread mat" in tread["sentence"]
    start, end = tread["terms"][0]
    assert DOCUMENTS["a.txt"][start:end] == "tread mat"
    town = next(row for row in matches if row["entry"] == "harbour-town")
    assert (town["item_name"], town["sentence"]) == ("c.txt", "The police installed cameras in Harbour Town.")
    examples = [row for row in rows if row["row"] == "example"]
    assert [row["fails"] for row in examples] == [False, True, True, False]
    assert any(row["row"] == "idea" and row["words"] == "walking sensors" for row in rows)

    run("vocabulary", "accept", case, case.parent / "own.yaml", "--by", "A")
    with Case.open(case) as opened:
        report = workflow.build(opened, engine="inline").steps
        entry = next(e for e in opened.custody.entries(opened.database.connect()) if e.kind == "vocabulary")
    assert entry.body is not None and entry.body["file"] == "own.yaml"
    assert report.done["claim"] == 3 and report.done["read"] == 0  # b.txt holds none of its words
    after, sentences = drawn(case)
    told = [row["after"] for row in matches if row["outcome"] != "no change"]
    assert told and sum(c.technology == "tread-mat" for c in after) == 1

    with Case.create(case.parent / "fresh", Settings(title="T")) as fresh:
        (case.parent / "fresh" / "vocabulary" / "own.yaml").write_text(OWN, encoding="utf-8")
        workflow.add(fresh, [case.parent / "in"])
        workflow.build(fresh, engine="inline")
    assert drawn(case.parent / "fresh") == (after, sentences)


def test_a_file_that_is_no_good_is_not_accepted(case: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("technologies:\n  kite: {label: K}\n", encoding="utf-8")
    for what in ("preview", "accept"):
        with pytest.raises(Exception, match=r"bad.yaml, line 2, has no definition"):
            run("vocabulary", what, case, bad)
    assert not (case / "vocabulary" / "bad.yaml").exists()
    with pytest.raises(Exception, match=r"no file"):
        run("vocabulary", "preview", case, tmp_path / "none.yaml")


def test_listing_needs_no_word_of_its_own(case: Path) -> None:
    assert run("vocabulary", case, "--json").stdout == run("vocabulary", "list", case, "--json").stdout


@pytest.fixture(scope="module")
def touch(tmp_path_factory: pytest.TempPathFactory) -> Touch:
    folder = tmp_path_factory.mktemp("own")
    (folder / "own.yaml").write_text(OWN + "  inland: {name: Inland, kind: country}\n", encoding="utf-8")
    return Touch(load_vocabulary(folder))


@given(st.text(max_size=60), st.sampled_from(["tread mat", "Tread-mats", "TREAD\u00a0MAT", "Harbour  Town"]), st.text(max_size=60))
def test_a_document_with_its_words_is_always_touched(touch: Touch, left: str, words: str, right: str) -> None:
    wanted = "harbour-town" if "Town" in words else "tread-mat"
    assert wanted in touch.of(f"{left} {words} {right}")


def test_what_bears_on_every_document_touches_every_document(touch: Touch) -> None:
    assert touch.of("Nothing of it.") == ("inland",)
    assert touch.of("Tread Street") == ("inland", "tread-mat")
    assert touch.mark("Nothing of it.") == touch.mark("Nothing at all.") != touch.mark("A tread mat.")


def test_wordings_of_three_scripts() -> None:
    assert "walking sensors" in wordings("The airport bought walking sensors.", "en")
    assert not any(w.startswith("the ") for w in wordings("The airport bought the sensors.", "en"))
    assert "보행 감지기" in wordings("공항에 보행 감지기를 설치했다.", "ko")
    assert "步态地垫" in wordings("机场安装步态地垫。", "zh")
