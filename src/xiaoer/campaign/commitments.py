"""From the words of a measure to draft tasks: one commitment sentence, one task. Pure.

Source rule: campaign §2, P-C-1 steps 1 and 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SENTENCE = re.compile(r"[^。；;！!\n\r]+[。；;！!]?[”’」』）)]*")
LABEL = (
    r"(?:责任|責任|牵头|牽頭|配合|主办|主辦|协办|協辦|实施|實施|主责|主責|主管)"
    r"(?:责任|責任)?(?:单位|單位|部门|部門)?"
)
ONLY_UNITS = re.compile(
    rf"^[（(\[【]?\s*(?:{LABEL}|完成时限|完成時限|完成时间|完成時間).{{0,6}}[:：]"
)
# （市财政局牵头，市税务局配合，12月底前完成）: brackets that only say who and until when
BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]{2,200}[）)\]】]")
WHO = re.compile(
    rf"{LABEL}\s*[:：]|(?:牵头|牽頭|负责|負責|配合|落实|落實|参与|參與)\s*(?:[，,；;、。）)\]】]|$)"
)
MARKER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、\t])\s*"
)
UNIT = re.compile(
    r"\s*\S{1,20}(?:局|委|办|院|部|中心|公司|政府|区|县|市|行|关|厅|会|署|所|站|单位|部门)\s*$"
)
DEADLINE = re.compile(
    r"\s*(?:\d{2,4}年|\d{1,2}月|[上下]半年|全年|长期|長期|持续|持續|年底|第?[一二三四]季度).{0,10}$"
)
ENDS_HEADING = "。．；;：:！!\n\r（(【[ \u3000"
SHORTEST = 6
SHORT_TITLE = 10  # characters; a numbered title before the text on its own line


NAME_OF_COLUMN = re.compile(
    r"^(?:序号|序號|编号|編號|单位|單位|部门|部門|时限|時限|备注|備註|进度|進度|"
    r"\S{0,6}(?:任务|任務|措施|举措|舉措|事项|事項|项目|項目|内容|內容|目标|目標|指标|指標|标准|標準|要求|"
    r"单位|單位|部门|部門|时间|時間|期限|节点|節點|成果))$"
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A commitment sentence and its place in the plan's text."""

    text: str
    start: int
    end: int


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece) - len(piece.rstrip())
    words = piece.strip()
    if len(words.strip("。；;！!）)")) < SHORTEST or ONLY_UNITS.match(words):
        return None
    return Sentence(words, start + left, end - right)


def _left_out(text: str, start: int, end: int, headings: Iterable[Span]) -> list[Span]:
    """Return the spans that promise nothing: headings, brackets that name units, table heads."""
    found = [(max(a, start), min(b, end)) for a, b in headings if a < end and b > start]
    for match in BRACKETS.finditer(text, start, end):
        if WHO.search(match.group()):
            found.append(match.span())
    found += list(_table_heads(text, start, end))
    return sorted(found)


def _table_heads(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines of cells that only name columns: 序号, 任务, 责任单位."""
    for match in re.finditer(r"[^\n\r]+", text[start:end]):
        cells = re.split(r"[\t|｜]", match.group().strip("|｜ \t"))
        if len(cells) > 1 and all(NAME_OF_COLUMN.match(c.strip()) or not c.strip() for c in cells):
            yield start + match.start(), start + match.end()


def _pieces(start: int, end: int, left_out: Iterable[Span]) -> Iterator[Span]:
    at = start
    for first, last in left_out:
        if first > at:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end


def sentences(text: str, start: int, end: int, headings: Iterable[Span] = ()) -> Iterator[Sentence]:
    """Yield the commitment sentences of `text[start:end]`, spans in characters of `text`.

    A clause that only names the responsible units promises nothing and is left out, and so
    are the heads of tables and the `headings` (spans) of the parts below.
    """
    for first, last in _pieces(start, end, _left_out(text, start, end, headings)):
        for match in SENTENCE.finditer(text, first, last):
            sentence = _trimmed(text, match.start(), match.end())
            if sentence is not None and not _is_title(text, sentence, last):
                yield sentence


def _is_title(text: str, sentence: Sentence, end: int) -> bool:
    """Say whether a sentence is only the numbered title of the text after it on the line."""
    marker = _marker(sentence.text)
    short = len(sentence.text[marker:].strip("。；;")) <= SHORT_TITLE
    rest = text[sentence.end : end].split("\n", 1)[0].strip()
    return bool(marker) and short and len(rest) >= SHORTEST


def _begins_at(text: str, heading: Span) -> int:
    """Return where the body begins: a heading that ends inside a sentence belongs to it."""
    following = text[heading[1] : heading[1] + 1]
    if following and following not in ENDS_HEADING and heading[1] > heading[0]:
        return heading[0] + _marker(text[slice(*heading)])
    return heading[1]


def _marker(words: str) -> int:
    """Return the length of the numbering that words begin with."""
    found = MARKER.match(words)
    return found.end() if found else 0


def _heading_sentence(text: str, heading: Span) -> list[Sentence]:
    start = heading[0] + _marker(text[slice(*heading)])
    title = _trimmed(text, start, heading[1])
    return [title] if title else []


def _is_row(text: str, heading: Span) -> bool:
    """Say whether the heading is a cell of a table: then its row is the measure."""
    return text[heading[1] : heading[1] + 1] == "\t"


def _row_sentences(text: str, heading: Span, end: int) -> list[Sentence]:
    """Return the cells of a table's row that promise something: not the units, not the dates."""
    found = _heading_sentence(text, heading)
    for match in re.finditer(r"[^\t\n\r]+", text[heading[1] : end]):
        words = match.group().strip()
        if not (
            DEADLINE.match(words) or all(UNIT.match(u) for u in re.split(r"[、，,；;]", words))
        ):
            found += sentences(text, heading[1] + match.start(), heading[1] + match.end())
    return found


def _is_bare(text: str, end: int, last: int) -> bool:
    """Say whether a heading only names its part: text follows, and not in the same sentence."""
    stands_alone = text[end : end + 1] in ENDS_HEADING
    return stands_alone and bool(text[end:last].strip(" \t\n\r。：:；;"))


def commitments_of(
    text: str, heading: Span, end: int, below: Iterable[tuple[int, int, int]] = ()
) -> list[Sentence]:
    """Return the commitments of a measure: its sentences, else its heading.

    `below` are the headings inside it as (start, end, end of their part): one with nothing
    below it is a sentence itself.
    """
    if _is_row(text, heading):
        return _row_sentences(text, heading, end)
    inside = [h for h in below if heading[1] <= h[0] < end]
    parts = [(a, b) for a, b, last in inside if _is_bare(text, b, last)]
    found = list(sentences(text, _begins_at(text, heading), end, parts))
    return found or _heading_sentence(text, heading)


def task_number(measure: str, number: int) -> str:
    """Return the task id `T-<measure>-<nn>` (campaign §2)."""
    return f"T-{measure}-{number:02d}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The units that the measure map proposes for a measure."""

    lead: str | None
    coops: tuple[str, ...] = ()


def propose_units(words: str, measure_map: Iterable[Mapping[str, str]]) -> Proposal:
    """Propose organisation codes from the first line of the map with a keyword in `words`.

    `words` and the map's keywords are in simplified script.
    """
    for line in measure_map:
        if any(keyword in words for keyword in line["keywords"].split("|")):
            coops = tuple(code for code in line["coops"].split("|") if code)
            return Proposal(line["lead"], coops)
    return Proposal(None)
