"""Takes places out of a game at which a token has no choice and shows nothing.

Where the only thing that can happen to a token is one silent move of its own, it may as well be
put where that move leads. The game says the same with far fewer markings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .net import Join, Move, Net


def shortened(net: Net) -> Net:
    """Return the same game without places that only pass tokens on."""
    moves = list({id(move): move for found in net.moves.values() for move in found}.values())
    through = {
        place: moves_there[0].puts
        for place, moves_there in net.moves.items()
        if place not in net.start and _only_passes(moves_there)
    }
    through = {place: puts for place, puts in through.items() if not _returns(place, through)}
    found = Net(net.labels, net.start)
    for move in moves:
        if isinstance(move, Join):
            found.add(replace(move, puts=tuple(_resolved(move.puts, through))))
        elif move.takes[0] not in through:
            puts, absent = _resolved(move.puts, through), _resolved(move.absent, through)
            found.add(replace(move, puts=tuple(puts), absent=frozenset(absent)))
    return found


def _only_passes(moves: list[Move | Join]) -> bool:
    only = moves[0]
    alone = len(moves) == 1 and isinstance(only, Move) and len(only.takes) == 1
    return alone and only.label is None and not (only.absent or only.clears)  # type: ignore[union-attr]


def _returns(place: int, through: dict[int, tuple[int, ...]]) -> bool:
    """Say whether passing on from a place would come back to it."""
    waiting, seen = [*through[place]], set[int]()
    while waiting:
        here = waiting.pop()
        if here == place:
            return True
        if here not in seen:
            seen.add(here)
            waiting += through.get(here, ())
    return False


def _resolved(puts: Iterable[int], through: dict[int, tuple[int, ...]]) -> Iterable[int]:
    for place in puts:
        if place in through:
            yield from _resolved(through[place], through)
        else:
            yield place
