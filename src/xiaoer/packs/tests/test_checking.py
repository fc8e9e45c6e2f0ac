"""Each kind of fault is told with its file, its line and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiaoer.packs.checking import check
from xiaoer.packs.reading import PackSource, examples_of, read

from .conftest import EXEMPLAR, Copy

PACK, FORM, TESTS, BPMN, DMN = (
    "pack.yaml", "forms/signboard.yaml", "tests.yaml", "signboard.bpmn", "rules.dmn",
)  # fmt: skip


def test_the_exemplar_has_no_fault() -> None:
    assert check(read(EXEMPLAR)) == []


def test_examples_are_handed_to_whoever_can_run_them() -> None:
    assert [example.name for example in examples_of(read(EXEMPLAR))] == ["两天审完，准予"]


# file, what stands there, what is put there, text of the line that is named, part of the reason
SPOILED = [
    # the schema
    (PACK, "summary: 检查", "sumary: 检查", "sumary", "没有“sumary”这个键，是不是 summary"),
    (PACK, 'version: "1.0"', "version: 1.0", "version: 1.0", "加上引号"),
    (PACK, "    kind: licence", "    kind: licenze", "kind: licenze", "是不是 licence"),
    (PACK, "    kind: licence\n", "", "- key: signboard", "缺 kind"),
    (PACK, "committed_limit: 7wd", "committed_limit: 7", "committed_limit: 7", "没写单位"),
    (PACK, "committed_limit: 7wd", "committed_limit: 30wd", "committed_limit: 30wd", "比法定时限"),
    (PACK, "committed_limit: 7wd", "committed_limit: 7d", "committed_limit: 7d", "wd_admin 这种时钟"),
    (PACK, "effective_from: 2022-06-01", "effective_from: 六月", "effective_from: 六月", "不是日期"),
    (PACK, "officers: 2", "officers: 9", "officers: 9", "最大 5"),
    (PACK, "ladder: true", "ladder: maybe", "ladder: maybe", "true 或 false"),
    (PACK, "    aliases: [店招, 牌匾]", "    aliases: 店招", "aliases: 店招", "要写列表"),
    (PACK, "key: signboard\n", "key: Sign-board\n", "key: Sign-board", "小写字母开头"),
    (PACK, "source: electronic_licence\n        shared", "source: electronic_licence\n        #", "source: electronic_licence", "还要写 shared"),
    (PACK, "title: 招牌效果图", "title: ''", "{key: design", "空着"),
    (FORM, "kind: yes_no", "kind: yesno", "yesno", "是不是 yes_no"),
    (TESTS, "verb: deliver", "verb: send", "verb: send", "不能写“send”"),
    # YAML itself
    (PACK, "key: mkt99", "key: mkt99\nkey: mkt98", "key: mkt98", "写了两次"),
    (PACK, "title: 受理人", "title: !!python/object:os.system 受理人", "python/object", "不能写类型标签"),
    (PACK, "key: mkt99", "key: [mkt99", "key: [mkt99", "没有收尾"),
    (PACK, "title: 受理人", "title: *nobody", "*nobody", "没有对应的"),
    # keys and dates
    (PACK, "- {key: clerk,", "- {key: applicant,", "- {key: applicant, title: 受理人", "写了两次"),
    (PACK, "effective_from: 2022-06-01", "effective_from: 2022-06-01\neffective_to: 2022-05-01", "effective_to", "晚于"),
    (PACK, "key: mkt99", "key: mkt98", "key: mkt98", "文件夹名是 mkt99"),
    # roles and steps
    (PACK, "people_role: approver", "people_role: chief", "people_role: chief", "没有 chief 这个岗位"),
    (PACK, ", people_role: approver", "", "key: head", "没有人担任"),
    (PACK, "role: head", "role: boss", "role: boss", "roles 里没有 boss"),
    (PACK, "different_from: [review, expert]", "different_from: [reviews]", "different_from", "没有别的环节叫 reviews"),
    (PACK, "limit: 3wd\n        ladder", "ladder", "ladder", "先写 limit"),
    (PACK, "officers: 2", "profile: lunar", "profile: lunar", "没有 lunar 这种时钟"),
    (PACK, "officers: 2", "profile: hours_24x7", "limit: 3wd", "hours_24x7 这种时钟"),
    (PACK, "officers: 2", "form: report", "form: report", "没有表单 forms/report.yaml"),
    (PACK, "event: decided, result: refused", "event: returned, result: refused", "event: returned, result: refused", "要配 event: decided"),
    (PACK, "event: decided, result: granted, slip", "event: decided, slip", "event: decided, slip", "要写 result"),
    (PACK, "{key: pass, title: 通过}", "{key: pass, title: 通过, event: verified}", "event: verified", "没有写 commitment"),
    (PACK, "{key: pass, title: 通过}", "{key: pass, title: 通过, event: rectification_started}", "- key: signboard", "时钟停了不再走"),
    (PACK, "event: special_procedure_started, special: expert_review", "event: special_procedure_started", "event: special_procedure_started", "要写 special"),
    (PACK, "event: special_procedure_ended, special: expert_review", "event: special_procedure_ended, special: hearing", "special: hearing", "里没有 hearing"),
    # items
    (PACK, "extension: {limit: 10wd", "extension: {limit: 10d", "extension: {limit: 10d", "这种时钟"),
    (PACK, "    committed_limit: 7wd\n    extension", "    committed_limit: 7wd\n    starts_on: gap_closed\n    extension", "starts_on: gap_closed", "没有一个环节的结果带"),
    (PACK, "main: false, ", "", "gap: {window", "都是主要材料"),
    (PACK, "title: 招牌效果图", "title: 申请人身份证复印件", "身份证复印件", "能从人口库取得"),
    (PACK, "title: 招牌效果图", "title: 法律规定的其他材料", "其他材料", "兜底条款"),
    (PACK, "conditions: [招牌不遮挡消防设施]", "conditions: [招牌不遮挡消防设施, 符合规定的其他条件]", "conditions:", "兜底条款"),
    (PACK, "when: answers.owns == false", "when: answers.own == false", "answers.own ", "是不是 owns"),
    (PACK, "when: answers.owns == false", "when: __import__('os')", "__import__", "看不懂"),
    (PACK, "    gap: {window: 5wd}", "    gap: {window: 5wd}\n    matters: [ecology]\n    commitment: {conditions: [装牢], consequences: 撤销}", "commitment:", "不能告知承诺"),
    (PACK, "    gap: {window: 5wd}", "    gap: {window: 5wd}\n    reform_mode: commitment", "reform_mode", "要写 commitment"),
    (PACK, "    form: signboard\n    process", "    form: signbord\n    process", "form: signbord", "没有表单"),
    (PACK, "    form: signboard\n    process", "    form: signboard\n    signers: owns\n    process", "signers: owns", "kind: people"),
    (PACK, "{item: signboard}", "{item: signbord}", "{item: signbord}", "没有事项 signbord"),
    (PACK, "{item: signboard}", "{item: shop_front}", "{item: shop_front}", "绕成了圈"),
    (PACK, "    form: signboard\n    process", "    form: signboard\n    joint_with: [water]\n    process", "joint_with", "没有事项 water"),
    # drawings
    (PACK, "process: signboard", "process: signbord", "process: signbord", "没有流程 signbord"),
    (PACK, "      - key: expert\n", "      - key: experts\n", "- key: experts", "没有 id 是 experts 的任务"),
    (BPMN, 'outcome.accept == "not_accepted"', 'outcome.acept == "not_accepted"', 'sequenceFlow id="to_not_accepted"', "是不是 accept"),
    (BPMN, 'outcome.accept == "not_accepted"', 'outcome.accept == "rejected"', 'sequenceFlow id="to_not_accepted"', "没有“rejected”这个结果"),
    (BPMN, 'size.size_class ==', 'sizes.size_class ==', 'sequenceFlow id="to_expert"', "没有这个名字"),
    (BPMN, 'size.size_class ==', 'size.size_clas ==', 'sequenceFlow id="to_expert"', "条件里写 size.size_class"),
    (BPMN, 'size.size_class ==', 'size ==', 'sequenceFlow id="to_expert"', "整个结果"),
    (BPMN, 'camunda:decisionRef="size"', 'camunda:decisionRef="sizes"', "businessRuleTask", "sizes"),
    (BPMN, '<sequenceFlow id="f5" sourceRef="expert"', '<sequenceFlow id="f5" sourceRef="nobody"', 'id="f5"', "f5"),
    # decision tables
    (DMN, "answers.area_m2", "answers.area", 'decision id="size"', "answers.area"),
    (DMN, "&gt;= 100", "&gt;=== 100", 'decision id="size"', "size"),
    (DMN, '"signboard_filing"', '"parking"', 'decision id="shop_parts"', "答 parking"),
    (TESTS, "expect: {size_class: large}", "expect: {size_class: huge}", "huge", "应答"),
    (TESTS, "decision: size, given: {answers.area_m2", "decision: sizes, given: {answers.area_m2", "sizes", "没有决策表"),
    # forms
    (FORM, "key: signboard", "key: sign", "key: sign", "文件名是 signboard"),
    (FORM, "key: area_m2", "key: owns", "key: owns, title: 招牌面积", "写了两次"),
    (FORM, "kind: yes_no", "kind: yes_no, when: answers.light == 'led'", "key: owns", "没有这一项"),
    (FORM, "field: light", "field: lights", "field: lights", "没有 lights"),
    (FORM, "when: answers.area_m2 > 10", "when: case.gap", "when: case.gap", "办件没有这一项"),
    (FORM, "options_from: streets", "options_from: street_list", "street_list", "没有清单"),
    (FORM, ", options_from: streets", "", "key: street", "没有可选的项"),
    (FORM, "{value: led, title: 发光}", "{value: none, title: 发光}", "options:", "写了两次"),
    (FORM, "minimum: 0.1", "minimum: 900", "minimum: 900", "比最大"),
    (FORM, "title: 房屋是不是自有的, kind: yes_no", "title: 招牌字数, kind: text, minimum: 1", "招牌字数", "不能写 minimum"),
    (FORM, "title: 房屋是不是自有的, kind: yes_no", "title: 自有, kind: yes_no, obtainable: true", "obtainable", "写 shared"),
    (FORM, "title: 房屋是不是自有的", "title: 法定代表人", "法定代表人", "能从市场主体登记库取得"),
    # standard addresses
    (FORM, "key: street, title: 所在街道, kind: choice", "key: street, use_of: [owns], title: 所在街道, kind: choice", "use_of", "只有 standard_address"),
    (FORM, "title: 房屋是不是自有的, kind: yes_no", "title: 房屋在哪里, kind: standard_address, use_of: [street]", "standard_address", "要有 premises 列"),
    (FORM, "title: 房屋是不是自有的, kind: yes_no", "title: 房屋在哪里, kind: standard_address, facts: street_is}\n      - {key: street_is_match, title: 对上了吗, kind: yes_no", "street_is_match", "不能让人填"),
    (PACK, "{key: pass, title: 通过}", "{key: pass, title: 通过, premises: enter}", "premises: enter", "没有地址可登记"),
    # lists
    (PACK, "key_column: code", "key_column: id", "key_column: id", "columns 里没有 id"),
    ("lists/streets.csv", "S02", "S01", "S01,\"老城", "写了两次"),
    ("lists/streets.csv", "S02", "", ',"老城', "code 空着"),
    ("lists/streets.csv", "S01,滨海街道", "S01,滨海街道,多", "多", "有 3 列"),
    ("lists/streets.csv", "code,title", "code,name", "code,name", "表头是"),
    # indicators, themes, triggers
    (PACK, "id: mkt99_mean_net", "id: mean_net", "id: mean_net", "要以 mkt99_ 开头"),
    (PACK, "target_status: set_by_city", "target: 90, target_status: set_by_city", "target: 90", "由城市填写"),
    (PACK, "target: 5, ", "", "mkt99_mean_net", "要写 target"),
    (PACK, "red: 7", "red: 3", "red: 3", "对不上"),
    (PACK, ", denominator: \"true\"", "", "mkt99_online_rate", "要写 denominator"),
    (PACK, "unit: percent", "unit: count", "unit: count", "percent"),
    (PACK, "questionnaire: shop", "questionnaire: shops", "questionnaire: shops", "没有表单"),
    (PACK, "item: shop_front}", "item: signboard}", "key: open_shop", "没有联办事项"),
    (PACK, "decision: shop_parts", "decision: size", "decision: size", "component"),
    (PACK, "{on: decided", "{on: sung", "{on: sung", "没有 sung 这种事件"),
    (PACK, "opens: signboard_filing", "opens: nothing", "opens: nothing", "没有事项 nothing"),
    (PACK, "item: signboard, step: decide", "item: signboard, step: sing", "step: sing", "没有环节 sing"),
    # examples
    (TESTS, "item: signboard", "item: signbord", "item: signbord", "没有事项"),
    (TESTS, "answers: {owns: true", "answers: {own: true", "{own: true", "表单里没有 own"),
    (TESTS, "step: review", "step: reviews", "step: reviews", "没有环节"),
    (TESTS, "outcome: pass", "outcome: passed", "outcome: passed", "没有结果 passed"),
    (TESTS, "at: 2022-06-08T15:00", "at: 2022-06-05T15:00", "2022-06-05T15:00", "还早"),
    (TESTS, "at: 2022-06-08T15:00", "at: 中午", "at: 中午", "看不懂"),
    (TESTS, "verb: deliver", "verb: deliver, step: accept", "verb: deliver", "只写一个"),
    (TESTS, "passed: [accept,", "passed: [acept,", "passed: [acept", "没有环节 acept"),
    (TESTS, "result: granted", "result: given", "result: given", "没有结果 given"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "reason"), SPOILED)
def test_a_fault_names_file_line_and_reason(
    copy: Copy, file: str, old: str, new: str, line: str, reason: str
) -> None:
    copy.change(file, old, new)
    faults = copy.faults()
    expected = copy.line(file, line) if line in (copy.folder / file).read_text() else 0
    found = [f for f in faults if any(part in f.reason for part in reason.split("|"))]
    assert found, faults
    assert (found[0].file, found[0].line) == (file, expected), found
    assert found[0].severity == "fault"


WARNED = [
    (PACK, "different_from: [review, expert]\n", "\n", "- key: decide", "两个人"),
    (PACK, "window: 5wd", "window: 21wd", "window: 21wd", "超过 20 个工作日"),
    (PACK, "    case_kind: instant\n    owner: urban-management\n    profile: wd_fraction\n    committed_limit: 0wd", "    owner: urban-management\n    profile: wd_fraction\n    committed_limit: 3wd", "committed_limit: 3wd", "收齐信息就办结"),
    (PACK, "{key: recorded, title: 已备案, event: decided, result: granted}", "{key: refused, title: 不予, event: decided, result: refused}", "key: refused, title: 不予, event: decided, result: refused}", "备案不是审批"),
    (PACK, "statutory_limit: 20wd", "statutory_limit: 20d", "statutory_limit: 20d", "单位不同"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "reason"), WARNED)
def test_what_is_only_doubtful_is_a_warning(
    copy: Copy, file: str, old: str, new: str, line: str, reason: str
) -> None:
    copy.change(file, old, new)
    found = [fault for fault in copy.faults() if reason in fault.reason]
    assert [(f.file, f.line, f.severity) for f in found] == [
        (file, copy.line(file, line), "warning")
    ]


def test_a_task_without_step_is_named_in_the_drawing(copy: Copy) -> None:
    copy.change(PACK, "      - key: expert\n", "      - key: experts\n")
    wanted = (BPMN, copy.line(BPMN, 'userTask id="expert"'))
    assert wanted in [(f.file, f.line) for f in copy.faults() if "任务 expert" in f.reason]


def test_an_end_must_be_a_result(copy: Copy) -> None:
    copy.change(BPMN, '<endEvent id="granted"', '<endEvent id="allowed"')
    copy.change(BPMN, 'targetRef="granted"', 'targetRef="allowed"')
    wanted = (BPMN, copy.line(BPMN, 'endEvent id="allowed"'))
    assert wanted in [(f.file, f.line) for f in copy.faults() if "不是结果" in f.reason]


def test_a_task_that_nothing_leads_to_is_named(copy: Copy) -> None:
    copy.change(
        BPMN, 'sourceRef="reviewed" targetRef="expert"', 'sourceRef="reviewed" targetRef="joined"'
    )
    wanted = (BPMN, copy.line(BPMN, 'userTask id="expert"'))
    assert wanted in [(f.file, f.line) for f in copy.faults() if "expert" in f.reason]


def test_a_drawing_that_is_no_xml_is_told_and_not_raised(copy: Copy) -> None:
    copy.change(BPMN, "</process>", "</proces>")
    assert any(fault.file == BPMN for fault in copy.faults())


def test_organisations_are_checked_only_where_they_are_known(copy: Copy) -> None:
    known = {"urban-management"}
    faults = check(copy.read(), organisations=known)
    assert [(f.line, f.reason) for f in faults] == [
        (copy.line(PACK, "cooperating: [fire-rescue]"), "没有代码是 fire-rescue 的机构")
    ]


def test_a_component_may_come_from_another_pack(copy: Copy, tmp_path: Path) -> None:
    copy.change(PACK, "{item: signboard}", "{item: fire_check}")
    copy.change(DMN, '"signboard"', '"fire_check"')
    copy.change(TESTS, "component: signboard}", "component: fire_check}")
    other = Copy(tmp_path / "mkt98").write(
        PACK,
        "key: mkt98\ntitle: 消防\nversion: '1'\neffective_from: 2022-01-01\n"
        "roles: [{key: clerk, title: 受理人, people_role: window_clerk}]\n"
        "items:\n- {key: fire_check, title: 检查, kind: licence, owner: fire, profile: wd_admin,"
        " committed_limit: 1wd, starts_on: submitted, steps: [{key: look, title: 看, role: clerk,"
        " outcomes: [{key: ok, title: 行, event: decided, result: granted}]}]}\n",
    )
    assert any("没有事项 fire_check" in fault.reason for fault in copy.faults())
    assert check(copy.read(), [other.read()]) == []
    assert check(other.read()) == []


def test_an_item_of_another_pack_cannot_be_declared_again(copy: Copy, tmp_path: Path) -> None:
    text = (copy.folder / PACK).read_text(encoding="utf-8").replace("key: mkt99", "key: mkt98")
    other: PackSource = Copy(tmp_path / "mkt98").write(PACK, text).read()
    assert any("在 mkt98 里已经有了" in fault.reason for fault in check(copy.read(), [other]))


def test_a_new_fact_may_be_asked_under_a_title_the_city_has(copy: Copy) -> None:
    said = "title: 法定代表人, asked_because: 新设企业，库里还没有"
    copy.change(FORM, "title: 房屋是不是自有的", said)
    assert copy.faults() == []


def test_a_feed_is_described_completely(copy: Copy) -> None:
    feeds = "feeds:\n  - {key: signs, title: 招牌, producer: urban-management, rhythm: daily, columns: [{key: kind, kind: enum}]}\n"
    copy.change("pack.yaml", "triggers:", f"{feeds}\ntriggers:")
    found = [(f.line, f.reason) for f in copy.faults()]
    assert found == [(copy.line("pack.yaml", "key: signs"), "enum 要写 values")]


def test_a_condition_that_cannot_be_read_is_told_once(copy: Copy) -> None:
    copy.change(BPMN, 'outcome.decide == "refused"', "outcome.decide ==")
    assert len(copy.faults()) == 1


def test_a_list_without_declaration_and_a_declaration_without_list(copy: Copy) -> None:
    (copy.folder / "lists/streets.csv").rename(copy.folder / "lists/roads.csv")
    found = {(f.file, f.reason) for f in copy.faults()}
    assert ("lists/roads.csv", "pack.yaml 的 lists 里没有 roads") in found
    assert (PACK, "没有文件 lists/streets.csv") in found


def test_a_pack_may_have_feeds_alone_but_not_nothing(tmp_path: Path) -> None:
    head = "key: law98\ntitle: 破产\nversion: '1'\neffective_from: 2022-01-01\n"
    feed = (
        "feeds: [{key: ruling, title: 裁定, producer: court, rhythm: monthly,"
        " keys: [no], columns: [{key: no, kind: string}]}]\n"
    )
    only = Copy(tmp_path / "law98").write(PACK, head + feed)
    assert only.faults() == []
    only.write(PACK, head)
    assert [fault.reason for fault in only.faults()] == ["措施包里既没有事项，也没有报送"]


def test_a_missing_pack_is_a_fault(tmp_path: Path) -> None:
    assert [f.reason for f in check(read(tmp_path))] == ["没有 pack.yaml"]
    assert "没有文件夹" in check(read(tmp_path / "none"))[0].reason


def test_a_list_names_only_uses_of_premises_that_there_are(copy: Copy) -> None:
    copy.change("pack.yaml", "columns: [code, title]", "columns: [code, title, premises]")
    copy.write("lists/streets.csv", "code,title,premises\nS01,滨海街道,office|casino\nS02,老城,\n")
    found = [f for f in copy.faults() if f.file == "lists/streets.csv"]
    assert [(fault.line, "casino" in fault.reason) for fault in found] == [(2, True)]


def test_the_facts_of_a_standard_address_may_be_named_in_tables(copy: Copy) -> None:
    copy.change(
        "forms/signboard.yaml",
        "title: 房屋是不是自有的, kind: yes_no",
        "title: 房屋在哪里, kind: standard_address",
    )
    copy.change("rules.dmn", "answers.area_m2", "answers.owns_use_ok")
    assert not [f for f in copy.faults() if "owns_use_ok" in f.reason]


def test_addresses_that_all_examples_need_are_handed_out_with_each(copy: Copy) -> None:
    tests = (copy.folder / "tests.yaml").read_text(encoding="utf-8")
    copy.write("tests.yaml", "addresses: [{code: A-1, text: 市民大道28号}]\n" + tests)
    source = copy.read()
    assert [e.addresses for e in examples_of(source)] == [
        ({"code": "A-1", "text": "市民大道28号"},)
    ]
