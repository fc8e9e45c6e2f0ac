"""Written addresses are cleaned and taken apart, whatever the way in which they are written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.catalogue.addresses.columns import parts_of, variants
from xiaoer.catalogue.addresses.normalising import cleaned
from xiaoer.catalogue.addresses.numerals import digits, named
from xiaoer.catalogue.addresses.parsing import parse, readings
from xiaoer.catalogue.addresses.parts import plain, written
from xiaoer.catalogue.addresses.regions import Gazetteer

GAZETTEER = Gazetteer(("东浦区", "滨港新区", "南汀市", "临溪县"), ("岚海市",))


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("二十八", "28"), ("十", "10"), ("一百零三", "103"), ("廿三", "23"), ("卅", "30"),
        ("一〇二", "102"), ("壹贰零", "120"), ("捌拾捌", "88"), ("088", "88"), ("两", "2"),
    ],
)  # fmt: skip
def test_numerals_are_written_one_way(run, value):
    assert digits(run) == value


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("科技二路", "科技2路"), ("第十二街", "第12街"), ("五一路", "五一路"), ("百合路", "百合路"),
        ("三元里大道", "3元里大道"),
    ],
)  # fmt: skip
def test_a_numeral_in_a_name_counts_and_a_date_in_a_name_does_not(name, compared):
    assert named(name) == compared


@pytest.mark.parametrize(
    ("text", "clean", "remarks"),
    [
        ("市民大道８８號３棟", "市民大道88号3栋", ()),
        ("市民大道88号（自编）3栋（住所申报）", "市民大道88号3栋", ("自编", "住所申报")),
        ("地址：市民大道88号 邮编：516600", "市民大道88号", ("邮编:516600",)),
        ("516600市民大道88号，13800138000", "市民大道88号", ("516600", "13800138000")),
        ("市民大道88号(A座)1203", "市民大道88号A座1203", ()),
        ("市民大道 88 号 3 栋 1201", "市民大道88号3栋1201", ()),
        ("市民大道88 3 1201", "市民大道88-3-1201", ()),
        ("石岭县国道G240线318号", "石岭县G240国道318号", ()),
    ],
)
def test_what_is_no_part_of_an_address_is_taken_out(text, clean, remarks):
    assert cleaned(text).text == clean
    assert cleaned(text).remarks == remarks


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "广东省岚海市东浦区海棠街道办事处学前社区市民大道28号之一",
            {"province": "广东省", "city": "岚海市", "county": "东浦区", "town": "海棠街道",
             "village": "学前社区", "road": "市民大道", "number": "28", "sub": "1"},
        ),
        (
            "岚海市岚海市东浦区东浦区市民大道88号3栋2单元5楼501房",
            {"city": "岚海市", "county": "东浦区", "road": "市民大道", "number": "88",
             "building": "3", "unit": "2", "floor": "5", "room": "501"},
        ),
        (
            "临溪县石桥镇海港村民委员会第三村民小组12号",
            {"county": "临溪县", "town": "石桥镇", "village": "海港村民委员会", "group": "3组",
             "number": "12"},
        ),
        (
            "上海市徐汇区漕溪路250弄10号301室",
            {"city": "上海市", "county": "徐汇区", "road": "漕溪路", "lane": "250弄",
             "number": "10", "room": "301"},
        ),
        (
            "北京市东城区东四十条胡同甲22号",
            {"city": "北京市", "county": "东城区", "road": "东四十条胡同", "number": "22甲"},
        ),
        (
            "朝阳区建国路93号院12号楼2单元1103",
            {"county": "朝阳区", "road": "建国路", "number": "93", "building": "12",
             "unit": "2", "room": "1103"},
        ),
        ("恒川花园3-2-501", {"estate": "恒川花园", "building": "3", "unit": "2", "room": "501"}),
        ("解放路7-3-401", {"road": "解放路", "number": "7", "building": "3", "room": "401"}),
        ("学前路9号首层05铺", {"road": "学前路", "number": "9", "floor": "1", "room": "铺5"}),
        ("工业二路9号2号厂房三楼",
         {"road": "工业二路", "number": "9", "building": "厂房2", "floor": "3"}),
        ("中关村南大街27号", {"road": "中关村南大街", "number": "27"}),
        ("三里屯路19号院", {"road": "三里屯路", "number": "19"}),
        ("天通苑北一区15号楼3单元201",
         {"estate": "天通苑北一区", "building": "15", "unit": "3", "room": "201"}),
        ("滨港新区DP-2022-08号地块", {"county": "滨港新区", "plot": "DP-2022-08号地块"}),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(text, given):
    assert parse(text, GAZETTEER).given() == given


def test_two_ways_to_read_an_address_are_both_given():
    rooms = {(r.parts.building, r.parts.room) for r in readings("市民大道88号A1203")}
    assert {("", "A1203"), ("A", "1203")} <= rooms


@pytest.mark.parametrize("text", ["", " ", "A座1203", "1201", "。。。", "（）", "公司"])
def test_what_names_no_place_has_no_reading_or_only_a_name(text):
    assert all(r.parts.places or r.parts.road for r in readings(text))


@pytest.mark.parametrize("word", ["对面", "隔壁", "旁", "对门", "附近", "东侧"])
def test_a_place_beside_an_address_is_not_the_address(word):
    assert all(reading.beside for reading in readings(f"市民大道88号{word}"))


def test_what_is_named_behind_a_crossing_is_read_instead():
    first = readings("学前路与市民大道交叉口恒川花园3栋501")[0]
    assert (first.beside, first.parts.estate, first.parts.building) == (False, "恒川花园", "3")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("恒川花园小区", "恒川花园"), ("滨港工业园区", "滨港工业园"), ("海港村委会", "海港村"),
        ("学前社区居委会", "学前社区"), ("海棠街道办事处", "海棠街道"),
    ],
)  # fmt: skip
def test_two_ways_to_write_a_name_are_one(one, other):
    assert plain(one) == plain(other)


def test_two_names_stay_two():
    assert plain("幸福小区") != plain("幸福花园")
    assert plain("五一路") != plain("51路") == plain("五十一路")


@pytest.mark.parametrize(
    ("columns", "given"),
    [
        ({"building": "3栋"}, {"building": "3"}), ({"building": "3号楼"}, {"building": "3"}),
        ({"building": "2号厂房"}, {"building": "厂房2"}), ({"building": "东座"}, {"building": "东"}),
        ({"building": "综合楼"}, {"building": "综合楼"}), ({"unit": "二单元"}, {"unit": "2"}),
        ({"floor": "-1"}, {"floor": "-1"}), ({"floor": "首层"}, {"floor": "1"}),
        ({"room": "05铺"}, {"room": "铺5"}), ({"room": "A-1203"}, {"room": "A1203"}),
        ({"number": "28号之一"}, {"number": "28", "sub": "1"}),
        ({"number": "28", "sub": "之三"}, {"number": "28", "sub": "3"}),
        ({"number": "甲22号"}, {"number": "22甲"}),
    ],
)  # fmt: skip
def test_the_columns_of_a_register_are_read_as_people_write_them(columns, given):
    base = {"road": "市民大道"} if "number" in columns else {"road": "市民大道", "number": "1"}
    found = parts_of({**base, **columns}).given()
    assert {name: found.get(name) for name in given} == given


def test_a_row_with_its_text_only_is_parsed():
    row = {"text": "东浦区市民大道88号3栋1201房", "province": "广东省"}
    found = parts_of(row, GAZETTEER)
    assert (found.province, found.county, found.room) == ("广东省", "东浦区", "1201")


def test_old_names_of_a_road_and_a_building_make_further_ways_to_name_an_entry():
    parts = parts_of({"road": "海滨大道", "number": "5", "estate": "恒信大厦"})
    ways = variants(parts, {"road": ["滨海路"], "estate": ["海关大楼"]})
    assert {(way.road, way.estate) for way in ways} == {
        ("海滨大道", "恒信大厦"), ("滨海路", "恒信大厦"), ("海滨大道", "海关大楼"),
        ("滨海路", "海关大楼"),
    }  # fmt: skip


def test_parts_are_written_as_registers_write_them():
    parts = parts_of({
        "city": "岚海市", "county": "东浦区", "road": "市民大道", "number": "28号之一",
        "building": "A座", "floor": "12", "room": "1203",
    })  # fmt: skip
    assert written(parts) == "岚海市东浦区市民大道28号之1A座1203房"


CHARACTERS = st.sampled_from(
    list(
        "市民大道88号3栋-#,~之附甲A1F一二十百廿()（）路街村组弄楼层室房铺地块对面 首层负地下東區單元門\n\x00"
    )
)


@given(st.lists(CHARACTERS, max_size=60).map("".join))
def test_no_text_breaks_the_parser(text):
    for reading in readings(text, GAZETTEER):
        assert reading.cost >= 0


@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(text):
    clean = cleaned(text).text
    assert len(clean) <= 4 * max(len(text), 1)
    assert cleaned(clean).text == clean or cleaned(cleaned(clean).text).text == cleaned(clean).text


@pytest.mark.parametrize("piece", ["1", "之", "A-", "一", "号", "(1", "路", "市", "村路", "3-"])
def test_a_long_text_costs_little_time(piece):
    start = time.perf_counter()
    readings(piece * 5000, GAZETTEER)
    assert time.perf_counter() - start < 0.5
