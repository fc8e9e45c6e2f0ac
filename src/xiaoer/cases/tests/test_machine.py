"""Random actors on random packs: what must hold after every step of every case."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from xiaoer.cases.access import may_act, may_supervise, visible
from xiaoer.cases.chain import Link, broken_at
from xiaoer.cases.clocks import Clocks, Happened, NotNow, folded, restored
from xiaoer.cases.models import Case, Todo
from xiaoer.cases.services import verbs
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.services.sweeping import sweep
from xiaoer.cases.services.tasks import Done, Overtaken, claim, complete_task, release
from xiaoer.cases.versions import item_in, terms_for
from xiaoer.packs.queries import version
from xiaoer.packs.services import install
from xiaoer.packs.steps import ClockEvent
from xiaoer.people.access import Refused
from xiaoer.people.models import User
from xiaoer.people.queries import viewer_of

from .conftest import at
from .random_packs import packs

CLERKS = (
    "builder", "builder-2", "builder-head", "planner", "planner-head", "fire", "fire-head", "power",
)  # fmt: skip
PROBLEMS = (NotNow, Overtaken, Refused)
CLOCK_KINDS = {kind.value for kind in ClockEvent}


class Rolled(Exception):
    """Ends an example's transaction."""


def recomputed(case: Case) -> Clocks:
    """Fold the clocks from the events alone: the slow way, from the truth."""
    pack = version(case.pack_version_id)
    happened = [
        Happened(
            ClockEvent(e.kind),
            e.at,
            special=str(e.payload.get("special", "")),
            result=str(e.payload.get("result", "")),
            verify=case.commitment,
        )
        for e in case.events.order_by("sequence")
        if e.kind in CLOCK_KINDS
    ]
    return folded(happened, terms_for(pack, item_in(pack, case.item_key)))


def check(case: Case) -> None:
    """Check what must hold of a case at any time."""
    open_todos = list(case.todos.filter(state__in=["open", "waiting"]))
    if case.ended_at is None:
        assert open_todos, f"{case} waits for nobody"
        assert any(t.state == "open" for t in open_todos), f"{case} waits for nothing open"
        assert case.outcome == ""
    else:
        assert case.outcome
        assert all(t.key in ("verification", "overdue_reason") for t in open_todos)
        assert case.due_at is None
    assert restored(case.clocks) == recomputed(case)
    links = [
        (Link(case.number, e.sequence, e.kind, e.at, e.actor_id, e.payload), e.hash)
        for e in case.events.order_by("sequence")
    ]
    assert broken_at(links) is None
    assert case.head == links[-1][1]


class Town:
    """The actors of one example, and its clock that only moves forward."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.now: datetime = at("2022-09-26 09:00")
        names = [*CLERKS, "founder", "stranger"]
        self.viewers = {n: viewer_of(User.objects.get(username=n)) for n in names}

    def pick(self, *choices: object) -> object:
        return self.data.draw(st.sampled_from(choices))

    def later(self) -> None:
        hours = self.data.draw(st.sampled_from([0, 1, 5, 20, 60, 200]))
        self.now += timedelta(hours=hours)

    def act(self) -> None:
        getattr(self, str(self.pick("apply", "step", "step", "step", "verb", "wait", "grab")))()

    def apply(self) -> None:
        item = str(self.pick("plain_item", "drawn_item"))
        application = Application(
            item, {"way": self.pick(0, 1, 2)}, commitment=bool(self.pick(False, False, True))
        )
        open_case(self.viewers["founder"], application, None, self.now)

    def wait(self) -> None:
        self.later()
        sweep(self.now)

    def _todo(self) -> Todo | None:
        rows = list(Todo.objects.order_by("-state", "id")[:40])
        return self.data.draw(st.sampled_from(rows)) if rows else None

    def step(self) -> None:
        todo = self._todo()
        if todo is None:
            return
        viewer = self.viewers[str(self.pick(*self.viewers))]
        case = todo.case
        item = item_in(version(case.pack_version_id), case.item_key)
        step = item.step(todo.key)
        outcomes = [o.key for o in step.outcomes] if step else ["anything"]
        done = Done(str(self.pick(*outcomes)), str(self.pick("", "理由")))
        allowed = may_act(viewer, todo, case)
        before = case.events.count()
        try:
            with transaction.atomic():
                complete_task(viewer, todo.pk, done, None, self.now)
        except PROBLEMS:
            assert case.events.count() == before
        else:
            assert allowed, f"{viewer.name} did {todo} which is not his"
            assert todo.state == "open"

    def grab(self) -> None:
        todo = self._todo()
        if todo is None:
            return
        viewer = self.viewers[str(self.pick(*self.viewers))]
        try:
            with transaction.atomic():
                (claim if self.pick(True, True, False) else release)(viewer, todo.pk, self.now)
        except PROBLEMS:
            return
        # a supervisor may take somebody's work back without being able to do it
        supervises = may_supervise(viewer, todo.organisation_id)
        assert may_act(viewer, todo, todo.case) or supervises

    def verb(self) -> None:
        case = Case.objects.order_by("?").first()
        if case is None:
            return
        viewer = self.viewers[str(self.pick(*self.viewers))]
        name = str(
            self.pick("withdraw", "supply", "suspend", "resume", "extend", "pause", "gap", "verify")
        )
        calls = {
            "withdraw": lambda: verbs.withdraw(viewer, case.pk, "", None, self.now),
            "supply": lambda: verbs.supply_correction(viewer, case.pk, {}, None, self.now),
            "suspend": lambda: verbs.suspend(viewer, case.pk, "hearing", "听证", self.now),
            "resume": lambda: verbs.resume(viewer, case.pk, "", self.now),
            "extend": lambda: verbs.extend(viewer, case.pk, "复杂", self.now),
            "pause": lambda: verbs.pause_for_applicant(viewer, case.pk, "等等", self.now),
            "gap": lambda: verbs.close_gap(viewer, case.pk, self.now),
            "verify": lambda: verbs.verify(viewer, case.pk, "confirmed", "", self.now),
        }
        before = case.events.count()
        try:
            with transaction.atomic():
                calls[name]()
        except PROBLEMS:
            assert case.events.count() == before

    def look(self) -> None:
        """Nobody sees a case in which he has no part."""
        for case in Case.objects.all():
            for viewer in self.viewers.values():
                sees = visible(viewer).filter(pk=case.pk).exists()
                applies = case.applicant_id == viewer.user_id
                units = frozenset().union(*(r.organisations or frozenset() for r in viewer.reaches))
                worked = Q(case=case, organisation_id__in=units)
                part = case.organisation_id in units or Todo.objects.filter(worked).exists()
                assert sees == (applies or (part and bool(viewer.reaches)))


@pytest.mark.django_db
@settings(
    max_examples=12,
    # an example costs seconds: what fails is told as it is, not made smaller first
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(source=packs(), data=st.data())
def test_random_actors_on_random_packs(bodies, clerks, applicant, stranger, source, data):
    try:
        with transaction.atomic():
            assert not [f for f in source.faults if f.severity == "fault"], source.faults
            install(source)
            town = Town(data)
            town.apply()
            for _turn in range(data.draw(st.integers(3, 22))):
                town.act()
                for case in Case.objects.all():
                    check(case)
            town.look()
            raise Rolled
    except Rolled:
        pass
    finally:
        from xiaoer.packs import queries

        queries.forget()
        queries.version.cache_clear()
