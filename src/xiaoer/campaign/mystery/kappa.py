"""Whether two scorers agree beyond chance, and which visits are scored twice. Pure.

Source rule: campaign P-C-7 step 3: 20 % blind second scoring, κ < 0.6 → retrain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import ceil

from xiaoer.campaign.survey.draw import Candidate, frozen, ordered

SECOND_PERCENT = 20
RETRAIN_BELOW = 0.6


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Return Cohen's κ of two scorers over the same visits, −1 to 1; none without a visit.

    When both always give the same single mark, chance explains everything and κ is undefined;
    they agree, so it counts as 1.
    """
    if len(first) != len(second):
        raise ValueError("两位评分人的份数不一样，逐份对上再算")
    n = len(first)
    if n == 0:
        return None
    agreed = sum(a == b for a, b in zip(first, second, strict=True))
    ones, others = Counter(first), Counter(second)
    # whole numbers: n² times the agreement by chance
    chance = sum(ones[mark] * others[mark] for mark in ones)
    if chance == n * n:
        return 1.0
    return (agreed * n - chance) / (n * n - chance)


def must_retrain(kappa: float | None) -> bool:
    """Say whether the scorers agree too little."""
    return kappa is not None and kappa < RETRAIN_BELOW


def second_scored(visits: Iterable[str], seed: bytes) -> tuple[str, ...]:
    """Return the visits that a supervisor scores again, 20 % rounded up, by a repeatable draw."""
    rows = frozen(Candidate(name, "visits") for name in visits)
    return tuple(sorted(ordered(rows, seed)[: ceil(len(rows) * SECOND_PERCENT / 100)]))


def second_refusals(shopper: str, scorer: str, has_seen_first: bool) -> list[str]:
    """Return why somebody may not score a visit again; empty when they may."""
    found = []
    if shopper == scorer:
        found.append("复评的人不能是做这次暗访的人，换一位督导")
    if has_seen_first:
        found.append("复评的人已经看过第一次的打分，换一位没看过的督导")
    return found
