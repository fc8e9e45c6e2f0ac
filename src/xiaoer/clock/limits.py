"""Clock profiles and time limits. A limit always names its unit (time-law 1 and 3, trap)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil

from .moments import ClockError


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
    MINUTE = "minute"
    WORKING_HOUR = "working_hour"
    WORKING_MINUTE = "working_minute"


class BadLimitError(ClockError):
    """A limit that cannot be read or does not fit; the message says how to write it."""


WRITINGS = {
    LimitUnit.WORKING_DAY: "wd workingday workingdays 工作日 个工作日 個工作日",
    LimitUnit.CALENDAR_DAY: "d cd day days 日 天 自然日 个自然日 個自然日",
    LimitUnit.MONTH: "m mo month months 月 个月 個月",
    LimitUnit.YEAR: "y year years 年",
    LimitUnit.HOUR: "h hour hours 小时 小時",
    LimitUnit.MINUTE: "min minute minutes 分钟 分鐘",
    LimitUnit.WORKING_HOUR: (
        "bh wh businesshour businesshours workinghour workinghours 工作小时 工作小時 个工作小时"
    ),
    LimitUnit.WORKING_MINUTE: (
        "bmin wmin businessminute businessminutes workingminutes 工作分钟 工作分鐘 个工作分钟"
    ),
}
UNITS = {word: unit for unit, words in WRITINGS.items() for word in words.split()}
WRITTEN = re.compile(r"(\d+(?:\.\d+)?)([^\d.]*)")
HOW = "写成 5wd（工作日）、15d（自然日）、6m（月）、1y（年）、2h（小时）或 4bh（工作小时）"
MOST = Decimal(1_000_000)

DAY_PROFILES = frozenset(
    {
        ClockProfile.WD_ADMIN,
        ClockProfile.NATURAL_CIVIL,
        ClockProfile.NATURAL_TRIAL,
        ClockProfile.TAX_PERIOD,
    }
)
_CIVIL = frozenset({ClockProfile.NATURAL_CIVIL, ClockProfile.NATURAL_TRIAL})
FITTING: dict[LimitUnit, frozenset[ClockProfile]] = {
    LimitUnit.WORKING_DAY: frozenset({ClockProfile.WD_ADMIN, ClockProfile.WD_FRACTION}),
    LimitUnit.CALENDAR_DAY: _CIVIL | {ClockProfile.TAX_PERIOD},
    LimitUnit.MONTH: _CIVIL,
    LimitUnit.YEAR: _CIVIL,
    LimitUnit.HOUR: frozenset({ClockProfile.HOURS_24X7}),
    LimitUnit.MINUTE: frozenset({ClockProfile.HOURS_24X7}),
    LimitUnit.WORKING_HOUR: frozenset({ClockProfile.HOURS_BUSINESS}),
    LimitUnit.WORKING_MINUTE: frozenset({ClockProfile.HOURS_BUSINESS}),
}
USUAL = {
    LimitUnit.HOUR: ClockProfile.HOURS_24X7,
    LimitUnit.MINUTE: ClockProfile.HOURS_24X7,
    LimitUnit.WORKING_HOUR: ClockProfile.HOURS_BUSINESS,
    LimitUnit.WORKING_MINUTE: ClockProfile.HOURS_BUSINESS,
}
MINUTES = frozenset({LimitUnit.MINUTE, LimitUnit.WORKING_MINUTE})
CALENDAR_UNITS = frozenset({LimitUnit.CALENDAR_DAY, LimitUnit.MONTH, LimitUnit.YEAR})


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of time with its unit."""

    amount: Decimal
    unit: LimitUnit

    def __post_init__(self) -> None:
        """Refuse amounts that no rule could mean, and parts of calendar units."""
        if not 0 <= self.amount <= MOST:
            raise BadLimitError("时限要在 0 到 1000000 之间")
        if self.unit in CALENDAR_UNITS and self.amount != int(self.amount):
            raise BadLimitError("自然日、月、年要写整数，例如 15d")

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read a limit such as `5wd`, `0.5wd`, `3 months`, `30bh`; raises `BadLimitError`."""
        match = WRITTEN.fullmatch("".join(text.split()))
        if not match:
            raise BadLimitError(f"看不懂时限“{text}”，{HOW}")
        number, unit = match.groups()
        if not unit:
            raise BadLimitError(f"时限“{text}”没写单位，{HOW}")
        if unit.lower() not in UNITS:
            raise BadLimitError(f"没有“{unit}”这个单位，{HOW}")
        return cls(Decimal(number), UNITS[unit.lower()])

    @property
    def whole(self) -> int:
        """Return the amount as a whole number; raises `BadLimitError` for a fraction."""
        if self.amount != int(self.amount):
            raise BadLimitError("wd_admin 按整天计，不到一天的时限用 wd_fraction")
        return int(self.amount)

    def seconds(self, day_seconds: int) -> int:
        """Return the limit in seconds, rounded up; a working day is `day_seconds` long."""
        length = day_seconds if self.unit is LimitUnit.WORKING_DAY else 3600
        return ceil(self.amount * (60 if self.unit in MINUTES else length))

    @property
    def usual_profile(self) -> ClockProfile:
        """Return the profile for a unit: `wd_fraction` below one working day (time-law H5)."""
        if self.unit is LimitUnit.WORKING_DAY:
            whole = self.amount == int(self.amount)
            return ClockProfile.WD_ADMIN if whole else ClockProfile.WD_FRACTION
        return USUAL.get(self.unit, ClockProfile.NATURAL_CIVIL)

    def checked_for(self, profile: ClockProfile) -> Limit:
        """Return the limit when its unit fits the profile; raises `BadLimitError` otherwise."""
        if profile not in FITTING[self.unit]:
            fitting = "、".join(sorted(FITTING[self.unit]))
            raise BadLimitError(f"{profile} 时钟不能用这个单位，这个单位用 {fitting}")
        return self
