"""The questionnaire is whole, and a faulty one is refused with the line (campaign §6.2)."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.survey.questionnaire import MEASURES, BadQuestionnaire, Kind, read, standard
from xiaoer.packs.faults import Unreadable

TEXT = files("xiaoer.campaign.survey").joinpath("data/questionnaire.yaml").read_text("utf-8")


def test_the_standard_one_asks_about_every_measure() -> None:
    found = standard()
    assert 43 <= len(found.items) <= 48
    assert [part.id for part in found.parts] == list("ABCDEF")
    assert set(found.scored_items()) == MEASURES
    assert list(found.scored_items())[:2] == ["1.1", "1.2"]
    assert list(found.scored_items())[9] == "1.10"
    assert found.scored_items()["1.1"] == ("a01", "a02")
    assert found.traps() == {"t01": 2, "t02": 9}


def test_it_asks_what_the_rule_names() -> None:
    items = standard().items
    kinds = {kind: [i.id for i in items if i.kind is kind] for kind in Kind}
    assert kinds[Kind.COUNT] == ["c05"]
    assert kinds[Kind.RECOMMEND] == ["d04"]
    assert kinds[Kind.TEXT] == ["e01"]
    assert [i.id for i in items if i.role == "contacted"] == ["d05"]
    sizes = next(i for i in items if i.id == "f01")
    assert [o.id for o in sizes.options] == ["individual", "micro", "small", "medium_up"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('["1.1"]', '["1.13"]', "没有措施 1.13"),
        ('["1.1"]', "[1.10]", "带引号"),
        ('["1.1"]', '["1.1", "1.1"]', "写了两次"),
        ('    measures: ["1.1"]\n', "", "要写明对应哪条措施"),
        ("id: a02", "id: a01", "题号“a01”用了两次"),
        ("id: a02", "id: A 2", "小写字母开头"),
        ("kind: count", "kind: numbr", "kind 写"),
        ("    expected: 2\n", "", "该选几"),
        ("expected: 2", "expected: 11", "该选几"),
        ("    unit: times\n", "", "要写单位"),
        ("kind: recommend", "kind: recommend\n    colour: red", "不认识的字段 colour"),
        ("id: B,", "id: Z,", "parts 要依次写"),
        ("version: 1", "version: new", "version 写整数"),
        ("part: E", "part: F", "E 部分没有题"),
        ("part: E", "part: A", "按部分排列"),
    ],
)
def test_faults_are_told(old: str, new: str, reason: str) -> None:
    assert old in TEXT
    with pytest.raises(BadQuestionnaire, match=reason):
        read(TEXT.replace(old, new, 1).encode())


def test_a_fault_names_its_line() -> None:
    text = TEXT.replace("id: a02", "id: a01")
    with pytest.raises(BadQuestionnaire) as bad:
        read(text.encode(), "ours.yaml")
    (fault,) = bad.value.faults
    line = text.splitlines().index("  - id: a01", text.splitlines().index("  - id: a01") + 1) + 1
    assert (fault.file, fault.line) == ("ours.yaml", line)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "a",
        "items: 3",
        "items: [1, [2]]",
        "items: [{1: 2}]",
        "items: [{kind: scale, part: [A]}]",
    ],
)
def test_what_is_no_questionnaire_is_refused(text: str) -> None:
    with pytest.raises(BadQuestionnaire):
        read(text.encode())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 12) | st.sampled_from(["A", "scale", "zh", "1.1"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "part", "kind", "zh", "en", "measures", "items", "parts", "options",
                         "title", "version", "expected"]), inner, max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@given(VALUES)
def test_no_definition_breaks_the_reader(value: object) -> None:
    with pytest.raises((BadQuestionnaire, Unreadable)):
        read(json.dumps(value).encode())
