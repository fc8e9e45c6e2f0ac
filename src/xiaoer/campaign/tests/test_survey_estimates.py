"""Weights, scores and intervals, against figures worked by hand (campaign §6)."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.survey.estimates import (
    Answer,
    Estimate,
    StratumCount,
    bootstrap,
    city_shares,
    differs,
    effective_size,
    estimate,
    even_shares,
    item_score,
    ranked,
    stratum_weights,
    trimmed,
    weighted,
)
from xiaoer.campaign.survey.quality import Flag, Interview, flags, is_straight, missed_traps


def answers(values: list[int | None], stratum: str = "s", item: str = "q") -> list[Answer]:
    return [Answer(f"{stratum}{n}", stratum, {item: x}) for n, x in enumerate(values)]


def test_an_answer_becomes_a_score() -> None:
    assert [item_score(x) for x in (1, 10, None)] == [0, 100, None]
    assert item_score(4) == pytest.approx(33.333, abs=0.001)
    for wrong in (0, 11):
        with pytest.raises(ValueError, match="1 到 10"):
            item_score(wrong)


def test_weights_by_hand() -> None:
    counts = {
        "a": StratumCount(1000, 50, 20),
        "b": StratumCount(90, 30, 30),
        "c": StratumCount(5, 5, 0),
    }
    assert stratum_weights(counts) == {"a": 50, "b": 3}
    assert trimmed([1, 1, 1, 1, 9]) == [1, 1, 1, 1, 5]
    assert trimmed([]) == []
    assert effective_size([1, 1, 1, 1]) == 4
    assert effective_size([3, 1]) == pytest.approx(1.6)
    assert effective_size([]) == 0
    rows = answers([5] * 20, "a") + answers([5] * 30, "b")
    assert {row.weight for row in weighted(rows, counts)} == {15, 3}
    with pytest.raises(KeyError):
        weighted(answers([1], "unknown"), counts)


def test_a_mean_and_its_error_by_hand() -> None:
    # scores 0, 100, 0, 100: mean 50, s² = 10000/3, error = √(s²/4)
    found = estimate(answers([1, 10, 1, 10]), {"q": 1})
    assert found.value == pytest.approx(50)
    assert found.error == pytest.approx(sqrt(10000 / 3 / 4))
    assert (found.n, found.effective_n) == (4, 4)
    assert (found.low, found.high) == (0, 100)


def test_strata_take_their_spread_out() -> None:
    rows = answers([1, 1, 1], "low") + answers([10, 10, 10], "high")
    assert estimate(rows, {"q": 1}).error == 0
    heavy = [replace(row, weight=3.0 if row.stratum == "high" else 1.0) for row in rows]
    assert estimate(heavy, {"q": 1}).value == pytest.approx(75)


def test_who_did_not_use_a_service_does_not_count() -> None:
    found = estimate(answers([10, None, 10, None]), {"q": 1})
    assert (found.value, found.n) == (100, 2)
    nothing = estimate(answers([None, None]), {"q": 1})
    assert (nothing.value, nothing.n) == (None, 0)
    assert estimate([], {"q": 1}).value is None
    single = estimate(answers([10]), {"q": 1})
    assert (single.value, single.error) == (100, None)
    assert bootstrap(answers([10]), {"q": 1}) == single


def test_measures_and_the_city() -> None:
    rows = [Answer(str(n), "s", {"a": 10, "b": 1, "c": 10, "d": None}) for n in range(3)]
    assert estimate(rows, even_shares(["a", "b"])).value == pytest.approx(50)
    # an item that nobody answered drops out, the others take its share
    assert estimate(rows, even_shares(["a", "d"])).value == pytest.approx(100)
    shares = city_shares(
        {"1.1": ["a", "b"], "1.2": ["c"], "1.3": []}, {"1.1": 3, "1.2": 1, "1.3": 9}
    )
    assert shares == pytest.approx({"a": 0.375, "b": 0.375, "c": 0.25})
    assert estimate(rows, shares).value == pytest.approx(62.5)


def a_sample(size: int, seed: int = 5) -> list[Answer]:
    dice = Random(seed)  # noqa: S311 - made-up answers
    return [
        Answer(str(n), f"s{n % 4}", {"q": dice.randint(1, 10), "r": dice.choice([None, 3, 8])},
               weight=1 + n % 3)
        for n in range(size)
    ]  # fmt: skip


def test_bootstrap_and_linearisation_agree_and_repeat() -> None:
    rows = a_sample(200)
    shares = {"q": 0.7, "r": 0.3}
    plain, again = estimate(rows, shares), bootstrap(rows, shares)
    assert again == bootstrap(rows, shares)
    assert again != bootstrap(rows, shares, seed=1)
    assert again.value == plain.value
    assert again.error == pytest.approx(plain.error, rel=0.1)
    assert again.low == pytest.approx(plain.low, abs=1)


def test_small_cells_are_not_ranked() -> None:
    def cell(value: float, n: int) -> Estimate:
        return Estimate(value, 1.0, value - 2, value + 2, n, float(n))

    cells = {"a": cell(80, 40), "b": cell(95, 29), "c": cell(90, 30), "d": cell(80, 99)}
    assert ranked(cells) == {"a": 2, "b": None, "c": 1, "d": 2}
    assert ranked({}) == {}


def test_a_change_counts_when_it_is_more_than_chance() -> None:
    before = Estimate(70, 2.0, 66, 74, 300, 280)
    assert differs(replace(before, value=76), before)
    assert not differs(replace(before, value=75), before)  # 1.96 · √8 = 5.54
    assert differs(replace(before, error=None), before) is None


@given(
    st.lists(st.tuples(st.integers(1, 10), st.sampled_from("abc"), st.floats(0.1, 9)), min_size=1)
)
def test_scores_and_bounds_are_in_order(rows: list[tuple[int, str, float]]) -> None:
    found = estimate([Answer(str(n), s, {"q": x}, w) for n, (x, s, w) in enumerate(rows)], {"q": 1})
    assert found.value is not None
    assert -1e-9 <= found.value <= 100 + 1e-9
    assert found.effective_n <= found.n + 1e-9
    if found.low is not None and found.high is not None:
        assert found.low - 1e-9 <= found.value <= found.high + 1e-9


# --- quality -----------------------------------------------------------------------------------


def interview(firm: str, **values: object) -> Interview:
    facts = {"mode": "online", "scale": (3, 5, 7), "traps": {"t": 2}, "seconds": 300.0}
    return Interview(firm, **{**facts, **values})


def test_answers_that_cannot_be_trusted_are_flagged() -> None:
    rows = [interview(f"ok{n}") for n in range(5)]
    rows += [
        interview("flat", scale=(10,) * 20),
        interview("trap", traps={"t": 9}),
        interview("skipped", traps={}),
        interview("fast", seconds=99.0),
        interview("slow", mode="phone", seconds=50.0),
        interview("leaned", contacted=True),
    ]
    assert flags(rows, {"t": 2}) == {
        "flat": [Flag.STRAIGHT], "trap": [Flag.TRAP], "skipped": [Flag.TRAP],
        "fast": [Flag.TOO_FAST], "leaned": [Flag.CONTACTED],
    }  # fmt: skip


def test_edges_of_the_checks() -> None:
    assert not is_straight([10] * 9)
    assert is_straight([None] * 5 + [10] * 10)
    assert is_straight([10] * 19 + [9])
    assert not is_straight([10] * 18 + [9, 9])
    assert missed_traps({"a": 1, "b": None}, {"a": 1, "b": 2, "c": 3}) == ["b", "c"]
