"""The clock of a case in words and as a ring (DESIGN 5, working-day clock)."""

from __future__ import annotations

from datetime import datetime
from math import pi
from typing import Any, NamedTuple

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xiaoer.catalogue.templatetags.limits import limit_words
from xiaoer.clock.reckoning import CHINA
from xiaoer.packs.translations import said
from xiaoer.registry.identifiers import masked_ric

from ..calendars import reckoner
from ..desk import Left, left
from ..models import Todo
from ..options import options

register = template.Library()
register.filter(limit_words)
AROUND = 2 * pi * 8  # of the ring's circle


class Level(NamedTuple):
    """One level of a rating."""

    level: int
    words: str
    icon: str


STATES = {"ok": "", "warn": "warn", "bad": "bad", "hold": "hold", "none": ""}


def words(found: Left) -> str:
    """Say what is left in words: working days, or minutes on the last day."""
    if found.state == "hold":
        return _("暂停")
    if found.state == "none":
        return _("不计时")
    if found.share >= 1 and found.late:
        return _("超 %(n)d 个工作日") % {"n": found.late}
    if found.share >= 1:
        return _("已超期")
    if found.days == 0:
        return _("今日到期")
    return _("剩 %(n)d 个工作日") % {"n": found.days}


def rest(todo: Todo) -> Left:
    """Return what is left of a to-do's limit."""
    return left(todo.due_at, timezone.now(), todo.held, reckoner(), todo.since)


@register.simple_tag
def rest_of(todo: Todo) -> SafeString:
    """Draw what is left of a to-do's limit; what was done says so."""
    if todo.state == Todo.State.DONE:
        return format_html('<span class="tag good">{}</span>', _("已办"))
    return ring(rest(todo))


def ring(found: Left) -> SafeString:
    """Draw the ring with its words; the ring shows the used share."""
    state = STATES[found.state]
    used = 1.0 if found.state == "hold" else found.share
    svg = format_html(
        '<svg class="ring {}" viewBox="0 0 20 20" aria-hidden="true"><circle class="tr" cx="10" cy="10" r="8"/>'
        '<circle class="vl" cx="10" cy="10" r="8" stroke-dasharray="{} {}" transform="rotate(-90 10 10)"/></svg>',
        state,
        f"{used * AROUND:.2f}",
        f"{AROUND:.2f}",
    )
    said = format_html('<span class="{}">{}</span>', state, words(found))
    return format_html('<span class="clock {}">{}{}</span>', state, svg, said)


@register.filter
def due_words(moment: datetime | None) -> str:
    """Write a due moment as people say it: today's hour, or the date."""
    if moment is None:
        return ""
    local = moment.astimezone(CHINA)
    if local.date() == timezone.localdate():
        return _("今天 %(hour)s") % {"hour": f"{local:%H:%M}"}
    parts = {"year": local.year, "month": local.month, "day": local.day}
    if local.year == timezone.localdate().year:
        return _("%(month)d月%(day)d日") % parts
    words = _("%(year)d年%(month)d月%(day)d日") % parts
    # no notice of the holidays yet: the day may move
    provisional = reckoner().calendar.is_provisional(local.date())
    return _("%(day)s（暂定）") % {"day": words} if provisional else words


@register.filter
def grade_class(value: str) -> str:
    """Return the class of a credit grade's square."""
    return value.lower() if value in {"A", "B", "C", "D"} else ""


@register.simple_tag
def clock_of(found: Left) -> SafeString:
    """Draw the ring of a whole case."""
    return ring(found)


@register.simple_tag
def due_kind(kind: str) -> str:
    """Say which clock falls due."""
    names = {"receipt": _("受理"), "decision": _("办结"), "delivery": _("送达")}
    return names.get(kind, "")


@register.simple_tag
def effect(event: str | None) -> str:
    """Say what an outcome does to the clock, before it is chosen."""
    from ..wording import told_effect

    return told_effect(event) if event else ""


@register.simple_tag
def show_answer(field: Any, value: Any, pack: Any) -> str:
    """Write an answer as people read it: the option's words, yes or no, the unit."""
    if value in (None, "", []):
        return _("没填")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    titles = {key: words for key, words, _hint in options(field, pack)}
    if isinstance(value, list):
        return "、".join(_one(titles, entry) for entry in value)
    unit = f" {said(field.unit)}" if field.unit else ""
    return f"{_one(titles, value)}{unit}"


def _one(titles: dict[str, str], value: Any) -> str:
    if isinstance(value, dict):
        return _person(value)
    return titles.get(str(value), str(value))


def _person(value: dict[str, Any]) -> str:
    """Write a person with the identity number masked; the whole is in the register."""
    masked = masked_ric(str(value.get("identity", "")))
    roles = dict(people_roles())
    role = roles.get(str(value.get("role", "")), "")
    return " ".join(part for part in (str(value.get("name", "")), role, masked) if part)


@register.simple_tag
def flag_words(flag: str) -> str:
    """Name the marked day of a strip."""
    return {"start": _("受理"), "hold": _("不计时"), "due": _("最迟办结")}[flag]


@register.simple_tag
def strip_story(facts: Any) -> str:
    """Tell the day strip in one sentence for those who do not see it."""
    from ..strip import counted

    run, held = counted(facts.cells)
    story = _("已计 %(run)d 个工作日") % {"run": run}
    if held:
        story += _("，不计时 %(held)d 个工作日") % {"held": held}
    if facts.case.due_at:
        story += _("，最迟 %(day)s 办结") % {"day": due_words(facts.case.due_at)}
    return story


@register.simple_tag
def week_heads() -> list[str]:
    """Return the heads of a week's columns."""
    return [_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日")]


@register.simple_tag
def lead_days(cells: list[Any]) -> range:
    """Return as many blanks as the first day stands after Monday."""
    return range(cells[0].day.weekday() if cells else 0)


@register.simple_tag
def draft_title(draft: Any) -> str:
    """Return the title of the item that a draft applies for."""
    from ..services.drafts import pack_of

    return said(pack_of(draft)[1].title)


@register.simple_tag
def stage_words(stage: str) -> str:
    """Name a stage of an enterprise's life."""
    names = {
        "start": _("开办"),
        "build": _("建设"),
        "operate": _("经营"),
        "change": _("变更"),
        "close": _("注销退出"),
    }
    return names[stage]


@register.simple_tag
def promised(item: Any) -> SafeString:
    """Write the promise of an item large: the figure, then its unit."""
    if item is None:
        return SafeString("")
    said = limit_words(item.committed_limit)
    figure, _space, unit = said.partition(" ")
    return format_html("<em>{}</em><small>{}</small>", figure, unit)


@register.simple_tag
def is_chosen(value: Any, option: str) -> bool:
    """Say whether an option was chosen before."""
    return option in [str(v) for v in value] if isinstance(value, list) else str(value) == option


@register.simple_tag
def people_rows(value: Any) -> list[dict[str, str]]:
    """Return the people entered and empty rows for more: five in all, two beyond those known."""
    empty = {"name": "", "identity": "", "role": ""}
    known = [row for row in value or [] if isinstance(row, dict)]
    return [*known, *[dict(empty) for _more in range(max(5 - len(known), 2))]]


@register.simple_tag
def people_roles() -> list[tuple[str, str]]:
    """Return what somebody can be in an enterprise."""
    return [
        ("legal_representative", _("法定代表人")),
        ("shareholder", _("股东")),
        ("director", _("董事")),
        ("supervisor", _("监事")),
        ("manager", _("经理")),
        ("agent", _("经办人")),
    ]


@register.simple_tag
def last_reason(facts: Any) -> str:
    """Return what the last correction asked for."""
    asked = facts.case.events.filter(kind="correction_requested").order_by("-sequence").first()
    return str(asked.payload.get("reason", "")) if asked else ""


@register.simple_tag
def rating_levels() -> list[Level]:
    """Return the five levels of a rating with their faces, best first."""
    return [
        Level(5, _("非常满意"), icon="mood-happy"),
        Level(4, _("满意"), icon="mood-smile"),
        Level(3, _("基本满意"), icon="mood-neutral"),
        Level(2, _("不满意"), icon="mood-sad"),
        Level(1, _("非常不满意"), icon="mood-cry"),
    ]
