"""One cell becomes the text that is stored, or a sentence that says what is wrong. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from xiaoer.packs.schema import FeedColumn
from xiaoer.registry.identifiers import IdentifierError, checked_uscc

CHINA = ZoneInfo("Asia/Shanghai")
EXCEL_DAY_ZERO = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)  # 1954 to 2119 as Excel counts days
LONGEST = 2_000
DAY = re.compile(
    r"(?P<y>\d{4})\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*(?P<d>\d{1,2})\s*日?"
    r"|(?P<y1>\d{4})(?P<m1>\d{2})(?P<d1>\d{2})"
)
CLOCK = re.compile(
    r"[T\s]*(?P<h>\d{1,2})\s*[:时点]\s*(?P<i>\d{1,2})\s*(?:分)?(?:[:]?\s*(?P<s>\d{1,2})(?:\.\d+)?\s*秒?)?"
    r"\s*(?P<z>Z|[+-]\d{2}:?\d{2})?"
)
YES = {"true", "yes", "y", "1", "是", "有", "对"}
NO = {"false", "no", "n", "0", "否", "无", "没有"}
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class BadCell(ValueError):
    """A cell that cannot be taken; the message says what to write."""


def cell(column: FeedColumn, value: object, counties: Collection[str] = ()) -> str | None:
    """Return a cell in one form: ISO dates, instants with their zone, plain numbers.

    `None` for an empty cell that may be empty. `counties`: the codes of the city's tree. Raises
    `BadCell`.
    """
    text = _text(value)
    if not text:
        if column.required:
            raise BadCell("不能空")
        return None
    if isinstance(value, datetime | date) and column.kind in ("date", "datetime"):
        return _moment(column.kind, value)
    return READERS[column.kind](column, text, counties)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).strip()
    if UNSEEN.search(text):
        raise BadCell("里面有看不见的字符，删掉再交")
    if len(text) > LONGEST:
        raise BadCell(f"太长，最多 {LONGEST} 个字")
    return text


def _string(column: FeedColumn, text: str, counties: Collection[str]) -> str:
    if "uscc" in column.key:
        return _uscc(text)
    if column.key == "county_code" and text not in counties:
        raise BadCell(f"没有“{text}”这个县区代码")
    return text


def _uscc(text: str) -> str:
    try:
        return checked_uscc(text)
    except IdentifierError as problem:
        raise BadCell(str(problem)) from None


def _enum(column: FeedColumn, text: str, counties: Collection[str]) -> str:
    for known in column.values:
        if text.lower() == known.lower():
            return known
    raise BadCell(f"“{text}”不在可选的里面：{'、'.join(column.values)}")


def _number(text: str) -> Decimal:
    plain = text.replace(",", "").replace(" ", "")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise BadCell(f"要填数字，现在是“{text}”") from None
    if not found.is_finite():
        raise BadCell(f"要填数字，现在是“{text}”")
    return found


def _integer(column: FeedColumn, text: str, counties: Collection[str]) -> str:
    found = _number(text)
    if found != found.to_integral_value() or abs(found) >= 10**15:
        raise BadCell(f"要填整数，现在是“{text}”")
    return str(int(found))


def _decimal(column: FeedColumn, text: str, counties: Collection[str]) -> str:
    found = _number(text)
    if abs(found) >= 10**14 or found != round(found, 4):
        raise BadCell(f"“{text}”太大，或小数超过四位")
    return f"{found.normalize():f}"


def _bool(column: FeedColumn, text: str, counties: Collection[str]) -> str:
    if text.lower() in YES:
        return "true"
    if text.lower() in NO:
        return "false"
    raise BadCell(f"填是或否，现在是“{text}”")


def _date(column: FeedColumn, text: str, counties: Collection[str]) -> str:
    found = _day(text)
    if found is None:
        raise BadCell(f"日期写成 2022-06-01，现在是“{text}”")
    return found[0].isoformat()


def _datetime(column: FeedColumn, text: str, counties: Collection[str]) -> str:
    found = _day(text)
    if found is None:
        raise BadCell(f"时刻写成 2022-06-01 08:30，现在是“{text}”")
    day, rest, fraction = found
    if fraction is not None:
        moment = datetime.combine(day, time(), CHINA) + timedelta(seconds=round(fraction * 86_400))
        return _moment("datetime", moment)
    clock = CLOCK.fullmatch(rest)
    if rest.strip() and clock is None:
        raise BadCell(f"时刻写成 2022-06-01 08:30，现在是“{text}”")
    return _moment("datetime", _at(day, clock, text))


def _at(day: date, clock: re.Match[str] | None, text: str) -> datetime:
    if clock is None:
        return datetime.combine(day, time(), CHINA)
    try:
        moment = time(int(clock["h"]), int(clock["i"]), int(clock["s"] or 0))
    except ValueError:
        raise BadCell(f"“{text}”里的时间不存在") from None
    zone = clock["z"]
    if zone:
        aware = f"{day.isoformat()}T{moment.isoformat()}{'+00:00' if zone == 'Z' else zone}"
        return datetime.fromisoformat(aware)
    return datetime.combine(day, moment, CHINA)


def _day(text: str) -> tuple[date, str, float | None] | None:
    """Return a day, what follows it, and for Excel's serial numbers the part of the day."""
    found = DAY.match(text)
    if found:
        parts = [int(found[a] or found[b]) for a, b in (("y", "y1"), ("m", "m1"), ("d", "d1"))]
        try:
            return date(*parts), text[found.end() :], None
        except ValueError:
            raise BadCell(f"没有“{text}”这一天") from None
    try:
        serial = float(text)
    except ValueError:
        return None
    if not SERIALS.start <= serial < SERIALS.stop:
        return None
    return EXCEL_DAY_ZERO + timedelta(days=int(serial)), "", serial - int(serial)


def _moment(kind: str, value: datetime | date) -> str:
    if kind == "date":
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    aware = value if value.tzinfo else value.replace(tzinfo=CHINA)
    return aware.astimezone(CHINA).isoformat(timespec="seconds")


READERS = {
    "string": _string,
    "enum": _enum,
    "integer": _integer,
    "decimal": _decimal,
    "bool": _bool,
    "date": _date,
    "datetime": _datetime,
}
