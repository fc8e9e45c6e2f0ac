"""Which answers and steps the formulas of packs name; only those go into the mart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xiaoer.packs.schema import Pack

from .case_rows import Wanted

NAMED = re.compile(r"\b(answers|step_wd|step_fraction)\.([A-Za-z_][A-Za-z0-9_]*)")


def wanted_by(packs: Iterable[Pack]) -> Wanted:
    """Return what the indicators of packs take from answers and steps."""
    found: dict[str, set[str]] = {"answers": set(), "step": set()}
    for pack in packs:
        texts = [exclusion.when for exclusion in pack.exclusions]
        for spec in pack.indicators:
            texts += [spec.population, spec.value, spec.weight, spec.numerator, spec.denominator]
        for root, name in NAMED.findall(" ".join(texts)):
            found["answers" if root == "answers" else "step"].add(name)
    return Wanted(frozenset(found["answers"]), frozenset(found["step"]))
