"""Our own cases against the process of their item, as its pack draws it."""

from __future__ import annotations

from xiaoer.exchange.case_log import step_title
from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack
from xiaoer.process.vetting import read_library

from .mining.alignment import MOST_STATES
from .mining.conformance import Conformance, conformance
from .mining.drawn import CannotCheck, Drawn
from .mining.net import Net
from .mining.trails import Trails

BY_PEOPLE = frozenset({"userTask", "manualTask", "task"})  # what a case's events tell of


def net_of(pack: LoadedPack, item: Item) -> Net:
    """Return the game of an item's process; raises `CannotCheck` for one without a drawing."""
    library = read_library(pack.files)
    scope = library.processes.get(item.process or "")
    if scope is None:
        raise CannotCheck(f"“{item.title}”没有画流程图，没法比对")
    names = {step.key: step_title(item, step.key) for step in item.steps}
    return Drawn(scope, library.processes, BY_PEOPLE, names).net()


def conformance_of(
    trails: Trails, pack: LoadedPack, item: Item, most_states: int = MOST_STATES
) -> Conformance:
    """Judge the cases of one item by its steps; receipt, clocks and notices are beside them.

    An order of activities that takes more than `most_states` to explain is not judged.
    """
    net = net_of(pack, item)
    titles = {step_title(item, step.key) for step in item.steps}
    return conformance(trails, net, only=titles | set(net.labels), most_states=most_states)
