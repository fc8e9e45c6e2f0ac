"""What was frozen, in words: the rows of a version, and what changed from the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xiaoer.people.models import Organisation

from .models import Baseline, Target, Task

LABELS: dict[str, str | Promise] = {
    "coops": _("配合单位"),
    "measure": _("举措"),
    "milestones": _("节点"),
    "targets": _("关联目标"),
    "state": _("状态"),
}
CODES: dict[str, dict[str, str | Promise]] = {
    "comparator": dict(Target.Comparator.choices),
    "state": dict(Target.State.choices),
    "evidence_kind": dict(Task.Evidence.choices),
    "decision": dict(Task.Decision.choices),
}
UNITS = frozenset({"lead", "responsible", "set_by"})


def field_label(name: str) -> str | Promise:
    """Return the word for a field of a task or a target; a name of its own stays."""
    if name in LABELS:
        return LABELS[name]
    for model in (Task, Target):
        found = [f for f in model._meta.fields if f.name == name]
        if found:
            return found[0].verbose_name
    return name


def shown(name: str, value: object, units: Mapping[str, str]) -> str:
    """Return a frozen value as a page shows it."""
    if value in (None, ""):
        return ""
    if name in CODES:
        return str(CODES[name].get(str(value), value))
    if name in UNITS:
        return units.get(str(value), str(value))
    if name == "coops" and isinstance(value, list):
        return "、".join(units.get(code, code) for code in value)
    if name == "milestones" and isinstance(value, list):
        return "；".join(f"{words} {weight}% {due}" for words, weight, due in value)
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with its old and new words."""

    label: str | Promise
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that came, went or changed between two versions."""

    kind: str
    key: str
    text: str
    fields: tuple[FieldChange, ...] = ()


def unit_names() -> dict[str, str]:
    """Return code → short name of all organisations, also of those that are closed."""
    return dict(Organisation.objects.values_list("code", "short_name"))


def _changed(
    old: Mapping[str, Any], new: Mapping[str, Any], units: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    # A field that the older form of a snapshot did not keep is no change.
    names = [name for name in new if name in old and old[name] != new[name]]
    return tuple(
        FieldChange(field_label(n), shown(n, old[n], units), shown(n, new[n], units)) for n in names
    )


def differences(
    old: Iterable[Mapping[str, Any]],
    new: Iterable[Mapping[str, Any]],
    key: str,
    units: Mapping[str, str],
) -> list[RowChange]:
    """Return how the rows of one version differ from those of the version before."""
    before, after = ({row[key]: row for row in rows} for rows in (old, new))
    found = [
        RowChange("removed", k, _text(before[k])) for k in sorted(before.keys() - after.keys())
    ]
    found += [RowChange("added", k, _text(after[k])) for k in sorted(after.keys() - before.keys())]
    for k in sorted(after.keys() & before.keys()):
        fields = _changed(before[k], after[k], units)
        if fields:
            found.append(RowChange("changed", k, _text(after[k]), fields))
    return found


def _text(row: Mapping[str, Any]) -> str:
    return str(row.get("phrase") or row.get("text") or "")


def version_changes(baseline: Baseline, before: Baseline | None) -> list[RowChange]:
    """Return what a version changed; the first one changed nothing."""
    if before is None:
        return []
    units = unit_names()
    tasks = differences(before.tasks, baseline.tasks, "number", units)
    first_form = isinstance(before.snapshot, list)
    targets = [] if first_form else differences(before.targets, baseline.targets, "key", units)
    return tasks + targets
