"""CSV as offices send it: any delimiter, any encoding, Chinese headings, odd rows."""

from __future__ import annotations

import gzip
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.exchange.logs.csv_out import write_csv
from xiaoer.exchange.logs.files import Reading, read_log
from xiaoer.exchange.logs.headings import Mapping
from xiaoer.exchange.logs.instants import iso
from xiaoer.exchange.logs.log import EventLog, Key
from xiaoer.exchange.logs.problems import BadLog
from xiaoer.exchange.logs.typing_texts import FORMULA, NUMBER, guarded, unguarded

ROWS = "c1,受理,2022-06-06 09:00,甲\nc1,决定,2022-06-07 09:00,乙\n"


@pytest.fixture
def read(tmp_path: Path):
    """Read CSV from text or bytes."""

    def reading(whole: str | bytes, **how: object) -> EventLog:
        path = tmp_path / "a.csv"
        path.write_bytes(whole if isinstance(whole, bytes) else whole.encode())
        return read_log(path, Reading(**{"keep": True, **how}))  # type: ignore[arg-type]

    return reading


@pytest.mark.parametrize(
    "heading",
    ["case:concept:name,concept:name,time:timestamp,org:resource",
     "Case ID,Activity,Complete Timestamp,Resource", "case_id,activity,timestamp,user",
     "案件编号,活动,时间,经办人", "办件编号，环节名称，完成时间，办理人员".replace("，", ","),
     "CASEID,Task,End_Time,Performer"],
)  # fmt: skip
def test_usual_headings_are_known(read, heading: str) -> None:
    log = read(f"{heading}\n{ROWS}")
    assert log.case_names == ["c1"]
    assert log.activity_names == ["受理", "决定"]
    assert log.resource_names == ["甲", "乙"]
    assert "用到的列" in log.notes[0]


def test_columns_can_be_named(read) -> None:
    whole = f"一,二,三,四\n{ROWS}"
    with pytest.raises(BadLog, match=r"--case-column 指定案件编号列.*一、二、三、四"):
        read(whole)
    assert read(whole, mapping=Mapping("一", "二", "三", "四")).resource_names == ["甲", "乙"]
    with pytest.raises(BadLog, match="没有叫“五”的列（--case-column）"):
        read(whole, mapping=Mapping("五", "二", "三"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimiters_and_encodings_are_found(read, delimiter: str, encoding: str) -> None:
    whole = f"案件编号,活动,时间,经办人\n{ROWS * 40}".replace(",", delimiter).encode(encoding)
    assert read(whole).activity_names == ["受理", "决定"]
    assert len(read(gzip.compress(whole))) == 80


def test_chinese_far_down_still_decides_the_encoding(read) -> None:
    plain = "case_id,activity,time\n" + "c1,A,2022-06-06\n" * 30_000
    log = read(plain.encode() + "c2,决定,2022-06-06\n".encode("gbk"))
    assert log.activity_names == ["A", "决定"]


def test_times_of_one_form_and_zone(read) -> None:
    whole = "case,activity,time\nc,A,06/05/2022 13:00\n"
    log = read(whole, time_form="%d/%m/%Y %H:%M", zone=timezone(timedelta(hours=8)))
    assert iso(int(log.time[0])) == "2022-05-06T05:00:00.000+00:00"
    unread = read(whole.replace("06/05/2022 13:00", "yesterday"))
    assert unread.warnings == ("1 个时间看不懂，例如“yesterday”",)


def test_odd_rows_are_told(read) -> None:
    log = read("case,activity,time,x\nc,A\nc,B,2022-01-01,1,2,3\n\n,C,2022-01-01,1\n")
    assert log.activity_names == ["A", "B"]
    assert log.warnings == (
        "2 行的格数和表头不一样，少的当空，多的不要",
        "1 行没有案件编号，没有计入",
    )


def test_cases_that_are_mixed_are_put_together_with_their_attributes(read) -> None:
    log = read("case,activity,time,n\nb,B,2022-01-01,1\na,A,2022-01-01,2\nb,C,2022-01-01,3\n")
    assert log.case_names == ["b", "a"]
    assert [log.activity_names[code] for code in log.activity] == ["B", "C", "A"]
    assert log.attributes[Key("n", "int")].array(3).to_pylist() == [1, 3, 2]


def test_types_are_found_only_where_nothing_is_lost(read) -> None:
    log = read(
        "case,activity,time,case:区划,整数,小数,真假,编码,加号,时刻\n"
        "c,A,2022-01-01,131001,5,0.5,true,007,+1,2022-01-01T00:00:00.000+00:00\n"
        "c,B,2022-01-02,131001,-12,1e+22,false,8,2,\n"
    )
    types = {key.name: key.type for key in log.attributes}
    assert types == {
        "整数": "int", "小数": "float", "真假": "boolean", "编码": "string", "加号": "string",
        "时刻": "date",
    }  # fmt: skip
    assert list(log.case_attributes) == [Key("区划", "int")]
    assert log.case_values("区划") == ["131001"]


@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
def test_what_is_no_csv_is_refused(read, name: str) -> None:
    with pytest.raises(BadLog, match="空的"):
        read("")
    with pytest.raises(BadLog, match="空的"):
        read("\n\n  \n")
    with pytest.raises(BadLog, match="看不出"):
        read("只有一列\n1\n".encode(name))
    with pytest.raises(BadLog, match="编码"):
        read(b"case,activity,time\n\xff\xff\xff\xff,a,b\n")


@given(st.text(st.sampled_from("'=+-@\t\ra1.e"), max_size=6))
def test_guarding_can_be_undone_and_leaves_no_formula(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text or (text.startswith("'") and not FORMULA.match(text))
    assert NUMBER.fullmatch(safe) or safe[:1] not in tuple("=+-@\t\r")


def test_a_formula_in_a_name_is_written_as_text(read, tmp_path: Path) -> None:
    import io

    log = read("case,activity,time\nc,=cmd|' /C calc'!A0,2022-01-01\n")
    out = io.StringIO()
    write_csv(log, out)
    assert "'=cmd" in out.getvalue()
    assert read(out.getvalue()).activity_names == ["=cmd|' /C calc'!A0"]
