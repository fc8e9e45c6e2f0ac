"""What changes the register of standard addresses, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from xiaoer.people.models import Organisation

from .addresses.keys import shortened
from .addresses.matching import Match, match
from .addresses.rows import BadRow, Row, read_row
from .addresses.verdict import Premises, Verdict, Wanted, judge
from .copying import copy_in
from .models import AddressName, Registrant, StandardAddress
from .register import Stored, forget_on_commit, gazetteer

AT_ONCE = 5000
SHOWN = 50  # faults that are told one by one


class Rejected(ValueError):
    """Rows that were not loaded: none of them was. `faults` has row number and reason."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        self.faults = tuple(faults)
        shown = [f"第 {number} 行：{reason}" for number, reason in self.faults[:SHOWN]]
        more = len(self.faults) - len(shown)
        super().__init__("\n".join([*shown, *([f"还有 {more} 处"] if more else [])]))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading came to."""

    added: int
    changed: int
    unchanged: int


@dataclass
class _Loading:
    """The rows of one file on their way into the register."""

    rows: dict[str, tuple[int, Row]] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def read(self, number: int, cells: Mapping[str, str]) -> None:
        """Take up a row, or note what is wrong with it."""
        try:
            row = read_row(cells, gazetteer())
        except BadRow as problem:
            self.faults.append((number, str(problem)))
            return
        if row.code in self.rows:
            first = self.rows[row.code][0]
            self.faults.append((number, f"编码 {row.code} 和第 {first} 行重了"))
            return
        self.rows[row.code] = (number, row)


def load_addresses(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Loaded:
    """Put numbered rows into the register, all or none; raises `Rejected` with every fault.

    A row that is there already as it is changes nothing; another one makes a new version of its
    code, and the old one is kept. The count of registrants in a row is taken for a new code
    only: afterwards the register counts itself.
    """
    loading = _Loading()
    for number, cells in rows:
        loading.read(number, cells)
    with transaction.atomic():
        _lock()
        known = _known(list(loading.rows))
        fresh = [row for code, (_n, row) in loading.rows.items() if code not in known]
        changed = [
            row
            for code, (_n, row) in loading.rows.items()
            if code in known and known[code] != row.digest
        ]
        loading.faults += _clashes(loading, {row.code for row in changed})
        if loading.faults:
            raise Rejected(sorted(loading.faults))
        _write(fresh, changed)
    return Loaded(len(fresh), len(changed), len(loading.rows) - len(fresh) - len(changed))


def _lock() -> None:
    """Let one loader at a time work on the register, until its transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('addresses', 0))")


def _known(codes: Sequence[str]) -> dict[str, str]:
    """Return the codes that the register has, with the digests of their rows."""
    found: dict[str, str] = {}
    for at in range(0, len(codes), AT_ONCE):
        rows = StandardAddress.objects.filter(code__in=codes[at : at + AT_ONCE])
        found.update(rows.values_list("code", "digest"))
    return found


def _clashes(loading: _Loading, changed: set[str]) -> list[tuple[int, str]]:
    """Note rows in use that name the same address as another code."""
    taken: dict[int, str] = {}
    wanted = [row.values["identity"] for _n, row in loading.rows.values()]
    for at in range(0, len(wanted), AT_ONCE):
        same = StandardAddress.objects.filter(
            identity__in=wanted[at : at + AT_ONCE], status=StandardAddress.Status.ACTIVE
        )
        taken.update(
            (identity, code)
            for identity, code in same.values_list("identity", "code")
            if code not in changed
        )
    faults = []
    for code, (number, row) in loading.rows.items():
        if row.values["status"] != StandardAddress.Status.ACTIVE:
            continue
        other = taken.setdefault(row.values["identity"], code)
        if other != code:
            faults.append((number, f"和编码 {other} 是同一个地址，只留一个，或把一个写成已撤销"))
    return faults


def _write(fresh: Sequence[Row], changed: Sequence[Row]) -> None:
    places = {o.division_code: o for o in Organisation.objects.exclude(division_code="")}
    # one that makes room for another is written first
    for row in sorted(changed, key=lambda row: row.values["status"] == "active"):
        _rewrite(row, places)
    copy_in(fresh, {division: place.pk for division, place in places.items()})
    _remember_names(
        {(name, row.values["county"]) for row in (*fresh, *changed) for name in row.names}
    )
    if fresh or changed:
        forget_on_commit()


def _rewrite(row: Row, places: Mapping[str, Organisation]) -> None:
    entry = StandardAddress.objects.select_for_update().get(code=row.code)
    for name, value in row.values.items():
        if name != "registrants":
            setattr(entry, name, value)
    entry.organisation = places.get(row.values["division_code"])
    entry.digest, entry.version = row.digest, entry.version + 1
    entry.save()


def _remember_names(names: set[tuple[str, str]]) -> None:
    rows = [
        AddressName(name=name, short=short, county=county)
        for name, county in sorted(names)
        for short in shortened(name)
    ]
    AddressName.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


# --- asking -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    """A written address looked up and judged."""

    match: Match
    verdict: Verdict
    premises: Premises | None = None

    @property
    def code(self) -> str:
        """Return the code of the entry that was hit; empty when none was."""
        return self.match.entry.code if self.match.entry else ""


def find_address(text: str, divisions: tuple[str, ...] | None = None) -> Match:
    """Look a written address up, in some counties or in all."""
    return match(text, Stored(divisions), gazetteer())


def check_address(text: str, wanted: Sequence[Wanted] = (), case_number: str = "") -> Checked:
    """Look a written address up and judge whether a company may have its address there.

    Applications under way count like registrants, that of the case itself does not.
    """
    found = find_address(text)
    premises = None
    if found.entry:
        entry = StandardAddress.objects.get(code=found.entry.code)
        premises = premises_of(entry, case_number)
    return Checked(found, judge(found, premises, wanted), premises)


def premises_of(entry: StandardAddress, case_number: str = "") -> Premises:
    """Return uses, limit and registrants of an entry; those who applied before count as well."""
    taken = entry.registrants + _before(entry, case_number)
    return Premises(tuple(entry.uses), entry.registrant_limit, taken, entry.division_code)


def _before(entry: StandardAddress, case_number: str) -> int:
    waiting = list(
        entry.occupants.filter(state=Registrant.State.APPLIED)
        .order_by("applied_at", "pk")
        .values_list("case_number", flat=True)
    )
    return waiting.index(case_number) if case_number in waiting else len(waiting)


def standard_text(code: str) -> str | None:
    """Return the standard writing of an entry in use; `None` when there is none of this code."""
    rows = StandardAddress.objects.filter(code=code[:40], status=StandardAddress.Status.ACTIVE)
    return rows.values_list("text", flat=True).first()
