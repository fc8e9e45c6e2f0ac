"""What the checks share: the pack, what others have, and a list of faults that grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .conditions import Scope
from .drawing import Outline, outlines
from .faults import Fault, Severity
from .items import Item
from .reading import PACK, PackSource
from .schema import Form, Pack
from .tables import Tables


@dataclass
class Ground:
    """One pack under check."""

    source: PackSource
    pack: Pack
    others: Sequence[PackSource] = ()
    organisations: frozenset[str] | None = None  # codes that exist; none means not known
    faults: list[Fault] = field(default_factory=list)

    def fault(
        self, path: Iterable[object], reason: str, file: str = PACK, severity: Severity = "fault"
    ) -> None:
        """Note a fault at a path of a YAML file."""
        place = self.source.place(file, *path)
        self.faults.append(Fault(place.file, place.line, reason, severity))

    def warn(self, path: Iterable[object], reason: str, file: str = PACK) -> None:
        """Note a warning at a path of a YAML file."""
        self.fault(path, reason, file, "warning")

    def at_line(self, file: str, line: int, reason: str, severity: Severity = "fault") -> None:
        """Note a fault at a line of a file that is not YAML."""
        self.faults.append(Fault(file, max(line, 1), reason, severity))

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """The processes drawn in the pack's BPMN files, by id."""
        return outlines(self.source.named(".bpmn"))

    @cached_property
    def tables(self) -> Tables:
        """The decision tables of the pack's DMN files."""
        return Tables(self.source.named(".dmn"))

    @cached_property
    def known_items(self) -> dict[str, Item]:
        """The items of this pack and of the others, by key; this pack's first."""
        packs = [other.pack for other in self.others if other.pack]
        known = {
            item.key: item for pack in packs if pack.key != self.pack.key for item in pack.items
        }
        return known | {item.key: item for item in self.pack.items}

    def scope_of(self, items: Sequence[Item], drawn: Iterable[Outline]) -> Scope:
        """Return what conditions in drawings and tables may name."""
        steps = [step for item in items for step in item.steps]
        forms = [form for item in items for form in self.forms_of(item)]
        told = {name for step in steps for outcome in step.outcomes for name in outcome.set}
        tables: dict[str, frozenset[str]] = {}
        for outline in drawn:
            told |= outline.variables
            for name, key in outline.answers.items():
                if outputs := self.tables.outputs(key):
                    tables[name] = outputs
        return Scope(
            frozenset(field.key for form in forms for field in form.fields())
            | {name for form in forms for name in form.computed()},
            {step.key: frozenset(outcome.key for outcome in step.outcomes) for step in steps},
            frozenset(told),
            tables,
        )

    def forms_of(self, item: Item) -> list[Form]:
        """Return the forms whose answers a case of the item can have."""
        keys = [item.form, *(step.form for step in item.steps)]
        keys += [theme.questionnaire for theme in self.pack.themes if theme.item == item.key]
        return [
            self.source.forms[key]
            for key in dict.fromkeys(keys)
            if key and key in self.source.forms
        ]

    def processes_of(self, item: Item) -> list[Outline]:
        """Return the processes that a case of the item can run, called ones too."""
        found: dict[str, Outline] = {}
        waiting = [item.process] if item.process else []
        while waiting:
            key = waiting.pop()
            if key in self.outlines and key not in found:
                found[key] = self.outlines[key]
                waiting.extend(found[key].calls)
        return list(found.values())


def twice(keys: Iterable[str]) -> list[tuple[int, str]]:
    """Return position and key of everything that was said before."""
    seen: set[str] = set()
    again = []
    for position, key in enumerate(keys):
        if key in seen:
            again.append((position, key))
        seen.add(key)
    return again


def unique(ground: Ground, path: Sequence[object], keys: Iterable[str], file: str = PACK) -> None:
    """Note every key that stands twice in a list."""
    for position, key in twice(keys):
        ground.fault((*path, position, "key"), f"“{key}”写了两次", file)
