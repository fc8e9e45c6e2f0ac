"""Who may move an assigned item, when, and what a refusal says (campaign §5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from xiaoer.campaign.ledger.evidence import (
    Evidence,
    EvidenceType,
    evidence_refusals,
    promise_in,
    reused_evidence,
)
from xiaoer.campaign.ledger.items import Actor, Checks, ItemFacts, Move, due_words
from xiaoer.campaign.ledger.moving import Refused, moved
from xiaoer.campaign.ledger.rules import CONDITIONS, overdue_steps, refusals
from xiaoer.campaign.ledger.states import (
    MOVES,
    STATE_WORDS,
    Level,
    MoveKind,
    Role,
    State,
    item_number,
    number_parts,
)

CHINA = ZoneInfo("Asia/Shanghai")
LEADER, OPENER, VERIFIER, LIAISON, VICE, STRANGER = range(1, 7)
UNIT, OTHER_UNIT = 10, 11
ACTORS = {
    "leader": Actor(LEADER, frozenset({Role.HQ_LEADER})),
    "opener": Actor(OPENER, frozenset({Role.HQ_OFFICE})),
    "verifier": Actor(VERIFIER, frozenset({Role.HQ_OFFICE})),
    "liaison": Actor(LIAISON, frozenset({Role.LEAD_LIAISON}), UNIT),
    "vice": Actor(VICE, frozenset({Role.LEAD_VICE}), UNIT),
    "stranger": Actor(STRANGER, frozenset({Role.LEAD_LIAISON}), OTHER_UNIT),
}
PAPER = Evidence(EvidenceType.DOCUMENT, "已印发《实施细则》，文号某办〔2022〕12号", "a" * 64)
ITEM = ItemFacts(
    "2022-H-003", UNIT, OPENER, LEADER, minutes_clause="第3次会议纪要第2条",
    due=date(2022, 6, 30), required=frozenset({EvidenceType.DOCUMENT}), evidence=(PAPER,),
)  # fmt: skip


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2022, month, day, hour, tzinfo=CHINA)


def make(item: ItemFacts, who: str, when: datetime, kind: MoveKind, **values: object) -> ItemFacts:
    return moved(item, Move(kind, **values), ACTORS[who], when)


def why(item: ItemFacts, who: str, when: datetime, kind: MoveKind, **values: object) -> str:
    return "；".join(refusals(item, Move(kind, **values), ACTORS[who], when))


@pytest.fixture
def issued() -> ItemFacts:
    return make(ITEM, "opener", at(5, 16), MoveKind.ISSUE)


@pytest.fixture
def working(issued: ItemFacts) -> ItemFacts:
    signed = make(issued, "liaison", at(5, 17), MoveKind.ACKNOWLEDGE)
    return make(signed, "liaison", at(5, 20), MoveKind.PLAN)


@pytest.fixture
def verifying(working: ItemFacts) -> ItemFacts:
    told = make(working, "liaison", at(6, 20), MoveKind.REPORT, signed_by=VICE)
    item = make(told, "verifier", at(6, 21), MoveKind.VERIFY)
    return replace(item, checks=Checks(documents=True))


@pytest.fixture
def closed(verifying: ItemFacts) -> ItemFacts:
    return make(verifying, "verifier", at(6, 22), MoveKind.CLOSE)


def test_an_item_goes_its_way(closed: ItemFacts) -> None:
    assert closed.state is State.CLOSED
    assert (closed.opener, closed.proposer, closed.verifier) == (OPENER, LIAISON, VERIFIER)
    assert closed.original_due == date(2022, 6, 30)


def test_the_tables_are_whole() -> None:
    assert set(MOVES) == set(CONDITIONS) == set(MoveKind)
    assert set(STATE_WORDS) == set(State)
    reached = {rule.to for rule in MOVES.values()}
    assert reached >= set(State)


def test_an_item_needs_its_clause_and_a_leader_at_priority_1() -> None:
    assert "没有附纪要条款" in why(
        replace(ITEM, minutes_clause=" "), "opener", at(5, 16), MoveKind.ISSUE
    )
    grave = replace(ITEM, priority=1, assigning_leader=None)
    assert "哪位领导" in why(grave, "opener", at(5, 16), MoveKind.ISSUE)
    assert "优先级" in why(replace(ITEM, priority=4), "opener", at(5, 16), MoveKind.ISSUE)


@pytest.mark.parametrize("who", ["opener", "leader", "vice", "stranger"])
def test_only_the_leads_liaison_signs_for_an_item(issued: ItemFacts, who: str) -> None:
    assert "只有牵头单位联络员能签收" in why(issued, who, at(5, 17), MoveKind.ACKNOWLEDGE)


def test_an_objection_is_made_once_within_two_working_days(issued: ItemFacts) -> None:
    reason = {"reason": "不属本单位职责"}
    assert not why(issued, "liaison", at(5, 18, 23), MoveKind.OBJECT, **reason)
    assert "2 个工作日" in why(issued, "liaison", at(5, 19), MoveKind.OBJECT, **reason)
    assert "写明理由" in why(issued, "liaison", at(5, 18), MoveKind.OBJECT)
    raised = make(issued, "liaison", at(5, 17), MoveKind.OBJECT, **reason)
    assert "异议还没有答复" in why(raised, "liaison", at(5, 17), MoveKind.ACKNOWLEDGE)
    answered = make(raised, "opener", at(5, 18), MoveKind.ANSWER_OBJECTION, reason="维持")
    assert "只能提一次" in why(answered, "liaison", at(5, 18), MoveKind.OBJECT, **reason)
    assert "只答复一次" in why(
        answered, "opener", at(5, 18), MoveKind.ANSWER_OBJECTION, reason="再"
    )
    assert not why(answered, "liaison", at(5, 19), MoveKind.ACKNOWLEDGE)


def test_a_new_lead_gets_its_own_day(issued: ItemFacts) -> None:
    raised = make(issued, "liaison", at(5, 18), MoveKind.OBJECT, reason="不属本单位职责")
    passed = make(
        raised, "opener", at(5, 23), MoveKind.ANSWER_OBJECTION, reason="改派", new_lead=OTHER_UNIT
    )
    assert overdue_steps(passed, at(5, 24)) == []
    assert why(passed, "liaison", at(5, 24), MoveKind.ACKNOWLEDGE)
    assert not why(passed, "stranger", at(5, 24), MoveKind.ACKNOWLEDGE)


def test_late_steps_are_told_and_can_still_be_made(issued: ItemFacts) -> None:
    assert overdue_steps(issued, at(5, 17)) == []
    assert "2 个工作日还没有签收" in overdue_steps(issued, at(5, 18))[0]
    signed = make(issued, "liaison", at(5, 18), MoveKind.ACKNOWLEDGE)
    assert overdue_steps(signed, at(5, 25)) == []
    assert "没有办理计划" in overdue_steps(signed, at(5, 26))[0]
    assert not why(signed, "liaison", at(5, 26), MoveKind.PLAN)


def test_a_report_needs_plan_signature_and_every_kind_of_evidence(working: ItemFacts) -> None:
    when = at(6, 20)
    assert "分管负责同志签字" in why(working, "liaison", when, MoveKind.REPORT)
    assert not why(working, "vice", when, MoveKind.REPORT)
    both = replace(working, required=frozenset({EvidenceType.DOCUMENT, EvidenceType.RECEIPT}))
    words = why(both, "vice", when, MoveKind.REPORT)
    assert "还缺佐证：当事企业的回执" in words
    assert "先填办理计划" in why(replace(working, planned_at=None), "vice", when, MoveKind.REPORT)
    assert "没有定要什么佐证" in why(
        replace(working, required=frozenset()), "vice", when, MoveKind.REPORT
    )


@pytest.mark.parametrize(
    "text",
    [
        "将于7月底印发实施细则", "系统拟于下月上线", "计划9月完成", "预计年底前建成",
        "已高度重视，下一步印发文件", "力争三季度上线", "正在办理", "已计划于7月印发",
        "擬於下月上線", "預計年底完成", "The system will be live in July", "已拟将文件印发",
        "待省里批复后印发", "争取资金300万元",
    ],
)  # fmt: skip
def test_what_will_be_done_is_no_evidence(text: str) -> None:
    assert promise_in(text)
    (promise, lack) = evidence_refusals(
        {EvidenceType.DOCUMENT}, [Evidence(EvidenceType.DOCUMENT, text)]
    )
    assert "还没做的事" in promise
    assert "还缺佐证：印发的文件" in lack


@pytest.mark.parametrize(
    "text",
    [
        "已将材料送达企业", "已印发《关于拟建项目的计划》", "已完成工作计划所列事项", "系统已上线",
        "企业已公平参与竞争", "已收到拟人化客服测试报告", "工作计划已印发",
        "接待群众58人次", "争取到资金300万元", "三年计划印发实施", "建设计划已报备", "将近60户企业用上",
    ],
)  # fmt: skip
def test_what_was_done_passes(text: str) -> None:
    assert promise_in(text) == ""


def test_children_keep_the_parent_open(working: ItemFacts, verifying: ItemFacts) -> None:
    split = (State.CLOSED, State.IN_PROGRESS, State.SUSPENDED)
    words = why(replace(working, children=split), "vice", at(6, 20), MoveKind.REPORT)
    assert "还有 2 个子事项没有销号" in words
    assert "子事项" in why(
        replace(verifying, children=split), "verifier", at(6, 22), MoveKind.CLOSE
    )
    done = replace(verifying, children=(State.CLOSED, State.CANCELLED))
    assert not why(done, "verifier", at(6, 22), MoveKind.CLOSE)


def test_opener_proposer_and_verifier_are_three_people(verifying: ItemFacts) -> None:
    when = at(6, 22)
    assert "开这一项的人" in why(verifying, "opener", when, MoveKind.CLOSE)
    for role in ("proposer", "signer"):
        same = replace(verifying, **{role: VERIFIER})
        assert "报请销号的人" in why(same, "verifier", when, MoveKind.CLOSE)
    both = Actor(OPENER, frozenset({Role.LEAD_VICE}), UNIT)
    working = replace(verifying, state=State.IN_PROGRESS)
    assert "开这一项的人不能报请" in refusals(working, Move(MoveKind.REPORT), both, when)[0]
    for who in ("liaison", "vice", "leader"):
        assert "只有指挥部办公室能销号" in why(verifying, who, when, MoveKind.CLOSE)


def test_closing_waits_for_every_check(verifying: ItemFacts) -> None:
    item = replace(verifying, checks=Checks(field_drawn=True, firm_concerned=True))
    words = why(item, "verifier", at(6, 22), MoveKind.CLOSE)
    assert all(part in words for part in ("没有核对", "实地核查", "回访当事人"))
    full = Checks(True, True, True, True, True)
    assert not why(replace(item, checks=full), "verifier", at(6, 22), MoveKind.CLOSE)


def test_priority_1_is_closed_extended_and_cancelled_by_the_leader(verifying: ItemFacts) -> None:
    grave = replace(verifying, priority=1)
    when = at(6, 22)
    assert "交办的领导签字" in why(grave, "verifier", when, MoveKind.CLOSE)
    assert "领导签字" in why(grave, "verifier", when, MoveKind.CLOSE, signed_by=VICE)
    assert not why(grave, "verifier", when, MoveKind.CLOSE, signed_by=LEADER)
    assert "领导签字" in why(grave, "opener", when, MoveKind.CANCEL, reason="政策取消")
    asked = replace(grave, state=State.IN_PROGRESS, extension_asked_at=at(6, 20))
    later = {"reason": "待省里批复", "new_due": date(2022, 7, 31)}
    assert "交办的领导批准" in why(asked, "opener", when, MoveKind.EXTEND, **later)
    assert not why(asked, "leader", when, MoveKind.EXTEND, **later)
    plain = replace(asked, priority=2)
    assert "指挥部办公室批准" in why(plain, "leader", when, MoveKind.EXTEND, **later)


def test_a_return_is_counted_and_worked_on(verifying: ItemFacts) -> None:
    assert "写明理由" in why(verifying, "verifier", at(6, 22), MoveKind.RETURN)
    back = make(verifying, "verifier", at(6, 22), MoveKind.RETURN, reason="照片没有地点")
    assert (back.state, back.returns, back.checks) == (State.RETURNED, 1, Checks())
    assert make(back, "vice", at(6, 24), MoveKind.REPORT).state is State.REPORTED


def test_extensions_are_asked_in_time_at_most_twice_and_the_old_day_stays(
    working: ItemFacts,
) -> None:
    first = {"reason": "部门会签", "new_due": date(2022, 7, 31)}
    assert "当天申请" in why(working, "liaison", at(7, 1), MoveKind.REQUEST_EXTENSION, **first)
    assert "先在到期前申请" in why(working, "opener", at(6, 20), MoveKind.EXTEND, **first)
    asked = make(working, "liaison", at(6, 30, 23), MoveKind.REQUEST_EXTENSION, **first)
    # asked in time, decided later: the decision may take its time
    item = make(asked, "opener", at(7, 2), MoveKind.EXTEND, **first)
    assert due_words(item) == "2022-07-31（原定 2022-06-30，延期 1 次）"
    assert item.extension_asked_at is None
    back = {"reason": "提前", "new_due": date(2022, 7, 31)}
    assert "晚于" in why(item, "liaison", at(7, 4), MoveKind.REQUEST_EXTENSION, **back)
    spent = replace(item, extensions=2)
    more = {"reason": "再延", "new_due": date(2022, 8, 31)}
    assert "最多 2 次" in why(spent, "liaison", at(7, 4), MoveKind.REQUEST_EXTENSION, **more)
    assert due_words(working) == "2022-06-30"
    assert due_words(replace(working, due=None)) == "长期"


def test_an_extension_does_not_spare_the_plan(issued: ItemFacts) -> None:
    signed = make(issued, "liaison", at(5, 17), MoveKind.ACKNOWLEDGE)
    later = {"reason": "会签", "new_due": date(2022, 7, 31)}
    asked = make(signed, "liaison", at(5, 18), MoveKind.REQUEST_EXTENSION, **later)
    item = make(asked, "opener", at(5, 18), MoveKind.EXTEND, **later)
    assert "先填办理计划" in why(item, "vice", at(6, 20), MoveKind.REPORT)
    assert make(item, "vice", at(5, 19), MoveKind.PLAN).state is State.IN_PROGRESS


def test_a_suspension_is_reviewed_within_60_days(working: ItemFacts) -> None:
    waits = {"reason": "等省里批复"}
    last = date(2022, 8, 19)  # 20 June and 60 calendar days
    assert "60 天" in why(working, "opener", at(6, 20), MoveKind.SUSPEND, **waits)
    over = {**waits, "review_on": date(2022, 8, 20)}
    assert str(last) in why(working, "opener", at(6, 20), MoveKind.SUSPEND, **over)
    held = make(working, "opener", at(6, 20), MoveKind.SUSPEND, review_on=last, **waits)
    assert overdue_steps(held, at(8, 19)) == []
    assert "复核日期" in overdue_steps(held, at(8, 20))[0]
    assert "挂起" in why(held, "vice", at(8, 20), MoveKind.REPORT)
    assert make(held, "opener", at(8, 20), MoveKind.RESUME).state is State.IN_PROGRESS


def test_a_relapse_reopens_within_90_days_with_new_evidence(closed: ItemFacts) -> None:
    again = {"reason": "企业反映又要求提交原件"}
    assert "90 天" in why(closed, "opener", at(9, 21), MoveKind.REOPEN, **again)
    item = make(closed, "opener", at(9, 20), MoveKind.REOPEN, **again)
    assert (item.state, item.relapses) == (State.REOPENED, 1)
    assert "还缺佐证" in why(item, "vice", at(9, 26), MoveKind.REPORT)


def test_what_is_closed_does_not_move(closed: ItemFacts) -> None:
    for kind in set(MoveKind) - {MoveKind.REOPEN}:
        with pytest.raises(Refused) as refused:
            make(closed, "opener", at(6, 23), kind, reason="试")
        assert refused.value.reasons
    with pytest.raises(Refused, match="还没有交办"):
        make(ITEM, "opener", at(6, 23), MoveKind.CLOSE)


def test_numbers() -> None:
    assert item_number(2022, "H", 3) == "2022-H-003"
    assert item_number(2022, Level.OFFICE, 1000) == "2022-O-1000"
    assert number_parts("2022-H-003") == (2022, Level.HEADQUARTERS, 3)
    for year, level, seq in ((2022, "X", 1), (2022, "H", 0), (22, "H", 1)):
        with pytest.raises(ValueError, match=r"不能是|没有"):
            item_number(year, level, seq)
    for wrong in ("2022-H-3", "2022-h-003", "2022-H-000", "2022-H-003\n", ""):
        with pytest.raises(ValueError, match="写法不对"):
            number_parts(wrong)


def test_a_file_used_for_several_items_is_told() -> None:
    found = reused_evidence({"b": ["AA", "cc"], "a": ["aa", "aa"], "d": ["", "dd"], "e": [""]})
    assert found == {"aa": ["a", "b"]}
