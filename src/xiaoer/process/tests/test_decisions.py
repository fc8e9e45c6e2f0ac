"""Decision tables."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.process import BadDecision, decision

from .drawing import DMN, table


def graded(cell: str, value: object) -> bool:
    found = decision(table([([cell], ["true"])])).evaluate({"area": value})
    return bool(found)


@pytest.mark.parametrize(
    ("cell", "value", "fits"),
    [
        ("", "anything", True),
        ("-", None, True),
        ('"a"', "a", True),
        ('"a"', "b", False),
        ('"a", "b"', "b", True),
        ('"a,b"', "a,b", True),
        ('"a"', ["x", "a"], True),
        ("12", 12, True),
        ("12", "12", False),
        ("true", True, True),
        ("true", 1, False),
        ("null", None, True),
        (">= 10", 10, True),
        ("> 10", 10, False),
        ("> 10", None, False),
        ("> 10", "11", False),
        ("> 10", True, False),
        ("<= -2.5", -3, True),
        ("< 5, > 10", 11, True),
        ("< 5, > 10", 7, False),
        ("[1..5]", 5, True),
        ("[1..5)", 5, False),
        ("(1..5]", 1, False),
        ("]1..5[", 1, False),
        ("[1 .. 5]", 3, True),
        ("[1..2], [4..5]", 4, True),
        ('not("a", "b")', "c", True),
        ("not(> 5)", 6, False),
        ("not(-)", 6, False),
        ('>= date("2026-01-01")', "2026-03-01", True),
        ('"say \\"hi\\""', 'say "hi"', True),
    ],
)
def test_cells(cell, value, fits):
    assert graded(cell, value) is fits


@pytest.mark.parametrize(
    "cell",
    ["abc", "foo()", "> abc", "[5..1]", '["a"..3]', '"open', "1..5", "x in y", "not(not(", "1 + 1"],
)
def test_cells_outside_the_language_name_table_and_rule(cell):
    with pytest.raises(BadDecision, match=r"grading.*第 1 条规则"):
        decision(table([([cell], ["1"])]))


@pytest.mark.parametrize("cell", ["__import__('os')", "area * 2", "f(1)", "9" * 30])
def test_outputs_are_literals_only(cell):
    with pytest.raises(BadDecision):
        decision(table([(["-"], [cell])]))


TWO = [([">= 10"], ['"a"']), ([">= 5"], ['"b"'])]


@pytest.mark.parametrize(
    ("policy", "value", "answer", "rules"),
    [
        ("FIRST", 20, {"grade": "a"}, [1, 2]),
        ("UNIQUE", 7, {"grade": "b"}, [2]),
        ("UNIQUE", 1, {}, []),
        ("COLLECT", 20, [{"grade": "a"}, {"grade": "b"}], [1, 2]),
        ("RULE ORDER", 7, [{"grade": "b"}], [2]),
        ("RULE_ORDER", 1, [], []),
    ],
)
def test_hit_policies(policy, value, answer, rules):
    found = decision(table(TWO, policy=policy))
    assert found.evaluate({"area": value}) == answer
    assert found.matched({"area": value}) == rules


def test_unique_tables_must_be_unique():
    with pytest.raises(BadDecision, match="第 1、2 条"):
        decision(table(TWO)).evaluate({"area": 20})


def test_any_tables_must_agree():
    agreeing = decision(table([(["> 1"], ["1"]), (["> 2"], ["1"])], policy="ANY"))
    assert agreeing.evaluate({"area": 5}) == {"grade": 1}
    with pytest.raises(BadDecision, match="结果却不一样"):
        decision(table(TWO, policy="ANY")).evaluate({"area": 20})


@pytest.mark.parametrize(("how", "answer"), [("SUM", 5), ("MIN", 2), ("MAX", 3), ("COUNT", 2)])
def test_collected_numbers_are_aggregated(how, answer):
    rules = [(["> 1"], ["2"]), (["> 2"], ["3"])]
    found = decision(table(rules, policy="COLLECT", extra=f'aggregation="{how}"'))
    assert found.evaluate({"area": 5}) == {"grade": answer}


def test_a_table_tells_its_columns_and_notes():
    found = decision(table([([">= 10", '"x"'], ["1", '"a","b"'])], ("area", "kind"), ("n", "list")))
    assert found.inputs == ("area", "kind")
    assert found.outputs == ("n", "list")
    assert found.evaluate({"area": 10, "kind": "x"}) == {"n": 1, "list": ["a", "b"]}
    assert found.note(1) == "第1条"


def test_inputs_may_be_computed():
    found = decision(table([(["> 10"], ["true"])], ("area * price",)))
    assert found.evaluate({"area": 6, "price": 2}) == {"grade": True}
    with pytest.raises(BadDecision, match="grading"):
        found.evaluate({"area": "x", "price": 2})


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<a/>",
        b"<!DOCTYPE a><a/>",
        f'<definitions xmlns="{DMN}"/>'.encode(),
        f'<definitions xmlns="{DMN}"><decision id="d"><literalExpression><text>'
        "__import__('os')</text></literalExpression></decision></definitions>".encode(),
        table([(["-"], ["1"])], policy="PRIORITY"),
        table([(["-", "-"], ["1"])]),
        table([(["-"], ["1"])], ("__import__('os')",)),
        table([(["-"], ["1"])], outputs=("a", "a")),
        table([(["-"], ["1"])], extra='aggregation="MEDIAN"', policy="COLLECT"),
    ],
)
def test_what_is_no_table_is_refused(source):
    with pytest.raises(BadDecision):
        decision(source)


def test_a_table_is_found_by_its_key():
    assert decision(table([(["-"], ["1"])]), "grading").key == "grading"
    with pytest.raises(BadDecision, match="没有决策表“other”"):
        decision(table([(["-"], ["1"])]), "other")


@given(st.text(alphabet='"abc123.,-()[]<>=! not', max_size=30))
def test_any_cell_is_read_or_refused(cell: str):
    with suppress(BadDecision):
        decision(table([([cell.replace("]]>", "")], ["1"])])).evaluate({"area": 3})
