"""A city changes a pack by keys, and what comes out is checked like any pack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from xiaoer.packs import library
from xiaoer.packs.checking import check
from xiaoer.packs.library import KEYS, opened, sources
from xiaoer.packs.reading import PackSource, read

from .conftest import EXEMPLAR, Copy

CHANGES = """version: "2"
effective_from: 2022-09-01
title: 岚海招牌设置
items:
  - key: signboard
    committed_limit: 5wd
    owner: government-data
    steps:
      - {key: review, limit: 2wd}
indicators:
  - {id: mkt99_online_rate, target: 90, target_status: ours}
"""


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A city's folder of packs beside a package that has only the exemplar."""
    package = tmp_path / "package"
    shutil.copytree(EXEMPLAR, package / "mkt99")
    monkeypatch.setattr(library, "MEASURES", package)
    monkeypatch.setenv("XIAOER_PACKS", str(tmp_path / "city"))
    return Copy(tmp_path / "city" / "mkt99")


def merged() -> PackSource:
    return sources()["mkt99"]


def test_what_is_named_changes_and_the_rest_stays(city: Copy) -> None:
    city.write("override.yaml", CHANGES)
    pack = merged().pack
    assert pack is not None
    item, plain = pack.item("signboard"), read(EXEMPLAR).pack.item("signboard")
    assert (pack.version, str(pack.title)) == ("1.0.2", "岚海招牌设置")
    assert (item.committed_limit, item.owner) == ("5wd", "government-data")
    assert item.step("review").limit == "2wd"
    assert item.step("review").outcomes == plain.step("review").outcomes
    assert pack.indicators[1].target == 90
    assert check(merged()) == []


def test_the_merged_pack_knows_where_it_comes_from(city: Copy) -> None:
    city.write("override.yaml", CHANGES)
    assert merged().overlays == (str(city.folder / "override.yaml"),)
    assert merged().digest != read(EXEMPLAR).digest


def test_a_fault_of_the_city_names_the_citys_file_and_line(city: Copy) -> None:
    city.write("override.yaml", CHANGES.replace("committed_limit: 5wd", "committed_limit: 25wd"))
    faults = check(merged())
    assert [(f.file, f.line) for f in faults] == [("override.yaml", 6)]
    assert merged().shown(faults[0]) == str(city.folder / "override.yaml")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("key: signboard", "key: signbord", 5, "原来的包里没有 key: signbord"),
        ("owner: government-data", "process: other", 7, "process 不能改"),
        ('version: "2"', "summary: 没有版本", 1, "写 version"),
        ("committed_limit: 5wd", "comitted_limit: 5wd", 6, "是不是 committed_limit"),
    ],
)
def test_a_slip_of_the_pen_is_a_fault(
    city: Copy, old: str, new: str, line: int, reason: str
) -> None:
    city.write("override.yaml", CHANGES.replace(old, new))
    found = [fault for fault in check(merged()) if reason in fault.reason]
    assert [(f.file, f.line) for f in found] == [("override.yaml", line)]


def test_a_city_may_replace_lists_but_not_drawings(city: Copy) -> None:
    city.write("override.yaml", CHANGES)
    city.write("lists/streets.csv", "code,title\nS09,新街道\n")
    assert check(merged()) == []
    assert merged().lists["streets"].values() == ({"code": "S09", "title": "新街道"},)
    city.write("signboard.bpmn", "<x/>")
    assert any("只能有" in fault.reason for fault in check(merged()))


def test_a_whole_pack_of_the_city_takes_the_place_of_the_packages(city: Copy) -> None:
    shutil.copytree(EXEMPLAR, city.folder)
    city.change("pack.yaml", "招牌设置, en", "本市招牌, en")
    assert str(merged().pack.title) == "本市招牌"


def test_an_override_is_merged_once_even_when_it_is_named_again(city: Copy) -> None:
    city.write("override.yaml", CHANGES)
    again = opened(city.folder, sources())
    assert again.pack.version == "1.0.2"


def test_there_are_twenty_seven_measures() -> None:
    assert len(set(KEYS)) == 27
    assert {"mkt01", "mkt12", "gov01", "gov06", "law01", "law09"} <= set(KEYS)


def test_the_package_holds_packs_of_the_measures_only() -> None:
    assert set(sources()) <= set(KEYS)
