"""Scores of the survey with their weights and intervals. Pure.

Source rule: campaign §6.1 (weights, cells below 30) and §6.2 (scores, intervals, flag).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import median

import numpy as np
from numpy.typing import NDArray

Z_95 = 1.96
TRIM = 5  # times the median weight
LEAST_RANKED = 30  # answers
REPLICATES = 1000
SEED = 20220513
Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StratumCount:
    """Firms of a stratum: in the register, in the sample, with an answer."""

    population: int
    sampled: int
    responded: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One firm's answers: item → 1 to 10, none for "not used / don't know"."""

    firm: str
    stratum: str
    items: Mapping[str, int | None]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score 0–100 with its standard error and 95 % interval; `n` counts firms.

    Without an answer there is no value, with fewer than two no error.
    """

    value: float | None
    error: float | None
    low: float | None
    high: float | None
    n: int
    effective_n: float


def item_score(x: int | None) -> float | None:
    """Return an answer 1–10 as a score 0–100, `(x−1)/9×100`; none stays none."""
    if x is None:
        return None
    if not 1 <= x <= 10:
        raise ValueError(f"打分是 1 到 10，不能是 {x}")
    return (x - 1) / 9 * 100


def stratum_weights(counts: Mapping[str, StratumCount]) -> dict[str, float]:
    """Return design weight × non-response weight by stratum; strata without answers drop out."""
    return {
        name: (c.population / c.sampled) * (c.sampled / c.responded)
        for name, c in counts.items()
        if c.responded > 0 and c.sampled > 0
    }


def trimmed(weights: Sequence[float]) -> list[float]:
    """Return the weights of the firms, cut at 5 times their median."""
    if not weights:
        return []
    most = TRIM * median(weights)
    return [min(weight, most) for weight in weights]


def weighted(answers: Sequence[Answer], counts: Mapping[str, StratumCount]) -> list[Answer]:
    """Return the answers with their trimmed weights; raises `KeyError` for a strange stratum."""
    by_stratum = stratum_weights(counts)
    cut = trimmed([by_stratum[answer.stratum] for answer in answers])
    pairs = zip(answers, cut, strict=True)
    return [Answer(a.firm, a.stratum, a.items, weight) for a, weight in pairs]


def effective_size(weights: Iterable[float]) -> float:
    """Return Kish's effective sample size, `(Σw)²/Σw²`."""
    found = list(weights)
    squares = sum(weight * weight for weight in found)
    return sum(found) ** 2 / squares if squares else 0.0


# --- means and their errors ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """Columns over firms: weights, and for each item the scores and who gave one."""

    weights: Column
    scores: dict[str, Column]
    given: dict[str, Column]
    groups: list[list[int]]

    @property
    def concerned(self) -> NDArray[np.bool_]:
        """Return which firms answered at least one item."""
        found: NDArray[np.bool_] = sum(self.given.values(), np.zeros(len(self.weights))) > 0
        return found


def _groups(answers: Sequence[Answer]) -> list[list[int]]:
    """Group firms by stratum; strata of one firm join, for alone they show no spread."""
    strata: dict[str, list[int]] = {}
    for index, answer in enumerate(answers):
        strata.setdefault(answer.stratum, []).append(index)
    alone = [group[0] for group in strata.values() if len(group) == 1]
    groups = [group for _, group in sorted(strata.items()) if len(group) > 1]
    if len(alone) == 1 and groups:
        groups[-1] = [*groups[-1], *alone]
        return groups
    return [*groups, alone] if alone else groups


def _table(answers: Sequence[Answer], items: Iterable[str]) -> _Table:
    scores, given = {}, {}
    for item in items:
        values = [item_score(answer.items.get(item)) for answer in answers]
        scores[item] = np.array([value or 0.0 for value in values])
        given[item] = np.array([float(value is not None) for value in values])
    weights = np.array([answer.weight for answer in answers], dtype=np.float64)
    return _Table(weights, scores, given, _groups(answers))


def _present(table: _Table, shares: Mapping[str, float]) -> dict[str, float]:
    """Return the shares of the items that have an answer, rescaled to sum to 1."""
    there = {i: s for i, s in shares.items() if s and float(table.given[i] @ table.weights) > 0}
    total = sum(there.values())
    return {item: share / total for item, share in there.items()}


def _value(table: _Table, shares: Mapping[str, float], weights: Column) -> float:
    total = 0.0
    for item, share in shares.items():
        base = float(weights @ table.given[item])
        total += share * float(weights @ table.scores[item]) / base
    return total


def _linearised(table: _Table, shares: Mapping[str, float]) -> Column:
    """Return each firm's influence on the score: a ratio's first Taylor term, by item."""
    found = np.zeros(len(table.weights))
    for item, share in shares.items():
        given, scores = table.given[item], table.scores[item]
        base = float(table.weights @ given)
        mean = float(table.weights @ scores) / base
        found = found + share * table.weights * given * (scores - mean) / base
    return found


def _variance(influence: Column, groups: Iterable[Sequence[int]]) -> float:
    total = 0.0
    for group in groups:
        part = influence[np.array(group)]
        n = len(part)
        if n > 1:
            total += n / (n - 1) * float(((part - part.mean()) ** 2).sum())
    return total


def _within(value: float, error: float) -> tuple[float, float]:
    return max(0.0, value - Z_95 * error), min(100.0, value + Z_95 * error)


NOTHING = Estimate(None, None, None, None, 0, 0.0)


def estimate(answers: Sequence[Answer], shares: Mapping[str, float]) -> Estimate:
    """Return a score from shares of items, with its Taylor-linearised interval (95 %).

    An item's mean is over the firms that answered it; items without any answer drop out and
    the other shares are rescaled.
    """
    table = _table(answers, shares)
    present = _present(table, shares)
    if not present:
        return NOTHING
    concerned = table.concerned
    n, size = int(concerned.sum()), effective_size(table.weights[concerned].tolist())
    value = _value(table, present, table.weights)
    if n < 2:
        return Estimate(value, None, None, None, n, size)
    error = sqrt(_variance(_linearised(table, present), table.groups))
    return Estimate(value, error, *_within(value, error), n, size)


def even_shares(items: Sequence[str]) -> dict[str, float]:
    """Return equal shares: a measure's score is the mean of the items mapped to it."""
    return {item: 1 / len(items) for item in items}


def city_shares(
    measures: Mapping[str, Sequence[str]], weights: Mapping[str, float]
) -> dict[str, float]:
    """Return item shares of the city score: Σ weight × measure score (campaign §6.2).

    The weights of measures need not sum to 1; measures without items are left out.
    """
    total = sum(weights.get(measure, 0) for measure, items in measures.items() if items)
    shares: dict[str, float] = {}
    for measure, items in measures.items():
        for item in items:
            part = weights.get(measure, 0) / total / len(items) if total else 0.0
            shares[item] = shares.get(item, 0.0) + part
    return shares


# --- bootstrap ---------------------------------------------------------------------------------


def _resampled(table: _Table, dice: Random) -> Column:
    """Return weights of one replicate: n−1 draws in each stratum, rescaled (Rao and Wu)."""
    factors = np.ones(len(table.weights))
    for group in (g for g in table.groups if len(g) > 1):
        n = len(group)
        counts = dict.fromkeys(group, 0)
        for index in dice.choices(group, k=n - 1):
            counts[index] += 1
        for index, count in counts.items():
            factors[index] = count * n / (n - 1)
    return table.weights * factors


def _replicate(table: _Table, shares: Mapping[str, float], dice: Random) -> float | None:
    weights = _resampled(table, dice)
    if any(float(weights @ table.given[item]) <= 0 for item in shares):
        return None
    return _value(table, shares, weights)


def bootstrap(
    answers: Sequence[Answer],
    shares: Mapping[str, float],
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Estimate:
    """Return the score with a 95 % percentile interval over replicates; same seed, same result."""
    table = _table(answers, shares)
    present = _present(table, shares)
    plain = estimate(answers, shares)
    if plain.n < 2:
        return plain
    dice = Random(seed)  # noqa: S311 - simulation that must come out the same again
    tries = [_replicate(table, present, dice) for _ in range(replicates)]
    found = np.array([value for value in tries if value is not None])
    if len(found) < 2:
        return plain
    low, high = (float(edge) for edge in np.quantile(found, (0.025, 0.975)))
    error = float(found.std(ddof=1))
    return Estimate(plain.value, error, low, high, plain.n, plain.effective_n)


# --- reading the scores ------------------------------------------------------------------------


def ranked(cells: Mapping[str, Estimate]) -> dict[str, int | None]:
    """Return ranks, best is 1, equal scores share one; cells with n < 30 have none."""
    fit = [e.value for e in cells.values() if e.n >= LEAST_RANKED and e.value is not None]
    found: dict[str, int | None] = {}
    for name, cell in cells.items():
        value = cell.value
        counts = value is not None and cell.n >= LEAST_RANKED
        found[name] = 1 + sum(v > value for v in fit) if counts and value is not None else None
    return found


def differs(now: Estimate, before: Estimate) -> bool | None:
    """Say whether two quarters differ beyond chance (95 %); none when it cannot be said.

    The samples are independent: the panel rule keeps a firm out of the next quarter.
    """
    if now.value is None or before.value is None or now.error is None or before.error is None:
        return None
    return abs(now.value - before.value) > Z_95 * sqrt(now.error**2 + before.error**2)
