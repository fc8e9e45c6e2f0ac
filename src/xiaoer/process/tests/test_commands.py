"""`xiaoer bpmn check`."""

from __future__ import annotations

import json
import subprocess
import sys

from typer.testing import CliRunner

from xiaoer.process.commands import app

from .drawing import chain, end, node, process, start, user

runner = CliRunner()
GOOD = process(start(), user("a"), end(), chain("s", "a", "e"))
BAD = process(start(), node("scriptTask", "x"), end(), chain("s", "x", "e"))


def test_a_good_file(tmp_path):
    path = tmp_path / "good.bpmn"
    path.write_bytes(GOOD)
    result = runner.invoke(app, ["check", str(path), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["executable"] is True
    assert runner.invoke(app, ["check", str(path)]).exit_code == 0


def test_a_bad_file_tells_its_reasons(tmp_path):
    path = tmp_path / "bad.bpmn"
    path.write_bytes(BAD)
    result = runner.invoke(app, ["check", str(path), "--json"])
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert set(report) == {"valid", "executable", "processes", "elements", "problems"}
    assert report["problems"][0]["element"] == "x"
    people = runner.invoke(app, ["check", str(path)])
    assert "可以运行：否" in people.stdout
    assert "脚本任务" in people.stdout


def test_a_missing_file_and_a_directory_are_one_sentence(tmp_path):
    for path in (tmp_path / "no.bpmn", tmp_path):
        result = runner.invoke(app, ["check", str(path), "--json"])
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(result.stderr.strip().splitlines()) == 1


def test_the_command_starts_without_the_engine_and_lxml():
    code = (
        "import sys, xiaoer.process.commands;"
        "print([m for m in ('SpiffWorkflow', 'lxml', 'orjson') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
