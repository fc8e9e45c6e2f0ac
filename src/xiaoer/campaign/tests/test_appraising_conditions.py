"""The language of card rules: three values, exact numbers, nothing else (campaign §9.1)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.appraising.card_expressions import evaluate, names
from xiaoer.process.expressions import BadExpression

FACTS = {"Q": Fraction("74.99"), "n": Fraction(10), "rank": Fraction(9), "veto": False}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60 <= Q < 75", True),
        ("75 <= Q < 90", False),
        ("rank > n - ceil(0.1*n)", False),
        ("rank + 1 > n - ceil(0.1*n)", True),
        ("ceil(0.1*n) == 1", True),  # a binary 0.1 would not be a tenth
        ("no veto", True),
        ("veto == true", False),
        ("not veto and Q > 0", True),
        ("-Q < 0", True),
        # what is not known
        ("x > 1", None),
        ("no x", None),
        ("x == true", None),
        ("Q > 0 and x > 1", None),
        ("Q < 0 and x > 1", False),
        ("Q > 0 or x > 1", True),
        ("Q < 0 or x > 1", None),
        ("60 <= x < 75", None),
        ("90 <= Q < x", False),
        ("Q / 0 >= 0.3", None),
        ("Q / (n - n) >= 0.3", None),
        ("ceil(x) > 1", None),
        ("-x < 0", None),
    ],
)
def test_conditions(text: str, expected: bool | None) -> None:
    assert evaluate(text, FACTS).value is expected


def test_values_are_put_in() -> None:
    found = evaluate("rank > n - ceil(0.1*n) and Q < 85", FACTS)
    assert found.filled == "9 > 10 - ceil(0.1 * 10) and 74.99 < 85"
    assert [(leaf.text, leaf.filled) for leaf in found.leaves()] == [
        ("rank", "9"), ("n", "10"), ("Q", "74.99"),
    ]  # fmt: skip
    assert evaluate("x > 1", FACTS).filled == "未知 > 1"


def test_names() -> None:
    assert names("rank > n - ceil(0.1*n)") == {"rank", "n"}


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "Q.real", "Q[0]", "max(Q, 1)", "ceil(Q, 1)", "ceil()", "[Q]", "'a'", "Q ** 9",
     "Q // 2", "Q % 2", "lambda: Q", "1 if Q else 2", "Q in n", "Q is n", "1e400 > Q", "", "Q >", "null",
     "(" * 60 + "Q" + ")" * 60, "~Q"],
)  # fmt: skip
def test_what_is_outside_is_refused(text: str) -> None:
    with pytest.raises(BadExpression):
        evaluate(text, FACTS)


@pytest.mark.parametrize(
    "text", ["Q and veto", "no Q", "veto + 1", "veto < true", "ceil(veto) > 1", "Q == veto"]
)
def test_numbers_are_no_conditions(text: str) -> None:
    with pytest.raises(BadExpression):
        evaluate(text, FACTS)


TEXTS = st.sampled_from(
    ["a > 1 and b < 2", "a > 1 or no (b < 2)", "1 < a < 3 and a / b > 2", "no (a == b or b > 1)"]
)
SMALL = st.integers(-3, 3).map(Fraction)


@given(TEXTS, SMALL, SMALL)
def test_to_learn_a_fact_never_turns_an_answer_round(text: str, a: Fraction, b: Fraction) -> None:
    whole = evaluate(text, {"a": a, "b": b}).value
    for partial in ({"a": a}, {"b": b}, {}):
        assert evaluate(text, partial).value in (None, whole)
