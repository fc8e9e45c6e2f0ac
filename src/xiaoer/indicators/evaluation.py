"""Outside yardsticks on values that were handed in: reports, "as if" scores, the national list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language

from xiaoer.people.access import require
from xiaoer.people.roles import Capability, Viewer

from .colours import Colour
from .models import Assessment
from .queries import Figure
from .scoring import b_ready, doing_business, score_rate
from .scoring.framework import BadInput, table
from .services import NotNow

Kind = Assessment.Kind
GROUPS = {"1.": "mkt", "GS": "gov", "RL": "law"}
COLOURED = (Colour.GREEN, Colour.YELLOW, Colour.RED)
READERS = {
    Kind.REPORT: score_rate.read,
    Kind.DOING_BUSINESS: doing_business.read,
    Kind.B_READY: b_ready.read,
}


@transaction.atomic
def hand_in(viewer: Viewer, kind: str, title: str, document: str, data: bytes) -> Assessment:
    """Keep values for a yardstick; raises `Refused`, `NotNow` with what is wrong in the file."""
    require(viewer, Capability.KEEP_FIGURES)
    if not title.strip() or not document.strip():
        raise NotNow("写明是哪一轮，依据哪份材料")
    try:
        READERS[Kind(kind)](data)
        text = data.decode("utf-8-sig")
    except BadInput as problem:
        raise NotNow(str(problem)) from None
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return Assessment.objects.create(
        kind=kind, title=title.strip(), document=document.strip(), data=text,
        made_by_id=viewer.user_id,
    )  # fmt: skip


def latest(kind: str, pk: int | None) -> tuple[Assessment | None, list[Assessment]]:
    """Return the assessment that was asked for, else the newest, and all of its kind."""
    every = list(Assessment.objects.filter(kind=kind).select_related("made_by")[:50])
    return next((one for one in every if one.pk == pk), every[0] if every else None), every


def report_of(kept: Assessment) -> score_rate.Report:
    """Return a report's score rate, forecast and losses."""
    return score_rate.reported(score_rate.read(kept.data.encode()))


@dataclass(frozen=True)
class Topic:
    """A topic with its score and those of its parts, 0 to 100."""

    name: str
    score: float | None
    parts: list[tuple[str, float | None]]


@dataclass(frozen=True)
class Scored:
    """A yardstick's topics; `overall` only when all of them are there."""

    topics: list[Topic]
    overall: float | None
    warnings: list[str]


def scored_of(kept: Assessment) -> Scored:
    """Return the scores of a World Bank yardstick, topics without values included."""
    if kept.kind == Kind.DOING_BUSINESS:
        return _doing_business(kept.data.encode())
    return _b_ready(kept.data.encode())


def _doing_business(data: bytes) -> Scored:
    found = doing_business.scored(doing_business.read(data))
    parts: dict[str, list[str]] = {}
    for component in doing_business.components():
        parts.setdefault(component.topic, []).append(component.name)
    topics = [
        Topic(name, found.topics.get(name), _parts(names, found.components.get(name, {})))
        for name, names in parts.items()
    ]
    return Scored(topics, found.overall, found.warnings)


def _b_ready(data: bytes) -> Scored:
    found = b_ready.scored(b_ready.read(data))
    topics = [
        Topic(name, found.topics.get(name), _parts(pillars, found.pillars.get(name, {})))
        for name, pillars in b_ready.structure().items()
    ]
    whole = [topic.score for topic in topics if topic.score is not None]
    overall = sum(whole) / len(whole) if len(whole) == len(topics) else None
    return Scored(topics, overall, found.warnings)


def _parts(names: Iterable[str], scores: dict[str, float]) -> list[tuple[str, float | None]]:
    return [(name, scores.get(name)) for name in names]


def blank_form(kind: str) -> str:
    """Return a CSV file with a line for every value that a yardstick wants."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    if kind == Kind.DOING_BUSINESS:
        write.writerow(["topic", "component", "value"])
        write.writerows([c.topic, c.name, ""] for c in doing_business.components())
    elif kind == Kind.B_READY:
        write.writerow(["topic", "pillar", "got", "full"])
        for topic, pillars in b_ready.structure().items():
            write.writerows([topic, pillar, "", ""] for pillar in pillars)
    else:
        write.writerow(
            ["indicator_code", "name", "full", "got", "peer_avg", "peer_best", "kind", "recovery"]
        )
    return out.getvalue()


@dataclass(frozen=True)
class National:
    """One of the eighteen national indicators, with the city's figures that speak to it."""

    name: str
    seconds: list[str]
    packs: list[str]
    green: int
    coloured: int


def national_of(figures: Iterable[Figure]) -> list[National]:
    """Return the national indicators in order; figures count by the measures they are mapped to."""
    known = [figure for figure in figures if figure.standing.colour in COLOURED]
    rows: dict[str, tuple[list[str], set[str]]] = {}
    for row in table("china_national"):
        seconds, packs = rows.setdefault(_named(row, "first_level"), ([], set()))
        seconds.append(_named(row, "second_level"))
        packs |= {_pack(measure) for measure in row["related_measures"].split(";") if measure}
    return [_national(name, seconds, packs, known) for name, (seconds, packs) in rows.items()]


def _national(name: str, seconds: list[str], packs: set[str], known: list[Figure]) -> National:
    mine = [figure for figure in known if figure.known.pack_key in packs]
    green = sum(figure.standing.colour is Colour.GREEN for figure in mine)
    return National(name, seconds, sorted(packs), green, len(mine))


def _named(row: dict[str, str], level: str) -> str:
    language = get_language() or ""
    if language.startswith("en"):
        return row[level]
    return row[f"{level}_hant" if language == "zh-hant" else f"{level}_hans"]


def _pack(measure: str) -> str:
    """Return the pack of a measure as the table writes it: `1.7` is mkt07, `RL3` is law03."""
    text = measure.strip()
    group, number = text[:2], text[2:]
    return f"{GROUPS[group]}{int(number):02}"
