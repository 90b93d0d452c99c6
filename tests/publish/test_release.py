"""A release: what travels, what stays, and what the gate holds back."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sousveil.errors import SousveilError
from sousveil.protect.gate import Held
from sousveil.publish.account import Account, ReleasePlan
from sousveil.publish.release import publish_release
from sousveil.publish.release_ids import keyed_id
from sousveil.publish.scan import read_markup
from sousveil.publish.verify import verify_release
from sousveil.records import Collection, Finding

from . import account_data as data


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "data" / name).read_text().splitlines()]


def all_of(account: Account) -> ReleasePlan:
    return ReleasePlan(frozenset(item.id for item in account.items))


def changed(account: Account, item: int, **fields: Any) -> Account:
    """``account`` with the collection record of one item changed."""
    collections = [dataclasses.replace(c, **fields) if c.item == account.items[item].id else c
                   for c in account.collections]  # fmt: skip
    return dataclasses.replace(account, collections=collections)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release without any original."""
    out = tmp_path_factory.mktemp("closed") / "out"
    publish_release(data.sample(), out, ReleasePlan())
    return out


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with every original."""
    out = tmp_path_factory.mktemp("full") / "out"
    publish_release(data.sample(), out, all_of(data.sample()))
    return out


def test_without_originals_no_hash_and_no_unquoted_sentence_leaves(closed: Path) -> None:
    account = data.sample()
    files = everything(closed)
    assert not any(name.startswith(("originals/", "texts/")) for name in files)
    together = b"\n".join(files.values()).decode()
    seen = together + "\n".join(read_markup(b.decode()).words for n, b in files.items() if n.endswith(".html"))
    for item in account.items:
        assert item.id not in together and item.id[:20] not in together
        assert str(item.size) not in (closed / "data/items.jsonl").read_text()
    for claim in account.claims:
        assert claim.id not in together
        assert claim.quote in seen
        assert hashlib.sha256(claim.quote.encode()).hexdigest() not in together
    quotes = {claim.quote for claim in account.claims}
    titles = {document.title for document in account.documents}
    left_out = 0
    for item in account.items:
        held = account.texts(item.id)
        assert held is not None
        for sentence in account.sentences(item.id):
            words = held.text[sentence.start:sentence.end]
            if not any(words in known for known in quotes | titles if known):
                assert words not in seen
                left_out += 1
    assert left_out >= 6
    assert all(re.fullmatch("[0-9a-f]{64}", row["commitment"]) for row in rows(closed, "items.jsonl"))


def test_ids_are_stable_between_releases_and_keyed(closed: Path, tmp_path: Path) -> None:
    account = data.sample()
    publish_release(data.sample(), tmp_path / "again", ReleasePlan())
    assert everything(closed) == everything(tmp_path / "again")
    publish_release(data.sample(release_key=b"z" * 32), tmp_path / "other", ReleasePlan())
    mine, other = ({r["id"] for r in rows(f, "claims.jsonl")} for f in (closed, tmp_path / "other"))
    assert not mine & other and mine == {keyed_id(data.KEY, claim.id) for claim in account.claims}
    assert all(re.fullmatch("c-[0-9a-f]{20}", identifier) for identifier in mine)


def test_with_originals_they_travel_byte_for_byte_with_their_text(full: Path) -> None:
    account = data.sample()
    for row, item in zip(rows(full, "items.jsonl"), account.items, strict=True):
        assert row["travels"] and row["id"] == item.id
        assert hashlib.sha256((full / row["original"]).read_bytes()).hexdigest() == item.id
    texts = {row["id"]: (full / f"texts/{row['id']}.txt").read_bytes().decode() for row in rows(full, "items.jsonl")}
    claims = rows(full, "claims.jsonl")
    assert {row["id"] for row in claims} == {claim.id for claim in account.claims}
    for row in claims:
        assert texts[row["item"]][row["start"]:row["end"]] == row["quote"]


def test_only_the_chosen_originals_travel(tmp_path: Path) -> None:
    account = data.sample()
    chosen = account.items[1].id
    report = publish_release(account, tmp_path / "out", ReleasePlan(frozenset([chosen])))
    folders = {path.name for path in (tmp_path / "out/originals").iterdir()}
    assert folders == {chosen} and report.originals == (chosen,)
    together = b"".join(everything(tmp_path / "out").values()).decode()
    assert account.items[0].id not in together
    heads = json.loads((tmp_path / "out/proofs/custody.json").read_text())["heads"]
    assert sum("entry" in proof for proof in heads[0]["proofs"]) == 1


@pytest.mark.parametrize("which", ["closed", "full"])
def test_no_researcher_and_no_private_word_leaves(which: str, request: pytest.FixtureRequest) -> None:
    together = b"".join(everything(request.getfixturevalue(which)).values()).decode().casefold()
    for word in ("quistgaard", "wilhelmina", "w. q.", "/home/"):
        assert word not in together
    assert "(coder)" in together


def test_every_quotation_shown_on_a_page_is_one_of_the_data(full: Path, closed: Path) -> None:
    for folder in (full, closed):
        known = {" ".join(row["quote"].split()) for row in rows(folder, "claims.jsonl")}
        shown = 0
        for page in folder.glob("findings/*.html"):
            for block in re.findall(r"<blockquote.*?</blockquote>", page.read_text(), re.DOTALL):
                assert " ".join(read_markup(block).words.split()) in known
                shown += 1
        assert shown >= 7


def test_the_manifest_lists_everything_and_the_digest_is_its_own(full: Path) -> None:
    manifest = json.loads((full / "proofs/manifest.json").read_text())
    listed = {entry["path"] for entry in manifest["files"]}
    assert listed == set(everything(full)) - {"proofs/manifest.json", "proofs/manifest.sha256"}
    assert {"index.html", "README.txt", "data/lineage.jsonl", "data/searched.jsonl", "proofs/custody.json"} <= listed


Spoil = Callable[[Account], Account]


def with_first_finding(account: Account, **fields: Any) -> Account:
    first: Finding = dataclasses.replace(account.findings[0], **fields)
    return dataclasses.replace(account, findings=[first, *account.findings[1:]])


def with_first_claim(account: Account, **fields: Any) -> Account:
    return dataclasses.replace(account, claims=[dataclasses.replace(account.claims[0], **fields), *account.claims[1:]])


def stranger(account: Account) -> list[Collection]:
    """A collector whose name is an author's in the documents."""
    return [dataclasses.replace(account.collections[0], collector="Ada Brandt"), *account.collections[1:]]


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        ("researcher-names", lambda a: with_first_finding(a, sentence="As WILHELMINA  Quistgaard saw, cameras stand.")),
        ("researcher-names", lambda a: changed(a, 0, title="Cameras, kept by Wilhelmina Quistgaard")),
        ("researcher-names", lambda a: changed(a, 0, origin="https://x.example/wilhelmina quistgaard/1")),
        ("researcher-names", lambda a: changed(a, 0, origin="https://x.example/~wilhelmina.quistgaard")),
        ("researcher-names", lambda a: changed(a, 0, origin="https://x.example/?by=Wilhelmina%20Quistgaard")),
        ("researcher-names", lambda a: with_first_finding(a, missing=("Ask Quistgaard, Wilhelmina.",))),
        ("researcher-names", lambda a: dataclasses.replace(a, collections=stranger(a))),
        ("local-paths", lambda a: with_first_finding(a, missing=("See /home/someone/case/notes.txt.",))),
        ("local-paths", lambda a: with_first_finding(a, missing=("Made on quistgaard-laptop.",))),
        ("local-paths", lambda a: changed(a, 0, origin="file:///srv/scans/1.html")),
        ("exact-quotes", lambda a: with_first_claim(a, quote="Veldania has put cameras everywhere.")),
        ("exact-quotes", lambda a: with_first_claim(a, spans=((1, 9),))),
        ("withheld-originals", lambda a: with_first_finding(
            a, missing=("It says: The institute interviewed 31 people who left the country.",))),
        ("withheld-originals", lambda a: with_first_finding(a, missing=(f"See {a.items[0].id}.",))),
        ("sealed-items", lambda a: dataclasses.replace(a, sealed=frozenset([a.items[0].id]))),
    ],
)  # fmt: skip
def test_the_gate_holds_and_nothing_is_written(check: str, spoil: Spoil, tmp_path: Path) -> None:
    plan = ReleasePlan()
    account = spoil(data.sample())
    if check == "researcher-names" and any(c.collector == "Ada Brandt" for c in account.collections):
        plan = all_of(account)  # her byline travels with the text
    with pytest.raises(Held) as held:
        publish_release(account, tmp_path / "out", plan)
    assert check in {risk.check for risk in held.value.report.holds}
    assert list(tmp_path.iterdir()) == []


def test_a_person_may_allow_a_check_by_name_with_a_reason(tmp_path: Path) -> None:
    account = with_first_finding(data.sample(), missing=("See /home/someone/case/notes.txt.",))
    report = publish_release(account, tmp_path / "out", ReleasePlan(allow={"local-paths": "it is a made-up path"}))
    answer = next(a for a in report.gate.answers if a.check == "local-paths")
    assert answer.allowed == "it is a made-up path" and answer.holds
    kept = json.loads((tmp_path / "out/proofs/gate.json").read_text())["checks"]
    assert [c["check"] for c in kept if c["allowed"]] == ["local-paths"]
    assert "made-up path" not in (tmp_path / "out/proofs/gate.json").read_text()
    assert verify_release(tmp_path / "out").ok


def test_a_single_word_name_that_is_a_word_of_the_documents_is_told_not_held(tmp_path: Path) -> None:
    account = changed(data.sample(), 0, collector="Brandt")
    report = publish_release(account, tmp_path / "out", all_of(account))
    assert any(risk.check == "researcher-names" and "also a word" in risk.sentence for risk in report.gate.notes)


def test_a_name_that_is_a_role_or_a_word_of_the_program_holds_nothing(tmp_path: Path) -> None:
    for number, name in enumerate(("researcher", "root", "Main")):
        account = data.sample()
        account = dataclasses.replace(account, judgements=(), searches=(), collections=[
            dataclasses.replace(c, collector=name) for c in account.collections])  # fmt: skip
        publish_release(account, tmp_path / str(number), ReleasePlan())


def test_an_original_the_case_does_not_hold_or_a_full_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SousveilError, match="not in the case"):
        publish_release(data.sample(), tmp_path / "out", ReleasePlan(frozenset(["0" * 64])))
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    with pytest.raises(SousveilError, match="not empty"):
        publish_release(data.sample(), tmp_path / "full", ReleasePlan())
    assert (tmp_path / "full/mine.txt").read_text() == "mine"
    with pytest.raises(SousveilError, match="release key"):
        publish_release(data.sample(release_key=b""), tmp_path / "out", ReleasePlan())
    assert not (tmp_path / "out").exists()


def test_sealed_items_leave_no_trace_when_no_finding_rests_on_them(tmp_path: Path) -> None:
    account = data.sample()
    bad = account.items[3].id
    findings = [f for f in account.findings if f.technology != "border-monitoring"]
    account = dataclasses.replace(account, sealed=frozenset([bad]), findings=findings)
    publish_release(account, tmp_path / "out", ReleasePlan())
    together = b"".join(everything(tmp_path / "out").values()).decode()
    assert "Cameras &amp;" not in together and "cut off" not in together and "gnp" not in together
    assert len(rows(tmp_path / "out", "items.jsonl")) == 3


def test_words_left_out_between_quotations_are_marked_and_only_those(closed: Path) -> None:
    star = (closed / "items/001.html").read_text()
    document = star[star.index('class="document"') : star.index('id="record"')]
    order = ["putting cameras", "The cameras are", "It is uncertain", "denied", ""]
    words = " ".join(read_markup(f"<div {document}").words.split())
    places = [words.index(part) for part in order[:-1]] + [len(words)]
    between = ["…" in words[a:b] for a, b in itertools.pairwise(places)]
    assert "…" in words[: places[0]]  # the title and byline are not quoted
    assert between == [False, False, True, True]
