"""A judgement whose claim is no longer drawn is told, not lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sousveil.case.case import Case
from sousveil.case.database import writing
from sousveil.cli.main import cli
from sousveil.records import Judgement
from sousveil.settings import Settings


@pytest.mark.parametrize(("verdict", "told"), [("accept", True), ("amend", True), ("reject", False), ("note", False)])
def test_status_tells_of_judgements_without_a_claim(tmp_path: Path, verdict: str, told: bool) -> None:
    with (
        Case.create(tmp_path / "case", Settings(title="A case")) as case,
        writing(case.database) as connection,
    ):
        judgement = Judgement("j-1", "c-0123", verdict, "A", "coder", "2025-01-01T00:00:00Z")
        case.store.insert(connection, "judge", "case", [judgement])
    said = CliRunner().invoke(cli, ["status", str(tmp_path / "case")], catch_exceptions=False).output
    assert ("1 judgement on claims that are no longer drawn: c-0123" in said) == told
