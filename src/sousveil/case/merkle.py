"""The Merkle tree of RFC 9162, section 2.1: roots, inclusion proofs and consistency proofs over SHA-256.

A leaf is hashed with a prefix byte 0, an inner node with 1, so that neither can be passed off as the other. Proofs are
lists of 32-byte hashes, nearest to the leaf first. Nothing here reads a file: the custody log and the verifier of a
release share this one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves (RFC 9162, 2.1.1)."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf that holds ``data``: SHA-256(0x00 || data)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two smaller than ``size`` (size >= 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def root_hash(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf *hashes*, in order. Linear in their number, with a stack no deeper than log2."""
    if not leaves:
        return EMPTY_ROOT
    stack: list[tuple[int, bytes]] = []
    for leaf in leaves:
        width, node = 1, leaf
        while stack and stack[-1][0] == width:
            width, node = width * 2, node_hash(stack.pop()[1], node)
        stack.append((width, node))
    node = stack.pop()[1]
    while stack:
        node = node_hash(stack.pop()[1], node)
    return node


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of leaf ``index`` in the tree over ``leaves`` (RFC 9162, 2.1.3.1).

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if index < k:
        return [*inclusion_proof(leaves[:k], index), root_hash(leaves[k:])]
    return [*inclusion_proof(leaves[k:], index - k), root_hash(leaves[:k])]


def inclusion_proofs(leaves: Sequence[bytes], indices: Sequence[int]) -> list[list[bytes]]:
    """The audit path of each of ``indices``, as `inclusion_proof` gives it, for all at the price of one tree.

    Raises:
        IndexError: there is no such leaf.
    """
    roots: dict[tuple[int, int], bytes] = {}

    def root(low: int, high: int) -> bytes:
        if high - low == 1:
            return leaves[low]
        if (low, high) not in roots:
            middle = low + _split(high - low)
            roots[low, high] = node_hash(root(low, middle), root(middle, high))
        return roots[low, high]

    paths = []
    for index in indices:
        if not 0 <= index < len(leaves):
            raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
        low, high, path = 0, len(leaves), []
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(root(middle, high))
                high = middle
            else:
                path.append(root(low, middle))
                low = middle
        paths.append(path[::-1])
    return paths


def consistency_proof(leaves: Sequence[bytes], first: int) -> list[bytes]:
    """The proof that the tree over the first ``first`` leaves is a prefix of the whole (RFC 9162, 2.1.4.1).

    Raises:
        IndexError: ``first`` is not in 1..len(leaves).
    """
    if not 1 <= first <= len(leaves):
        raise IndexError(f"no tree of {first} leaves in one of {len(leaves)}")
    return _subproof(leaves, first, True)


def _subproof(leaves: Sequence[bytes], first: int, whole: bool) -> list[bytes]:
    if first == len(leaves):
        return [] if whole else [root_hash(leaves)]
    k = _split(len(leaves))
    if first <= k:
        return [*_subproof(leaves[:k], first, whole), root_hash(leaves[k:])]
    return [*_subproof(leaves[k:], first - k, False), root_hash(leaves[:k])]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` shows the leaf *hash* at ``index`` in the tree of ``size`` and ``root`` (RFC 9162, 2.1.3.2)."""
    if index < 0 or index >= size or any(len(part) != 32 for part in (leaf, root, *proof)):
        return False
    fn, sn, node = index, size - 1, leaf
    for part in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            node = node_hash(part, node)
            if not fn & 1:
                while fn and not fn & 1:
                    fn >>= 1
                    sn >>= 1
        else:
            node = node_hash(node, part)
        fn >>= 1
        sn >>= 1
    return sn == 0 and node == root


def verify_consistency(first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the tree of ``first`` leaves is a prefix of that of ``second`` (RFC 9162, 2.1.4.2).

    Two trees of one size are consistent when their roots are equal and the proof is empty. A tree of no leaves is
    refused as the first one: it is a prefix of everything and so proves nothing.
    """
    if first <= 0 or first > second or any(len(part) != 32 for part in (first_root, second_root, *proof)):
        return False
    if first == second:
        return not proof and first_root == second_root
    if not proof:
        return False
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    fr = sr = path[0]
    for part in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(part, fr), node_hash(part, sr)
            if not fn & 1:
                while fn and not fn & 1:
                    fn >>= 1
                    sn >>= 1
        else:
            sr = node_hash(sr, part)
        fn >>= 1
        sn >>= 1
    return sn == 0 and fr == first_root and sr == second_root
