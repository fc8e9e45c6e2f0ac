"""`xiaoer pack`: sentences for people, JSON for programs, exit codes for both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xiaoer.packs.commands import app
from xiaoer.packs.editor_schema import FILES, written

from .conftest import EXEMPLAR, Copy

SCHEMAS = Path(__file__).parents[4] / "docs" / "schema"
run = CliRunner()


def test_a_good_pack_is_told_in_one_line() -> None:
    found = run.invoke(app, ["check", str(EXEMPLAR)])
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "mkt99：可以装入\n")


def test_a_fault_is_told_with_file_and_line(copy: Copy) -> None:
    copy.change("pack.yaml", "role: head", "role: boss")
    found = run.invoke(app, ["check", str(copy.folder)])
    line = copy.line("pack.yaml", "role: boss")
    assert found.exit_code == 1
    assert f"{copy.folder}/pack.yaml:{line} roles 里没有 boss\n" in found.stdout


def test_a_folder_of_packs_is_checked_pack_by_pack(copy: Copy) -> None:
    found = run.invoke(app, ["check", str(copy.folder.parent), "--json"])
    assert json.loads(found.stdout) == [{"pack": "mkt99", "good": True, "faults": []}]


def test_json_has_every_fault(copy: Copy) -> None:
    copy.change("pack.yaml", "role: head", "role: boss")
    found = run.invoke(app, ["check", "--json", str(copy.folder)])
    faults = json.loads(found.stdout)[0]["faults"]
    assert found.exit_code == 1
    assert {"file", "line", "reason", "severity", "path"} == set(faults[0])


def test_a_folder_that_is_none_is_told() -> None:
    found = run.invoke(app, ["check", "/nowhere/at/all"])
    assert found.exit_code == 1
    assert "没有文件夹 /nowhere/at/all" in found.stdout


def test_the_list_shows_the_citys_packs(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIAOER_PACKS", str(copy.folder.parent))
    rows = json.loads(run.invoke(app, ["list", "--json"]).stdout)
    assert ("mkt99", "1.0", 3) in [(row["key"], row["version"], row["items"]) for row in rows]
    assert "mkt99  1.0  招牌设置  事项 3" in run.invoke(app, ["list"]).stdout


def test_a_folder_of_the_city_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIAOER_PACKS", "/nowhere/packs")
    found = run.invoke(app, ["list"])
    assert found.exit_code == 0
    assert "/nowhere/packs 不存在" in found.stderr


def test_a_pack_that_is_not_there_cannot_be_loaded() -> None:
    found = run.invoke(app, ["load", "nothing"])
    assert found.exit_code == 1
    assert "没有 nothing" in found.stderr


def test_the_published_schema_is_current(tmp_path: Path) -> None:
    run.invoke(app, ["schema", "--out", str(tmp_path)])
    for name, text in written().items():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text, (
            "xiaoer pack schema --out docs/schema"
        )
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    assert set(written()) == set(FILES)
