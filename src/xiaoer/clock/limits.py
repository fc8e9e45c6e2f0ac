"""Clock profiles and time limits. A limit always names its unit (time-law 1 and 3, trap)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ClockProfile(StrEnum):
    """How time is counted; every item, ticket, feed event and indicator names one."""

    WD_ADMIN = "wd_admin"
    WD_FRACTION = "wd_fraction"
    NATURAL_CIVIL = "natural_civil"
    NATURAL_TRIAL = "natural_trial"
    TAX_PERIOD = "tax_period"
    HOURS_24X7 = "hours_24x7"
    HOURS_BUSINESS = "hours_business"


class LimitUnit(StrEnum):
    """The unit of a limit (`limit_unit`); it has no default."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    WORKING_HOUR = "working_hour"


class BadLimit(ValueError):
    """A limit that cannot be read; the message says how to write it."""


UNITS: dict[str, LimitUnit] = {
    "wd": LimitUnit.WORKING_DAY,
    "个工作日": LimitUnit.WORKING_DAY,
    "個工作日": LimitUnit.WORKING_DAY,
    "工作日": LimitUnit.WORKING_DAY,
    "d": LimitUnit.CALENDAR_DAY,
    "cd": LimitUnit.CALENDAR_DAY,
    "日": LimitUnit.CALENDAR_DAY,
    "天": LimitUnit.CALENDAR_DAY,
    "个自然日": LimitUnit.CALENDAR_DAY,
    "m": LimitUnit.MONTH,
    "mo": LimitUnit.MONTH,
    "个月": LimitUnit.MONTH,
    "個月": LimitUnit.MONTH,
    "y": LimitUnit.YEAR,
    "年": LimitUnit.YEAR,
    "h": LimitUnit.HOUR,
    "小时": LimitUnit.HOUR,
    "小時": LimitUnit.HOUR,
    "wh": LimitUnit.WORKING_HOUR,
    "bh": LimitUnit.WORKING_HOUR,
    "个工作小时": LimitUnit.WORKING_HOUR,
}
WRITTEN = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*([^\d\s.]*)\s*$")
HOW = "写成 5wd（工作日）、15d（自然日）、6m（月）、1y（年）、2h（小时）或 4wh（工作小时）"

FITTING: dict[LimitUnit, frozenset[ClockProfile]] = {
    LimitUnit.WORKING_DAY: frozenset({ClockProfile.WD_ADMIN, ClockProfile.WD_FRACTION}),
    LimitUnit.CALENDAR_DAY: frozenset(
        {ClockProfile.NATURAL_CIVIL, ClockProfile.NATURAL_TRIAL, ClockProfile.TAX_PERIOD}
    ),
    LimitUnit.MONTH: frozenset({ClockProfile.NATURAL_CIVIL, ClockProfile.NATURAL_TRIAL}),
    LimitUnit.YEAR: frozenset({ClockProfile.NATURAL_CIVIL, ClockProfile.NATURAL_TRIAL}),
    LimitUnit.HOUR: frozenset({ClockProfile.HOURS_24X7}),
    LimitUnit.WORKING_HOUR: frozenset({ClockProfile.HOURS_BUSINESS}),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of time with its unit."""

    amount: Decimal
    unit: LimitUnit

    def __post_init__(self) -> None:
        """Refuse negative amounts, and parts of calendar days, months or years."""
        if self.amount < 0:
            raise BadLimit("时限不能是负数")
        calendar = {LimitUnit.CALENDAR_DAY, LimitUnit.MONTH, LimitUnit.YEAR}
        if self.unit in calendar and self.amount != int(self.amount):
            raise BadLimit("自然日、月、年要写整数")

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read a limit such as `5wd`, `0.5wd`, `15d`, `6m`, `2h`; raises `BadLimit`."""
        match = WRITTEN.match(text)
        if text.strip().startswith("-"):
            raise BadLimit("时限不能是负数")
        if not match:
            raise BadLimit(f"看不懂时限“{text}”，{HOW}")
        number, unit = match.groups()
        if not unit:
            raise BadLimit(f"时限“{text}”没写单位，{HOW}")
        if unit.lower() not in UNITS:
            raise BadLimit(f"没有“{unit}”这个单位，{HOW}")
        return cls(Decimal(number), UNITS[unit.lower()])

    @property
    def whole(self) -> int:
        """Return the amount as a whole number; raises `BadLimit` when it has a fraction."""
        if self.amount != int(self.amount):
            raise BadLimit("整天计的时限要写整数，不到一天的用 wd_fraction 计")
        return int(self.amount)

    @property
    def usual_profile(self) -> ClockProfile:
        """Return the profile under which a limit of this unit and amount usually runs."""
        if self.unit is LimitUnit.WORKING_DAY:
            whole = self.amount == int(self.amount)
            return ClockProfile.WD_ADMIN if whole else ClockProfile.WD_FRACTION
        return {
            LimitUnit.HOUR: ClockProfile.HOURS_24X7,
            LimitUnit.WORKING_HOUR: ClockProfile.HOURS_BUSINESS,
        }.get(self.unit, ClockProfile.NATURAL_CIVIL)

    def checked_for(self, profile: ClockProfile) -> Limit:
        """Return the limit when its unit fits the profile; raises `BadLimit` otherwise."""
        if profile not in FITTING[self.unit]:
            raise BadLimit(f"{profile} 这种时钟不能用这个单位的时限，{HOW}")
        return self
