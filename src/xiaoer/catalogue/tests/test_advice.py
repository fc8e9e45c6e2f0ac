"""What a questionnaire comes to: components once, papers once, the longest branch."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xiaoer.catalogue.advice import advise, component_keys
from xiaoer.packs.items import Item


def item(key: str, limit: str, papers: tuple[dict, ...] = (), **more) -> Item:
    return Item.model_validate({
        "key": key, "title": key, "kind": "licence", "owner": "market-supervision",
        "profile": "wd_admin", "committed_limit": limit, "materials": list(papers),
        "steps": [{"key": "do", "title": "办", "role": "reviewer"}], **more,
    })  # fmt: skip


def paper(key: str, title: str, **more) -> dict:
    return {"key": key, "title": title, **more}


PLAN = paper("plan", "布局图")
LICENCE = paper(
    "licence", "营业执照", source="electronic_licence",
    shared={"register": "licences", "title": "电子证照库"},
)  # fmt: skip
ITEMS = {
    "food": item("food", "8wd", (PLAN, LICENCE), statutory_limit="20wd"),
    "fire": item("fire", "10wd", (paper("drawing", "布局 图"), paper("drill", "预案"), LICENCE)),
    "gone": item("gone", "5wd", (PLAN,), reform_mode="cancel"),
    "slow": item("slow", "60wd"),
    "hours": item("hours", "2h", profile="hours_24x7"),
}


def everything(_material) -> bool:
    return True


def test_components_stand_once_and_unknown_ones_are_left_out():
    found = advise(["food", "fire", "food", "unknown"], ITEMS.get, everything)
    assert [c.key for c in found.components] == ["food", "fire"]


def test_a_paper_that_two_items_ask_for_is_brought_once():
    found = advise(["food", "fire"], ITEMS.get, everything)
    assert [str(m.title) for m in found.materials] == ["布局图", "预案"]
    assert found.saved == 1
    assert [str(m.title) for m in found.free] == ["营业执照"]


def test_a_paper_that_the_answers_do_not_call_for_is_not_asked():
    found = advise(["fire"], ITEMS.get, lambda material: material.key != "drill")
    assert [m.key for m in found.materials] == ["drawing"]


def test_the_joint_limit_is_the_longest_branch_and_never_the_sum():
    found = advise(["food", "fire"], ITEMS.get, everything)
    assert (found.joint_days, found.separate_days) == (Decimal(10), Decimal(30))


def test_the_joint_limit_never_exceeds_the_law():
    assert advise(["slow", "food"], ITEMS.get, everything).joint_days == Decimal(45)


def test_what_was_cancelled_is_told_apart_and_costs_nothing():
    found = advise(["gone", "food"], ITEMS.get, everything)
    assert [c.key for c in found.cancelled] == ["gone"]
    assert [c.key for c in found.components] == ["food"]
    assert found.saved == 0


def test_hours_are_no_working_days():
    assert advise(["hours"], ITEMS.get, everything).joint_days == 0


@pytest.mark.parametrize(
    ("result", "keys"),
    [
        (None, []), ([], []), ("food", ["food"]), ({"component": "food"}, ["food"]),
        ([{"component": "food"}, {"component": ["fire", "gone"]}], ["food", "fire", "gone"]),
        ([{"component": None}, {"other": 1}], []),
    ],
)  # fmt: skip
def test_components_are_read_out_of_any_answer_of_a_table(result, keys):
    assert component_keys(result) == keys
