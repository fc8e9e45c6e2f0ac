"""Words of time: what has been and what shall be."""

from __future__ import annotations

import re

PAST = re.compile(
    r"截至|截止|去年|上年|(?<!则)上一年|前年|已经|已(?=[累覆经建实完达形发办引培开入认超有成与帮为纳归])|目前|近年来|近[一二两三四五六七八九十\d]+年来?|过去|此前|以来|上半年(?=[,全]|共)|前三季度"
    r"|(?P<year>20\d\d)年"
)
COMING = re.compile(
    r"力争|争取|确保|今年|本年|年内|年底前|计划|目标|进一步|推动|再(?!度)|要(?!求|素|点)|努力|将(?!近)|拟|到(?=20\d\d年|\d+月|年)"
    r"|(?P<year>20\d\d)年"
)
COMPARING = re.compile(r"(?:较|比|同|与|相比|在|以|对标|相较于?|对比|基于|高于|低于|超过)$")


def is_past(match: re.Match[str], folded: str, place: int, year: int | None) -> bool:
    """Say whether a match of PAST tells of the past for a number at `place`."""
    if match["year"] and (year is None or int(match["year"]) >= year):
        return False
    if match.group() == "已" and _is_attribute(folded, match.end(), place):
        return False
    return not COMPARING.search(folded, max(0, match.start() - 3), match.start())


def _is_attribute(folded: str, start: int, place: int) -> bool:
    comma = folded.find(",", start, place)
    return folded.find("的", start, comma if comma >= 0 else place) >= 0


def is_coming(match: re.Match[str], year: int | None) -> bool:
    """Say whether a match of COMING tells of the future."""
    return not match["year"] or year is None or int(match["year"]) >= year
