"""The cheapest explanation of a case by a process: what fits, what is too much, what is missing.

Going along with both costs nothing, an event that the process does not allow there costs 1, an
activity that the process demands and the case lacks costs 1. Found by A*, so it is the least.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, Literal, NamedTuple

from .net import Marking, Net

MOST_STATES: Final = 100_000  # looked at for one order of activities

Kind = Literal["both", "log", "model"]


class Step(NamedTuple):
    """One step of an explanation: in both, only in the log, or only in the model."""

    kind: Kind
    activity: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The explanation of one order of activities; `cost` counts what does not fit."""

    steps: tuple[Step, ...]
    cost: int


State = tuple[Marking, int]  # tokens, and how many events of the case are explained


class _Hope:
    """The least that is still to come: events that no token can lead to cost 1 each."""

    def __init__(self, net: Net, codes: list[int]) -> None:
        self._ahead, self._codes = net.ahead(), codes
        self._reach: dict[Marking, frozenset[int]] = {}
        self._known: dict[tuple[frozenset[int], int], int] = {}

    def __call__(self, state: State) -> int:
        marking, place = state
        reach = self._reach.get(marking)
        if reach is None:
            parts = (self._ahead.get(token, frozenset()) for token in marking)
            reach = self._reach[marking] = frozenset[int]().union(*parts)
        found = self._known.get((reach, place))
        if found is None:
            found = sum(code not in reach for code in self._codes[place:])
            self._known[reach, place] = found
        return found


def align(net: Net, trace: Sequence[str], most: int = MOST_STATES) -> Alignment | None:
    """Return the cheapest explanation; `None` when there is none or it would take too long."""
    numbers = {label: number for number, label in enumerate(net.labels)}
    codes = [numbers.get(activity, -1) for activity in trace]
    hope, ticket = _Hope(net, codes), count()
    begin: State = (net.start, 0)
    costs, came = {begin: 0}, dict[State, tuple[State, Step | None]]()
    waiting = [(hope(begin), 0, next(ticket), begin)]
    done = set[State]()
    while waiting and len(done) < most:
        state = heapq.heappop(waiting)[-1]
        if state in done:
            continue
        done.add(state)
        if state == ((), len(codes)):
            return Alignment(_steps(came, state), costs[state])
        for step, after, extra in _onwards(net, state, codes, trace):
            cost = costs[state] + extra
            if after not in done and cost < costs.get(after, cost + 1):
                costs[after], came[after] = cost, (state, step)
                # of equally cheap ones the one that has come furthest
                heapq.heappush(waiting, (cost + hope(after), -after[1], next(ticket), after))
    return None


def _onwards(
    net: Net, state: State, codes: list[int], trace: Sequence[str]
) -> list[tuple[Step | None, State, int]]:
    marking, place = state
    wanted = codes[place] if place < len(codes) else -1
    found: list[tuple[Step | None, State, int]] = []
    for label, after in net.next(marking):
        if label is None:
            found.append((None, (after, place), 0))
            continue
        if label == wanted:
            found.append((Step("both", trace[place]), (after, place + 1), 0))
        found.append((Step("model", net.labels[label]), (after, place), 1))
    if place < len(codes):
        found.append((Step("log", trace[place]), (marking, place + 1), 1))
    return found


def _steps(came: dict[State, tuple[State, Step | None]], state: State) -> tuple[Step, ...]:
    found: list[Step] = []
    while state in came:
        state, step = came[state]
        if step is not None:
            found.append(step)
    return tuple(reversed(found))
