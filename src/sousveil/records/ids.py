"""Stable ids. An id is a hash of what a record is about, never of the step's version that drew it.

Judgements point at ids, so an id has to survive a rebuild by a better version of a step.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

ID_LENGTH = 20
"""Hex digits kept of a record's hash: 80 bits, so 10 million records collide with probability below 1e-10."""


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of ``data`` as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def canonical_json(value: Any) -> str:
    """``value`` as JSON with sorted keys, no spaces and no ASCII escapes: one value, one spelling."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def record_id(prefix: str, *parts: Any) -> str:
    """An id ``prefix-<20 hex digits>`` that depends on ``parts`` alone (any JSON values)."""
    # Half a surrogate pair in hostile text is no reason to fail: it counts as itself.
    return f"{prefix}-{sha256_hex(canonical_json(list(parts)).encode('utf-8', 'surrogatepass'))[:ID_LENGTH]}"


def claim_id(item: str, spans: Sequence[tuple[int, int]], technology: str | None, aspect: str, ordinal: int = 0) -> str:
    """The id of a claim: where it stands and what it is about.

    ``ordinal`` tells apart claims that share all of these (two places in one sentence), in reading order.
    """
    return record_id("c", item, [list(span) for span in spans], technology, aspect, ordinal)
