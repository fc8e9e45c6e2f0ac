"""Numbers in addresses: 二十八, 一〇二, 廿三, 088 and 28 are written one way. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = {
    **{char: value for value, char in enumerate("〇一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "廿": 20, "卅": 30}
# 百合路 and 千户 are names: a run of numerals holds at least one digit or ten
RUN = f"[{''.join(DIGITS)}{''.join(TENS)}]*[{''.join(DIGITS)}十拾廿卅][{''.join(DIGITS)}{''.join(TENS)}]*"
# within a name the formal numerals are characters like all others (伍家岭, 陆家嘴)
NAMED = re.compile("[〇一二三四五六七八九十百零]+")
SHORT = 7  # digits; a longer run is no number of a door


@lru_cache(maxsize=8192)
def digits(run: str) -> str:
    """Return a run of numerals in Arabic digits without leading zeros."""
    if run.isascii():
        return run.lstrip("0") or "0"
    if not any(char in TENS for char in run):
        return digits("".join(str(DIGITS[char]) for char in run))
    return str(_composed(run))


def _composed(run: str) -> int:
    total, ones = 0, 0
    for char in run:
        if char in DIGITS:
            ones = DIGITS[char]
        elif char in "廿卅":
            total, ones = total + TENS[char], 0
        else:
            total, ones = total + max(ones, 1) * TENS[char], 0
    return total + ones


def _in_a_name(found: re.Match[str]) -> str:
    run = found.group()
    composed = any(char in "十百" for char in run)
    # 五一路 and 51路 are two roads; 三巷 and 3巷, 十二街 and 12街 are one
    if len(run) > 1 and not composed:
        return run
    return run if run in {"百", "零", "〇"} else digits(run)


@lru_cache(maxsize=8192)
def named(text: str) -> str:
    """Return a name as names are compared: single and composed numerals in Arabic digits."""
    return NAMED.sub(_in_a_name, text)
