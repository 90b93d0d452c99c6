"""The Merkle tree: RFC 9162's own test vectors, known answers, and every proof against every alteration."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.case.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    inclusion_proofs,
    leaf_hash,
    node_hash,
    root_hash,
    verify_consistency,
    verify_inclusion,
)

VECTORS = Path(__file__).parents[3] / "shared" / "data" / "vectors" / "rfc9162" / "testdata"
LEAVES = [
    b"", b"\x00", b"\x10", b" !", b"01", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno",
]  # fmt: skip
"""The eight leaves of the reference tests of Certificate Transparency."""


def _bytes(value: str | None) -> bytes:
    return base64.b64decode(value or "")


def _vectors(kind: str) -> list[Path]:
    return sorted((VECTORS / kind).rglob("*.json"))


@pytest.mark.skipif(not VECTORS.is_dir(), reason="evaluation data not here")
def test_the_inclusion_vectors() -> None:
    paths = _vectors("inclusion")
    for path in paths:
        v = json.loads(path.read_text())
        proof = [_bytes(part) for part in v["proof"] or ()]
        ok = verify_inclusion(_bytes(v["leafHash"]), v["leafIdx"], v["treeSize"], proof, _bytes(v["root"]))
        assert ok is not v["wantErr"], path.name
    assert len(paths) >= 90


@pytest.mark.skipif(not VECTORS.is_dir(), reason="evaluation data not here")
def test_the_consistency_vectors() -> None:
    paths = _vectors("consistency")
    for path in paths:
        v = json.loads(path.read_text())
        proof = [_bytes(part) for part in v["proof"] or ()]
        ok = verify_consistency(v["size1"], _bytes(v["root1"]), v["size2"], _bytes(v["root2"]), proof)
        # One vector has words in the place of roots; this verifier wants hashes.
        assert ok is (not v["wantErr"] and len(_bytes(v["root1"])) == 32), path.name
    assert len(paths) >= 90


def test_known_answers() -> None:
    leaves = [leaf_hash(data) for data in LEAVES]
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_hash(leaves[:1]) == leaves[0]
    assert root_hash(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert root_hash(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_a_leaf_cannot_pass_for_a_node() -> None:
    left, right = leaf_hash(b"l"), leaf_hash(b"r")
    assert leaf_hash(left + right) != node_hash(left, right)
    assert node_hash(left, right) != sha256(left + right).digest()


def _leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(n).encode()) for n in range(size)]


def test_every_proof_of_every_small_tree_holds_and_none_for_another_place() -> None:
    for size in range(1, 20):
        leaves = _leaves(size)
        root = root_hash(leaves)
        for index, path in enumerate(inclusion_proofs(leaves, range(size))):
            assert path == inclusion_proof(leaves, index)
            assert [verify_inclusion(leaves[index], i, size, path, root) for i in range(size)] == [
                i == index for i in range(size)
            ]
        for first in range(1, size + 1):
            proof = consistency_proof(leaves, first)
            assert verify_consistency(first, root_hash(leaves[:first]), size, root, proof)
            others = [n for n in range(1, size + 1) if n != first]
            assert not any(verify_consistency(n, root_hash(leaves[:first]), size, root, proof) for n in others)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.data())
def test_a_flipped_bit_anywhere_breaks_a_proof(size: int, data: st.DataObject) -> None:
    leaves = _leaves(size)
    root = root_hash(leaves)
    index = data.draw(st.integers(0, size - 1))
    first = data.draw(st.integers(1, size))
    path, proof = inclusion_proof(leaves, index), consistency_proof(leaves, first)
    before = root_hash(leaves[:first])
    assert inclusion_proofs(leaves, [index]) == [path]
    assert verify_inclusion(leaves[index], index, size, path, root)
    assert verify_consistency(first, before, size, root, proof)

    parts = [leaves[index], root, *path]
    which, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    parts[which] = _flipped(parts[which], bit)
    assert not verify_inclusion(parts[0], index, size, parts[2:], parts[1])

    parts = [before, root, *proof]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = _flipped(parts[which], bit)
    assert not verify_consistency(first, parts[0], size, parts[1], parts[2:])
    assert not verify_consistency(first, before, size, root, [*proof, root])
    assert not proof or not verify_consistency(first, before, size, root, proof[:-1])


def _flipped(part: bytes, bit: int) -> bytes:
    changed = bytearray(part)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_what_is_no_place_in_the_tree_is_refused() -> None:
    leaves = _leaves(3)
    for index in (-1, 3):
        with pytest.raises(IndexError):
            inclusion_proof(leaves, index)
        with pytest.raises(IndexError):
            inclusion_proofs(leaves, [0, index])
    for first in (0, 4):
        with pytest.raises(IndexError):
            consistency_proof(leaves, first)
    assert not verify_inclusion(leaves[0], 0, 3, [b"short"], root_hash(leaves))
    assert not verify_consistency(0, EMPTY_ROOT, 3, root_hash(leaves), [])
