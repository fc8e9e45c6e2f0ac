"""The workbook: out, back in, checked row by row, refused rows with reasons."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from xiaoer.campaign.services import targets
from xiaoer.campaign.services.record import NotNow
from xiaoer.campaign.workbook import WorkbookError, cells

pytestmark = pytest.mark.django_db


def downloaded(client, programme) -> openpyxl.Workbook:
    answer = client.get(f"/programmes/{programme.pk}/workbook.xlsx")
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


def sent(client, programme, book: openpyxl.Workbook, **form: object):
    buffer = BytesIO()
    book.save(buffer)
    file = SimpleUploadedFile("台账.xlsx", buffer.getvalue())
    return client.post(f"/programmes/{programme.pk}/workbook/", {"file": file, **form})


def cell(book: openpyxl.Workbook, sheet: str, row: int, column: str) -> openpyxl.cell.Cell:
    head = [c.value for c in book[sheet][1]]
    return book[sheet].cell(row, head.index(column) + 1)


def test_the_workbook_has_real_numbers_and_dates_and_its_source(programme, client_of) -> None:
    book = downloaded(client_of("office"), programme)
    assert book.sheetnames == ["目标", "任务", "来源"]
    assert book["目标"].freeze_panes == "B2"
    assert cell(book, "目标", 2, "目标值").value == 1
    assert cell(book, "任务", 2, "开始").value.date().isoformat() == "2022-05-20"
    assert programme.plan.sha256 in [row[1].value for row in book["来源"].iter_rows()]


def test_a_text_that_looks_like_a_formula_stays_a_text(programme, client_of, seen_as) -> None:
    row = programme.targets.first()
    targets.edit_target(seen_as("office"), row.pk, 1, {"phrase": "=HYPERLINK(1)"})
    book = downloaded(client_of("office"), programme)
    found = cell(book, "目标", 2, "指标")
    assert (found.value, found.data_type) == ("=HYPERLINK(1)", "s")


def test_an_unchanged_workbook_changes_nothing(programme, client_of) -> None:
    client = client_of("office")
    answer = sent(client, programme, downloaded(client, programme))
    assert "没有要写的" in answer.content.decode()


def test_nothing_is_written_before_the_check_is_confirmed(programme, client_of) -> None:
    client = client_of("office")
    book = downloaded(client, programme)
    cell(book, "目标", 2, "指标").value = "开办企业用时"
    cell(book, "任务", 2, "责任人").value = "周清和"
    checked = sent(client, programme, book)
    page = checked.content.decode()
    assert "2 行可以写入" in page
    assert not programme.targets.filter(phrase="开办企业用时").exists()
    token = checked.context["token"]
    client.post(f"/programmes/{programme.pk}/workbook/", {"token": token, "write": "1"})
    assert programme.targets.filter(phrase="开办企业用时").exists()
    assert programme.tasks.filter(owner_person="周清和").exists()


def test_bad_rows_are_refused_with_their_reason_and_good_ones_taken(programme, client_of) -> None:
    client = client_of("office")
    book = downloaded(client, programme)
    cell(book, "目标", 2, "目标值").value = "很多"
    cell(book, "任务", 2, "牵头单位").value = "没有这个局"
    cell(book, "任务", 3, "完成").value = "2022-13-45"
    cell(book, "任务", 4, "责任人").value = "沈砚"
    cell(book, "任务", 5, "编号").value = "T-9-99"
    page = sent(client, programme, book).content.decode()
    for words in (
        "“很多”不是数字",
        "没有叫“没有这个局”的单位",
        "不是日期",
        "没有这个编号",
        "1 行可以写入",
    ):
        assert words in page


def test_a_row_that_somebody_changed_meanwhile_is_not_overwritten(
    programme, client_of, seen_as
) -> None:
    client = client_of("office")
    book = downloaded(client, programme)
    cell(book, "目标", 2, "指标").value = "旧表里的写法"
    row = programme.targets.order_by("start").first()
    targets.edit_target(seen_as("office"), row.pk, 1, {"phrase": "刚改的"})
    assert "导出之后有人改过" in sent(client, programme, book).content.decode()


def test_a_unit_writes_only_its_own_rows(programme, client_of) -> None:
    client = client_of("market")
    book = downloaded(client, programme)
    cell(book, "任务", 2, "责任人").value = "周清和"
    cell(book, "任务", 4, "责任人").value = "周清和"
    token = sent(client, programme, book).context["token"]
    answer = client.post(f"/programmes/{programme.pk}/workbook/", {"token": token, "write": "1"})
    assert "这一行不归您改" in answer.content.decode()
    assert list(programme.tasks.filter(owner_person="周清和").values_list("number", flat=True)) == [
        "T-2.1-01"
    ]


def test_one_persons_checked_file_is_not_anothers(programme, client_of) -> None:
    client = client_of("office")
    book = downloaded(client, programme)
    cell(book, "目标", 2, "指标").value = "新写法"
    token = sent(client, programme, book).context["token"]
    answer = client_of("market").post(
        f"/programmes/{programme.pk}/workbook/", {"token": token, "write": "1"}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused(programme, client_of, content: bytes) -> None:
    file = SimpleUploadedFile("x.xlsx", content)
    answer = client_of("office").post(f"/programmes/{programme.pk}/workbook/", {"file": file})
    assert answer.status_code == 422
    assert "不是能读的 Excel 文件" in answer.content.decode()


@pytest.mark.parametrize(
    ("sheet", "column", "value", "words"),
    [
        ("目标", "目标值", "NaN", "不是数字"),
        ("目标", "目标值", "Infinity", "不是数字"),
        ("目标", "目标值", "1e30", "太大"),
        ("目标", "目标值", 0.12345678, "小数超过 6 位"),
        ("目标", "目标值", -3, "不能是负数"),
        ("目标", "指标", "长" * 201, "最多 200 个字"),
        ("目标", "指标", "", "不能空着"),
        ("目标", "要求", "大概", "没有“大概”"),
        ("任务", "任务", "", "“任务”不能空着"),
        ("任务", "责任人", "长" * 61, "最多 60 个字"),
        ("任务", "完成", "0022-05-20", "不在 1990-01-01"),
        ("任务", "节点", "没有权重", "一行一个"),
        ("任务", "节点", "甲 500% 2022-06-30", "一行一个"),
        ("任务", "关联目标", "没有的编号", "没有编号是"),
        ("任务", "配合单位", "没有这个局", "没有叫"),
        ("任务", "佐证类型", "口头", "没有“口头”"),
        ("任务", "版本", "²", "请重新导出"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_refused_in_the_preview(
    programme, client_of, sheet: str, column: str, value: object, words: str
) -> None:
    client = client_of("office")
    book = downloaded(client, programme)
    cell(book, sheet, 2, column).value = value
    if column == "版本":
        cell(book, sheet, 2, "责任人").value = "周清和"
    page = sent(client, programme, book)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert "可以写入</span>" not in page.content.decode()


def test_a_text_with_an_unseen_character_is_refused() -> None:
    with pytest.raises(WorkbookError, match="看不见的字符"):
        cells.words("甲\0乙", "任务", 200)


def test_a_column_that_was_deleted_leaves_its_field_as_it_is(programme, client_of) -> None:
    client = client_of("office")
    row = programme.targets.order_by("start").first()
    responsible = row.responsible
    book = downloaded(client, programme)
    for column in ("责任单位", "说明"):
        head = [c.value for c in book["目标"][1]]
        book["目标"].delete_cols(head.index(column) + 1)
    cell(book, "目标", 2, "指标").value = "开办企业用时"
    token = sent(client, programme, book).context["token"]
    client.post(f"/programmes/{programme.pk}/workbook/", {"token": token, "write": "1"})
    row.refresh_from_db()
    assert (row.phrase, row.responsible) == ("开办企业用时", responsible)


def test_milestones_units_and_targets_go_out_and_come_back(programme, client_of) -> None:
    client = client_of("office")
    book = downloaded(client, programme)
    wanted = programme.targets.order_by("start").first()
    cell(book, "任务", 2, "节点").value = "印发方案 40% 2022-06-30\n上线 60% 2022-12-31"
    cell(book, "任务", 2, "配合单位").value = "市税务局、市财政局"
    cell(book, "任务", 2, "关联目标").value = wanted.key
    cell(book, "目标", 2, "完成时间").value = "2022年底"
    page = sent(client, programme, book)
    assert "2 行可以写入" in page.content.decode()
    token = page.context["token"]
    client.post(f"/programmes/{programme.pk}/workbook/", {"token": token, "write": "1"})
    task = programme.tasks.get(number=cell(book, "任务", 2, "编号").value)
    assert [(m.name, m.weight) for m in task.milestones.all()] == [("印发方案", 40), ("上线", 60)]
    assert {unit.code for unit in task.coops.all()} == {"taxation", "finance"}
    assert list(task.targets.all()) == [wanted]
    assert "和现在一样" in sent(client, programme, downloaded(client, programme)).content.decode()


def test_all_good_rows_are_written_or_none_and_the_file_stays(
    programme, client_of, monkeypatch
) -> None:
    client = client_of("office")
    book = downloaded(client, programme)
    cell(book, "目标", 2, "指标").value = "新写法"
    cell(book, "任务", 2, "责任人").value = "周清和"
    token = sent(client, programme, book).context["token"]
    monkeypatch.setattr("xiaoer.campaign.views.workbook.try_changes", lambda *_args: None)

    def overtaken(*_args: object) -> None:
        raise NotNow("刚被改过")

    monkeypatch.setattr("xiaoer.campaign.services.workbook.edit_task", overtaken)
    url = f"/programmes/{programme.pk}/workbook/"
    answer = client.post(url, {"token": token, "write": "1"})
    assert "一行也没有写" in answer.content.decode()
    assert not programme.targets.filter(phrase="新写法").exists()
    monkeypatch.undo()
    assert client.post(url, {"token": token, "write": "1"}).status_code == 302
    assert programme.targets.filter(phrase="新写法").exists()
    assert client.post(url, {"token": token, "write": "1"}).status_code == 422
