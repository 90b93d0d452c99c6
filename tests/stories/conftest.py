"""The sample case, built once for each module that asks for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from sousveil import sample, workflow
from sousveil.case.case import Case
from sousveil.settings import Settings


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("sample")
    material = sample.make(folder)
    with Case.create(folder / "case", Settings(title="Sample")) as opened:
        shutil.copyfile(sample.vocabulary(), opened.layout.vocabulary / "places.yaml")
        workflow.add(opened, [material])
        workflow.build(opened)
        yield opened
