"""A draw that anybody can make again: frozen list, commitment, seed, sample, reserve. Pure.

Source rule: services-and-law P-RL5-2 steps 4 to 8; used for the survey (campaign §6.1) and
for mystery visits (campaign §7).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Context, Decimal

from .commitments import canonical, leaf, root, salt, sha256

ALGORITHM = "es-hmac-sha256-1"
DIGITS = Context(prec=50)  # so that every platform gets the same order
SPAN = 2**64 + 1


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """One row of the frozen list; `weight` is above 0, 1 unless the rules say otherwise."""

    id: str
    stratum: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is published before the draw; hashes in hexadecimal.

    `source` names the public randomness and the future moment at which it appears.
    """

    root: str
    size: int
    numbers: tuple[tuple[str, int], ...]
    secret_digest: str
    source: str
    algorithm: str = ALGORITHM

    @property
    def digest(self) -> str:
        """Return the one hash to publish."""
        return sha256(canonical(asdict(self))).hex()


@dataclass(frozen=True, slots=True)
class Drawn:
    """The sample and the reserve of one stratum, both in the order of the draw."""

    sample: tuple[str, ...]
    reserve: tuple[str, ...]

    def replacement(self, used: Iterable[str]) -> str | None:
        """Return the next of the reserve who was not used yet; none when all were."""
        gone = set(used)
        return next((name for name in self.reserve if name not in gone), None)


class BadDraw(ValueError):
    """A list or a number that cannot be drawn from; the message says what to mend."""


def frozen(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the list in its canonical order; raises `BadDraw` for doubles and bad weights."""
    rows = tuple(sorted(candidates))
    names = [row.id for row in rows]
    if len(set(names)) != len(names):
        double = next(name for name in names if names.count(name) > 1)
        raise BadDraw(f"名单里“{double}”出现了两次，去掉一个")
    for row in rows:
        if not row.weight.is_finite() or row.weight <= 0:
            raise BadDraw(f"“{row.id}”的权重要大于 0")
    return rows


def leaves(rows: Sequence[Candidate], secret: str) -> list[bytes]:
    """Return the leaf of every row: salted id, stratum, weight."""
    return [leaf([salt(secret, r.id), r.id, r.stratum, str(r.weight)]) for r in rows]


def committed(
    rows: Sequence[Candidate], numbers: Mapping[str, int], secret: str, source: str
) -> Commitment:
    """Return the commitment over a frozen list, to be published before the draw."""
    if not secret:
        raise BadDraw("抽取要有一个事先保密的种子")
    return Commitment(
        root=root(leaves(rows, secret)).hex(),
        size=len(rows),
        numbers=tuple(sorted(numbers.items())),
        secret_digest=sha256(secret.encode()).hex(),
        source=source,
    )


def seed_of(secret: str, public: str, root_hex: str) -> bytes:
    """Return the seed: SHA-256 of the secret, the public value and the root."""
    return sha256(secret.encode() + public.encode() + bytes.fromhex(root_hex))


def _number(seed: bytes, name: str) -> int:
    digest = hmac.new(seed, name.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) + 1


def _key(seed: bytes, row: Candidate) -> Decimal:
    share = DIGITS.divide(Decimal(_number(seed, row.id)), Decimal(SPAN))
    return DIGITS.divide(share.ln(DIGITS), row.weight)


def ordered(rows: Iterable[Candidate], seed: bytes) -> list[str]:
    """Return the names in the order of the draw (Efraimidis–Spirakis), ties by name.

    Equal weights need no logarithm: it keeps the order.
    """
    found = list(rows)
    if len({row.weight for row in found}) <= 1:
        return [r.id for r in sorted(found, key=lambda r: (-_number(seed, r.id), r.id))]
    keyed = {row.id: _key(seed, row) for row in found}
    return sorted(keyed, key=lambda name: (-keyed[name], name))


def draw(
    rows: Sequence[Candidate], numbers: Mapping[str, int], seed: bytes, reserve: int = 1
) -> dict[str, Drawn]:
    """Draw `numbers[stratum]` from each stratum, without replacement.

    The reserve holds `reserve` times as many of the same stratum, as far as it reaches.
    """
    strata: dict[str, list[Candidate]] = {}
    for row in rows:
        strata.setdefault(row.stratum, []).append(row)
    found = {}
    for stratum, wanted in sorted(numbers.items()):
        there = strata.get(stratum, [])
        if not 0 <= wanted <= len(there):
            raise BadDraw(f"“{stratum}”层只有 {len(there)} 户，不能抽 {wanted} 户")
        names = ordered(there, seed)
        more = tuple(names[wanted : wanted + wanted * reserve])
        found[stratum] = Drawn(tuple(names[:wanted]), more)
    return found


def verified(
    commitment: Commitment,
    rows: Sequence[Candidate],
    secret: str,
    public: str,
    result: Mapping[str, Drawn],
    reserve: int = 1,
) -> list[str]:
    """Return what does not fit between commitment, reveal and result; empty when all does."""
    found = []
    if sha256(secret.encode()).hex() != commitment.secret_digest:
        found.append("公开的种子和承诺的摘要对不上")
    if root(leaves(rows, secret)).hex() != commitment.root or len(rows) != commitment.size:
        found.append("公开的名单和承诺的名单对不上")
    seed = seed_of(secret, public, commitment.root)
    try:
        again = draw(rows, dict(commitment.numbers), seed, reserve)
    except BadDraw as problem:
        return [*found, str(problem)]
    if again != dict(result):
        found.append("按公开的种子重抽，结果和公布的不同")
    return found
