"""Says which headings are measures (举措), and to which headings the rest belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import responsible, tables
from .model import Heading, Measure
from .outline import Outline
from .script import fold

GOALS = re.compile(
    r"目标|指标|总体(?:要求|思路|考虑|安排|部署|原则)|指导思想|基本原则|基本思路|工作思路|总则|编制|现状|形势|意义|背景|基础|适用范围"
)
WORK = re.compile(
    r"(?:工作|主要|重点|具体|改革|目标|实施|政策|攻坚|各项|优化|提升|专项)(?:任务|措施|举措|内容|事项|工程|行动|工作)"
    r"|任务|举措|改革事项|任务分工"
)
GUARD = re.compile(
    r"保障措施|组织(?:实施|保障|领导|推进|落实|机制)|(?:工作|保障|推进|实施|落实|有关|相关|责任|领导|考核|督查|督导)"
    r"(?:要求|机制|保障|落实|考核)|^要求$|附则|实施步骤|进度安排|时间安排|工作安排|步骤安排|方法步骤|责任分工|职责分工"
    r"|组织领导|加强领导|强化(?:统筹|保障|落实|督导|考核|监督考核|实施)|加强(?:组织|实施|宣传)|保障体系$|监督(?:考核|检查|评估)$|宣传引导|工作步骤"
)
ARTICLE = 3.5
ADJACENT = 2  # characters between notes that belong together


@dataclass(slots=True)
class Sections:
    """Finds the innermost heading, the measure and the row around a place in the text."""

    headings: tuple[Heading, ...]
    measures: tuple[Measure, ...]
    rows: tuple[tables.Row, ...]
    notes: tuple[responsible.Note, ...] = ()
    _starts: tuple[list[int], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep where everything starts: looking up a place is a search in plain numbers."""
        self._starts = (
            [heading.start for heading in self.headings],
            [measure.start for measure in self.measures],
            [row.start for row in self.rows],
            [note.start for note in self.notes],
        )

    def heading_at(self, place: int) -> Heading | None:
        """Return the innermost heading whose section holds the place."""
        at = bisect_right(self._starts[0], place) - 1
        while at >= 0 and self.headings[at].text_end <= place:
            at -= 1
        return self.headings[at] if at >= 0 else None

    def measure_at(self, place: int) -> Measure | None:
        """Return the measure whose section holds the place."""
        at = bisect_right(self._starts[1], place) - 1
        found = self.measures[at] if at >= 0 else None
        return found if found and place < found.end else None

    def row_at(self, place: int) -> tables.Row | None:
        """Return the table row around the place."""
        at = bisect_right(self._starts[2], place) - 1
        found = self.rows[at] if at >= 0 else None
        return found if found and place < found.end else None

    def notes_after(self, place: int) -> Iterator[responsible.Note]:
        """Yield the note that closes the words at the place, and those printed right behind it."""
        at = bisect_right(self._starts[3], place)
        if at == len(self.notes):
            return
        measure, heading = self.measure_at(place), self.heading_at(place)
        limit = measure.end if measure else heading.text_end if heading else 0
        last: int | None = None
        for note in self.notes[at : at + 3]:
            if note.start >= limit or (last is not None and note.start - last > ADJACENT):
                return
            yield note
            last = note.end


def is_work(title: str) -> bool:
    """Say whether a chapter of this title holds measures (not goals, not safeguards)."""
    if re.search(r"保障措施|保障机制", title):
        return False
    if re.search(r"目标任务|任务目标|指标任务", title) or (
        WORK.search(title) and not GOALS.search(title)
    ):
        return True
    return not GOALS.search(title) and not GUARD.search(title)


def sections(
    text: str, outline: Outline, found_rows: tuple[tables.Row, ...], notes: list[responsible.Note]
) -> Sections:
    """Return headings (with those of table rows), measures and task rows."""
    chosen = _chosen(outline)
    units = _units(text, chosen, notes)
    measures = [
        Measure(
            heading.id,
            outline.parent_of(heading),
            outline.numbers.get(heading.id),
            heading.title,
            heading.start,
            heading.text_end,
            units[heading.id],
        )
        for heading in chosen
    ]
    headings = list(outline.headings)
    _add_rows(text, Sections(tuple(headings), (), ()), found_rows, headings, measures)
    headings.sort(key=lambda h: (h.start, h.level))
    measures.sort(key=lambda m: m.start)
    return Sections(tuple(headings), tuple(measures), found_rows, tuple(notes))


def _chosen(outline: Outline) -> list[Heading]:
    """Return the headings that are measures, in order."""
    items = [h for h in outline.headings if h.level > 0 and h.id not in outline.inline]
    with_children = {outline.parent_of(h) for h in items}
    chosen: list[Heading] = []
    works: dict[str, bool] = {}
    for heading in items:
        if heading.level == 1:
            works[heading.id] = is_work(fold(heading.title))
    _leave_out_goals(items, works, with_children)
    flat = _flat_chapters(items, with_children)
    for heading in items:
        if works.get(heading.id.split(".", 1)[0], True) and _is_item(
            heading, outline, with_children, flat
        ):
            chosen.append(heading)
    return chosen


def _leave_out_goals(
    items: list[Heading], works: dict[str, bool], with_children: set[str | None]
) -> None:
    """A chapter 目标任务 of running text states goals where another chapter lists the work."""
    listed = any(works[id_] for id_ in with_children if id_ in works)
    for heading in items if listed else ():
        if heading.id in works and heading.id not in with_children and _is_goal(heading):
            works[heading.id] = False


def _is_goal(heading: Heading) -> bool:
    return GOALS.search(fold(heading.title)) is not None


# 本措施自……起施行，有效期3年: an article about the text itself
ABOUT_ITSELF = re.compile(
    r"^本(?:办法|措施|意见|方案|规定|细则|计划|行动|政策|通知).{0,40}(?:施行|实施|执行|解释|有效)"
)


def _flat_chapters(items: list[Heading], with_children: set[str | None]) -> set[str]:
    """Return the chapters whose measures are their second level: few of them have items below."""
    counts: dict[str, list[int]] = {}
    for heading in items:
        if heading.level == 2:
            chapter = counts.setdefault(heading.id.split(".", 1)[0], [0, 0])
            chapter[heading.id in with_children] += 1
    return {id_ for id_, (without, having) in counts.items() if without > having}


def _is_item(
    heading: Heading, outline: Outline, with_children: set[str | None], flat: set[str]
) -> bool:
    """Say whether the heading is at the level of measures: articles, else the second or third."""
    if ABOUT_ITSELF.search(fold(heading.title)):
        return False
    rank = outline.ranks.get(heading.id)
    if rank == ARTICLE:
        return True
    parents = _ancestors(heading.id)
    if any(outline.ranks.get(above) == ARTICLE for above in parents):
        return False
    if heading.id.split(".", 1)[0] in flat:
        return heading.level == 2
    if heading.level >= 3:
        return heading.level == 3
    return heading.id not in with_children


def _ancestors(path: str) -> list[str]:
    parts = path.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


def _units(
    text: str, chosen: list[Heading], notes: list[responsible.Note]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {heading.id: [] for heading in chosen}
    starts = [heading.start for heading in chosen]
    for note in notes:
        at = bisect_right(starts, note.start) - 1
        if at >= 0 and note.start < chosen[at].text_end:
            found[chosen[at].id] += responsible.names_in(text[note.start : note.end])
    return {id_: tuple(dict.fromkeys(names)) for id_, names in found.items()}


def _add_rows(
    text: str,
    around: Sections,
    rows: tuple[tables.Row, ...],
    headings: list[Heading],
    measures: list[Measure],
) -> None:
    """Make every row of a task table a heading and a measure under the heading around it."""
    replaced = set()
    for row in rows:
        if row.title is None:
            continue
        above = around.heading_at(row.start)
        parent = above.id if above and above.id != "0" else None
        # A section that is only its table gives way to the rows; one with sentences stays.
        if above and "。" not in text[above.end : row.start]:
            replaced.add(parent)
        path = f"{parent}.t{row.table}.{row.number}" if parent else f"t{row.table}.{row.number}"
        marker = text[row.marker.start : row.marker.end] if row.marker else ""
        title = text[row.title.start : row.title.end]
        level = above.level + 1 if above else 1
        # The title may stand in any column, so the heading covers that cell alone.
        headings.append(
            Heading(path, level, marker, title, row.title.start, row.title.end, row.end)
        )
        number = int(marker) if marker.isascii() and marker.isdigit() else row.number
        measures.append(Measure(path, parent, number, title, row.start, row.end, row.units))
    measures[:] = [m for m in measures if m.id not in replaced]
