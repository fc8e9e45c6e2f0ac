"""Reads for the desk, the case page, the portal and the supervisor; all behind `access`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from xiaoer.people.models import Organisation, User
from xiaoer.people.roles import Capability, Viewer

from .access import cases_of_party, lanes, todos_for, visible
from .calendars import reckoner
from .desk import Bucket, buckets
from .models import Case, CaseEvent, Draft, Notice, Todo

PAGE = 20
VIEWS = ("mine", "unit", "done", "held")


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """What an officer looks at: a view, a stretch of due moments, an item, a step, a word."""

    view: str = "unit"
    bucket: str = ""
    item: str = ""
    step: str = ""
    mark: str = ""  # gap, commitment
    word: str = ""

    @classmethod
    def read(cls, values: Mapping[str, str]) -> DeskFilter:
        """Read the filter from a query; unknown values count as none."""
        view = values.get("view", "")
        names = ("bucket", "item", "step", "mark", "word")
        rest = {name: values.get(name, "").replace("\x00", "")[:100] for name in names}
        return cls(view=view if view in VIEWS else "unit", **rest)


def open_todos(viewer: Viewer) -> QuerySet[Todo]:
    """Return the to-dos that the viewer's roles reach and that somebody must do now."""
    return Todo.objects.filter(todos_for(viewer), state=Todo.State.OPEN)


def _within(bucket: Bucket) -> Q:
    if bucket.key == "held":
        return Q(held=True) | Q(due_at__isnull=True)
    within = Q(held=False)
    if bucket.start:
        within &= Q(due_at__gte=bucket.start)
    return within & Q(due_at__lt=bucket.end) if bucket.end else within & Q(due_at__isnull=False)


def _viewed(viewer: Viewer, view: str) -> QuerySet[Todo]:
    if view == "done":
        return Todo.objects.filter(done_by_id=viewer.user_id, state=Todo.State.DONE)
    rows = open_todos(viewer)
    return rows.filter(assignee_id=viewer.user_id) if view == "mine" else rows


def _narrowed(rows: QuerySet[Todo], chosen: DeskFilter) -> QuerySet[Todo]:
    if chosen.item:
        rows = rows.filter(case__item_key=chosen.item)
    if chosen.step:
        rows = rows.filter(key=chosen.step)
    if chosen.mark == "commitment":
        rows = rows.filter(case__commitment=True)
    if chosen.mark == "gap":
        rows = rows.filter(case__clocks__has_key="gap_from")
    if chosen.word:
        word = Q(case__number__startswith=chosen.word) | Q(
            case__applicant_name__contains=chosen.word
        )
        rows = rows.filter(word)
    return rows


ORDER = ("held", F("due_at").asc(nulls_last=True), "id")


class DeskRows:
    """The to-dos of a desk in order, as a paginator reads them: a count and slices."""

    def __init__(self, viewer: Viewer, chosen: DeskFilter, now: datetime) -> None:
        self._viewer, self._chosen = viewer, chosen
        self._within = next(
            (_within(b) for b in buckets(now, reckoner()) if b.key == chosen.bucket), Q()
        )

    def _lane(self, lane: Q) -> QuerySet[Todo]:
        rows = Todo.objects.filter(lane, self._within, state=Todo.State.OPEN)
        if self._chosen.view == "mine":
            rows = rows.filter(assignee_id=self._viewer.user_id)
        return _narrowed(rows, self._chosen)

    def count(self) -> int:
        """Return how many there are."""
        return self._lane(todos_for(self._viewer)).count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Todo]:
        """Return a page: the heads of all lanes, put in order."""
        if wanted.stop == 0:
            return []
        heads = [
            self._lane(lane).order_by(*ORDER).values_list("id", "held", "due_at")[: wanted.stop]
            for lane in lanes(self._viewer)
        ]
        if not heads:
            return []
        # one lane is in order already; several are merged
        merged = heads[0].union(*heads[1:]).order_by(*ORDER) if len(heads) > 1 else heads[0]
        found = [row[0] for row in merged[wanted.start or 0 : wanted.stop]]
        rows = Todo.objects.filter(pk__in=found)
        related = rows.select_related("case", "case__enterprise", "organisation", "assignee")
        by_id = {row.pk: row for row in related.defer("case__process", "case__answers")}
        return [by_id[pk] for pk in found if pk in by_id]


def desk(
    viewer: Viewer, chosen: DeskFilter, now: datetime | None = None
) -> DeskRows | QuerySet[Todo]:
    """Return the to-dos of a desk, those due first on top; 3 statements a page of any size."""
    if chosen.view == "done":
        rows = _narrowed(_viewed(viewer, chosen.view), chosen)
        return rows.select_related("case", "case__enterprise", "organisation").order_by("-done_at")
    return DeskRows(viewer, chosen, now or timezone.now())


def counts(viewer: Viewer, chosen: DeskFilter, now: datetime | None = None) -> dict[str, int]:
    """Return how many to-dos lie in each stretch, in one statement."""
    found = buckets(now or timezone.now(), reckoner())
    rows = _narrowed(_viewed(viewer, chosen.view), chosen).order_by()
    return rows.aggregate(**{b.key: Count("id", filter=_within(b)) for b in found})


def view_counts(viewer: Viewer) -> dict[str, int]:
    """Return how many to-dos are the viewer's own and how many wait for anybody of the unit."""
    mine = Count("id", filter=Q(assignee_id=viewer.user_id))
    return open_todos(viewer).order_by().aggregate(mine=mine, unit=Count("id"))


def waiting_for_me(viewer: Viewer) -> int:
    """Return the number beside the desk in the rail."""
    return open_todos(viewer).count()


def filter_choices(viewer: Viewer) -> dict[str, list[tuple[str, str]]]:
    """Return the items and steps that occur on the viewer's desk."""
    rows = open_todos(viewer).order_by()
    items = rows.values_list("case__item_key", "case__item_title").distinct()
    steps = rows.values_list("key", "title").distinct()
    return {
        "items": sorted(set(items), key=lambda i: i[1]),
        "steps": sorted(set(steps), key=lambda s: s[1]),
    }


def case_of(viewer: Viewer, number: str) -> Case:
    """Return a case that the viewer may open; raises `Case.DoesNotExist` for all others."""
    rows = visible(viewer).select_related(
        "organisation", "enterprise", "applicant", "parent", "previous"
    )
    return rows.get(number=number)


def history(case: Case) -> QuerySet[CaseEvent]:
    """Return the events of a case, newest first."""
    return case.events.select_related("actor", "organisation").order_by("-sequence")


def related(viewer: Viewer, case: Case) -> list[Case]:
    """Return the cases around one: its parts, what it is part of, the same applicant's."""
    around = Q(parent=case) | Q(pk=case.parent_id) | Q(pk=case.previous_id)
    if case.enterprise_id:
        around |= Q(enterprise_id=case.enterprise_id)
    rows = visible(viewer).filter(around).exclude(pk=case.pk)
    return list(rows.select_related("organisation").order_by("-submitted_at")[:8])


def my_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases of the applicant, those that wait for him first."""
    rows = Case.objects.filter(cases_of_party(viewer), parent__isnull=True)
    return rows.select_related("organisation", "enterprise").order_by(
        F("ended_at").desc(nulls_first=True), "-submitted_at"
    )


def my_todos(viewer: Viewer, case: Case | None = None) -> list[Todo]:
    """Return what the applicant has to do now."""
    if viewer.user_id is None:
        return []
    cases = Case.objects.filter(cases_of_party(viewer), ended_at__isnull=True)
    rows = Todo.objects.filter(role="applicant", state=Todo.State.OPEN, case__in=cases)
    if case is not None:
        rows = rows.filter(Q(case=case) | Q(case__parent=case))
    return list(rows.select_related("case").order_by(F("due_at").asc(nulls_last=True), "id"))


def drafts_of(viewer: Viewer) -> QuerySet[Draft]:
    """Return the applications that the viewer began and has not sent."""
    return Draft.objects.filter(user_id=viewer.user_id, case__isnull=True)


def unread(viewer: Viewer, most: int = 20) -> list[Notice]:
    """Return the newest unread notices of the viewer, own ones and those of the roles."""
    if viewer.user_id is None:
        return []
    reached = Q(user_id=viewer.user_id)
    for reach in viewer.reaches:
        of_role = Q(role=reach.role.value)
        if reach.organisations is not None:
            of_role &= Q(organisation_id__in=reach.organisations)
        reached |= of_role
    rows = Notice.objects.filter(reached, read_at__isnull=True).select_related("case")
    return list(rows.order_by("-at")[:most])


@dataclass(frozen=True, slots=True)
class StuckUnit:
    """One organisation in the view of stuck work."""

    organisation: Organisation
    open: int
    late: int
    oldest: datetime | None


def stuck_units(viewer: Viewer, now: datetime | None = None) -> list[StuckUnit]:
    """Return where work waits, the units with the most late steps first."""
    now = now or timezone.now()
    rows = Todo.objects.filter(state=Todo.State.OPEN, organisation__isnull=False)
    organisations = viewer.organisations_for(Capability.WATCH_CASES)
    if organisations is not None:
        rows = rows.filter(organisation_id__in=organisations)
    late = Count("id", filter=Q(due_at__lt=now, held=False))
    from django.db.models import Min

    grouped = (
        rows.order_by()
        .values("organisation_id")
        .annotate(n=Count("id"), late=late, oldest=Min("since"))
    )
    names = Organisation.objects.in_bulk([row["organisation_id"] for row in grouped])
    units = [
        StuckUnit(names[r["organisation_id"]], r["n"], r["late"], r["oldest"]) for r in grouped
    ]
    return sorted(units, key=lambda u: (-u.late, -u.open))


def stuck(viewer: Viewer, now: datetime | None = None) -> QuerySet[Todo]:
    """Return the late steps that the viewer watches, the longest waiting first."""
    now = now or timezone.now()
    rows = Todo.objects.filter(state=Todo.State.OPEN, due_at__lt=now, held=False)
    organisations = viewer.organisations_for(Capability.WATCH_CASES)
    if organisations is not None:
        rows = rows.filter(organisation_id__in=organisations)
    return rows.select_related("case", "organisation", "assignee").order_by("due_at", "id")


def overdue_list(viewer: Viewer, start: datetime, end: datetime) -> QuerySet[CaseEvent]:
    """Return the links that went over their limit in a month (market (一)7 c)."""
    missed = CaseEvent.objects.filter(
        kind="deadline_missed", payload__clock="step", payload__share=100, at__gte=start, at__lt=end
    )
    cases = visible(viewer)
    return missed.filter(case__in=cases).select_related("case", "case__organisation").order_by("at")


def colleagues(viewer: Viewer, todos: Sequence[Todo]) -> list[User]:
    """Return who else could do these steps: holders of the role over the organisation."""
    from xiaoer.people.models import RoleGrant
    from xiaoer.people.queries import today, valid_on

    wanted = Q(pk__in=[])
    for todo in todos:
        wanted |= Q(role=todo.role, organisation_id=todo.organisation_id)
    grants = RoleGrant.objects.filter(wanted, valid_on(today())).exclude(user_id=viewer.user_id)
    return list(
        User.objects.filter(pk__in=grants.values("user_id"), is_active=True).order_by("name")
    )


def repeated_applications(case: Case, within_days: int = 60) -> list[Case]:
    """Return earlier cases of the same applicant and item (market (一)7 f: restarted clocks)."""
    start = case.submitted_at - timedelta(days=within_days)
    rows = Case.objects.filter(item_key=case.item_key, submitted_at__gte=start)
    rows = rows.filter(submitted_at__lt=case.submitted_at, applicant_name=case.applicant_name)
    return list(rows.order_by("submitted_at"))


def papers_of(case: Case, kinds: Iterable[str] = ()) -> list[object]:
    """Return the slips of a case, newest first."""
    rows = case.papers.order_by("-issued_at", "-id")
    return list(rows.filter(kind__in=list(kinds)) if kinds else rows)
