"""Finds the markers of headings: 一、 (一) 1. (1) ① 第一条 1.1, at line starts and inside lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import ordinal

FORMAL = "壹贰叁参肆伍陆柒捌玖拾"
NUMERAL = "〇零一二三四五六七八九十百"
HAN = r"\u3400-\u9fff\U00020000-\U0002ffff"


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed marker: its rank (chapter lowest), its number, whether it begins a line."""

    start: int
    end: int
    rank: float
    number: int
    printed: str
    at_line_start: bool
    after_stop: bool
    odd: bool = False
    drawn: int = 0  # the end of the title of a line that the file itself sets as a heading


# The order of the ranks is the order in which official documents nest their numbering styles.
STYLES: tuple[tuple[str, float, str], ...] = (
    ("chapter", 1, rf"第(?P<n_chapter>[{NUMERAL}\d]{{1,4}})[章编篇](?=\s|[{HAN}])"),
    ("section", 2, rf"第(?P<n_section>[{NUMERAL}\d]{{1,4}})节(?=\s|[{HAN}])"),
    ("article", 3.5, rf"第(?P<n_article>[{NUMERAL}\d]{{1,4}})条(?=[\s、:.,\[(]|[{HAN}])[、:.]?"),
    (
        "named",  # 任务一：, 措施3：
        4.5,
        rf"(?:(?:重点|专项)?(?:任务|措施|行动|工程|举措|专题))(?P<n_named>[{NUMERAL}\d]{{1,3}})"
        rf"\s?[:、](?=\s?[{HAN}“《])",
    ),
    ("formal", 2.5, rf"(?P<n_formal>[{FORMAL}]{{1,3}})[、.](?=\s?[{HAN}“《])"),
    ("cn", 3, rf"(?P<n_cn>[{NUMERAL}]{{1,4}})[、.](?![{NUMERAL}\d])"),
    ("paren", 4, rf"(?:\((?P<n_paren>[{NUMERAL}]{{1,4}})\)|(?P<n_paren1>[㈠-㈩]))[、.]?"),
    ("ordinal", 4.7, rf"第(?P<n_ordinal>[{NUMERAL}]{{1,3}})[,、:](?=\s?[{HAN}“《])"),
    (
        "decimal",
        5.1,
        rf"(?P<n_decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:[.、]|\s)?\s?(?=[{HAN}“《]|(?<=\s)\d{{0,5}}[A-Za-z{HAN}])",
    ),
    ("number", 5, r"(?:(?P<n_number>\d{1,3})[.、]|(?P<n_number1>[⒈-⒛]))(?![\d%])"),
    (
        "bracket",
        6,
        r"(?:\((?P<n_bracket>\d{1,3})\)|\[(?P<n_bracket2>\d{1,3})\]"
        r"|(?P<n_bracket3>\d{1,2})\)|(?P<n_bracket1>[⑴-⒇]))[、.]?",
    ),
    ("circle", 7, r"(?P<n_circle>[①-⑳❶-❿➀-➉㊀-㊉])[、.]?"),
)
MARKER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, _, pattern in STYLES))
RANK = {name: rank for name, rank, _ in STYLES}
NUMBERS = {
    name: tuple(group for group in MARKER.groupindex if re.fullmatch(rf"n_{name}\d?", group))
    for name in RANK
}
STOPS = "。!?;;”)"
# Titles may begin with a digit (2.5G建设, 11.12345热线) or a numeral (三、一件事改革), and a line
# with a number and a blank: such a marker is a heading only where its number is the next one.
ODD = re.compile(
    rf"(?:^|(?<=[。;!?]))[ ]*(?:(?P<number>\d{{1,3}})[.、]\s?(?=\d[^\n]{{0,12}}[A-Za-z{HAN}])"
    rf"|(?P<spaced>\d{{1,2}}) {{1,4}}(?![年月日个万亿])(?=[{HAN}“《A-Za-z][^\n\t。;,]{{1,30}}$)"
    rf"|(?P<cn>[{NUMERAL}]{{1,4}})[、.](?=[{NUMERAL}\d])(?![{NUMERAL}]{{1,4}}[、.]))",
    re.M,
)
ODD_RANK = {"number": RANK["number"], "spaced": RANK["number"], "cn": RANK["cn"]}


def find(folded: str) -> list[Marker]:
    """Return everything that looks like a marker, in order; the outline decides which are."""
    plain = [m for match in MARKER.finditer(folded) if (m := _read(folded, match)) is not None]
    odd = [m for match in ODD.finditer(folded) if (m := _read_odd(folded, match)) is not None]
    return sorted([*odd, *plain], key=lambda m: m.start) if odd else plain


def _read_odd(folded: str, match: re.Match[str]) -> Marker | None:
    style = match.lastgroup or ""
    number = ordinal(match[style])
    start = match.start(style)
    if number is None:
        return None
    return Marker(
        start,
        match.end(),
        ODD_RANK[style],
        number,
        folded[start : match.end()].strip(),
        at_line_start=_before(folded, start) in ("", "\n"),
        after_stop=_before(folded, start) in STOPS,
        odd=True,
    )


def _read(folded: str, match: re.Match[str]) -> Marker | None:
    style = match.lastgroup or ""
    # The outer group closes last, so lastgroup names the style.
    printed = next((match[name] for name in NUMBERS[style] if match[name]), "")
    number = ordinal(printed.rsplit(".", 1)[-1])
    if number is None:
        return None
    before = _before(folded, match.start())
    rank = RANK[style] + (0.1 * (printed.count(".") - 1) if style == "decimal" else 0)
    return Marker(
        match.start(),
        match.end(),
        rank,
        number,
        folded[match.start() : match.end()].strip(),
        at_line_start=before in ("", "\n"),
        after_stop=before in STOPS and before != "",
    )


def _before(folded: str, start: int) -> str:
    """Return the last character before that is no blank ("" at the start of the text)."""
    at = start - 1
    while at >= 0 and folded[at] in " \t" and start - at < 40:
        if folded[at] == "\t":
            return "\t"
        at -= 1
    return folded[at] if at >= 0 else ""
