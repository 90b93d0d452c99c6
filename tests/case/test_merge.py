"""Two copies of one case: what each has comes together, what one removed stays away, and both logs stay checkable."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from sousveil.case.audit import audit
from sousveil.case.backup import backup, restore
from sousveil.case.case import Case
from sousveil.case.custody import Head
from sousveil.case.database import reading, writing
from sousveil.case.merge import MergeReport, merge
from sousveil.case.remove import remove
from sousveil.case.tables import custody
from sousveil.errors import SousveilError
from sousveil.records import Claim, Collection, Item, Judgement, Release, Searched
from sousveil.settings import Settings
from tests.case.helpers import draw, dump, found_in, judge, put
from tests.case.test_remove import container

Pair = tuple[Case, Case]


@pytest.fixture(params=["sqlite", "postgres"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    """Two copies of a case with two items, drawn and judged. On PostgreSQL the first keeps its records on a server."""
    settings = Settings(title="t")
    if request.param == "postgres":
        new: Callable[[], str] = request.getfixturevalue("databases")
        settings = Settings(title="t", database=new())
    here = Case.create(tmp_path / "here", settings)
    for n in range(2):
        words = f"both have text {n}"
        judge(here, draw(here, put(here, words, f"both-{n}.txt").item.id, words).id, f"before {n}")
    if settings.database:
        backup(here, tmp_path / "copy.tar")
        restore(tmp_path / "copy.tar", tmp_path / "there")
        with writing(here.database) as connection, Case.open(tmp_path / "there") as copy:
            assert here.store.count(connection, Item) == 2 and copy.value("case") == here.value("case")
    else:
        here.close()
        shutil.copytree(here.layout.root, tmp_path / "there")
    there = Case.open(tmp_path / "there")
    yield here, there
    here.close()
    there.close()


def head(case: Case) -> Head:
    with reading(case.database) as connection:
        return case.custody.head(connection)


def holds(case: Case, kept: Head) -> bool:
    with reading(case.database) as connection:
        return case.custody.check_head(connection, kept.size, kept.root).ok


def items(case: Case) -> set[str]:
    return {item.id for item in case.read(Item)}


def ids(case: Case, kind: type) -> set[str]:
    return {record.id for record in case.read(kind)}  # type: ignore[attr-defined]


def both_ways(here: Case, there: Case) -> tuple[MergeReport, MergeReport]:
    return merge(here, there, "ann"), merge(there, here, "bea")


def test_copies_that_went_apart_come_together(pair: Pair) -> None:
    here, there = pair
    claim = next(iter(here.read(Claim)))
    put(here, "only here", "here.txt")
    put(here, "found by both", "x.txt")
    judge(here, claim.id, "accepted here", "accept")
    put(there, "only there", "there.txt")
    put(there, "found by both", "y.txt")
    put(there, "both have text 0", "again.txt")
    judge(there, claim.id, "rejected there", "reject")
    there.append(Searched("s-there", "what", "where", "2026", "bea", 0))
    there.append(Release("r-there", "2026-01-01T00:00:00Z", "t", "0" * 64, 1, "0" * 64))
    here.commitment(claim.item)
    there.commitment(claim.item)
    heads = head(here), head(there)

    first, second = both_ways(here, there)
    assert (first.items, first.collections, first.judgements, first.searched, first.releases) == (1, 3, 1, 1, 1)
    assert (second.items, second.collections, second.judgements) == (1, 2, 1)
    for kind in (Item, Collection, Judgement, Searched, Release):
        assert ids(here, kind) == ids(there, kind)
    assert len(items(here)) == 5
    for case in pair:
        assert all(holds(case, kept) for kept in heads)
        assert audit(case) == []
        assert all(case.blobs.digest(item) == item for item in items(case))


def test_merging_again_changes_nothing(pair: Pair) -> None:
    here, there = pair
    put(there, "only there", "there.txt")
    judge(there, "target", "said there")
    merge(here, there, "ann")
    before, size = dump(here), head(here).size
    done = merge(here, there, "ann")
    assert (done.items, done.collections, done.judgements, done.removed_there) == (0, 0, 0, [])
    assert dump(here) == before and head(here).size == size


def test_a_copy_in_which_nothing_happened_adds_nothing(pair: Pair) -> None:
    here, there = pair
    put(here, "only here", "here.txt")
    before, kept = dump(here), head(here)
    merge(here, there, "ann")
    assert dump(here) == before and head(here).root == kept.root


def test_what_one_removed_is_not_brought_back_by_the_other(pair: Pair) -> None:
    here, there = pair
    gone = next(item for item in here.read(Item) if item.name == "both-0.txt").id
    claim = next(c for c in there.read(Claim) if c.item == gone)
    judge(there, claim.id, "Canarynote made before the removal was known")
    heads = head(here), head(there)
    remove(here, [gone], "added by mistake", "ann")
    first, second = both_ways(here, there)
    assert (first.removed_here, first.items, second.removed_there) == (1, 0, ["both-0.txt"])
    for case in pair:
        assert gone not in items(case)
        assert found_in(case.layout.root, gone, "both have text 0", "both-0.txt", "Canarynote") == []
        assert all(holds(case, kept) for kept in heads)
        assert audit(case) == []
        assert {j.note for j in case.read(Judgement)} == {"before 1"}
    both_ways(here, there)
    assert gone not in items(here) | items(there)


def test_what_was_removed_and_then_added_again_is_back_in_both(pair: Pair) -> None:
    here, there = pair
    remove(here, ["both-0.txt"], "added by mistake", "ann")
    put(here, "both have text 0", "again.txt")
    both_ways(here, there)
    assert items(here) == items(there) and len(items(here)) == 2
    assert audit(here) == [] and audit(there) == []


def test_what_the_other_unpacked_later_from_a_container_that_was_removed_stays_out(pair: Pair) -> None:
    here, there = pair
    put(there, "own as well", "own.txt")
    packed = container(there, "pack.zip", [("in.txt", "Canaryin"), ("own.txt", "own as well")])
    merge(here, there, "ann")
    assert len(items(here)) == 5
    later = there.layout.root.with_name("later")
    there.close()
    shutil.copytree(there.layout.root, later)
    with Case.open(later) as third:
        container(third, "second.zip", [("late.txt", "Canarylate")], packed)
        remove(here, [packed], "added by mistake", "ann")
        done = merge(here, third, "ann")
        assert done.items == 0 and done.removed_here == 4
        assert {item.name: item.container for item in here.read(Item)} == {
            "both-0.txt": None, "both-1.txt": None, "own.txt": None
        }  # fmt: skip
        assert found_in(here.layout.root, "Canaryin", "Canarylate", packed, "pack.zip") == []
        assert audit(here) == []


def test_a_release_loses_the_hash_of_an_original_that_was_removed(pair: Pair) -> None:
    here, there = pair
    gone = next(item for item in here.read(Item) if item.name == "both-0.txt").id
    there.append(Release("r-1", "2026-01-01T00:00:00Z", "t", "0" * 64, 1, "0" * 64, tuple(sorted(items(there)))))
    remove(here, [gone], "added by mistake", "ann")
    both_ways(here, there)
    for case in pair:
        assert [len(release.originals) for release in case.read(Release)] == [1]
        assert found_in(case.layout.root, gone) == [] and audit(case) == []


def test_another_case_is_refused(pair: Pair, tmp_path: Path) -> None:
    here, _ = pair
    with Case.create(tmp_path / "other") as other, pytest.raises(SousveilError, match="is another case, not a copy"):
        put(other, "words")
        merge(here, other, "ann")
    assert len(items(here)) == 2


def test_a_copy_whose_log_was_altered_is_refused(pair: Pair) -> None:
    here, there = pair
    put(there, "only there", "there.txt")
    with writing(there.database) as connection:
        connection.execute(update(custody).where(custody.c.seq == 1).values(at="2020-01-01T00:00:00Z"))
    before = dump(here)
    with pytest.raises(SousveilError, match="log does not hold"):
        merge(here, there, "ann")
    assert dump(here) == before


@pytest.mark.parametrize("damage", ["missing", "changed", "another's"])
def test_a_damaged_original_over_there_is_refused_and_costs_nothing_here(pair: Pair, damage: str) -> None:
    here, there = pair
    mine = next(item for item in here.read(Item) if item.name == "both-0.txt").id
    put(there, "good one", "good.txt")
    path = there.blobs.path(put(there, "only there", "there.txt").item.id)
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"changed" if damage == "changed" else there.blobs.path(mine).read_bytes())
    before = dump(here)
    with pytest.raises(SousveilError, match="is missing or damaged"):
        merge(here, there, "ann")
    assert dump(here) == before and here.blobs.digest(mine) == mine and audit(here) == []


def test_own_words_for_technologies_are_kept_and_a_difference_is_told(pair: Pair) -> None:
    here, there = pair
    (there.layout.vocabulary / "places.yaml").write_text("theirs")
    (there.layout.vocabulary / "technologies.yaml").write_text("theirs")
    (here.layout.vocabulary / "technologies.yaml").write_text("mine")
    done = merge(here, there, "ann")
    assert (here.layout.vocabulary / "places.yaml").read_text() == "theirs"
    assert (here.layout.vocabulary / "technologies.yaml").read_text() == "mine"
    assert done.conflicts == ["The two copies have different technologies.yaml; the one here was kept."]


def test_three_copies_come_together_in_any_order(pair: Pair, tmp_path: Path) -> None:
    here, there = pair
    there.close()
    shutil.copytree(there.layout.root, tmp_path / "third")
    with Case.open(tmp_path / "third") as third:
        heads = []
        for n, case in enumerate((here, there, third)):
            put(case, f"found by {n}", f"{n}.txt")
            judge(case, "target", f"said by {n}")
            heads.append(head(case))
        merge(third, there, "ann")
        merge(here, third, "ann")
        merge(there, here, "ann")
        merge(third, there, "ann")
        for case in (here, there, third):
            assert len(items(case)) == 5 and len(ids(case, Judgement)) == 5
            assert all(holds(case, kept) for kept in heads) and audit(case) == []
