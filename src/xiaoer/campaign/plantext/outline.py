"""Builds the outline: which markers are headings, how they nest, where sections end."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from . import markers, styles, titles
from .markers import Marker
from .model import CompileWarning, Heading
from .numerals import MAGNITUDE
from .tables import Row
from .units import UNIT

NOT_BEFORE = "第见按照条之和及至到-~(“《的"
# "(二)项" points into a law; "(二)项目审批" is a heading, and so is "(三)条块联动".
NOT_AFTER = re.compile(r"\s?(?:项(?!目)|款(?!项)|条(?![块件例])|点(?![对面])|[、,;。)]|等(?!级))")
DIGITS = re.compile(r"\s?\d[^\n]{0,12}[A-Za-z\u3400-\u9fff]")
PATH = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?!\d)")
AMOUNT = re.compile(rf"\d+\.\d+\s?(?:(?:{MAGNITUDE})(?![\u4e00-\u9fff]?[件企])|(?:{UNIT}))")
SECOND = {"①": "②", "❶": "❷", "➀": "➁", "㊀": "㊁", "⑴": "⑵", "(1)": "(2)", "1)": "2)"}
RUN = 600  # characters within which the second item of a run must follow
WORDS = re.compile(r"\s?[\u3400-\u9fff“《\[A-Za-z\U00020000-\U0002ffff]")


@dataclass(slots=True)
class Node:
    """A heading on the way: its marker, the span of its title, its place in the tree."""

    marker: Marker
    start: int
    end: int
    id: str
    level: int


@dataclass(slots=True)
class Outline:
    """The headings of a plan in order of the text, and what was odd about them."""

    title: str
    headings: list[Heading]
    warnings: list[CompileWarning]
    ranks: dict[str, float]
    numbers: dict[str, int]
    numbered: bool
    inline: frozenset[str] = frozenset()

    def parent_of(self, heading: Heading) -> str | None:
        """Return the id of the heading above, None at the top."""
        head, _, _ = heading.id.rpartition(".")
        return head or None


@dataclass(slots=True)
class _Builder:
    folded: str
    text: str
    begin: int
    rows: tuple[Row, ...] = ()
    nodes: list[Node] = field(default_factory=list)
    stack: list[Node] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    warnings: list[CompileWarning] = field(default_factory=list)
    decimal: str = ""

    def build(self, styled: Sequence[styles.StyledLine] = ()) -> None:
        found = markers.find(self.folded)
        drawn = styles.markers_of(self.folded, found, styled)
        for marker in heapq.merge(drawn, found, key=lambda m: m.start):
            if marker.start < self.begin or self._in_table(marker) or self._is_taken(marker):
                continue
            if marker.drawn or self._accepted(marker):
                self._add(marker)
            elif (
                marker.odd and marker.at_line_start and marker.rank != 3 and "、" in marker.printed
            ):
                self._warn("unread_marker", f"行首“{marker.printed}”像标题序号，但不连续", marker)

    def _is_taken(self, marker: Marker) -> bool:
        """Say whether the marker begins where a heading already does: 3.24小时, read two ways."""
        return bool(self.nodes) and marker.start < self.nodes[-1].marker.end

    def _in_table(self, marker: Marker) -> bool:
        at = bisect_right(self.rows, marker.start, key=lambda row: row.start) - 1
        return at >= 0 and marker.start < self.rows[at].end

    def _accepted(self, marker: Marker) -> bool:
        if NOT_AFTER.match(self.folded, marker.end):
            return False
        if marker.odd:
            return self._is_next(marker) and not self._is_decimal(marker)
        if not WORDS.match(self.folded, marker.end):
            digits = DIGITS.match(self.folded, marker.end) and marker.rank not in (3, 5)
            return bool(digits) and marker.at_line_start and self._is_next(marker)
        if marker.at_line_start:
            return not self._is_quantity(marker)
        if marker.rank in (5.1, 5.2, 5.3) or marker.printed[0] == "[":
            return False
        if marker.rank >= 6 and self._in_run(marker):
            return True
        inside_title = bool(self.nodes) and marker.start < self.nodes[-1].end
        if inside_title and marker.rank > self.nodes[-1].marker.rank:
            return marker.number == 1 and self._can_open(marker)
        if self._last_of(marker.rank) + 1 != marker.number:
            return False
        if marker.after_stop:
            return marker.number > 1 or self.folded[marker.start - 1] in "。!?"
        return marker.number > 1 and self._follows_a_word(marker)

    def _is_next(self, marker: Marker) -> bool:
        return self._last_of(marker.rank) + 1 == marker.number

    def _is_decimal(self, marker: Marker) -> bool:
        """Say whether an odd marker is the first half of a number: 3.5亿元, 2.1 开办企业."""
        path = PATH.match(self.folded, marker.start)
        if path is None:
            return False
        if WORDS.match(self.folded, path.end()):
            above, _, last = path.group().rpartition(".")
            before, _, sibling = self.decimal.rpartition(".")
            first = last == "1" or above == str(self._last_of(marker.rank))
            if first or (before == above and int(last) == int(sibling) + 1):
                return True
        broken = marker.at_line_start and not self._line_ends(marker.start)
        plain = self.text[marker.end - 1] == "."
        return plain and (broken or not marker.at_line_start) and self._is_quantity(marker)

    def _line_ends(self, place: int) -> bool:
        """Say whether the line above ends like a sentence or is a heading."""
        begin = max(0, place - 60)
        above = self.folded[begin:place].rstrip()
        titled = bool(self.nodes) and self.nodes[-1].end >= begin + len(above)
        blank = self.folded[begin + len(above) : place].count("\n") > 1
        return not above or above[-1] in "。;:!?)" or titled or blank

    def _is_quantity(self, marker: Marker) -> bool:
        """Say whether a line goes on with a number and its unit: 3.5亿元."""
        if not (marker.odd or marker.rank in (5.1, 5.2, 5.3)):
            return False
        return AMOUNT.match(self.folded, marker.start) is not None

    def _in_run(self, marker: Marker) -> bool:
        """Accept the items of a run inside a line: ①甲事,②乙事; the first only if a second follows."""
        before = self.folded[marker.start - 1]
        if before not in ",:;、。" and not (marker.rank == 7 and "\u4e00" <= before <= "\u9fff"):
            return False
        if marker.number > 1:
            return before in ",:;、。" and self._is_next(marker)
        second = SECOND.get(marker.printed[:3]) or SECOND.get(marker.printed[:1])
        stop = self.folded.find("\n", marker.end)
        limit = min(stop if stop >= 0 else len(self.folded), marker.end + RUN)
        return second is not None and self.folded.find(second, marker.end, limit) >= 0

    def _can_open(self, marker: Marker) -> bool:
        return self.folded[marker.start - 1] not in NOT_BEFORE

    def _follows_a_word(self, marker: Marker) -> bool:
        """Accept a heading behind a missing full stop, if it cannot be anything else."""
        before = self.folded[marker.start - 1]
        if before in NOT_BEFORE or not ("\u4e00" <= before <= "\u9fff" or before == "%"):
            return False
        return marker.rank != 5 or marker.printed.endswith(".")

    def _last_of(self, rank: float) -> int:
        for node in reversed(self.stack):
            if node.marker.rank == rank:
                return node.marker.number
        return 0

    def _add(self, marker: Marker) -> None:
        if self.nodes and marker.start < self.nodes[-1].end:
            self._cut_title(self.nodes[-1], marker.start)
        if marker.rank < 6 and not marker.at_line_start and not marker.after_stop:
            self._warn("missing_full_stop", f"标题“{marker.printed}”前没有句号", marker)
        while self.stack and self.stack[-1].marker.rank >= marker.rank:
            if self.stack[-1].marker.rank == marker.rank:
                self._check_sequence(self.stack[-1].marker.number, marker)
            self.stack.pop()
        end = titles.heading_end(self.folded, marker.end, len(self.folded))
        if marker.rank >= 6 and not marker.at_line_start:
            end = titles.item_end(self.folded, marker.end, end)
        if marker.drawn:
            end = marker.drawn
        if 5 < marker.rank < 6:
            self.decimal = marker.printed.rstrip(".、")
        node = Node(marker, marker.start, end, self._id(marker), len(self.stack) + 1)
        self.nodes.append(node)
        self.stack.append(node)

    def _cut_title(self, node: Node, limit: int) -> None:
        node.end = node.start + len(self.folded[node.start : limit].rstrip())

    def _check_sequence(self, last: int, marker: Marker) -> None:
        if marker.number == last:
            self._warn("duplicate_number", f"序号“{marker.printed}”重复", marker)
        elif marker.number != last + 1:
            self._warn("number_gap", f"序号“{marker.printed}”与上一个序号不连续", marker)

    def _warn(self, code: str, message: str, marker: Marker) -> None:
        self.warnings.append(CompileWarning(code, message, marker.start, marker.end))

    def _id(self, marker: Marker) -> str:
        above = f"{self.stack[-1].id}." if self.stack else ""
        path = f"{above}{marker.number}"
        times = self.seen[path] = self.seen.get(path, 0) + 1
        return path if times == 1 else f"{path}-{times}"


def read(
    folded: str,
    text: str,
    rows: tuple[Row, ...] = (),
    styled: Sequence[styles.StyledLine] = (),
) -> Outline:
    """Return the outline of the text; `styled` are the lines that the file sets as headings."""
    span = styles.title_of(styled) or titles.plan_title(folded)
    builder = _Builder(folded, text, span[1] if span else 0, rows)
    builder.build(styled)
    if len(builder.nodes) < 2:
        _add_bare_lines(builder)
    numbered = any(node.marker.printed for node in builder.nodes)
    title = _one_line(text[slice(*span)]) if span else ""
    headings = [Heading("0", 0, "", title, *span, len(text.rstrip()))] if span else []
    headings += _finished(builder, text)
    warnings = builder.warnings
    if span is None:
        warnings.insert(0, CompileWarning("no_title", "没有找到标题"))
    if not numbered and not styled:
        warnings.append(CompileWarning("no_numbering", "没有找到编号标题，按短行和段落划分"))
    return Outline(
        title,
        headings,
        warnings,
        {node.id: node.marker.rank for node in builder.nodes},
        {node.id: node.marker.number for node in builder.nodes if node.marker.printed},
        numbered,
        frozenset(n.id for n in builder.nodes if n.marker.rank >= 6 and not n.marker.at_line_start),
    )


def _one_line(words: str) -> str:
    return re.sub(r"\s*\n\s*", "", words.strip())


def _finished(builder: _Builder, text: str) -> list[Heading]:
    ends = _section_ends(builder.nodes, len(text.rstrip()))
    return [
        Heading(
            node.id,
            node.level,
            text[node.marker.start : node.marker.end].strip(),
            text[node.marker.end : node.end].strip(),
            node.start,
            node.end,
            _trimmed(text, max(node.end, end)),
        )
        for node, end in zip(builder.nodes, ends, strict=True)
    ]


def _section_ends(nodes: list[Node], last: int) -> list[int]:
    ends = [last] * len(nodes)
    open_nodes: list[int] = []
    for at, node in enumerate(nodes):
        while open_nodes and nodes[open_nodes[-1]].level >= node.level:
            ends[open_nodes.pop()] = node.start
        open_nodes.append(at)
    return ends


def _trimmed(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


SHORT_LINE = 30


def _add_bare_lines(builder: _Builder) -> None:
    """Take short lines without a full stop as headings where nothing is numbered."""
    if builder.nodes:
        return
    spans = titles.lines(builder.folded, builder.begin, len(builder.folded))
    for (start, end), below in pairwise(spans):
        words = builder.folded[start:end]
        short = len(words) <= SHORT_LINE and words[-1] not in "。!?;:,、" and "\t" not in words
        if short and (below[1] - below[0] > SHORT_LINE or builder.folded[below[1] - 1] in "。;"):
            number = len(builder.nodes) + 1
            marker = Marker(start, start, 1, number, "", at_line_start=True, after_stop=False)
            builder.nodes.append(Node(marker, start, end, str(number), 1))
