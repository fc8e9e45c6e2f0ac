"""`xiaoer address load` and `match`, with the files that offices have."""

from __future__ import annotations

import json

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from xiaoer.catalogue.commands import app
from xiaoer.catalogue.files import BadFile, rows_of
from xiaoer.catalogue.models import StandardAddress

HEAD = "编码,区县,路名,门牌号,楼栋,房号,规划用途,家数上限,经度,纬度"
ROWS = ("A-1,东浦区,市民大道,88号,3栋,1201房,商业、办公,2,115.37,22.78",
        "A-2,东浦区,市民大道,28号之一,,,住宅,,,")  # fmt: skip
runner = CliRunner()


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr("xiaoer.runtime.serving.ensure_database", lambda: None)

    def command(*words: str):
        return runner.invoke(app, [*words])

    return command


def written(path, text: str, encoding: str = "utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_loaded_in_the_encodings_of_offices(run, tmp_path, encoding):
    file = written(tmp_path / "a.csv", "\n".join([HEAD, *ROWS]), encoding)
    done = run("load", str(file))
    assert (done.exit_code, done.stdout) == (0, "新装 2 条，换版 0 条，没变 0 条\n")
    row = StandardAddress.objects.get(code="A-1")
    assert (row.room, row.registrant_limit) == ("1201", 2)
    assert row.point == {"type": "Point", "coordinates": [115.37, 22.78]}


@pytest.mark.django_db
def test_a_workbook_is_loaded_and_its_numbers_are_read_as_written(run, tmp_path):
    book = Workbook()
    book.active.append(["编码", "区县", "路名", "门牌号", "家数上限", "行政区划代码"])
    book.active.append(["A-1", "东浦区", "市民大道", 88, 2, 441502])
    book.save(tmp_path / "a.xlsx")
    done = run("load", str(tmp_path / "a.xlsx"), "--json")
    assert json.loads(done.stdout) == {"loaded": True, "added": 1, "changed": 0, "unchanged": 0}
    row = StandardAddress.objects.get()
    assert (row.number, row.registrant_limit, row.division_code) == ("88", 2, "441502")


@pytest.mark.django_db
def test_faults_are_told_by_row_and_nothing_is_loaded(run, tmp_path):
    file = written(tmp_path / "a.csv", "\n".join([HEAD, *ROWS, "A-3,东浦区,,,,,开店,,,"]))
    done = run("load", str(file))
    assert done.exit_code == 1
    assert "第 4 行：看不出在哪里" in done.stderr
    assert "一行也没有装入" in done.stderr
    told = json.loads(run("load", str(file), "--json").stdout)
    assert (told["loaded"], [fault["row"] for fault in told["faults"]]) == (False, [4])
    assert StandardAddress.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("编码,颜色\nA-1,红\n", "不认识这几列：颜色"),
        ("路名\n市民大道\n", "要有一列“编码”"),
        ("编码,地址编码\nA-1,A-1\n", "这几列说的是同一样：编码、地址编码"),
        ("", "要有一列“编码”"),
    ],
)
def test_a_file_with_another_heading_is_refused(tmp_path, text, said):
    with pytest.raises(BadFile, match=said):
        rows_of(written(tmp_path / "a.csv", text))


def test_what_is_no_file_or_no_workbook_is_said(run, tmp_path):
    assert "读不了" in run("load", str(tmp_path / "none.csv")).stderr
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    assert "不是能读的 Excel" in run("load", str(broken)).stderr
    strange = tmp_path / "b.csv"
    strange.write_bytes(b"\x81\x00\xff\xff\xfe")
    assert run("load", str(strange)).exit_code == 1


@pytest.mark.django_db
def test_a_match_shows_the_reading_the_reasons_and_what_is_near(run, tmp_path):
    run("load", str(written(tmp_path / "a.csv", "\n".join([HEAD, *ROWS]))))
    good = run("match", "東浦區市民大道八十八號3棟1201", "--use", "办公")
    assert "房号 1201" in good.stdout
    assert "规划用途是商业、办公，可以做" in good.stdout
    near = run("match", "市民大道88号3栋9999")
    assert "相近  A-1" in near.stdout
    told = json.loads(run("match", "市民大道28号之一", "--use", "工业", "--json").stdout)
    assert (told["outcome"], told["code"], told["place"]) == ("hit", "A-2", "manual")
    assert "冲突" in told["reasons"][1]


def test_an_unknown_use_is_refused_with_those_that_are_known(run):
    done = run("match", "市民大道28号", "--use", "开店")
    assert (done.exit_code, "可以写：住宅、商业" in done.stderr) == (1, True)
