"""Formulas of indicators: what can be read, in which scale, and what is refused and why."""

from __future__ import annotations

import pytest

from xiaoer.packs.formula_values import value
from xiaoer.packs.formulas import (
    DAY,
    BadFormula,
    Column,
    Columns,
    Compared,
    Constant,
    Kind,
    Reckoned,
    condition,
    formula,
    number,
)
from xiaoer.packs.schema import FeedColumn
from xiaoer.packs.sources import CASES, columns_of_feed

FEED = columns_of_feed(
    [
        FeedColumn(key="start", kind="datetime"),
        FeedColumn(key="end", kind="datetime"),
        FeedColumn(key="users", kind="integer"),
        FeedColumn(key="refund", kind="decimal"),
        FeedColumn(key="why", kind="string"),
    ]
)


@pytest.mark.parametrize(
    ("text", "kind", "scale"),
    [
        ("net_wd", Kind.NUMBER, 1),
        ("net_fraction", Kind.NUMBER, DAY),
        ("net_wd - step_wd.permit", Kind.NUMBER, 1),
        ("net_fraction * 2", Kind.NUMBER, DAY),
        ("net_fraction + 0.25", Kind.NUMBER, DAY),
        ("days(submitted_on, date(answers.needed_by))", Kind.NUMBER, 1),
        ("wd(submitted_at, decided_at)", Kind.NUMBER, 1),
        ("work_hours(submitted_at, decided_at)", Kind.NUMBER, 3600),
        ('item in ["a", "b"] and not commitment', Kind.BOOL, 1),
        ("registered_on != null", Kind.BOOL, 1),
        ('closed_on >= "2022-06-01"', Kind.BOOL, 1),
        ("number(answers.area_m2) > 100", Kind.BOOL, 1),
    ],
)
def test_a_formula_has_a_kind_and_a_scale(text: str, kind: Kind, scale: int) -> None:
    found = formula(text, CASES)
    assert (found.kind, found.scale) == (kind, scale)


def test_hours_of_users_stand_in_seconds() -> None:
    found = number("users * hours(start, end)", FEED)
    assert found.scale == 3600


def test_a_fraction_is_compared_in_whole_numbers() -> None:
    """0.5 days of 28,800 seconds is compared as 14,400 ≤ …, not as a float."""
    found = condition("net_fraction <= 0.5", CASES)
    assert isinstance(found, Compared)
    assert found.left.scale == found.right.scale == DAY
    assert condition("users <= 0.5", FEED).left.scale == 2


def test_both_sides_of_a_sum_stand_in_one_scale() -> None:
    found = number("refund - users", FEED)
    assert isinstance(found, Reckoned)
    assert found.left.scale == found.right.scale == 10_000


def test_a_missing_text_is_asked_like_any_missing_value() -> None:
    found = condition("why == null", FEED)
    assert isinstance(found, Compared)
    assert isinstance(found.right, Constant)
    assert found.right.value is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("net_days", "没有 net_days 这一列"),
        ("net_wd / 2", "不写除法"),
        ("item", "不是条件"),
        ("item > 3", "不是一类"),
        ("commitment + 1", "只有数能加"),
        ('item < "b"', "一样不一样"),
        ("hours(submitted_on, closed_on)", "两个时刻"),
        ("wd(submitted_on, date(answers.day))", "自己的时刻"),
        ("days(item, closed_on)", "日期或时刻"),
        ("submitted_at > closed_on", "不能和时刻比"),
        ("sum(net_wd) > 3", "没有“sum”"),
        ('answers.a.b == "x"', "看不懂"),
        ('__import__("os")', "没有“__import__”"),
        ("1 < net_wd < 3", "一次只比较两个"),
        ("item in [net_wd]", "只写文字"),
        ("", "空的"),
        ("item ==", "看不懂"),
    ],
)
def test_what_cannot_be_computed_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadFormula, match=reason):
        condition(text, CASES)


def test_a_formula_of_a_yes_or_no_is_no_number() -> None:
    with pytest.raises(BadFormula, match="算不出数"):
        number("commitment", CASES)


@pytest.mark.parametrize(
    ("text", "row", "found"),
    [
        ("or_zero(amount)", {}, 0),
        ("or_zero(amount)", {"amount": "2.5"}, 25_000),
        ("when(good, amount)", {"good": "true", "amount": "2.5"}, 25_000),
        ("when(good, amount)", {"good": "false", "amount": "2.5"}, 0),
        ("when(good, amount)", {"good": "true"}, None),
    ],
)
def test_what_is_missing_or_does_not_count_may_be_nought(text, row, found) -> None:
    amounts = Columns({"amount": Column(Kind.NUMBER, 10_000), "good": Column(Kind.BOOL)})
    assert value(number(text, amounts), row) == found


@pytest.mark.parametrize("text", ["or_zero(good)", "when(amount, amount)", "when(good)"])
def test_or_zero_and_when_take_numbers_and_conditions(text) -> None:
    amounts = Columns({"amount": Column(Kind.NUMBER, 10_000), "good": Column(Kind.BOOL)})
    with pytest.raises(BadFormula):
        number(text, amounts)
