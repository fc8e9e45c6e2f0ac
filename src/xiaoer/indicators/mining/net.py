"""A process as a game of tokens: what may happen next, and what the tokens look like then.

A marking is the sorted tuple of places that hold a token (a place once for every token). The
game is over when no token is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

Marking = tuple[int, ...]
MOST_TOKENS: Final = 3  # on one place; drawings that need more are wrong or endless


@dataclass(frozen=True, slots=True)
class Move:
    """Something that may happen: takes tokens, puts tokens, perhaps shows as an activity.

    `absent` are places that must be empty, `clears` those that lose all their tokens.
    """

    takes: tuple[int, ...]
    puts: tuple[int, ...]
    label: int | None = None  # number of the activity; none is silent
    absent: frozenset[int] = frozenset()
    clears: frozenset[int] = frozenset()

    def led_by(self, place: int, _marking: Marking) -> bool:
        """Say whether the move is tried from this place, of all those it takes from."""
        return place == self.takes[0]

    def after(self, marking: Marking) -> Marking | None:
        """Return the marking after the move, `None` when it is not possible."""
        if self.absent and not self.absent.isdisjoint(marking):
            return None
        left = list(marking)
        for place in self.takes:
            if place not in left:
                return None
            left.remove(place)
        return _settled(left, self.clears, self.puts)


@dataclass(frozen=True, slots=True)
class Join:
    """An inclusive gateway that waits for every token that can still reach it (BPMN 13.4.3).

    `sources` says for each incoming place from which places a token may come to it without
    passing the gateway.
    """

    sources: dict[int, frozenset[int]]
    puts: tuple[int, ...]
    label: None = None

    def led_by(self, place: int, marking: Marking) -> bool:
        """Say whether the move is tried from this place: the first that holds a token."""
        return place == next(source for source in self.sources if source in marking)

    def after(self, marking: Marking) -> Marking | None:
        """Return the marking after the move, `None` when a token is still to be waited for."""
        here = set(marking)
        full = [place for place in self.sources if place in here]
        if not full:
            return None
        reaching_full = frozenset().union(*(self.sources[place] for place in full))
        for place, sources in self.sources.items():
            if place not in here and (here & sources) - reaching_full - set(full):
                return None
        left = list(marking)
        for place in full:
            left.remove(place)
        return _settled(left, frozenset(), self.puts)


def _settled(left: list[int], clears: frozenset[int], puts: tuple[int, ...]) -> Marking | None:
    if clears:
        left = [place for place in left if place not in clears]
    left += puts
    if any(left.count(place) > MOST_TOKENS for place in puts):
        return None
    return tuple(sorted(left))


@dataclass(slots=True)
class Net:
    """All moves of a process, by the places they take from. `labels` names the activities."""

    labels: list[str] = field(default_factory=list)
    start: Marking = ()
    moves: dict[int, list[Move | Join]] = field(default_factory=dict)

    def add(self, move: Move | Join) -> None:
        """Put a move where a token on any of the places it needs will find it."""
        for place in move.sources if isinstance(move, Join) else move.takes:
            self.moves.setdefault(place, []).append(move)

    def ahead(self) -> dict[int, frozenset[int]]:
        """Return for each place which activities a token there may still lead to, at most."""
        found = {place: set[int]() for place in self.moves}
        changed = True
        while changed:
            changed = False
            for place, moves in self.moves.items():
                here = found[place]
                before = len(here)
                for move in moves:
                    here.update(() if move.label is None else (move.label,))
                    here.update(*(found.get(put, ()) for put in move.puts))
                changed = changed or len(here) > before
        return {place: frozenset(labels) for place, labels in found.items()}

    def next(self, marking: Marking) -> Iterator[tuple[int | None, Marking]]:
        """Yield every possible move as (activity or none, marking after it)."""
        for place in dict.fromkeys(marking):
            for move in self.moves.get(place, ()):
                found = move.after(marking) if move.led_by(place, marking) else None
                if found is not None:
                    yield move.label, found
