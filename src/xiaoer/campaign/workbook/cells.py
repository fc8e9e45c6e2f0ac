"""One cell becomes a value, or a sentence that says why it cannot."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from xiaoer.people.forms import FIRST_DAY, LAST_DAY

from .model import WorkbookError

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST = Decimal(10) ** 14  # the database keeps 14 digits before the point and 6 after it
PLACES = 6
MARK = re.compile(r"(?P<name>\S.*?)\s+(?P<weight>\d{1,3})\s*[%％]\s+(?P<due>\S+)", re.ASCII)


def text(value: object) -> str:
    """Return a cell's words; whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def words(value: object, label: str, longest: int | None) -> str:
    """Return words that the database can keep."""
    found = text(value)
    if UNSEEN.search(found):
        raise WorkbookError(_("“%(label)s”里有看不见的字符，删掉再导") % {"label": label})
    if longest is not None and len(found) > longest:
        counts = {"label": label, "most": longest, "n": len(found)}
        raise WorkbookError(_("“%(label)s”最多 %(most)d 个字，现在 %(n)d 个") % counts)
    return found


def number(value: object, label: str) -> Decimal | None:
    """Return a number of a size that a target can have; nothing for an empty cell."""
    found = text(value).replace(",", "").replace("，", "")
    if not found:
        return None
    try:
        read = Decimal(found)
    except InvalidOperation:
        read = Decimal("NaN")
    if not read.is_finite():
        raise WorkbookError(_("“%(value)s”不是数字") % {"value": found[:40]})
    if read < 0:
        raise WorkbookError(_("“%(label)s”不能是负数") % {"label": label})
    if read >= MOST or round(read, PLACES) != read:
        raise WorkbookError(
            _("“%(label)s”太大或小数超过 6 位：%(value)s") % {"label": label, "value": found[:40]}
        )
    return read


def day(value: object) -> date:
    """Return a day between 1990 and 2100."""
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        value = _written_day(text(value))
    if not FIRST_DAY <= value <= LAST_DAY:
        limits = {"value": value, "first": FIRST_DAY, "last": LAST_DAY}
        raise WorkbookError(_("%(value)s 不在 %(first)s 和 %(last)s 之间") % limits)
    return value


def _written_day(found: str) -> date:
    try:
        return date.fromisoformat(found.replace("/", "-").replace(".", "-"))
    except ValueError:
        raise WorkbookError(
            _("“%(value)s”不是日期，写成 2022-05-20 这样") % {"value": found[:40]}
        ) from None


def parts(value: object) -> list[str]:
    """Return the names in a cell that holds several."""
    return [part.strip() for part in re.split(r"[、,，;；\n]", text(value)) if part.strip()]


def marks(value: object) -> list[tuple[str, int, date]]:
    """Return the milestones that a cell names, one a line: name, weight, date."""
    found = []
    for line in filter(None, (line.strip() for line in text(value).splitlines())):
        match = MARK.fullmatch(line)
        if match is None or not 1 <= int(match["weight"]) <= 100:
            raise WorkbookError(
                _("节点“%(line)s”写成：名称 50%% 2022-06-30，一行一个") % {"line": line[:40]}
            )
        name = words(match["name"], _("节点"), 200)
        found.append((name, int(match["weight"]), day(match["due"])))
    return found
