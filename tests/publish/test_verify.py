"""Verifying a release alone notices any change and says what it could not check."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.publish.account import ReleasePlan
from sousveil.publish.release import publish_release
from sousveil.publish.verify import VerifyReport, verify_release
from sousveil.records.ids import canonical_json

from . import account_data as data


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two originals travel (a text and a PDF), two stay."""
    account = data.sample()
    out = tmp_path_factory.mktemp("verify") / "out"
    publish_release(account, out, ReleasePlan(frozenset(item.id for item in account.items[:2])))
    return out


@pytest.fixture
def copy(release: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(release, tmp_path / "copy")
    yield tmp_path / "copy"


def reseal(folder: Path) -> None:
    """Writes the manifest anew, as a forger would."""
    path = folder / "proofs/manifest.json"
    manifest = json.loads(path.read_text())
    manifest["files"] = [
        {"path": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(
            (p.relative_to(folder).as_posix(), p.read_bytes()) for p in folder.rglob("*") if p.is_file()
        )
        if not name.startswith("proofs/manifest.")
    ]
    path.write_bytes((canonical_json(manifest) + "\n").encode())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "proofs/manifest.sha256").write_text(f"{digest}  manifest.json\n")


def edit(path: Path, change: Any) -> None:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    change(lines)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def test_an_untouched_release_verifies_and_says_what_it_could_not_check(release: Path) -> None:
    report = verify_release(release)
    assert report.ok and report.problems == []
    assert (report.quotes_checked, report.quotes_total) == (5, 8)
    unchecked = " ".join(report.unchecked)
    assert "its original is not here" in unchecked and "obtained elsewhere" in unchecked
    assert "was not read again" in unchecked  # the PDF
    assert any("true" in sentence for sentence in report.does_not_prove) and report.proves


def test_the_digest_from_elsewhere_is_compared(release: Path, copy: Path) -> None:
    digest = verify_release(release).digest
    assert digest is not None and verify_release(release, digest=digest.upper() + "\n").ok
    assert not verify_release(release, digest="0" * 64).ok
    (copy / "index.html").write_text("rewritten")
    reseal(copy)
    assert verify_release(copy).ok  # a whole rewriting is consistent in itself
    assert not verify_release(copy, digest=digest).ok


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_any_changed_byte_in_any_file_is_noticed(release: Path, choice: st.DataObject) -> None:
    files = sorted(path for path in release.rglob("*") if path.is_file())
    path = choice.draw(st.sampled_from(files))
    content = path.read_bytes()
    at = choice.draw(st.integers(0, len(content) - 1))
    bit = choice.draw(st.integers(1, 255))
    try:
        path.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
        report = verify_release(release)
        assert not report.ok
        name = path.relative_to(release).as_posix()
        assert any(name in problem or "manifest" in problem for problem in report.problems)
    finally:
        path.write_bytes(content)


def test_every_file_is_covered_by_the_test_above_in_turn(release: Path) -> None:
    for path in sorted(p for p in release.rglob("*") if p.is_file()):
        content = path.read_bytes()
        for other in (content[:-1], content + b"\n", b""):
            path.write_bytes(other)
            assert not verify_release(release).ok, path.name
        path.write_bytes(content)
        path.rename(path.with_name("moved"))
        assert not verify_release(release).ok, path.name
        path.with_name("moved").rename(path)
    assert verify_release(release).ok


def test_what_was_added_is_noticed(copy: Path) -> None:
    for name in ("extra.html", ".hidden", "data/.more.jsonl", "proofs/manifest.json.bak"):
        (copy / name).write_text("x")
        report = verify_release(copy)
        assert any(name in problem and "added" in problem for problem in report.problems)
        (copy / name).unlink()
    (copy / "empty").mkdir()
    assert not verify_release(copy).ok
    (copy / "empty").rmdir()
    (copy / "link").symlink_to("index.html")
    assert not verify_release(copy).ok


def test_a_file_replaced_by_a_link_to_the_same_bytes_is_noticed(copy: Path, release: Path) -> None:
    (copy / "index.html").unlink()
    (copy / "index.html").symlink_to(release / "index.html")
    assert not verify_release(copy).ok


def first_of(copy: Path) -> dict[str, Any]:
    row: dict[str, Any] = json.loads((copy / "data/items.jsonl").read_text().splitlines()[0])
    return row


def test_a_forged_quotation_is_caught_though_the_manifest_fits(copy: Path) -> None:
    edit(copy / "data/claims.jsonl", lambda rows: rows[0].update(quote="Cameras are everywhere."))
    reseal(copy)
    report = verify_release(copy)
    assert not report.ok and any("not what stands at its place" in p for p in report.problems)


def test_a_forged_text_with_its_quotation_is_caught_by_the_original(copy: Path) -> None:
    text = copy / f"texts/{first_of(copy)['id']}.txt"
    text.write_text(text.read_text().replace("Officials denied", "Officials agreed"))
    edit(copy / "data/claims.jsonl", lambda rows: [
        r.update(quote=r["quote"].replace("Officials denied", "Officials agreed")) for r in rows])  # fmt: skip
    reseal(copy)
    report = verify_release(copy)
    assert any("could not be found in the original's own bytes" in p for p in report.problems)


def test_a_forged_original_is_caught_by_its_id(copy: Path) -> None:
    path = copy / first_of(copy)["original"]
    path.write_bytes(path.read_bytes() + b"and more")
    reseal(copy)
    assert any("not the one that its id names" in p for p in verify_release(copy).problems)


@pytest.mark.parametrize("key", ["path", "commitment", "index", "salt", "entry"])
def test_a_forged_custody_proof_is_caught(copy: Path, key: str) -> None:
    path = copy / "proofs/custody.json"
    content = json.loads(path.read_text())
    proof = content["heads"][0]["proofs"][0]
    proof[key] = {
        "path": list(reversed(proof["path"])), "commitment": "0" * 64, "index": 2, "salt": "00" * 32, "entry": "{}",
    }[key]  # fmt: skip
    path.write_text(canonical_json(content) + "\n")
    reseal(copy)
    assert any("custody" in p for p in verify_release(copy).problems)


def test_reading_an_original_again(release: Path) -> None:
    account = data.sample()
    texts = {str(item.id): account.texts(item.id).text for item in account.items}  # type: ignore[union-attr]

    def ask(answer: Any) -> VerifyReport:
        return verify_release(release, reread=lambda path, media_type: answer(texts[path.parent.name]))

    def fail(text: str) -> str:
        raise ValueError(text)

    assert not any("read again" in line for line in ask(lambda text: text).unchecked)
    assert ask(lambda text: text).ok
    spaced = ask(lambda text: text.replace(" ", "\n"))
    assert spaced.ok and any("somewhat different" in line for line in spaced.unchecked)
    assert not ask(lambda text: "something else").ok
    for answer in (lambda text: None, fail):
        assert ask(answer).ok and any("could not be read again" in line for line in ask(answer).unchecked)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("proofs/manifest.json", b"[]"), ("proofs/manifest.json", b"\xff"), ("proofs/manifest.json", b"[" * 100_000),
        ("proofs/manifest.json", b'{"format":"sousveil-release/1","files":[{"path":"../../etc/passwd","size":1,'
                                 b'"sha256":"' + b"0" * 64 + b'"}]}'),
        ("data/items.jsonl", b"[]\n"), ("data/claims.jsonl", b"nonsense\n"), ("data/claims.jsonl", b"{}\n"),
        ("proofs/custody.json", b'{"heads":[{"tree_size":"x","root_hash":"zz","proofs":[{}]}]}'),
        ("proofs/custody.json", b'{"heads":[1]}'),
    ],
)  # fmt: skip
def test_hostile_releases_are_problems_never_exceptions(copy: Path, name: str, content: bytes) -> None:
    (copy / name).write_bytes(content)
    if name != "proofs/manifest.json":
        reseal(copy)
    assert not verify_release(copy).ok


def test_what_is_no_release_is_said_plainly(tmp_path: Path) -> None:
    assert "not a folder" in verify_release(tmp_path / "nowhere").problems[0]
    assert "manifest.json is missing" in verify_release(tmp_path).problems[0]
