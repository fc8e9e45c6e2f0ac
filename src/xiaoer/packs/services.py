"""Load packs into the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from xiaoer.people.access import require
from xiaoer.people.models import Organisation
from xiaoer.people.queries import today
from xiaoer.people.roles import Capability, Viewer

from .archive import packed
from .checking import check, stops
from .faults import Fault
from .models import ListRow, ListVersion, PackVersion
from .queries import forget, packs_on
from .reading import PackSource, digest_of
from .schema import ListSpec, Pack

ROWS_AT_ONCE = 1000


class Rejected(ValueError):
    """A pack that is not loaded; the message says why, `faults` where."""

    def __init__(self, reason: str, faults: Sequence[Fault] = ()) -> None:
        """Keep the faults beside the reason."""
        super().__init__(reason)
        self.faults = tuple(faults)


def load(viewer: Viewer, source: PackSource, others: Sequence[PackSource] = ()) -> PackVersion:
    """Load a pack for somebody; raises `Refused` or `Rejected`. The same content is a no-op."""
    require(viewer, Capability.EDIT_CATALOGUE)
    return install(source, others, viewer.user_id)[0]


def load_all(
    chosen: Iterable[PackSource], known: Sequence[PackSource]
) -> list[tuple[PackVersion, bool]]:
    """Load packs from the command line, all or none; say of each whether it is new."""
    with transaction.atomic():
        return [install(source, known) for source in chosen]


@transaction.atomic
def install(
    source: PackSource, others: Sequence[PackSource] = (), user_id: int | None = None
) -> tuple[PackVersion, bool]:
    """Check a pack and store it, without asking who does it; say whether it is new."""
    pack = _checked(source, others or _loaded())
    _lock(pack.key)
    same = PackVersion.objects.filter(key=pack.key, version=pack.version).first()
    if same is not None:
        return _known(same, source), False
    row = _stored(source, pack, user_id)
    for spec in pack.lists:
        _list(row, spec, source)
    forget()
    transaction.on_commit(forget)
    return row, True


@transaction.atomic
def end_effect(viewer: Viewer, key: str, version: str, day: date) -> PackVersion:
    """End a version's effect on a day that has not passed; raises `Refused` or `Rejected`."""
    require(viewer, Capability.EDIT_CATALOGUE)
    _lock(key)
    row = PackVersion.objects.get(key=key, version=version)
    if day < today() or day <= row.effective_from:
        raise Rejected(f"{key} {version} 最早从今天、且在生效之后停用")
    if row.effective_to and row.effective_to < day:
        raise Rejected(f"{key} {version} 到 {row.effective_to} 已经停用")
    row.effective_to = day
    row.save(update_fields=["effective_to"])
    forget()
    transaction.on_commit(forget)
    return row


def _loaded() -> list[PackSource]:
    """Return the packs in effect today, whose items a new pack may name."""
    return [PackSource(loaded.key, {}, loaded.pack) for loaded in packs_on(today())]


def _checked(source: PackSource, others: Sequence[PackSource]) -> Pack:
    codes = frozenset(Organisation.objects.values_list("code", flat=True))
    faults = check(source, others, codes or None)
    if stops(faults) or source.pack is None:
        first = next(fault for fault in faults if fault.severity == "fault")
        reason = f"{source.key} 没有装入：{source.shown(first)}:{first.line} {first.reason}"
        raise Rejected(reason, faults)
    return source.pack


def _lock(key: str) -> None:
    """Let one loader at a time work on a pack, until its transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"pack {key}"])


def _known(row: PackVersion, source: PackSource) -> PackVersion:
    if row.digest != source.digest:
        reason = f"{row.key} {row.version} 已经装入过，内容不一样：改了内容要换 version"
        raise Rejected(reason)
    return row


def _stored(source: PackSource, pack: Pack, user_id: int | None) -> PackVersion:
    rows = PackVersion.objects.filter(key=pack.key)
    until = _make_room(rows, f"{pack.key} {pack.version}", pack.effective_from, pack.effective_to)
    return PackVersion.objects.create(
        key=pack.key,
        version=pack.version,
        effective_from=pack.effective_from,
        effective_to=until,
        digest=source.digest,
        item_keys=[item.key for item in pack.items],
        source=pack.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        files=packed(source.files),
        overlays=list(source.overlays),
        loaded_by_id=user_id,
    )


def _make_room(
    rows: QuerySet[PackVersion] | QuerySet[ListVersion],
    name: str,
    start: date,
    end: date | None,
) -> date | None:
    """End the earlier version on the day this one starts; return the day this one ends."""
    same_day = rows.filter(effective_from=start).first()
    if same_day is not None:
        reason = f"{name} 和已装入的 {same_day.version} 同一天（{start}）生效，改 effective_from"
        raise Rejected(reason)
    still = Q(effective_to__isnull=True) | Q(effective_to__gt=start)
    rows.filter(still, effective_from__lt=start).update(effective_to=start)
    later = rows.filter(effective_from__gt=start).order_by("effective_from").first()
    ends = [day for day in (end, later.effective_from if later else None) if day]
    return min(ends) if ends else None


def _list(row: PackVersion, spec: ListSpec, source: PackSource) -> None:
    table = source.lists[spec.key]
    digest = digest_of({"rows": source.files[f"lists/{spec.key}.csv"]})
    rows = ListVersion.objects.filter(pack_key=row.key, key=spec.key)
    same = rows.filter(version=spec.version).first()
    if same is not None:
        if same.digest != digest:
            reason = f"清单 {spec.key} {spec.version} 的内容变了：换 version 和 effective_from"
            raise Rejected(reason)
        return
    until = _make_room(rows, f"清单 {spec.key} {spec.version}", spec.effective_from, None)
    kept = ListVersion.objects.create(
        pack_key=row.key,
        key=spec.key,
        version=spec.version,
        effective_from=spec.effective_from,
        effective_to=until,
        digest=digest,
        spec=spec.model_dump(mode="json", by_alias=True),
        loaded_with=row,
    )
    ListRow.objects.bulk_create(
        (
            ListRow(list=kept, position=position, key=cells[spec.key_column], cells=cells)
            for position, cells in enumerate(table.values())
        ),
        batch_size=ROWS_AT_ONCE,
    )
