"""Plays a pack's worked examples through the kernel and compares what comes out.

Everything happens in one transaction that is rolled back: a city can rehearse its packs on
the running database and nothing of it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Q

from xiaoer.catalogue.services import load_addresses
from xiaoer.clock.reckoning import CHINA
from xiaoer.packs.schema import Act, Example
from xiaoer.people.access import Refused
from xiaoer.people.models import User
from xiaoer.people.roles import Reach, Role, Viewer
from xiaoer.registry.models import Enterprise, Mandate

from .answers import Invalid
from .clocks import NotNow
from .facts import facts_of
from .models import Case, Draft, Todo
from .services import verbs
from .services.flow import KEPT
from .services.opening import Application, open_case
from .services.sweeping import sweep
from .services.tasks import Done, Overtaken, complete_task

PROBLEMS = (NotNow, Overtaken, Refused, Invalid)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in an example that came out otherwise."""

    example: str
    what: str

    def __str__(self) -> str:
        return f"{self.example}：{self.what}"


class _Over(Exception):
    """Ends the rehearsal's transaction."""


def instant(text: str) -> datetime:
    """Read an instant of an example; without a zone it is China's."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


class Cast(Protocol):
    """The people who play an example."""

    def applicant(self) -> tuple[Viewer, Enterprise]:
        """Return the one who applies, and for which enterprise."""

    def officer(self, name: str, role: str, organisation: int | None) -> Viewer:
        """Return somebody who holds a role over an organisation."""

    def colleagues(self, name: str, role: str, organisation: int | None) -> tuple[int, ...]:
        """Return the ids of two more who go along on a check."""


class Strangers:
    """A cast that exists for one rehearsal only."""

    def __init__(self, example: Example) -> None:
        self._example = example
        self._people: dict[str, User] = {}

    def _person(self, name: str) -> User:
        if name not in self._people:
            username = f"rehearsal-{name}"
            self._people[name] = User.objects.create(username=username, name=name)
        return self._people[name]

    def applicant(self) -> tuple[Viewer, Enterprise]:
        """Make an applicant with an enterprise of good credit, unless the example says other."""
        user = self._person("applicant")
        enterprise, made = Enterprise.objects.get_or_create(
            uscc="91440000MA00000000",
            defaults={
                "name": f"演练企业 {self._example.name}"[:200],
                "form": Enterprise.Form.COMPANY,
                "credit_class": str(self._example.answers.get("credit_class", "A")),
                "registered_on": date(2019, 1, 1),
            },
        )
        if made:
            Mandate.objects.create(
                user=user,
                enterprise=enterprise,
                kind=Mandate.Kind.STAFF,
                valid_from=date(2019, 1, 1),
            )
        return Viewer(user.pk, user.name), enterprise

    def officer(self, name: str, role: str, organisation: int | None) -> Viewer:
        """Make somebody who holds the role there."""
        reached = frozenset({organisation}) if organisation else None
        reach = Reach(Role(role), reached)
        return Viewer(self._person(name).pk, name, organisation, (reach,))

    def colleagues(self, name: str, role: str, organisation: int | None) -> tuple[int, ...]:
        """Make two more."""
        return tuple(self._person(f"{name}-{number}").pk for number in (1, 2))


def rehearse(example: Example) -> list[Difference]:
    """Play an example and return what differs; nothing is kept."""
    found: list[Difference] = []
    try:
        with transaction.atomic():
            load_addresses(enumerate(example.addresses, start=1))
            found = list(Stage(example, Strangers(example)).play())
            raise _Over
    except _Over:
        pass
    return found


class Stage:
    """One example being played by a cast, `later` than it was written."""

    def __init__(self, example: Example, cast: Cast, later: timedelta = timedelta()) -> None:
        self.example = example
        self.cast = cast
        self.later = later
        self.case: Case | None = None

    def play(self, acts: int | None = None) -> Iterator[Difference]:
        """Open the case, do the acts in order (or only the first so many), compare the end."""
        try:
            self.case = self._open()
        except PROBLEMS as problem:
            if not self.example.refused:
                yield self._say(f"申请没有成：{problem}")
            return
        if self.example.refused:
            yield self._say("申请应当被拒绝，却成了")
            return
        for number, act in enumerate(self.example.acts[:acts], start=1):
            told = self._act(act)
            if told:
                yield self._say(f"第 {number} 步（{act.step or act.verb}）{told}")
                return
        if acts is None:
            yield from self._compare()

    def _say(self, what: str) -> Difference:
        return Difference(self.example.name, what)

    def moment(self, text: str) -> datetime:
        """Return an instant of the example as it is played."""
        return instant(text) + self.later

    @property
    def applicant(self) -> Viewer:
        """Return the one who applies."""
        return self.cast.applicant()[0]

    def _open(self) -> Case:
        viewer, enterprise = self.cast.applicant()
        application = Application(
            self.example.item,
            self.example.answers,
            enterprise=enterprise,
            commitment=self.example.commitment,
        )
        return open_case(viewer, application, None, self.moment(self.example.at))

    def family(self) -> Q:
        """Select the case and its parts."""
        pk = self._case.pk
        return Q(pk=pk) | Q(parent=pk) | Q(parent__parent=pk)

    @property
    def _case(self) -> Case:
        if self.case is None:
            raise LookupError("the case is not open yet")
        return self.case

    def _act(self, act: Act) -> str:
        moment = self.moment(act.at)
        sweep(moment, only=self.family())
        try:
            self._do(act, moment)
        except PROBLEMS as problem:
            return "" if act.refused else f"没有成：{problem}"
        except LookupError as problem:
            return "" if act.refused else str(problem)
        return "应当被拒绝，却成了" if act.refused else ""

    def _do(self, act: Act, moment: datetime) -> None:
        if act.step and act.outcome is None:
            self._hand_in(act, moment)
        elif act.step:
            self._complete(act, moment)
        elif act.verb:
            VERBS[act.verb](self, act.fields, moment)

    def _todo(self, key: str) -> Todo:
        cases = Case.objects.filter(self.family())
        rows = Todo.objects.filter(case__in=cases, key=key, state=Todo.State.OPEN)
        row = rows.select_related("case").order_by("id").first()
        if row is None:
            waiting = ", ".join(self._waiting()) or "没有"
            raise LookupError(f"现在没有这一步，等着的是 {waiting}")
        return row

    def _waiting(self) -> list[str]:
        cases = Case.objects.filter(self.family())
        rows = Todo.objects.filter(case__in=cases, state=Todo.State.OPEN)
        return sorted(set(rows.values_list("key", flat=True)))

    def _hand_in(self, act: Act, moment: datetime) -> None:
        """Hand in the draft that a step of the applicant's opened (an act without outcome)."""
        waiting = Todo.objects.filter(case__in=Case.objects.filter(self.family()), key=act.step)
        places = waiting.filter(state=Todo.State.WAITING).values("step")
        drafts = Draft.objects.filter(self.parents(), parent_step__in=places, case__isnull=True)
        draft = drafts.select_related("enterprise", "parent").first()
        if draft is None:
            raise LookupError("现在没有要申请人申报的这一步")
        answers = {**draft.answers, **act.fields.get("answers", {})}
        application = Application(
            draft.item_key, answers, enterprise=draft.enterprise, draft=draft,
            parent=draft.parent, parent_step=draft.parent_step,
        )  # fmt: skip
        open_case(self.applicant, application, None, moment)

    def parents(self) -> Q:
        """Select the drafts that the case and its parts opened."""
        return Q(parent__in=Case.objects.filter(self.family()))

    def _complete(self, act: Act, moment: datetime) -> None:
        todo = self._todo(str(act.step))
        name, where = str(act.fields.get("by", act.step)), todo.organisation_id
        officers: tuple[int, ...] = ()
        if todo.role == "applicant":
            viewer = self.applicant
        else:
            viewer = self.cast.officer(name, todo.role, where)
            officers = self.cast.colleagues(str(act.step), todo.role, where)
        done = Done(
            outcome=str(act.outcome),
            reason=str(act.fields.get("reason", "演练")),
            officers=officers,
            answers=act.fields.get("answers", {}),
            lacking=tuple(act.fields.get("lacking", ())),
        )
        complete_task(viewer, todo.pk, done, None, moment)

    def _compare(self) -> Iterator[Difference]:
        case, expect = self._case, self.example.expect
        case.refresh_from_db()
        facts = facts_of(case)
        if expect.result is not None and case.outcome != expect.result:
            yield self._say(f"结果是 {case.outcome or '还没有'}，应当是 {expect.result}")
        drawn = set(self._waiting()) - KEPT
        if expect.waiting is not None and drawn != set(expect.waiting):
            yield self._say(f"等着的是 {sorted(drawn)}，应当是 {list(expect.waiting)}")
        if expect.due is not None:
            yield from self._compare_due(expect.due)
        if expect.net_days is not None and Decimal(facts.net_days or -1) != expect.net_days:
            yield self._say(f"净用时 {facts.net_days}，应当是 {expect.net_days}")
        if expect.span_days is not None and facts.span_days != expect.span_days:
            yield self._say(f"跨度 {facts.span_days} 天，应当是 {expect.span_days}")
        lost = [key for key in expect.passed if key not in case.outcomes]
        if lost:
            yield self._say(f"没有经过 {'、'.join(lost)}")

    def _compare_due(self, expected: str) -> Iterator[Difference]:
        """Compare the due moment of the decision, which stays known after the case ended."""
        from .calendars import reckoner

        facts = facts_of(self._case)
        due = reckoner().decision_due(facts.clocks, facts.terms) or self._case.due_at
        said = due.astimezone(CHINA).isoformat(timespec="minutes")[:16] if due else "没有"
        if not said.startswith(expected[:16]):
            yield self._say(f"到期 {said}，应当是 {expected}")


Fields = dict[str, Any]


def _over_case(role: Role) -> Callable[[Stage], Viewer]:
    def viewer(stage: Stage) -> Viewer:
        return stage.cast.officer(role.value, role.value, stage._case.organisation_id)

    return viewer


REVIEWER, APPROVER = _over_case(Role.REVIEWER), _over_case(Role.APPROVER)
WINDOW = _over_case(Role.WINDOW_CLERK)


def _nothing(stage: Stage, fields: Fields, at: datetime) -> None:
    """Time has passed, and the sweeper has been there already."""


def _request_correction(stage: Stage, fields: Fields, at: datetime) -> None:
    for todo in Todo.objects.filter(case=stage._case, state=Todo.State.OPEN):
        step = facts_of(stage._case).item.step(todo.key)
        for outcome in step.outcomes if step else ():
            if outcome.event == "correction_requested":
                act = Act(at=at.isoformat(), step=todo.key, outcome=outcome.key, fields=fields)
                stage._complete(act, at)
                return
    raise LookupError("现在没有可以要补正的步骤")


VERBS: dict[str, Callable[[Stage, Fields, datetime], object]] = {
    "sweep": _nothing,
    "withdraw": lambda s, f, at: verbs.withdraw(s.applicant, s._case.pk, "演练", None, at),
    "supply": lambda s, f, at: verbs.supply_correction(
        s.applicant, s._case.pk, f.get("answers") or {"correction_words": "已补齐"}, None, at
    ),
    "suspend": lambda s, f, at: verbs.suspend(
        REVIEWER(s), s._case.pk, str(f.get("special", "")), str(f.get("reason", "演练")), at
    ),
    "resume": lambda s, f, at: verbs.resume(REVIEWER(s), s._case.pk, "", at),
    "extend": lambda s, f, at: verbs.extend(APPROVER(s), s._case.pk, "演练", at),
    "close_gap": lambda s, f, at: verbs.close_gap(REVIEWER(s), s._case.pk, at, on_paper=True),
    "deliver": lambda s, f, at: verbs.deliver(WINDOW(s), s._case.pk, "窗口领取", at),
    "request_correction": _request_correction,
}
