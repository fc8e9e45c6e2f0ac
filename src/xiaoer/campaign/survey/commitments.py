"""A commitment to a list: one root hash over it, and the proof that a row stands in it. Pure.

Source rule: services-and-law P-RL5-2 steps 4 and 8 (SHA-256).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass

LEAF, NODE = b"\x00", b"\x01"  # told apart, so that an inner node cannot pose as a row


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).digest()


def canonical(value: object) -> bytes:
    """Return a value as JSON in one fixed writing: sorted keys, no blanks, UTF-8."""
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return plain.encode()


def salt(secret: str, name: str) -> str:
    """Return the salt of a row, so that a published leaf does not give away a known name."""
    return hmac.new(secret.encode(), b"salt\x00" + name.encode(), hashlib.sha256).hexdigest()


def leaf(row: object) -> bytes:
    """Return the leaf hash of a row."""
    return sha256(LEAF + canonical(row))


def _above(level: Sequence[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)
    joined = [sha256(NODE + left + right) for left, right in pairs]
    return joined + list(level[len(joined) * 2 :])


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaves in their order; an odd one moves up as it is."""
    level = list(leaves) or [sha256(LEAF)]
    while len(level) > 1:
        level = _above(level)
    return level[0]


@dataclass(frozen=True, slots=True)
class Step:
    """One neighbour on the way from a leaf to the root, and whether it stands on the left."""

    neighbour: bytes
    on_left: bool


def proof(leaves: Sequence[bytes], index: int) -> list[Step]:
    """Return the way from a leaf to the root; raises `IndexError` outside the list."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    level, steps = list(leaves), []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            steps.append(Step(level[beside], beside < index))
        level, index = _above(level), index // 2
    return steps


def proves(row_leaf: bytes, steps: Sequence[Step], expected_root: bytes) -> bool:
    """Say whether the way leads from the leaf to the root."""
    found = row_leaf
    for step in steps:
        pair = step.neighbour + found if step.on_left else found + step.neighbour
        found = sha256(NODE + pair)
    return hmac.compare_digest(found, expected_root)
