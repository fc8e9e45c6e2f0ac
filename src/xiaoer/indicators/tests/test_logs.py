"""Event logs from the command line: figures worked out by hand, and one format into another."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xiaoer.indicators.log_commands import app

run = CliRunner()
CSV = """案件编号,活动,时间,经办人
c1,受理,2022-06-06 09:00,甲
c1,审查,2022-06-06 15:00,乙
c1,审查,2022-06-07 09:00,乙
c1,决定,2022-06-07 10:00,丙
c2,受理,2022-06-10 16:00,甲
c2,决定,2022-06-13 08:00,甲
c3,受理,2022-06-08 09:00,
"""
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
<trace><string key="concept:name" value="c1"/>
<event><string key="concept:name" value="A"/><string key="org:resource" value="x"/>
<date key="time:timestamp" value="2022-06-06T09:00:00+00:00"/></event>
<event><string key="concept:name" value="B"/><string key="org:resource" value="y"/>
<date key="time:timestamp" value="2022-06-06T10:30:00+00:00"/></event></trace>
<trace><string key="concept:name" value="c2"/>
<event><string key="concept:name" value="A"/>
<date key="time:timestamp" value="2022-06-06T09:00:00+00:00"/></event></trace>
</log>"""


def told(*words: str) -> dict:
    found = run.invoke(app, [*words, "--json"])
    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A small log in Chinese."""
    file = tmp_path / "log.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def test_the_figures_of_a_log_are_those_worked_out_by_hand(log: Path) -> None:
    found = told("stats", str(log), "--worktime", "Mon-Fri 07:00-17:00")
    assert {k: found[k] for k in ("cases", "events", "activities", "variants", "handovers")} == {
        "cases": 3, "events": 7, "activities": 3, "variants": 3, "handovers": 2,
    }  # fmt: skip
    assert found["start_activities"] == {"受理": 3}
    assert found["end_activities"] == {"决定": 2, "受理": 1}
    assert found["rework"] == {"审查": 1}
    hours = [25, 64, 0]  # last minus first event of each case
    assert found["throughput_seconds"]["mean"] == pytest.approx(sum(hours) / 3 * 3600)
    assert found["throughput_seconds"]["median"] == 25 * 3600
    assert found["throughput_seconds"]["p90"] == pytest.approx((25 + 0.8 * 39) * 3600)
    assert found["throughput_seconds"]["max"] == 64 * 3600
    work = [8 + 3, 1 + 1, 0]  # 09-17 and 07-10; Friday 16-17 and Monday 07-08
    assert found["worktime_seconds"]["mean"] == pytest.approx(sum(work) / 3 * 3600)


def test_without_a_window_there_is_no_working_time(log: Path) -> None:
    assert "worktime_seconds" not in told("stats", str(log))


def test_packed_xes_reads_like_plain_xes(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.xes", tmp_path / "a.xes.gz"
    plain.write_text(XES, encoding="utf-8")
    packed.write_bytes(gzip.compress(XES.encode()))
    found = told("stats", str(plain))
    assert found == told("stats", str(packed))
    assert (found["cases"], found["events"], found["handovers"]) == (2, 3, 1)
    assert found["throughput_seconds"]["max"] == 5400


@pytest.mark.parametrize("ending", [".xes", ".xes.gz", ".csv", ".jsonocel", ".xmlocel", ".sqlite"])
def test_a_log_keeps_its_figures_in_every_format(log: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out{ending}"
    assert run.invoke(app, ["export", str(log), str(target)]).exit_code == 0
    objects = ["--object-type", "case"] if ending in (".jsonocel", ".xmlocel", ".sqlite") else []
    found = run.invoke(app, ["stats", str(target), "--json", *objects])
    if found.exit_code:  # the file names its only type of objects by itself
        found = run.invoke(app, ["stats", str(target), "--json"])
    after, before = json.loads(found.stdout), told("stats", str(log))
    for name in ("cases", "events", "variants", "throughput_seconds", "rework", "handovers"):
        assert after[name] == before[name], name


def test_an_imported_log_is_read_again(log: Path, tmp_path: Path) -> None:
    folder = tmp_path / "imported"
    assert run.invoke(app, ["import", str(log), "--to", str(folder)]).exit_code == 0
    assert told("stats", str(folder)) == told("stats", str(log))


@pytest.mark.parametrize(
    "content",
    [b"", b"<log><trace>", b"not a log at all", b"a,b\n1,2\n", b"\x1f\x8bbroken", b"{}"],
)
def test_what_is_no_log_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.xes"
    file.write_bytes(content)
    found = run.invoke(app, ["stats", str(file), "--json"])
    assert found.exit_code == 1
    assert found.stdout == ""
    assert found.stderr.strip()
    assert "Traceback" not in found.stderr


def test_entity_bombs_are_refused(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    file = tmp_path / "bomb.xes"
    file.write_text(f'{bomb}<log><trace><string key="concept:name" value="&b;"/></trace></log>')
    found = run.invoke(app, ["stats", str(file)])
    assert found.exit_code == 1
    assert found.stderr.strip()


def test_a_wrong_window_or_file_says_what_to_write(log: Path) -> None:
    found = run.invoke(app, ["stats", str(log), "--worktime", "every day"])
    assert found.exit_code == 1
    assert "Mon-Fri 07:00-17:00" in found.stderr
    assert "读不了" in run.invoke(app, ["stats", "/nowhere.xes"]).stderr


def test_what_was_left_out_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("case,activity,time\nc,A,2022-01-01\nc,B,never\nc,,2022-01-02\n,D,2022-01-02\n")
    found = told("stats", str(file))
    assert (found["cases"], found["events"]) == (1, 1)
    assert len(found["warnings"]) == 4


ZONED = XES.replace("+00:00", "+08:00")


def test_the_clock_on_the_wall_is_utc_unless_said_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "a.xes"
    file.write_text(ZONED, encoding="utf-8")
    window = ("--worktime", "Mon-Fri 09:00-10:00")
    found = told("stats", str(file), *window)
    assert found["worktime_seconds"]["max"] == 0  # 01:00 to 02:30 in UTC
    assert any("--timezone" in warning for warning in found["warnings"])
    for more in (("--timezone", "Asia/Shanghai"), ("--calendar", "cn")):
        found = told("stats", str(file), *window, *more)
        assert found["worktime_seconds"]["max"] == 3600
        assert found["warnings"] == []


def test_times_without_a_zone_follow_the_calendars_country(log: Path) -> None:
    # 2022-06-03 was the Dragon Boat holiday
    plain = log.read_text(encoding="utf-8").replace("2022-06-06 09:00", "2022-06-02 16:30")
    log.write_text(plain, encoding="utf-8")
    words = ("stats", str(log), "--worktime", "Mon-Fri 07:00-17:00")
    week, calendar = told(*words), told(*words, "--calendar", "cn")
    hours = [found["worktime_seconds"]["max"] / 3600 for found in (week, calendar)]
    assert hours == [0.5 + 10 + 10 + 3, 0.5 + 10 + 3]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--timezone", "Moon/Crater"], "Asia/Shanghai"),
        (["--calendar", "us"], "只有 cn"),
        (["--calendar", "cn", "--timezone", "../etc/passwd"], "没有时区"),
        (["--object-type", "x"], "只有 OCEL"),
        (["--classifier", "x"], "只有 XES"),
        (["--case-column", "x"], "--case-column"),
    ],
)
def test_a_wrong_option_says_what_to_write(log: Path, options: list[str], words: str) -> None:
    found = run.invoke(app, ["stats", str(log), *options])
    assert found.exit_code == 1
    assert words in found.stderr


def test_people_get_lines_in_chinese(log: Path) -> None:
    found = run.invoke(app, ["stats", str(log), "--worktime", "Mon-Fri 07:00-17:00"])
    assert found.exit_code == 0
    assert "历时　平均 1 天 5 小时，中位 1 天 1 小时" in found.stdout
    assert "返工的案件　审查　1" in found.stdout
    assert "案件编号：案件编号" in found.stderr  # which columns were used


def test_two_sources_are_one_too_many(log: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "b.xes")
    assert run.invoke(app, ["export", "--from", str(log), target]).exit_code == 0
    for words in (["--from", str(log), str(log), target], [str(log), str(log), target]):
        found = run.invoke(app, ["export", *words])
        assert (found.exit_code, "一份日志" in found.stderr) == (1, True)


BPMN = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
<process id="p"><startEvent id="s"/><userTask id="a" name="受理"/><userTask id="b" name="审查"/>
<userTask id="c" name="决定"/><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
<sequenceFlow id="f3" sourceRef="b" targetRef="c"/><sequenceFlow id="f4" sourceRef="c" targetRef="e"/>
</process></definitions>"""


def test_a_log_is_compared_with_a_drawing(log: Path, tmp_path: Path) -> None:
    drawing = tmp_path / "p.bpmn"
    drawing.write_text(BPMN, encoding="utf-8")
    found = told("conform", str(log), str(drawing))
    assert (found["cases"], found["fitting"]) == (3, 0)
    assert found["repeated"] == {"审查": 1}
    assert found["skipped"] == {"审查": 2, "决定": 1}
    assert found["fitness"] == pytest.approx(1 - (1 + 1 + 2) / (7 + 5 + 4))
    shown = run.invoke(app, ["conform", str(log), str(drawing)]).stdout
    assert "跳过　审查　2" in shown
    wrong = run.invoke(app, ["conform", str(log), str(log)])
    assert (wrong.exit_code, bool(wrong.stderr)) == (1, True)
    missing = run.invoke(app, ["conform", str(log), str(drawing), "--process", "q"])
    assert "有的是：p" in missing.stderr
