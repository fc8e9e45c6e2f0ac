"""Cells as people and systems write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from xiaoer.exchange.feeds.cells import BadCell, cell
from xiaoer.exchange.feeds.files import table_of
from xiaoer.exchange.feeds.tables import NoTable, rows_of
from xiaoer.packs.schema import FeedColumn


def column(kind: str, **more) -> FeedColumn:
    values = ("auto", "manual") if kind == "enum" else ()
    return FeedColumn(key=more.pop("key", "some_column"), kind=kind, values=values, **more)


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        ("date", "2022年6月1日", "2022-06-01"),
        ("date", "2022/6/1", "2022-06-01"),
        ("date", "２０２２－０６－０１", "2022-06-01"),
        ("date", "20220601", "2022-06-01"),
        ("date", 44713, "2022-06-01"),
        ("date", date(2022, 6, 1), "2022-06-01"),
        ("datetime", "2022-06-01 8:30", "2022-06-01T08:30:00+08:00"),
        ("datetime", "2022年6月1日8时30分", "2022-06-01T08:30:00+08:00"),
        ("datetime", "2022-06-01T00:30:00Z", "2022-06-01T08:30:00+08:00"),
        ("datetime", datetime(2022, 6, 1, 0, 30, tzinfo=UTC), "2022-06-01T08:30:00+08:00"),
        ("datetime", 44713.354166667, "2022-06-01T08:30:00+08:00"),
        ("integer", "１，２３４", "1234"),
        ("integer", 12.0, "12"),
        ("decimal", "1,234.50", "1234.5"),
        ("decimal", "-0.5", "-0.5"),
        ("bool", "是", "true"),
        ("bool", False, "false"),
        ("enum", "AUTO", "auto"),
        ("string", "  ＡＢＣ ", "ABC"),
    ],
)
def test_a_cell_is_stored_in_one_form(kind, value, stored) -> None:
    assert cell(column(kind), value) == stored


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("date", "2022-02-30", "没有"),
        ("date", "去年", "2022-06-01"),
        ("datetime", "2022-06-01 25:00", "不存在"),
        ("integer", "12.5", "整数"),
        ("decimal", "NaN", "数字"),
        ("decimal", "Infinity", "数字"),
        ("decimal", "1e30", "太大"),
        ("decimal", "0.00001", "四位"),
        ("bool", "也许", "是或否"),
        ("enum", "robot", "可选"),
        ("string", "", "不能空"),
        ("string", "a\x00b", "看不见"),
        ("string", "x" * 3000, "太长"),
    ],
)
def test_a_bad_cell_says_what_to_write(kind, value, reason) -> None:
    with pytest.raises(BadCell, match=reason):
        cell(column(kind), value)


def test_codes_are_checked_against_what_they_name() -> None:
    stem = "91441500MA7H2K9T3"
    good = stem + uscc.calc_check_digit(stem)
    assert cell(column("string", key="uscc"), good.lower()) == good
    with pytest.raises(BadCell, match="信用代码"):
        cell(column("string", key="owner_uscc"), "911111111111111111")
    with pytest.raises(BadCell, match="县区"):
        cell(column("string", key="county_code"), "441599", {"441502"})


@given(st.decimals(-(10**12), 10**12, places=4, allow_nan=False))
def test_amounts_come_back_as_they_were(amount: Decimal) -> None:
    stored = cell(column("decimal"), str(amount))
    assert stored is not None
    assert Decimal(stored) == amount


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.none()))
@pytest.mark.parametrize(
    "kind", ["string", "integer", "decimal", "date", "datetime", "bool", "enum"]
)
def test_any_cell_is_taken_or_refused_in_words(kind, value) -> None:
    try:
        stored = cell(column(kind), value)
    except BadCell:
        return
    assert stored
    assert cell(column(kind), stored) == stored


COLUMNS = [
    FeedColumn(key="order_no", kind="string", note="工单号"),
    FeedColumn(key="capacity", kind="decimal", note="容量，千伏安"),
    FeedColumn(key="remark", kind="string", required=False),
]


def test_titles_above_the_head_and_totals_below_are_passed_over() -> None:
    table = [
        ["岚海供电局用电报装明细表", None, None],
        ["填报日期：2022年6月", "", ""],
        ["工 单 号*", "容量（千伏安）", "其他"],
        ["A1", "１００", ""],
        ["", "", ""],
        ["A2", "200", "x"],
        ["合计", "300", ""],
    ]
    table[2][1] = "容量"
    found = list(rows_of(table, COLUMNS))
    assert [line for line, _row in found] == [4, 6]
    assert [row["order_no"] for _line, row in found] == ["A1", "A2"]


def test_a_missing_or_doubled_heading_is_told() -> None:
    with pytest.raises(NoTable, match="容量"):
        list(rows_of([["工单号"], ["A1"]], COLUMNS))
    with pytest.raises(NoTable, match="两次"):
        list(rows_of([["order_no", "工单号", "capacity"], ["a", "b", 1]], COLUMNS))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "order_no;capacity\nA1;100\n".encode("gb18030")),
        ("a.csv", "\ufefforder_no,capacity\nA1,100\n".encode()),
        ("a.json", b'[{"order_no": "A1", "capacity": 100}]'),
        ("a.json", b'{"rows": [{"order_no": "A1", "capacity": 100}]}'),
        ("a.tsv", b"order_no\tcapacity\nA1\t100\n"),
    ],
)
def test_files_of_several_kinds_give_the_same_rows(name, data) -> None:
    (found,) = [row for _line, row in rows_of(table_of(name, data), COLUMNS)]
    assert (found["order_no"], str(found["capacity"])) == ("A1", "100")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlsx", b"not a workbook", "打不开"),
        ("a.csv", b"", "空的"),
        ("a.json", b"{", "看不懂"),
        ("a.json", b"[1, 2]", "一列对象"),
        ("a.pdf", b"%PDF", "不认识"),
    ],
)
def test_other_files_are_refused_in_words(name, data, reason) -> None:
    with pytest.raises(NoTable, match=reason):
        table_of(name, data)
