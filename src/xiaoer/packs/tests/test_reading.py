"""YAML and CSV are read safely, with lines, and never by anything but a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiaoer.packs.faults import Unreadable
from xiaoer.packs.reading import read
from xiaoer.packs.rows import parse_rows
from xiaoer.packs.yamlfile import MAX_BYTES, parse

from .conftest import EXEMPLAR, Copy


def refusal(text: str | bytes) -> tuple[int, str]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(Unreadable) as caught:
        parse(data, "pack.yaml")
    return caught.value.fault.line, caught.value.fault.reason


def test_words_and_dates_stay_what_was_written() -> None:
    text = (
        b"on: yes\nno: off\nday: 2022-06-01\ncode: 007\nsize: 1.5\ncount: 3\ngood: true\nnone: ~\n"
    )
    assert parse(text, "x").value == {
        "on": "yes", "no": "off", "day": "2022-06-01", "code": "007",
        "size": 1.5, "count": 3, "good": True, "none": None,
    }  # fmt: skip


def test_every_value_knows_its_line() -> None:
    place = parse(b"a:\n  - b: 1\n    c: 2\n  - d\n", "x").place
    assert place.at(("a", 0, "c")).line == 3
    assert place.at(("a", 1)).line == 4
    assert place.at(("a", 7, "nothing")).line == 1


def test_an_alias_repeats_a_part() -> None:
    assert parse(b"a: &a {x: 1}\nb: *a\n", "x").value == {"a": {"x": 1}, "b": {"x": 1}}


def test_a_bomb_of_aliases_is_refused() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "太大" in refusal("\n".join(rows))[1]


def test_an_alias_inside_itself_is_refused() -> None:
    assert "没有对应的" in refusal("a: &a [*a]")[1]


def test_deep_nesting_is_refused() -> None:
    assert "嵌套" in refusal("[" * 50 + "]" * 50)[1]
    refusal("[" * 100_000)
    refusal("- " * 100_000)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "写了两次"),
        ("a: 1\nb: !!python/name:os.system x\n", 2, "类型标签"),
        ("a: 1\n!!str b: 2\n", 2, "类型标签"),
        ("a: 1\n---\nb: 2\n", 2, "一份内容"),
        ("a: 1\n\tb: 2\n", 2, "制表符"),
        ("? [a, b]\n: 1\n", 1, "键要写成文字"),
        ('a: "x\\0y"\n', 1, "控制字符"),
        ('a: 1\nb: "\\ud800"\n', 2, "反斜杠"),
        ("a: 1\nb: [x,\n  y\nc: 2\n", 2, "没有收尾"),
        ('a: 1\nb: "x\nc: 2\n', 2, "没有收尾"),
        ("a: {b: c, title:}\n", 1, "空一格"),
        ("a: b: c\n", 1, "冒号"),
        ("a: @x\n", 1, "特殊符号"),
        ("- a\nb: 1\n", 2, "没有对齐"),
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
        (b"a" * (MAX_BYTES + 1), 1, "最多"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(
    text: str | bytes, line: int, reason: str
) -> None:
    found = refusal(text)
    assert found[0] == line
    assert reason in found[1]


def test_a_very_long_number_stays_text() -> None:
    assert parse(b"a: " + b"9" * 100_000, "x").value == {"a": "9" * 100_000}


def test_rows_know_their_lines_even_across_line_breaks() -> None:
    table, faults = parse_rows('code,title\nA,"一\n二"\nB,三,多\nC,四\n'.encode(), "lists/x.csv")
    assert [(row.line, row.cells["code"]) for row in table.rows] == [(3, "A"), (5, "C")]
    assert [(fault.line, fault.reason) for fault in faults] == [(4, "这一行有 3 列，表头有 2 列")]


def test_a_byte_order_mark_does_not_spoil_the_header() -> None:
    table, _faults = parse_rows("\ufeffcode\nA\n".encode(), "lists/x.csv")
    assert table.columns == ("code",)


def test_the_digest_changes_with_every_file_and_only_with_files(copy: Copy) -> None:
    before = read(EXEMPLAR).digest
    assert copy.read().digest == before
    assert copy.write("notes.md", "beside the pack").read().digest == before
    assert copy.change("rules.dmn", "招牌多大", "招牌多少").read().digest != before


def test_a_link_out_of_the_folder_is_not_followed(copy: Copy, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("code\nA\n")
    (copy.folder / "lists/leak.csv").symlink_to(secret)
    found = copy.read()
    assert "lists/leak.csv" not in found.files
    assert any("外面" in fault.reason for fault in found.faults)
