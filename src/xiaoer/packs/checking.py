"""Check a pack offline: every fault with its file, its line (from 1) and the reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .checks.examples import check_examples, check_tables
from .checks.forms import check_forms
from .checks.indicators import check_feeds, check_indicators
from .checks.items import check_items
from .checks.lists import check_lists
from .checks.processes import check_drawings, check_processes
from .checks.steps import check_organisations, check_roles, check_steps
from .checks.themes import check_themes, check_triggers
from .faults import Fault
from .ground import Ground
from .reading import PackSource

CHECKS = (
    check_roles,
    check_organisations,
    check_items,
    check_steps,
    check_drawings,
    check_processes,
    check_tables,
    check_forms,
    check_lists,
    check_indicators,
    check_feeds,
    check_themes,
    check_triggers,
    check_examples,
)


def check(
    source: PackSource,
    others: Sequence[PackSource] = (),
    organisations: Collection[str] | None = None,
) -> list[Fault]:
    """Return the faults of a pack, in the order of files and lines. Never raises.

    `others` are the packs whose items it may name; `organisations` are the codes that exist,
    none when that is not known. While `pack.yaml` itself is not valid, only what can be read
    without it is checked.
    """
    faults = list(source.faults)
    if source.pack is not None:
        ground = Ground(source, source.pack, others, _codes(organisations), faults)
        _period(ground)
        _substance(ground)
        for checks in CHECKS:
            checks(ground)
    return sorted(set(faults))


def _substance(ground: Ground) -> None:
    """A pack has something to apply for or something to report; a pack of feeds has no items."""
    if not (ground.pack.items or ground.pack.feeds):
        ground.fault((), "措施包里既没有事项，也没有报送")


def _codes(organisations: Collection[str] | None) -> frozenset[str] | None:
    return None if organisations is None else frozenset(organisations)


def _period(ground: Ground) -> None:
    pack = ground.pack
    if pack.effective_to and pack.effective_to <= pack.effective_from:
        ground.fault(("effective_to",), "effective_to 要晚于 effective_from")
    if pack.key != ground.source.name:
        ground.fault(("key",), f"key 写成 {pack.key}，文件夹名是 {ground.source.name}，要一样")


def stops(faults: Sequence[Fault]) -> bool:
    """Say whether one of the faults keeps the pack from being loaded."""
    return any(fault.severity == "fault" for fault in faults)
