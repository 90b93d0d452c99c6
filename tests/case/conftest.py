"""Cases for these tests, each on SQLite and, when the environment names a server, on a fresh PostgreSQL database."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from sousveil.case.case import Case
from sousveil.case.codec import Codec
from sousveil.case.database import ensure_schema, open_engine
from sousveil.settings import Settings

SERVER = "SOUSVEIL_TEST_POSTGRES"
_numbers = itertools.count()

Maker = Callable[..., Case]


@pytest.fixture(scope="session")
def server() -> Iterator[tuple[Engine, str]]:
    """The PostgreSQL server and, on it, a template database with the schema in place."""
    if not os.environ.get(SERVER):
        pytest.skip(f"no PostgreSQL server is named by {SERVER}")
    engine = create_engine(os.environ[SERVER], isolation_level="AUTOCOMMIT")
    template = f"sousveil_template_{os.getpid()}"
    with engine.connect() as connection:
        connection.execute(text(f"create database {template}"))
    schema = open_engine(_address(template))
    ensure_schema(schema, None)
    schema.dispose()
    yield engine, template
    with engine.connect() as connection:
        connection.execute(text(f"drop database {template} with (force)"))
    engine.dispose()


def _address(name: str) -> str:
    return make_url(os.environ[SERVER]).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Makes addresses of empty databases (schema in place) on the server, dropped afterwards."""
    engine, template = request.getfixturevalue("server")
    made: list[str] = []

    def new() -> str:
        name = f"sousveil_{os.getpid()}_{next(_numbers)}"
        with engine.connect() as connection:
            connection.execute(text(f"create database {name} template {template}"))
        made.append(name)
        return _address(name)

    yield new
    with engine.connect() as connection:
        for name in made:
            connection.execute(text(f"drop database {name} with (force)"))


@pytest.fixture(params=["sqlite", "postgres"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Maker]:
    """Makes cases in the test's folder, on the database of the test's kind; closes them."""
    opened: list[Case] = []
    new = request.getfixturevalue("databases") if request.param == "postgres" else None

    def create(name: str = "case", codec: Codec | None = None, **settings: Any) -> Case:
        if new is not None:
            settings["database"] = new()
        case = Case.create(tmp_path / name, Settings(title=name, **settings), codec)
        opened.append(case)
        return case

    yield create
    for case in opened:
        case.close()


@pytest.fixture
def case(make: Maker) -> Case:
    """An empty case, on each database."""
    return make()


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Case]:
    """An empty case on SQLite alone."""
    with Case.create(tmp_path / "case") as opened:
        yield opened
