"""Settings: every name and value checked in words that say what to do, and what is written reads back the same."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.errors import SousveilError
from sousveil.settings import FIELDS, Settings, check_settings, dump_settings, load_settings

TITLES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def load(tmp_path: Path, words: str, environment: dict[str, str] | None = None) -> Settings:
    path = tmp_path / "case.yaml"
    path.write_text(words, encoding="utf-8")
    return load_settings(path, environment or {})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        Settings, title=TITLES, standard=st.sampled_from(["icd-203", "reasonable-grounds"]),
        engine=st.sampled_from(["inline", "threads", "dask"]), workers=st.integers(0, 1024), dask_address=TITLES,
        item_seconds=st.floats(0.01, 1e6), item_megabytes=st.integers(64, 1 << 20),
        ocr=st.sampled_from(["auto", "off"]), database=TITLES,
    )
)  # fmt: skip
def test_what_is_written_reads_back_the_same(tmp_path: Path, stated: Settings) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(dump_settings(stated).encode())
    assert load_settings(path, {}) == stated


@pytest.mark.parametrize(
    "title", ["", " x ", "null", "yes", "2024", "1e3", "# no", "a: b", "'", "\n", "\x85", "- x", "\u2028"]
)
def test_a_title_that_looks_like_yaml_stays_a_title(tmp_path: Path, title: str) -> None:
    assert load(tmp_path, dump_settings(Settings(title=title))).title == title


def test_every_setting_is_written_with_its_meaning() -> None:
    written = dump_settings(Settings())
    for name, field in FIELDS.items():
        assert f"# {field.metadata['meaning']}\n{name}:" in written


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("tittle: x", "unknown setting 'tittle'"),
        ("1: x", "unknown setting 1"),
        ("workers: many", "workers should be a whole number, not 'many'"),
        ("workers: 1.5", "workers should be a whole number"),
        ("workers: true", "workers should be a whole number"),
        ("workers: .inf", "workers should be a whole number"),
        ("workers: -1", "workers is -1"),
        ("workers: 100000", "Choose a number from 0 to 1024"),
        ("item_seconds: 0", "item_seconds is 0"),
        ("item_seconds: -5", "item_seconds is -5"),
        ("item_seconds: .nan", "item_seconds should be a number"),
        ("item_seconds: .inf", "item_seconds should be a number"),
        ("item_seconds: [1]", "item_seconds should be a number"),
        ("item_megabytes: 0", "item_megabytes is 0"),
        ("item_megabytes: 1.0e+300", "item_megabytes is 1"),
        ("title: [a, b]", "title should be words"),
        ("title: {a: b}", "title should be words"),
        ("engine: spark", "engine is 'spark'"),
        ("standard: certain", "Choose one of icd-203, reasonable-grounds"),
        ("- a list", "should hold names and values"),
        ("just words", "should hold names and values"),
        ("a: b: c", "is not readable YAML"),
        ("title: \x01", "is not readable YAML"),
        ("title: !!python/object:os.system x", "is not readable YAML"),
        ("title: &a [*a]", "title should be words"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(tmp_path: Path, words: str, says: str) -> None:
    with pytest.raises(SousveilError) as refused:
        load(tmp_path, words)
    assert says in str(refused.value)
    assert "case.yaml" in refused.value.message and "\n" not in str(refused.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes(b"title: \xff\xfe")
    with pytest.raises(SousveilError, match="is not readable YAML"):
        load_settings(tmp_path / "case.yaml", {})
    with pytest.raises(SousveilError, match="cannot be read"):
        load_settings(tmp_path, {})


def test_what_is_left_empty_or_out_takes_its_default(tmp_path: Path) -> None:
    assert load(tmp_path, "") == Settings()
    assert load(tmp_path, "title:\ndatabase:\nworkers:\n") == Settings()
    assert load(tmp_path, "\ufefftitle: from an editor that marks its files") == Settings(
        title="from an editor that marks its files"
    )
    read = load(tmp_path, "title: 2024\nitem_seconds: 60\nworkers: 2.0\n")
    assert read == Settings("2024", item_seconds=60.0, workers=2)


def test_the_environment_lies_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given_there = {"SOUSVEIL_WORKERS": "3", "SOUSVEIL_ITEM_SECONDS": "1.5", "SOUSVEIL_TEST_X": "y", "OTHER": "z"}
    read = load(tmp_path, "workers: 1\ntitle: t\n", given_there)
    assert (read.workers, read.item_seconds, read.title) == (3, 1.5, "t")
    with pytest.raises(SousveilError, match="workers should be"):
        load(tmp_path, "", {"SOUSVEIL_WORKERS": ""})
    monkeypatch.setenv("SOUSVEIL_ENGINE", "inline")
    assert load_settings(tmp_path / "case.yaml").engine == "inline"


def test_the_defaults_pass_their_own_check() -> None:
    assert check_settings(dataclasses.asdict(Settings()), "here") == Settings()
