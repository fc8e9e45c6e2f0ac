"""XES as people and programs write it, and as nobody should."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from xiaoer.exchange.logs.files import Reading, read_log
from xiaoer.exchange.logs.instants import NO_TIME, TimeReader, iso
from xiaoer.exchange.logs.log import EventLog, Key
from xiaoer.exchange.logs.problems import BadLog

from .making import content

DAY = '<date key="time:timestamp" value="2022-06-06T09:00:00+08:00"/>'


def event(name: str, more: str = DAY) -> str:
    return f'<event><string key="concept:name" value="{name}"/>{more}</event>'


def trace(name: str, *events: str) -> str:
    return f'<trace><string key="concept:name" value="{name}"/>{"".join(events)}</trace>'


@pytest.fixture
def read(tmp_path: Path):
    """Read XES from its inside, or from bytes as they are."""

    def reading(inside: str | bytes, **how: object) -> EventLog:
        path = tmp_path / "a.xes"
        whole = inside if isinstance(inside, bytes) else f"<log>{inside}</log>".encode()
        path.write_bytes(whole)
        return read_log(path, Reading(**{"keep": True, **how}))  # type: ignore[arg-type]

    return reading


def test_names_and_times_are_read(read) -> None:
    log = read(trace("c1", event("受理"), event("决定", "")))
    assert log.case_names == ["c1"]
    assert log.activity_names == ["受理", "决定"]
    assert iso(int(log.time[0])) == "2022-06-06T01:00:00.000+00:00"
    assert log.time[1] == NO_TIME
    assert log.zoned


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022-06-06T09:00:00Z", "2022-06-06T09:00:00.000+00:00"),
        ("2022-06-06T09:00:00", "2022-06-06T09:00:00.000+00:00"),  # no zone is UTC
        ("2022-06-06T09:00:00.123456789+02:00", "2022-06-06T07:00:00.123456+00:00"),
        ("2022-06-06T09:00:00,5-0330", "2022-06-06T12:30:00.500+00:00"),
        ("2022-06-06", "2022-06-06T00:00:00.000+00:00"),
        ("2022-06-06T24:00:00", "2022-06-07T00:00:00.000+00:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000+00:00"),
        ("2022/6/6 9:05", "2022-06-06T09:05:00.000+00:00"),
        ("2022年6月6日 9时5分7秒", "2022-06-06T09:05:07.000+00:00"),
        ("20220606090507", "2022-06-06T09:05:07.000+00:00"),
        ("1654506307", "2022-06-06T09:05:07.000+00:00"),
        ("1654506307123", "2022-06-06T09:05:07.123+00:00"),
        ("nonsense", None),
        ("2022-13-01", None),
        ("99999-01-01T00:00:00", None),
        ("0001-01-01T00:00:00+08:00", "0000"),
    ],
)
def test_times_in_many_forms(text: str, wanted: str | None) -> None:
    found = TimeReader().read(text)
    if wanted == "0000":  # before the first year: no instant that anything else could show
        assert found is None or found < -62_135_596_800_000_000
    else:
        assert (iso(found) if found is not None else None) == wanted


def test_prefixes_and_namespaces_do_not_matter(read) -> None:
    inside = '<x:trace><x:event><x:string key="concept:name" value="A"/></x:event></x:trace>'
    log = read(f'<x:log xmlns:x="http://www.xes-standard.org/">{inside}</x:log>'.encode())
    assert log.activity_names == ["A"]


def test_attributes_have_types_and_what_does_not_fit_stays_text(read) -> None:
    more = (
        '<int key="i" value="-5"/><float key="f" value="1e3"/><boolean key="b" value="TRUE"/>'
        '<id key="u" value="x-1"/><date key="d" value="2022-01-01"/><int key="bad" value="five"/>'
        '<int key="huge" value="99999999999999999999"/>'
    )
    log = read(trace("c", event("A", more)))
    found = {key: column.values.to_pylist()[0] for key, column in log.attributes.items()}
    assert found[Key("i", "int")] == -5
    assert found[Key("f", "float")] == 1000
    assert found[Key("b", "boolean")] is True
    assert found[Key("u", "id")] == "x-1"
    assert found[Key("bad", "string")] == "five"
    assert found[Key("huge", "string")] == "99999999999999999999"
    assert log.warnings == ("2 个属性值和声明的类型不符，按文字保留",)


def test_branches_of_attributes_are_kept(read) -> None:
    inner = '<string key="x" value="1"><int key="y" value="2"/></string>'
    old = f'<list key="l">{inner}</list>'
    new = f'<list key="l"><values>{inner}</values></list>'
    plain, valued = (read(trace("c", event("A", more))) for more in (old, new))
    assert content(plain) == content(valued)
    assert '["int","y","2",[]]' in str(content(plain))


def test_defaults_of_the_head_are_kept_but_never_counted(read) -> None:
    head = '<global scope="event"><string key="concept:name" value="__INVALID__"/></global>'
    log = read(head + trace("c", event("A"), f"<event>{DAY}</event>"))
    assert log.activity_names == ["A"]
    assert log.head.globals["event"][0].value == "__INVALID__"


def test_a_classifier_names_the_activities(read) -> None:
    head = '<classifier name="both" keys="concept:name \'org group\'"/>'
    group = '<string key="org group" value="{}"/>'
    inside = head + trace("c", event("A", group.format("x")), event("A", group.format("y")))
    assert read(inside, classifier="both").activity_names == ["A+x", "A+y"]
    assert read(inside, classifier="both", keep=False).activity_names == ["A+x", "A+y"]
    assert read(inside).activity_names == ["A"]
    with pytest.raises(BadLog, match="有的是：both"):
        read(inside, classifier="other")


def test_traces_without_a_name_of_one_name_and_events_without_a_trace_are_told(read) -> None:
    log = read(
        f"<trace>{event('A')}</trace>"
        + trace("c", event("A"))
        + trace("c", event("B"))
        + event("C")
    )
    assert log.case_names == ["#1", "c"]
    assert log.case.tolist() == [0, 1, 1]
    assert len(log.warnings) == 3


def test_of_a_key_that_comes_twice_the_last_counts(read) -> None:
    more = '<string key="k" value="1"/><string key="k" value="2"/>'
    assert "'2'" in str(content(read(trace("c", event("A", more)))))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "gbk", "iso-8859-1"])
def test_encodings(read, encoding: str) -> None:
    name = "受理" if encoding != "iso-8859-1" else "Prüfung"
    declared = {"utf-8-sig": "utf-8", "gbk": "GB2312"}.get(encoding, encoding)
    whole = f'<?xml version="1.0" encoding="{declared}"?>\n<log>{trace("c", event(name))}</log>'
    assert read(whole.encode(encoding)).activity_names == [name]


def test_an_empty_log_is_a_log(read) -> None:
    assert (len(read("")), read("").case_names) == (0, [])
    assert read(trace("c")).case_names == ["c"]


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "line", "words"),
    [
        (b"<log>\n<trace>\n", 3, "没有写完"),
        (b"<log>\n<trace>\n<event></trace></log>", 3, "XML"),
        (b"<log>\n<trace><string key='a' value='b'", 2, "断"),
        (b"<log></log>\n<log></log>", 2, "XML"),
        (b"<book/>", 1, "book"),
        (b"<log>\n<global scope='log'/>\n<events/></log>", 3, "OCEL 1.0"),
        (b"<log>\n<trace><event>\n<event/></event></trace></log>", 3, "event"),
        (b"<log><trace><text/></trace></log>", 1, "text"),
        (b"<!DOCTYPE log [<!ENTITY a 'b'>]><log/>", 1, "DTD"),
        (b"<!DOCTYPE log SYSTEM 'file:///etc/passwd'><log/>", 1, "DTD"),
        (b"<?xml version='1.0' encoding='klingon'?><log/>", None, "klingon"),
        (b"<?xml version='1.0' encoding='gbk'?><log>\xff\xff\xff</log>", None, "gb18030"),
        (b"<log>\xff\xfe\x00</log>", 1, "XML"),
        (b"<log>" + b'<string key="k" value="">' * 100, 1, "60"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    read, whole: bytes, line: int | None, words: str
) -> None:
    with pytest.raises(BadLog) as told:
        read(whole)
    assert words in str(told.value)
    assert told.value.line == line


def test_an_endless_tag_is_not_waited_for(read) -> None:
    with pytest.raises(BadLog, match="16 MB"):
        read(b"<log><trace " + b"x" * (20 << 20))


def test_damaged_and_bloated_packages_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xes.gz"
    whole = gzip.compress(f"<log>{trace('c', event('A'))}</log>".encode())
    for broken in (whole[:-4], whole[:20], whole[:10] + b"\0" * 30 + whole[40:]):
        path.write_bytes(broken)
        with pytest.raises(BadLog, match="坏了"):
            read_log(path)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    with path.open("wb") as out:
        out.write(packer.compress(b"<log>"))
        for _ in range(300):
            out.write(packer.compress(b" " * (1 << 20)))
        out.write(packer.flush())
    with pytest.raises(BadLog, match="大得不正常"):
        read_log(path)


def test_too_many_keys_are_no_log(read) -> None:
    more = "".join(f'<string key="k{n}" value="v"/>' for n in range(5001))
    with pytest.raises(BadLog, match="5000"):
        read(trace("c", event("A", more)))
