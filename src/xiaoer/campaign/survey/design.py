"""How many firms are asked, and in which strata. Pure.

Source rule: campaign §6.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

Z_95 = 1.96
QUARTERS = 4
PANEL_QUARTERS = 2  # the same firm at most once in two quarters
LEAST_CONTACTS = 3  # attempts before a firm may be replaced


class Size(StrEnum):
    """Size of a firm."""

    INDIVIDUAL = "individual"
    MICRO = "micro"
    SMALL = "small"
    MEDIUM_UP = "medium_up"


class Sector(StrEnum):
    """Group of trades."""

    INDUSTRY = "industry"
    CONSTRUCTION = "construction"
    TRADE = "trade"
    SERVICES = "services"


@dataclass(frozen=True, slots=True)
class Stratum:
    """County, size, sector, and whether a measured service was used in the last 6 months."""

    county: str
    size: Size
    sector: Sector
    used: bool

    @property
    def key(self) -> str:
        """Return the stratum's name in lists and draws."""
        return "/".join((self.county, self.size, self.sector, "used" if self.used else "other"))


def _exact(number: float, name: str, below: int | None = 1) -> Fraction:
    value = Fraction(str(number))
    if value <= 0 or (below is not None and value >= below):
        raise ValueError(f"{name} 要在 0 和 {below or '∞'} 之间，不能是 {number}")
    return value


def sample_size(population: int | None, e: float, p: float = 0.5, z: float = Z_95) -> int:
    """Return the answers that a cell needs: `z²·p(1−p)/e²`, corrected for a finite population.

    `e` is half the width of the interval as a share (0.05 is 5 percentage points); rounded up.
    Without a population there is no correction.
    """
    margin, share = _exact(e, "误差"), _exact(p, "比例")
    plain = _exact(z, "z 值", None) ** 2 * share * (1 - share) / margin**2
    if population is None:
        return ceil(plain)
    if population < 0:
        raise ValueError("总体数不能是负数")
    if population == 0:
        return 0
    return min(population, ceil(plain / (1 + (plain - 1) / population)))


def invited(answers: int, response: float) -> int:
    """Return how many to invite for so many answers at an expected response (0 to 1)."""
    share = Fraction(str(response))
    if not 0 < share <= 1:
        raise ValueError(f"预期应答率要大于 0、不超过 1，不能是 {response}")
    return ceil(answers / share)


def allocation(total: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Share a sample over strata by their size: largest remainder, ties by name.

    The parts sum to `total`, or to the whole population when that is smaller; no stratum gets
    more than it holds.
    """
    if total < 0 or any(size < 0 for size in sizes.values()):
        raise ValueError("样本数和各层户数不能是负数")
    population = sum(sizes.values())
    if population == 0:
        return dict.fromkeys(sizes, 0)
    wanted = min(total, population)
    parts = {name: divmod(wanted * size, population) for name, size in sizes.items()}
    left = wanted - sum(whole for whole, _ in parts.values())
    by_rest = sorted(parts, key=lambda name: (-parts[name][1], name))
    more = set(by_rest[:left])
    return {name: whole + (name in more) for name, (whole, _) in parts.items()}


@dataclass(frozen=True, slots=True)
class Pool:
    """Who may be asked, and who was left out with the reason."""

    eligible: tuple[str, ...]
    removed: tuple[tuple[str, str], ...]


def panel(
    firms: Iterable[str], asked: Mapping[str, tuple[int, int]], quarter: tuple[int, int]
) -> Pool:
    """Leave out firms that were asked in this quarter or the one before (campaign §6.1).

    `asked` holds the last (year, quarter 1–4) in which a firm was in the sample.
    """
    index = quarter[0] * QUARTERS + quarter[1]
    eligible, removed = [], []
    for firm in sorted(set(firms)):
        last = asked.get(firm)
        ago = None if last is None else index - (last[0] * QUARTERS + last[1])
        if ago is None or ago >= PANEL_QUARTERS:
            eligible.append(firm)
        else:
            removed.append((firm, f"{last[0]} 年第 {last[1]} 季度问过" if last else ""))
    return Pool(tuple(eligible), tuple(removed))


def may_replace(attempts: int) -> bool:
    """Say whether a firm was tried often enough to be replaced from its stratum's reserve."""
    return attempts >= LEAST_CONTACTS
