"""Random logs, and what is equal about two of them whatever their numbering."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from xiaoer.exchange.logs.gathering import Gatherer, json_text
from xiaoer.exchange.logs.instants import TimeReader, moment_of
from xiaoer.exchange.logs.log import NESTED, Attribute, EventLog, Head
from xiaoer.exchange.logs.rows import walk
from xiaoer.exchange.logs.xes_out import text_of

# All that XML can hold, and more often what trips readers up.
LETTERS = st.one_of(
    st.sampled_from("ab 1中文，'\"<>&=+-@;\t\n\r\\\u3000\ud7ff\U00020bb7"),
    st.characters(min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"),
)
TEXTS = st.text(LETTERS, min_size=1, max_size=8)
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
KEYS = st.sampled_from(["cost", "区划", "a b", "x:y", "Größe"])
TIMES = st.one_of(
    st.integers(0, 2_000_000_000).map(lambda second: second * 1_000_000),
    st.integers(-60_000_000_000_000_000, 250_000_000_000_000_000),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": TEXTS,
    "id": TEXTS,
    "int": st.integers(-(2**63), 2**63 - 1),
    "float": st.floats(allow_nan=False),
    "boolean": st.booleans(),
    "date": TIMES.map(moment_of),
    NESTED: st.recursive(
        st.just([]),
        lambda below: st.lists(
            st.tuples(st.sampled_from(["string", "list"]), NAMES, st.just(""), below).map(list),
            max_size=2,
        ),
        max_leaves=4,
    ).map(lambda below: json_text(["list", "", below])),
}
FLAT = {name: values for name, values in VALUES.items() if name != NESTED}


def attributes(kinds: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, tuple]]:
    """Attributes by key: (type, value); each key once."""
    some = st.sampled_from(sorted(kinds)).flatmap(
        lambda kind: st.tuples(st.just(kind), kinds[kind])
    )
    return st.dictionaries(KEYS, some, max_size=3)


@st.composite
def logs(draw: st.DrawFn, kinds: dict[str, st.SearchStrategy[Any]] = VALUES) -> EventLog:
    """A log of a few cases with everything that a log may have."""
    gatherer = Gatherer(TimeReader())
    maybe_names = st.one_of(st.none(), NAMES)
    for name in draw(st.lists(NAMES, max_size=4, unique=True)):
        case = gatherer.cases.code(name)
        for key, (type_, value) in draw(attributes(kinds)).items():
            gatherer.case_table.put(case, type_, key, value)
        for _ in range(draw(st.integers(0, 4))):
            row = gatherer.event(
                case, draw(maybe_names), draw(st.one_of(st.none(), TIMES)), draw(maybe_names),
                draw(maybe_names), draw(st.one_of(st.none(), TIMES)),
            )  # fmt: skip
            for key, (type_, value) in draw(attributes(kinds)).items():
                gatherer.events.put(row, type_, key, value)
    return gatherer.log(Head((Attribute("string", "concept:name", draw(TEXTS)),)))


def content(log: EventLog, plain: bool = False) -> list[Any]:
    """Everything in a log as nested lists; `plain` forgets types and keeps texts."""
    found = []
    for case, events in walk(log):
        rows = [
            (e.activity, e.time, e.resource, e.lifecycle, e.start, _sorted(e.attributes, plain))
            for e in events
        ]
        found.append((case.name, _sorted(case.attributes, plain), rows))
    return found


def _sorted(attributes: list[Any], plain: bool) -> list[Any]:
    if plain:
        return sorted((key.name, text_of(key.type, value)) for key, value in attributes)
    return sorted((key.name, key.type, repr(value)) for key, value in attributes)
