"""Which steps past cases went through: the ways of the packs' worked examples, and slips.

People skip a step, do one twice or swap two; slow counties more often. Without that nobody
could see on the pages of the course of cases what they are for.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from xiaoer.packs.items import Item
from xiaoer.packs.library import sources
from xiaoer.packs.reading import PackSource, examples_of

Step = tuple[str, str]  # key, outcome
ACCEPTING = frozenset({"accepted", "accepted_with_gap"})
SLIP = 0.05


@cache
def ways_of(pack: str, item_key: str) -> tuple[tuple[Step, ...], ...]:
    """Return the different ways of the examples that ended well, the shortest first."""
    source = _packs()[pack]
    item = source.pack.item(item_key) if source.pack else None
    known = {step.key for step in item.steps} if item else set()
    found = {
        tuple((act.step, act.outcome or "") for act in example.acts if act.step)
        for example in examples_of(source)
        if example.item == item_key and example.expect.result == "granted"
        if all(act.step in known for act in example.acts if act.step)  # no step of another case
    }
    return tuple(sorted((way for way in found if way), key=lambda way: (len(way), way)))


@cache
def _packs() -> dict[str, PackSource]:
    return sources()


def taken(ways: Sequence[tuple[Step, ...]], rng: random.Random, slowness: float) -> list[Step]:
    """Return the steps of one case: one of the ways, now and then with a slip."""
    if not ways:
        return []
    chosen = list(rng.choices(ways, [len(ways) + 1 - place for place in range(len(ways))])[0])
    return _slipped(chosen, rng, SLIP * slowness**3)


def _slipped(way: list[Step], rng: random.Random, chance: float) -> list[Step]:
    if len(way) < 4 or rng.random() > 3 * chance:
        return way
    place = rng.randrange(1, len(way) - 2)
    slip = rng.randrange(3)
    if slip == 0:
        return way[:place] + way[place + 1 :]
    if slip == 1:
        return way[: place + 1] + way[place:]
    return [*way[:place], way[place + 1], way[place], *way[place + 2 :]]


def split(item: Item, way: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """Return the steps up to the acceptance, and those between it and the decision."""
    for place, (key, outcome) in enumerate(way):
        if _event(item, key, outcome) in ACCEPTING:
            return list(way[: place + 1]), list(way[place + 1 :])
    return [], list(way)


def _event(item: Item, key: str, outcome: str) -> str | None:
    step = item.step(key)
    found = step.outcome(outcome) if step else None
    return str(found.event) if found and found.event else None
