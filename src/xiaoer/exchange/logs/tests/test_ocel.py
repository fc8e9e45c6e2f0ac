"""OCEL 2.0 in its three formats, written by hand after the standard's own example."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from xiaoer.exchange.logs.files import Reading, read_any, read_log, write_any
from xiaoer.exchange.logs.log import EventLog, Key
from xiaoer.exchange.logs.objects import ObjectLog
from xiaoer.exchange.logs.problems import BadLog

JSON = {
    "objectTypes": [
        {"name": "订单", "attributes": [{"name": "数量", "type": "integer"}]},
        {"name": "发票", "attributes": []},
    ],
    "eventTypes": [
        {"name": "下单", "attributes": [{"name": "org:resource", "type": "string"}]},
        {"name": "开票", "attributes": [{"name": "急", "type": "boolean"}]},
    ],
    "objects": [
        {"id": "o1", "type": "订单",
         "attributes": [{"name": "数量", "value": "5", "time": "1970-01-01T00:00:00Z"},
                        {"name": "数量", "value": 7, "time": "2022-06-06T12:00:00Z"}],
         "relationships": [{"objectId": "f1", "qualifier": "开"}]},
        {"id": "o2", "type": "订单"},
        {"id": "f1", "type": "发票"},
    ],
    "events": [
        {"id": "e1", "type": "下单", "time": "2022-06-06T09:00:00+08:00",
         "attributes": [{"name": "org:resource", "value": "甲"}],
         "relationships": [{"objectId": "o1", "qualifier": "新"}]},
        {"id": "e2", "type": "开票", "time": "2022-06-06T02:00:00Z",
         "attributes": [{"name": "急", "value": "true"}],
         "relationships": [{"objectId": "o1", "qualifier": ""}, {"objectId": "o2", "qualifier": ""},
                           {"objectId": "f1", "qualifier": "新"}]},
    ],
}  # fmt: skip
XML = """<?xml version="1.0"?>
<log>
 <object-types>
  <object-type name="订单"><attributes><attribute name="数量" type="integer"/></attributes></object-type>
  <object-type name="发票"><attributes/></object-type>
 </object-types>
 <event-types>
  <event-type name="下单"><attributes><attribute name="org:resource" type="string"/></attributes></event-type>
  <event-type name="开票"><attributes><attribute name="急" type="boolean"/></attributes></event-type>
 </event-types>
 <objects>
  <object id="o1" type="订单"><attributes>
    <attribute name="数量" time="1970-01-01T00:00:00Z">5</attribute>
    <attribute name="数量" time="2022-06-06T12:00:00Z">7</attribute></attributes>
   <objects><relationship object-id="f1" qualifier="开"/></objects></object>
  <object id="o2" type="订单"/>
  <object id="f1" type="发票"><attributes/></object>
 </objects>
 <events>
  <event id="e1" type="下单" time="2022-06-06T09:00:00+08:00">
   <attributes><attribute name="org:resource">甲</attribute></attributes>
   <objects><relationship object-id="o1" qualifier="新"/></objects></event>
  <event id="e2" type="开票" time="2022-06-06T02:00:00Z">
   <attributes><attribute name="急">true</attribute></attributes>
   <objects><object object-id="o1" qualifier="" type="订单"/><relationship object-id="o2"/>
    <relationship object-id="f1" qualifier="新"/></objects></event>
 </events>
</log>
"""
SQL = """
CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);
CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT);
CREATE TABLE event (ocel_id TEXT, ocel_type TEXT);
CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);
CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT);
CREATE TABLE "event_Order" (ocel_id TEXT, ocel_time TIMESTAMP, "org:resource" TEXT);
CREATE TABLE "event_Bill" (ocel_id TEXT, ocel_time TIMESTAMP, "急" BOOLEAN);
CREATE TABLE "object_O" (ocel_id TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT, "数量" INTEGER);
CREATE TABLE "object_F" (ocel_id TEXT, ocel_time TIMESTAMP);
INSERT INTO event_map_type VALUES ('下单', 'Order'), ('开票', 'Bill');
INSERT INTO object_map_type VALUES ('订单', 'O'), ('发票', 'F');
INSERT INTO event VALUES ('e1', '下单'), ('e2', '开票');
INSERT INTO object VALUES ('o1', '订单'), ('o2', '订单'), ('f1', '发票');
INSERT INTO event_object VALUES ('e1', 'o1', '新'), ('e2', 'o1', ''), ('e2', 'o2', NULL), ('e2', 'f1', '新');
INSERT INTO object_object VALUES ('o1', 'f1', '开');
INSERT INTO event_Order VALUES ('e1', '2022-06-06 01:00:00', '甲');
INSERT INTO event_Bill VALUES ('e2', '2022-06-06T02:00:00Z', 1);
INSERT INTO object_O VALUES ('o1', '1970-01-01 00:00:00', NULL, 5), ('o2', '1970-01-01 00:00:00', NULL, NULL),
 ('o1', '2022-06-06 12:00:00', '数量', 7);
INSERT INTO object_F VALUES ('f1', '1970-01-01 00:00:00');
"""


def put(folder: Path, ending: str) -> Path:
    path = folder / f"a.{ending}"
    if ending == "sqlite":
        with sqlite3.connect(path) as base:
            base.executescript(SQL)
        base.close()
    else:
        path.write_text(XML if ending == "xmlocel" else json.dumps(JSON), encoding="utf-8")
    return path


FORMATS = ["jsonocel", "xmlocel", "sqlite"]


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_says_the_same(tmp_path: Path, ending: str) -> None:
    log = read_any(put(tmp_path, ending), Reading(keep=True))
    assert isinstance(log, ObjectLog)
    assert log.event_types == {"下单": {"org:resource": "string"}, "开票": {"急": "boolean"}}
    assert log.object_types == {"订单": {"数量": "integer"}, "发票": {}}
    assert [(e.id, e.type, e.attributes, e.links) for e in log.events] == [
        ("e1", "下单", {"org:resource": "甲"}, [("o1", "新")]),
        ("e2", "开票", {"急": True}, [("o1", ""), ("o2", ""), ("f1", "新")]),
    ]
    assert [(e.time or 0) // 1_000_000 % 86_400 for e in log.events] == [3600, 7200]
    order = log.objects[0]
    assert [value for _, value, _ in order.attributes] == [5, 7]
    assert order.links == [("f1", "开")]
    assert log.warnings == []


@pytest.mark.parametrize("ending", FORMATS)
def test_the_cases_are_the_objects_of_a_type(tmp_path: Path, ending: str) -> None:
    path = put(tmp_path, ending)
    with pytest.raises(BadLog, match=r"--object-type.*订单（2）、发票（1）"):
        read_log(path)
    with pytest.raises(BadLog, match="没有“物流”这种对象"):
        read_log(path, Reading(object_type="物流"))
    log = read_log(path, Reading(keep=True, object_type="订单"))
    assert log.case_names == ["o1", "o2"]
    assert [(int(c), log.activity_names[a]) for c, a in zip(log.case, log.activity, strict=True)] == [
        (0, "下单"), (0, "开票"), (1, "开票"),
    ]  # fmt: skip
    assert log.resource_names == ["甲"]
    assert log.case_attributes[Key("数量", "int")].values.to_pylist() == [5]
    bills = read_log(path, Reading(object_type="发票"))
    assert bills.warnings == ("1 个事件不涉及“发票”，没有计入",)


@pytest.mark.parametrize("source", FORMATS)
@pytest.mark.parametrize("target", [*FORMATS, "xmlocel.gz"])
def test_one_format_becomes_another_whole(tmp_path: Path, source: str, target: str) -> None:
    log = read_any(put(tmp_path, source), Reading(keep=True))
    path = tmp_path / f"b.{target}"
    assert write_any(log, path) == ()
    assert read_any(path, Reading(keep=True)) == log or ending_zones_differ(log, path)


def ending_zones_differ(log: EventLog | ObjectLog, path: Path) -> bool:
    """What we write is in UTC throughout; everything but that is the same."""
    back = read_any(path, Reading(keep=True))
    back.zoned = True  # type: ignore[misc]
    return back == log


def test_a_log_of_one_type_needs_no_choice(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    one = {**JSON, "events": [JSON["events"][0]]}
    path.write_text(json.dumps(one))
    assert read_log(path).case_names == ["o1", "o2"]


def test_cases_become_objects_only_by_a_type(tmp_path: Path) -> None:
    log = read_any(put(tmp_path, "jsonocel"), Reading(keep=True))
    with pytest.raises(BadLog, match="--object-type"):
        write_any(log, tmp_path / "b.xes")
    assert write_any(log, tmp_path / "b.xes", "发票") == ()
    assert read_log(tmp_path / "b.xes").case_names == ["f1"]


def test_what_does_not_fit_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    odd = {
        "eventTypes": [{"name": "A", "attributes": [{"name": "n", "type": "integer"}]}],
        "objectTypes": [],
        "objects": [{"id": "o", "type": "T"}],
        "events": [
            {"id": "1", "type": "A", "time": "never", "relationships": [{"objectId": "gone"}]},
            {"id": "2", "type": "A", "time": "2022-01-01T00:00:00Z",
             "attributes": [{"name": "n", "value": "x"}, {"name": "new", "value": 1.5}],
             "relationships": [{"objectId": "o", "qualifier": "q"}]},
        ],
    }  # fmt: skip
    path.write_text(json.dumps(odd))
    log = read_log(path, Reading(keep=True))
    assert len(log) == 1
    assert list(log.attributes) == [Key("new", "float")]
    assert len(log.warnings) == 5


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        ('{"ocel:global-log": {}}', "OCEL 1.0"),
        ('{"a": 1}', "不是 OCEL"),
        ("[]", "对象"),
        ('{"events": [{"id": "1"}]}', "type"),
        ('{"events": [{"id": "1", "type": "A"}, {"id": "1", "type": "A"}]}', "不止一次"),
        ('{"events": [\n{"id": "1"\n', "断|写错"),
        ('{"events": [3]}', "不合"),
        ('{"events": ' + "[" * 3000, "套得太深|不合|断"),
        ("<log><object-types/>\n<events><event type='A'/></events></log>", "缺 id"),
        ("<log><object-types/><objects><object id='1' type='T'><attributes><attribute/></attributes></object></objects></log>", "缺 name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, whole: str, words: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(whole)
    with pytest.raises(BadLog, match=words):
        read_log(path)


def test_other_databases_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE t (x)")
    base.close()
    with pytest.raises(BadLog, match="缺表"):
        read_log(path)
    path.write_bytes(b"SQLite format 3\0" + b"\1" * 5000)
    with pytest.raises(BadLog, match="读不了"):
        read_log(path)


def test_a_large_list_is_read_in_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    events = [
        {"id": str(n), "type": "A", "time": f"2022-01-01T{n % 24:02}:00:00Z",
         "relationships": [{"objectId": "o", "qualifier": "中文" * (n % 50)}]}
        for n in range(20_000)
    ]  # fmt: skip
    whole = {"objects": [{"id": "o", "type": "T"}], "events": events}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    assert len(read_log(path)) == 20_000
