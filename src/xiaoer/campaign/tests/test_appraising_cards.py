"""Card proposals by the rule file (campaign §9.1)."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.appraising.attainment import Reading, attainment
from xiaoer.campaign.appraising.card_facts import (
    VETOES,
    CardFacts,
    Confirmed,
    Fact,
    Overdue,
    QuarterEvidence,
    card_facts,
)
from xiaoer.campaign.appraising.card_rules import FACT_NAMES, BadRules, default_rules, read_rules
from xiaoer.campaign.appraising.cards import (
    BadRecord,
    CardProposal,
    from_record,
    propose,
    recomputed,
    reproduces,
)
from xiaoer.campaign.appraising.month_score import Group
from xiaoer.campaign.appraising.quarter_score import Measured, Rank

D = Decimal
RULES = default_rules()
CALM: dict[str, Decimal | bool | None] = {
    "Q": D("86.50"), "rank_in_group": D(5), "n": D(10), "severe_lag_tasks": D(0),
    "red_indicators_owned": D(0), "indicators_owned": D(10), "missing_reports_in_quarter": D(0),
    "ledger_overdue_30d": D(0), "mystery_score": D(80), "three_hards_confirmed": D(0),
    **dict.fromkeys(VETOES, False),
}  # fmt: skip


def facts(
    group: Group = Group.LEADS, before: int = 0, period: str = "2022Q2", **changed: object
) -> CardFacts:
    values = {**CALM, **changed}
    known = {name: Fact(value, (f"row:{name}",)) for name, value in values.items()}
    return CardFacts("scjg", "市市场监管局", group, period, known, before)


def proposed(**changed: object) -> CardProposal:
    return propose(RULES, facts(**changed))


@pytest.mark.parametrize(
    ("changed", "colour", "rule"),
    [
        ({}, "none", ""),
        ({"Q": D(90), "rank_in_group": D(2)}, "green", "Q >= 90"),
        ({"Q": D(90), "rank_in_group": D(3)}, "none", ""),
        ({"Q": D("89.99"), "rank_in_group": D(1)}, "none", ""),
        ({"Q": D("59.99")}, "red", "Q < 60"),
        ({"Q": D(60)}, "yellow", "60 <= Q < 75"),
        ({"Q": D(75)}, "none", ""),
        ({"severe_lag_tasks": D(2)}, "red", "severe_lag_tasks >= 2"),
        ({"falsified_data_confirmed": True, "Q": D(99)}, "red", "veto == true"),
        ({"three_hards_confirmed": D(2)}, "red", "three_hards_confirmed >= 2"),
        ({"rank_in_group": D(10), "Q": D("84.99")}, "yellow", "rank_in_group > n - ceil(0.1*n)"),
        ({"rank_in_group": D(10), "Q": D(85)}, "none", ""),
        ({"red_indicators_owned": D(3)}, "yellow", "red_indicators_owned / indicators_owned"),
        ({"missing_reports_in_quarter": D(2)}, "yellow", "missing_reports_in_quarter >= 2"),
        ({"ledger_overdue_30d": D(2)}, "yellow", "ledger_overdue_30d >= 2"),
        ({"mystery_score": D("69.99")}, "yellow", "mystery_score < 70"),
        ({"Q": D(95), "rank_in_group": D(1), "mystery_score": D(60)}, "yellow", "mystery_score"),
        # the second yellow in a row is a red; a good quarter ends the row
        ({"Q": D(70), "before": 1}, "red", "consecutive_yellow >= 2"),
        ({"before": 5}, "none", ""),
        # a group of one, and a group that ties to the last place
        ({"Q": D(95), "rank_in_group": D(1), "n": D(1)}, "green", "Q >= 90"),
    ],
)
def test_colours(changed: dict, colour: str, rule: str) -> None:
    found = proposed(**changed)
    assert found.colour == colour
    assert any(rule in one.rule for one in found.fired) if rule else not found.fired


@pytest.mark.parametrize("name", list(FACT_NAMES))
def test_a_fact_that_is_not_known_causes_no_card(name: str) -> None:
    assert proposed(**{name: None}).colour == "none"


def test_nothing_known_causes_no_card() -> None:
    found = propose(RULES, CardFacts("x", "某单位", Group.LEADS, "2022Q2", {}))
    assert found.colour == "none"
    assert len(found.open) > 10


def test_an_open_veto_keeps_green_away() -> None:
    found = proposed(Q=D(95), rank_in_group=D(1), falsified_data_confirmed=None)
    assert found.colour == "none"


def test_no_indicators_divide_by_nothing() -> None:
    found = proposed(indicators_owned=D(0), red_indicators_owned=D(0))
    assert found.colour == "none"
    assert [one.kind for one in found.open if "indicators_owned" in one.rule] == ["yellow"]


def test_judicial_bodies_get_no_card_whatever_happened() -> None:
    found = proposed(group=Group.JUDICIAL, Q=D(1), falsified_data_confirmed=True)
    assert (found.colour, found.note) == ("none", "司法机关不亮牌")
    assert reproduces(RULES, found.to_record())


def test_in_a_month_only_yellow_may_be_proposed() -> None:
    assert proposed(period="2022-05", missing_reports_in_quarter=D(2), Q=None).colour == "yellow"
    assert proposed(period="2022-05", Q=D(10), severe_lag_tasks=D(9)).colour == "none"
    assert proposed(period="2022-05", Q=D(99), rank_in_group=D(1)).colour == "none"


def test_the_reason_can_be_read() -> None:
    lines = proposed(Q=D("58.20"), mystery_score=None).explain()
    assert lines[0] == "市市场监管局（牵头部门）2022Q2：建议红牌"
    assert lines[1] == "触发 Q < 60：季度得分（Q）= 58.2；代入 58.2 < 60，成立"
    assert any(line.startswith("未决 mystery_score < 70：") and "未知" in line for line in lines)
    assert RULES.fingerprint in lines[-1]


def test_rows_lead_back_to_what_was_counted() -> None:
    assert proposed(Q=D(50)).rows == ("row:Q",)


def test_a_record_is_canonical_and_comes_out_again() -> None:
    record = proposed(Q=D("70.10")).to_record()
    assert from_record(record).to_record() == record
    assert reproduces(RULES, record)
    assert "\n" not in record
    assert json.loads(record)["facts"]["Q"]["value"] == "70.1"


def test_a_record_that_was_changed_is_found_out() -> None:
    record = proposed(Q=D(50)).to_record()
    assert not reproduces(RULES, record.replace('"colour":"red"', '"colour":"green"'))
    assert not reproduces(RULES, record.replace('"value":"50"', '"value":"95"'))


@pytest.mark.parametrize("broken", ["", "[]", "{}", "null", '{"outcomes":[{}]}'])
def test_a_record_that_cannot_be_read_is_said_to_be_so(broken: str) -> None:
    with pytest.raises(BadRecord):
        from_record(broken)


@pytest.mark.parametrize("value", ['"NaN"', "50", '"viel"'])
def test_values_of_a_record_must_be_finite_numbers(value: str) -> None:
    record = proposed(Q=D(50)).to_record().replace('"value":"50"', f'"value":{value}')
    with pytest.raises(BadRecord):
        from_record(record)


def test_other_rules_do_not_reproduce_a_record() -> None:
    text = rule_text().replace("Q < 60", "Q < 61")
    with pytest.raises(BadRecord, match="第 1 版"):
        recomputed(read_rules(text.encode()), proposed().to_record())


SOME = st.none() | st.decimals(0, 100, places=2)
COUNT = st.none() | st.integers(0, 12).map(D)
ANY_FACTS = st.fixed_dictionaries(
    {
        name: st.none() | st.booleans() if name in VETOES
        else (SOME if name in ("Q", "mystery_score") else COUNT)
        for name in FACT_NAMES
    }
)  # fmt: skip


@given(ANY_FACTS, st.sampled_from(list(Group)), st.integers(0, 3))
def test_every_record_explains_itself_the_same_way(values: dict, group: Group, before: int) -> None:
    found = propose(RULES, facts(group=group, before=before, **values))
    again = recomputed(RULES, found.to_record())
    assert again.explain() == found.explain()
    assert again.to_record() == found.to_record()


@given(ANY_FACTS, st.integers(0, 3), st.sampled_from(list(FACT_NAMES)))
def test_to_forget_a_fact_never_makes_a_red(values: dict, before: int, name: str) -> None:
    whole = propose(RULES, facts(before=before, **values)).colour
    less = propose(RULES, facts(before=before, **{**values, name: None})).colour
    assert less != "red" or whole == "red"


# --- the rule file -----------------------------------------------------------------------


def rule_text() -> str:
    from importlib.resources import files

    path = files("xiaoer.campaign.appraising").joinpath("data/card_rules.yaml")
    return path.read_text(encoding="utf-8")


def test_the_shipped_rules() -> None:
    assert RULES.groups == (Group.LEADS, Group.COOPERATING, Group.COUNTIES, Group.UTILITIES)
    assert (len(RULES.green), len(RULES.red), len(RULES.yellow), len(RULES.veto)) == (3, 4, 6, 5)
    assert (RULES.min_n, RULES.hearing_days) == ({"survey": 30, "mystery": 3}, 5)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("severe_lag_tasks >= 2", "severe_lag_task >= 2", "没有“severe_lag_task”"),
        ('"Q < 60"', '"Q"', "是数，不是条件"),
        ('"Q < 60"', '"no Q"', "是数，不是条件"),
        ('"Q < 60"', '"open(1)"', "ceil"),
        ("[G1, G2, G4, G5]", "[G1, G3]", "司法机关不亮牌"),
        ("hearing_days_wd: 5", "hearing_days_wd: five", "整数"),
        ("survey: 30", "survey: -1", "整数"),
        ("  veto:  ", "  vote:  ", "veto 要写成条件的清单"),
        ('"falsified_data_confirmed"', '"consecutive_yellow > 1"', "没有“consecutive_yellow”"),
        ("version: 1", "version: 1\n  version: 2", "第"),
    ],
)
def test_a_wrong_rule_is_named_with_its_line(old: str, new: str, said: str) -> None:
    text = rule_text()
    assert old in text
    with pytest.raises(BadRules, match=said) as problem:
        read_rules(text.replace(old, new, 1).encode())
    assert all(line >= 3 for line, _ in problem.value.faults)


def test_a_file_of_something_else_has_many_faults() -> None:
    with pytest.raises(BadRules) as problem:
        read_rules(b"- 1\n- 2\n")
    assert len(problem.value.faults) > 5


# --- facts -------------------------------------------------------------------------------


def test_facts_count_rows() -> None:
    reading = Reading("indicator:1", "指标", "up", D(60), D(90), D(60))
    found = card_facts(
        QuarterEvidence(
            rank=Rank("a", Group.LEADS, D(80), 2, 9),
            quarter_source="score:7",
            milestones=(
                Overdue("task:1", 61), Overdue("task:1", 90), Overdue("task:2", 60),
                Overdue("task:3", 99, key=False),
            ),
            indicators=(attainment(reading),),
            missing_reports=("report:1", "report:2"),
            ledger=(Overdue("item:1", 31), Overdue("item:2", 30)),
            mystery=Measured(D(66), 3, "mystery:1"),
            confirmed=(Confirmed("three_hards_confirmed", "visit:1"), Confirmed(VETOES[0], "case:1")),
        )
    )  # fmt: skip
    assert found["severe_lag_tasks"] == Fact(D(1), ("task:1",))
    assert found["ledger_overdue_30d"] == Fact(D(1), ("item:1",))
    assert found["red_indicators_owned"] == Fact(D(1), ("indicator:1",))
    assert found["missing_reports_in_quarter"].value == 2
    assert found["mystery_score"] == Fact(D(66), ("mystery:1",))
    assert found["three_hards_confirmed"].rows == ("visit:1",)
    assert found[VETOES[0]] == Fact(True, ("case:1",))
    assert found[VETOES[1]] == Fact(False)
    assert found["Q"] == Fact(D(80), ("score:7",))
    assert set(found) == set(FACT_NAMES)


def test_nobody_looked_is_not_nothing() -> None:
    found = card_facts(QuarterEvidence())
    assert {fact.value for fact in found.values()} == {None}
    assert all(fact.why for fact in found.values())
    assert card_facts(QuarterEvidence(missing_reports=()))["missing_reports_in_quarter"].value == 0


def test_two_visits_are_too_few_for_a_card() -> None:
    found = card_facts(QuarterEvidence(mystery=Measured(D(0), 2, "mystery:1")))
    assert found["mystery_score"] == Fact(None, (), "暗访 2 次，不到 3 次，不能据此亮牌")
