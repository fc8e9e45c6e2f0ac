"""Scores of mystery visits and the agreement of scorers, by hand (campaign §7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.mystery.kappa import (
    cohen_kappa,
    must_retrain,
    second_refusals,
    second_scored,
)
from xiaoer.campaign.mystery.sheet import (
    BLOCKS,
    SHEET,
    VETO_WORDS,
    Sheet,
    UnitScore,
    Veto,
    marks,
    problems,
    score,
    unit_score,
)

NOON = datetime(2022, 6, 8, 4, tzinfo=UTC)
FULL = {name: float(criterion.most) for name, criterion in SHEET.items()}
GOOD = Sheet(FULL, NOON, NOON + timedelta(hours=1), queue_minutes=10, evidence=("取号单",))


def test_the_sheet_has_100_points_in_the_blocks_of_the_rule() -> None:
    assert BLOCKS == {
        "access": 15, "information": 20, "conduct": 20, "handling": 30, "result": 15,
    }  # fmt: skip
    assert sum(BLOCKS.values()) == 100
    assert set(VETO_WORDS) == set(Veto)


def test_scores_by_hand() -> None:
    assert score(GOOD) == 100
    assert problems(GOOD) == []
    assert score(replace(GOOD, points={**FULL, "conduct": 5.0, "time": 0.0})) == 75
    # no queue on the phone: 95 points are left, 57 of them make exactly 60
    phone = {**FULL, "queue": None, "materials": 0.0, "time": 0.0, "channel": 0.0}
    phone |= {"hours": 0.0, "found": 2.0}
    assert score(replace(GOOD, points=phone)) == pytest.approx(57 / 95 * 100)


@pytest.mark.parametrize("veto", Veto)
def test_any_veto_makes_it_zero_and_hard(veto: Veto) -> None:
    bad = replace(GOOD, vetoes=frozenset({veto}))
    assert score(bad) == 0
    assert marks(bad) == {"three_hards"}
    assert marks(GOOD) == frozenset()


def test_bad_sheets_are_told() -> None:
    def why(**values: object) -> str:
        return "；".join(problems(replace(GOOD, **values)))

    assert "在 0 到 20 之间" in why(points={**FULL, "conduct": 21.0})
    assert "在 0 到 5 之间" in why(points={**FULL, "queue": -1.0})
    assert "没有打分" in why(points={k: v for k, v in FULL.items() if k != "time"})
    assert "没有“smile”" in why(points={**FULL, "smile": 3.0})
    assert "排队 16 分钟" in why(queue_minutes=16)
    assert why(queue_minutes=16, points={**FULL, "queue": 0.0}) == ""
    assert "2 小时" in why(filled_at=NOON + timedelta(hours=2, seconds=1))
    assert "早于" in why(filled_at=NOON - timedelta(minutes=1))
    assert "没有附凭证" in why(evidence=())
    nothing = dict.fromkeys(SHEET)
    assert "没有一项适用" in why(points=nothing)
    with pytest.raises(ValueError, match="不能计分"):
        score(replace(GOOD, points=nothing))


def test_a_unit_is_scored_by_difficulty_with_n() -> None:
    assert unit_score([(60, 1), (90, 2)]) == UnitScore(80, 2)
    assert unit_score([]) == UnitScore(None, 0)
    with pytest.raises(ValueError, match="大于 0"):
        unit_score([(60, 0)])


def test_kappa_by_hand() -> None:
    # 20 agreed yes, 15 agreed no, 5 and 10 crossed: po 0.7, pe 0.5, κ 0.4
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)
    assert must_retrain(0.4)
    assert not must_retrain(0.6)
    assert cohen_kappa([1, 2], [2, 1]) == -1
    assert cohen_kappa([1, 1], [1, 1]) == 1
    assert cohen_kappa([], []) is None
    assert not must_retrain(None)
    with pytest.raises(ValueError, match="份数不一样"):
        cohen_kappa([1], [])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_kappa_is_symmetric_and_bounded(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    found = cohen_kappa(first, second)
    assert found == cohen_kappa(second, first)
    assert found is not None
    assert -1 <= found <= 1
    assert cohen_kappa(first, first) == 1


@given(st.sets(st.text(max_size=4), max_size=40), st.binary(max_size=8))
def test_a_fifth_is_scored_again(names: set[str], seed: bytes) -> None:
    found = second_scored(names, seed)
    assert len(found) == -(-len(names) // 5)
    assert set(found) <= names
    assert found == second_scored(sorted(names), seed)


def test_the_second_scorer_is_another_and_blind() -> None:
    assert second_refusals("a", "b", False) == []
    assert len(second_refusals("a", "a", True)) == 2
