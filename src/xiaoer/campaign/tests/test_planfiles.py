"""Plan files of every kind and every way in which they can be bad."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from xiaoer.campaign.plan_commands import app
from xiaoer.campaign.planfiles import PlanFileError, read
from xiaoer.campaign.plantext import compile

PLANS = Path(__file__).parent / "plans"
SIMPLE = (PLANS / "county.txt").read_text(encoding="utf-8")
TRADITIONAL = (PLANS / "plan-2022.txt").read_text(encoding="utf-8")


def refusal(content: bytes, name: str = "") -> str:
    with pytest.raises(PlanFileError) as caught:
        read(content, name)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert "\n" not in sentence
    return sentence


def saved(document: object) -> bytes:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


# Encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_simplified_text_is_read_in_every_encoding(encoding: str) -> None:
    found = read(SIMPLE.encode(encoding), "plan.txt")
    assert (found.text, found.warnings) == (SIMPLE, ())


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be"])
def test_traditional_text_is_read_in_every_encoding(encoding: str) -> None:
    text = TRADITIONAL.encode(encoding, errors="ignore").decode(encoding)
    assert read(text.encode(encoding), "plan.txt").text == text


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs"])
def test_short_texts_are_told_apart(encoding: str) -> None:
    words = (
        "工作目標:網上可辦率達到95%以上。"
        if encoding.startswith("big5")
        else "网上可办率达到95%以上。"
    )
    assert read(words.encode(encoding)).text == words


def test_a_file_of_mixed_encodings_is_read_line_by_line_with_a_warning() -> None:
    content = "一、工作目标和主要任务\n".encode() + "二、保障措施和组织领导\n".encode("gb18030")
    found = read(content, "plan.txt")
    assert found.text == "一、工作目标和主要任务\n二、保障措施和组织领导\n"
    assert "混用" in found.warnings[0]


def test_bytes_that_fit_nothing_are_counted() -> None:
    found = read(SIMPLE.encode("gb18030") + b"\xff\xff\xff\n")
    assert any("无法识别" in warning for warning in found.warnings)


# Kinds


def test_the_kind_is_told_by_content_not_by_extension() -> None:
    document = Document()
    document.add_paragraph("网办率达到95%以上。")
    assert read(saved(document), "plan.pdf").kind == "docx"


def test_markdown_loses_its_marks_and_keeps_its_masks() -> None:
    found = read(
        (
            "# 方案\n\n## 一、任务\n\n**网办率**达到*95%*，拨打*****热线。\n- 新增[企业](http://x.cn)10家\n"
        ).encode(),
        "a.md",
    )
    assert found.kind == "md"
    assert found.text.split("\n")[4:6] == ["网办率达到95%，拨打*****热线。", "新增企业10家"]


def test_html_gives_the_words_that_a_reader_sees() -> None:
    page = (
        "<!DOCTYPE html><html><head><meta charset='gb2312'><title>x</title><style>p{}</style></head><body>"
        "<nav>首页</nav><h1>优化营商环境方案</h1><p>一、任务</p><p>网办率<b>达到</b>95%。</p>"
        "<table><tr><td>序号</td><td>任务</td></tr></table><script>var a=99;</script></body></html>"
    )
    found = read(page.encode("gb18030"), "a.html")
    assert found.text == "优化营商环境方案\n一、任务\n网办率达到95%。\n序号\t任务"


# docx


def numbered(document: object, style: str, text: str, level: int) -> None:
    paragraph = document.add_paragraph(text)  # type: ignore[attr-defined]
    properties = paragraph._p.get_or_add_pPr()
    number = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", str(level)), ("w:numId", style)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        number.append(child)
    properties.append(number)


def plan_docx() -> bytes:
    document = Document()
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (style, text) in enumerate(
        (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    ):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", style), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    root.insert(0, abstract)
    root.add_num(77).numId = 99
    document.add_paragraph("南山市2025年优化营商环境工作方案")
    for level, text in (
        (0, "工作目标"), (0, "重点任务"), (1, "政务环境"), (2, "推进综合窗口改革。综合窗口占比达到95%以上。"),
        (2, "推进网上办理。网办率不低于98%。"), (1, "市场环境"), (2, "便利开办企业。压缩至1天内办结。"),
    ):  # fmt: skip
        numbered(document, "99", text, level)
    table = document.add_table(rows=3, cols=4)
    for row, cells in zip(
        table.rows,
        (
            ("序号", "工作任务", "责任单位", "完成时限"),
            ("1", "建设园区10个。", "市发展改革委、市工信局", "6月底前"),
            ("2", "引进项目xx个。", "市商务局", "2025年12月"),
        ),
        strict=True,
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    return saved(document)


def test_automatic_numbering_of_a_docx_becomes_text() -> None:
    lines = read(plan_docx()).text.split("\n")
    assert lines[1:5] == [
        "一、工作目标",
        "二、重点任务",
        "（一）政务环境",
        "1.推进综合窗口改革。综合窗口占比达到95%以上。",
    ]
    assert lines[6:8] == ["（二）市场环境", "1.便利开办企业。压缩至1天内办结。"]


def test_a_docx_compiles_with_the_rows_of_its_table_as_measures() -> None:
    plan = compile(read(plan_docx()).text)
    found = [
        (t.quote, t.comparator, t.value, t.deadline, t.responsible_units) for t in plan.targets
    ]
    assert found == [
        ("综合窗口占比达到95%以上", ">=", 95, None, ()),
        ("网办率不低于98%", ">=", 98, None, ()),
        ("压缩至1天内办结", "<=", 1, None, ()),
        ("建设园区10个", ">=", 10, "2025-06-30", ("市发展改革委", "市工信局")),
        ("引进项目xx个", ">=", None, "2025-12-31", ("市商务局",)),
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    document = Document()
    paragraph = document.add_paragraph("网办率达到")
    for tag, text_tag, words in (("w:del", "w:delText", "80%"), ("w:ins", "w:t", "95%")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    found = read(saved(document))
    assert found.text == "网办率达到95%"
    assert "修订" in found.warnings[0]


# pdf


def plan_pdf(pages: list[list[str]]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont("STSong-Light", 12)
        for at, line in enumerate(["北海市文件", *lines]):
            canvas.drawString(60, 780 - 20 * at, line)
        canvas.drawString(290, 30, f"— {number} —")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


PAGES = [
    [
        "北海市2024年优化营商环境工作方案",
        "一、重点任务",
        "（一）便利办电。低压非居民用户办电时间平均不超过5个工作日，高压单电源",
        "用户不超过38个工作日；供电可靠率达到99.9%以上，用户年均停电时间压减至",
    ],
    ["3小时以内。", "（二）便利登记。网办率不低于95%。"],
    ["（三）便利纳税。年纳税时间压减至80小时以内。"],
]


def test_broken_lines_of_a_pdf_are_rejoined_and_page_furniture_dropped() -> None:
    found = read(plan_pdf(PAGES))
    assert (found.kind, found.pages) == ("pdf", 3)
    assert "北海市文件" not in found.text
    plan = compile(found.text)
    assert [(t.comparator, t.value, t.unit) for t in plan.targets] == [
        ("<=", 5, "工作日"), ("<=", 38, "工作日"), (">=", Decimal("99.9"), "%"), ("<=", 3, "小时"),
        (">=", 95, "%"), ("<=", 80, "小时"),
    ]  # fmt: skip


def test_a_scanned_pdf_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    assert "扫描" in refusal(saved_pdf(writer))


def saved_pdf(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_locked_pdf_is_refused() -> None:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(plan_pdf(PAGES))).pages:
        writer.add_page(page)
    writer.encrypt("secret")
    assert "密码" in refusal(saved_pdf(writer))


# Bad files


def test_an_empty_file_is_refused() -> None:
    assert "空" in refusal(b"")
    assert "空" in refusal(b" \r\n")


def test_a_large_file_is_refused() -> None:
    assert "20 MB" in refusal(b"a" * (50 * 1024 * 1024))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    with pytest.raises(PlanFileError, match="20 MB"):
        read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="找不到"):
        read(tmp_path / "none.txt")


def test_a_locked_docx_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert "密码" in refusal(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "doc 文件" in refusal(ole + "WordDocument".encode("utf-16-le"))


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_a_zip_bomb_is_refused() -> None:
    assert "压缩炸弹" in refusal(packed({"word/document.xml": b" " * 60_000_000}))
    assert "压缩炸弹" in refusal(
        packed({"word/document.xml": b"<a/>", "word/media/a.bin": bytes(150_000_000)})
    )


def test_an_entity_bomb_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><w:document>&c;</w:document>'
    assert "实体" in refusal(packed({"word/document.xml": bomb}))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (packed({"xl/workbook.xml": b"<a/>"}), "Excel"),
        (packed({"a.txt": b"a"}), "压缩包"),
        (packed({"word/document.xml": b"<broken"}), "损坏"),
        (plan_docx()[:-3000], "损坏"),
        (b"%PDF-1.7\nbroken", "损坏"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x7fELF\x02\x01\x01\x03\x04\x05\x06\x07\x08" * 9, "认不出"),
        (b"<html><body><script>1</script></body></html>", "没有文字"),
    ],
)
def test_other_files_are_refused_with_one_sentence(content: bytes, word: str) -> None:
    assert word in refusal(content)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# a\n"]),
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes, head: bytes) -> None:
    with contextlib.suppress(PlanFileError):
        compile(read(head + content).text)


# The command


def test_the_command_prints_json_alone() -> None:
    result = CliRunner().invoke(app, ["compile", str(PLANS / "plan-2022.txt")])
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["targets"]) == 83


def test_the_command_prints_a_table() -> None:
    result = CliRunner().invoke(app, ["compile", str(PLANS / "county.txt"), "--format", "table"])
    assert "目标 " in result.stdout
    assert "2.1.2-t03" in result.stdout


def test_the_command_writes_a_workbook(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    source = str(PLANS / "county.txt")
    result = CliRunner().invoke(
        app, ["compile", source, "--format", "xlsx", "--output", str(target)]
    )
    assert result.exit_code == 0
    from openpyxl import load_workbook

    assert load_workbook(target).sheetnames == ["目标", "举措", "标题", "报送节奏", "提示"]


def test_the_command_refuses_with_one_sentence_and_code_2(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = CliRunner().invoke(app, ["compile", str(empty)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "文件是空的，请检查后重新选择。\n"


# Headings and tables that the file sets


def styled_docx() -> bytes:
    document = Document()
    document.add_heading("某县2025年工作方案", 0)
    document.add_heading("工作目标", 1)
    document.add_paragraph("网办率达到95%以上。")
    document.add_heading("主要任务", 1)
    document.add_heading("优化开办企业", 2)
    document.add_paragraph("开办时间压缩到1个工作日。")
    document.add_heading("优化纳税服务", 2)
    document.add_paragraph("纳税次数减少2次。")
    table = document.add_table(rows=3, cols=4)
    cells = (
        ("指标", "基数", "目标", "牵头单位"),
        ("政务环境", "", "", ""),
        ("满意度", "96%", "≥98%", "县营商办"),
    )
    for row, words in zip(table.rows, cells, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.rows[1].cells[0].merge(table.rows[1].cells[3])
    document.add_heading("保障措施", 1)
    document.add_paragraph("加强领导。")
    return saved(document)


def test_heading_styles_of_a_docx_make_the_outline() -> None:
    source = read(styled_docx())
    plan = compile(source.text, source.headings)
    assert [source.text[start:end] for start, end, level in source.headings if level == 1] == [
        "工作目标", "主要任务", "保障措施",
    ]  # fmt: skip
    assert [(h.id, h.title) for h in plan.headings] == [
        ("0", "某县2025年工作方案"), ("1", "工作目标"), ("2", "主要任务"), ("2.1", "优化开办企业"),
        ("2.2", "优化纳税服务"), ("3", "保障措施"),
    ]  # fmt: skip
    assert [m.id for m in plan.measures] == ["2.1", "2.2"]


def test_merged_cells_of_a_docx_keep_the_columns_in_place() -> None:
    source = read(styled_docx())
    last = compile(source.text, source.headings).targets[-1]
    assert "政务环境\t\t\t" in source.text
    assert (last.phrase, last.quote, last.responsible_units) == ("满意度", "≥98%", ("县营商办",))


def test_the_marks_of_markdown_headings_are_kept_as_evidence() -> None:
    source = read("# 某县方案\n\n## 工作任务\n\n### 开办企业\n\n不超过1天。\n".encode(), "a.md")
    assert [(source.text[a:b], level) for a, b, level in source.headings] == [
        ("某县方案", 0), ("工作任务", 1), ("开办企业", 2),
    ]  # fmt: skip
