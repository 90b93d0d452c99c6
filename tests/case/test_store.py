"""Records in and out: whatever a text may hold comes back the same, on both databases."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from sousveil.case.case import Case
from sousveil.case.database import reading, writing
from sousveil.case.store import DuplicateRecord
from sousveil.case.tables import BY_NAME, RECORDS, key_columns, record_key
from sousveil.errors import SousveilError
from sousveil.records import Document, Failure, Item, Judgement, Passage, Searched, Source, Text
from tests.case.helpers import draw, put

HOSTILE = [
    "\x00", "\ud800", "\udfff", "\u202e", "\u2028", "\ufeff", "👩🏽‍💻", "감시", "مراقبة", "'", '"', "\\", "\n", "𠮷",
    "%",
]  # fmt: skip
WORDS = st.text(st.one_of(st.characters(), st.sampled_from("".join(HOSTILE))), max_size=40)
IDS = st.text("abcdef0123456789-", min_size=1, max_size=40)
QUIET = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def whole(words: str) -> str:
    """``words`` as the store keeps them: half a surrogate pair, which no encoding carries, is one question mark."""
    return words.encode("utf-8", "replace").decode("utf-8")


def tidy(record: Any) -> Any:
    values = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
    return type(record)(**{name: _tidy(value) for name, value in values.items()})


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, tuple):
        return tuple(_tidy(part) for part in value)
    if isinstance(value, dict):
        return {_tidy(key): _tidy(part) for key, part in value.items()}
    return value


@QUIET
@given(
    st.lists(st.builds(Source, IDS, WORDS, WORDS, st.tuples(WORDS, WORDS)), max_size=5, unique_by=lambda s: s.id),
    st.lists(
        st.builds(Judgement, IDS, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, st.dictionaries(WORDS, WORDS, max_size=3)),
        max_size=5, unique_by=lambda j: j.id,
    ),
)  # fmt: skip
def test_what_goes_in_comes_out_in_its_order(case: Case, sources: list[Source], judgements: list[Judgement]) -> None:
    with writing(case.database) as connection:
        case.store.replace(connection, "trace", "case", (Source,), sources)
        case.store.replace(connection, "person", "case", (Judgement,), judgements)
    assert list(case.read(Source)) == [tidy(s) for s in sources]
    assert list(case.read(Judgement)) == [tidy(j) for j in judgements]
    for source in sources:
        assert case.get(Source, source.id) == tidy(source)


@QUIET
@given(WORDS)
def test_a_text_keeps_every_offset(case: Case, words: str) -> None:
    with writing(case.database) as connection:
        passage = Passage("p-1", "i" * 64, 0, 0, len(words), "paragraph", "en", ())
        case.store.replace(connection, "read", "i" * 64, (Text, Passage), [Text("i" * 64, words), passage])
    stored = case.get(Text, "i" * 64)
    assert stored is not None and len(stored.text) == len(words)
    assert [a == b or (b == "?" and 0xD800 <= ord(a) < 0xE000) for a, b in zip(words, stored.text, strict=True)] == [
        True
    ] * len(words)


def test_columns_beside_the_body_find_the_record(case: Case) -> None:
    looks = [
        Searched("s-1", "cameras", "archive", "2026", "ann", 0, "video-surveillance", "Pyong\x00yang"),
        Searched("s-2", "cameras", "archive", "2026", "ann", 0, "drones", "half \udc00"),
    ]
    for look in looks:
        case.append(look)
    assert [s.id for s in case.read(Searched, technology="drones")] == ["s-2"]
    assert [s.id for s in case.read(Searched, place="Pyong\ufffdyang")] == ["s-1"]
    assert [s.id for s in case.read(Searched, place="half ?")] == ["s-2"]
    with reading(case.database) as connection:
        assert case.store.count(connection, Searched) == 2
        assert case.store.count(connection, Searched, technology="drones") == 1


def test_replacing_touches_nothing_but_that_step_and_unit(case: Case) -> None:
    one, two = put(case, "one", "1.txt").item.id, put(case, "two", "2.txt").item.id
    draw(case, one, "words of one")
    draw(case, two, "words of two")
    failure = Failure("f-1", one, "1.txt", "read", "It broke.", "Mend it.")
    with writing(case.database) as connection:
        case.store.replace(connection, "read", one, (Document, Text, Passage), [failure])
    assert [t.item for t in case.read(Text)] == [two]
    assert list(case.read(Failure)) == [failure]
    with writing(case.database) as connection:
        case.store.replace(connection, "read", one, (Document, Text, Passage), [Text(one, "mended")])
    assert list(case.read(Failure)) == [] and case.get(Text, one) == Text(one, "mended")


def test_one_failure_may_be_found_by_two_units(case: Case) -> None:
    failure = Failure("f-1", None, "x", "add", "There is nothing at x.", "Check it.")
    for unit in ("a", "b"):
        with writing(case.database) as connection:
            case.store.replace(connection, "step", unit, (), [failure])
    assert list(case.read(Failure)) == [failure]


def test_two_different_records_with_one_id_are_refused_and_equal_ones_are_one(case: Case) -> None:
    with pytest.raises(DuplicateRecord), writing(case.database) as connection:
        case.store.insert(connection, "t", "case", [Source("s", "one", "outlet"), Source("s", "two", "outlet")])
    assert list(case.read(Source)) == []
    with writing(case.database) as connection:
        case.store.insert(connection, "t", "case", [Source("s", "one", "outlet")] * 2)
    assert len(list(case.read(Source))) == 1


def test_an_id_that_a_database_could_not_index_is_refused(case: Case) -> None:
    with pytest.raises(ValueError, match="longer than 200"), writing(case.database) as connection:
        case.store.insert(connection, "t", "case", [Source("s" * 201, "one", "outlet")])


def test_records_are_written_while_others_are_read(case: Case) -> None:
    """A long reading does not stop a writer, and sees one state from its first row to its last."""
    with writing(case.database) as connection:
        case.store.insert(connection, "t", "case", [Source(f"s-{n:04}", "x" * 100, "outlet") for n in range(1200)])
    rows = case.read(Source)
    seen = [next(rows)]
    with writing(case.database) as connection:
        case.store.insert(connection, "t", "zzzz", [Source("s-late", "late", "outlet")])
        # In the same transaction reading and then writing: no cursor is left open over the write.
        assert len(list(case.store.all(connection, Source))) == 1201
        connection.execute(RECORDS[Source].delete().where(RECORDS[Source].c.id == "s-0000"))
    seen += list(rows)
    assert len(seen) == 1200 and seen[-1].id != "s-late"


def test_two_questions_of_one_reading_see_one_state(case: Case) -> None:
    with reading(case.database) as connection:
        assert case.store.count(connection, Source) == 0
        with writing(case.database) as other:
            case.store.insert(other, "t", "case", [Source("s", "one", "outlet")])
        assert case.store.count(connection, Source) == 0 and list(case.store.all(connection, Source)) == []
    with reading(case.database) as connection:
        assert case.store.count(connection, Source) == 1


def test_a_damaged_record_is_named_in_one_sentence(case: Case) -> None:
    put(case, "one")
    for body in ("{", "[]", '{"id": 3}', "[" * 5000):
        with writing(case.database) as connection:
            connection.execute(text("update items set body = :body"), {"body": body})
        with pytest.raises(SousveilError, match=r"The record [0-9a-f]{64} \(Item\) .* is damaged"):
            list(case.read(Item))


def test_every_record_type_has_a_table_with_columns_that_are_fields_of_it() -> None:
    import sousveil.records as records

    assert {kind.__name__ for kind in RECORDS} == set(BY_NAME)
    nested = {"Alignment", "Bearing", "Box", "Cell", "Change", "Comparator", "Contradiction", "DrawnBy", "Edge",
              "Grade", "Hop", "Hypothesis", "Likelihood", "Stage",
              "NameMatch", "Origins",
              "Place", "Quantity", "Relation"}  # fmt: skip
    assert set(BY_NAME) == set(records.__all__) - nested
    for kind in RECORDS:
        assert set(key_columns(kind)) <= {f.name for f in dataclasses.fields(kind)}
    assert record_key(Text("item", "words")) == "item"
