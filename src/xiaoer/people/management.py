"""What an administrator changes: bodies, people, posts, roles. Nothing is ever deleted.

Every act has a day from which it holds; what held before stays readable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from .access import require
from .models import Appointment, Organisation, OrganisationPlacement, PeopleEvent, RoleGrant, User
from .queries import below, children_by_parent, today, valid_on
from .roles import Capability, Role, Viewer
from .services import appoint, grant, place

Kind = PeopleEvent.Kind
PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # noqa: S105
PASSWORD_LENGTH = 14


class NotPossible(Exception):
    """The act would break a rule; the message says which."""


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body as an administrator describes it."""

    code: str
    name: str
    short_name: str
    kind: str
    parent: Organisation
    valid_from: date
    part: int | None = None


def _record(
    viewer: Viewer,
    kind: str,
    day: date,
    words: str,
    organisation: Organisation | None = None,
    user: User | None = None,
) -> None:
    PeopleEvent.objects.create(
        kind=kind,
        actor_id=viewer.user_id,
        effective=day,
        words=words[:300],
        organisation=organisation,
        user=user,
    )


def _manager(viewer: Viewer) -> None:
    require(viewer, Capability.MANAGE_PEOPLE)


@transaction.atomic
def add_body(viewer: Viewer, body: NewBody) -> Organisation:
    """Found a body below another from a day on."""
    _manager(viewer)
    if body.kind == Organisation.Kind.TASK_TEAM and body.part is None:
        raise NotPossible(_("工作专班要写负责方案的第几部分，例如 1"))
    if Organisation.objects.filter(code=body.code).exists():
        raise NotPossible(_("这个代码已经有机构用了，换一个"))
    row = Organisation.objects.create(
        code=body.code,
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        part=body.part,
        valid_from=body.valid_from,
    )
    place(row, body.parent, body.valid_from)
    words = f"{row.name} · {body.parent}"
    _record(viewer, Kind.BODY_ADDED, body.valid_from, words, organisation=row)
    return row


@transaction.atomic
def close_body(viewer: Viewer, organisation: Organisation, day: date) -> None:
    """End a body from a day on, with its posts and grants; nothing may hang below it."""
    _manager(viewer)
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if children_by_parent(day).get(row.pk):
        raise NotPossible(_("下面还有机构，先把它们调到别处。"))
    if day <= row.valid_from:
        raise NotPossible(_("撤销日期要在设立日期之后。"))
    if row.valid_to is not None:
        raise NotPossible(_("这个机构已经撤销。"))
    row.valid_to = day
    row.save(update_fields=["valid_to"])
    for rows in (
        OrganisationPlacement.objects.filter(organisation=row),
        Appointment.objects.filter(organisation=row),
        RoleGrant.objects.filter(organisation=row),
    ):
        rows.filter(valid_from__gte=day).delete()
        rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)).update(valid_to=day)
    _record(viewer, Kind.BODY_CLOSED, day, row.name, organisation=row)


@transaction.atomic
def move_body(viewer: Viewer, organisation: Organisation, parent: Organisation, day: date) -> None:
    """Hang a body below another from a day on."""
    _manager(viewer)
    tree = children_by_parent(day)
    if parent.pk in below(organisation.pk, tree) | {organisation.pk}:
        raise NotPossible(_("不能挂到自己下面。"))
    if day < organisation.valid_from:
        raise NotPossible(_("调整日期不能早于设立日期。"))
    place(organisation, parent, day)
    _record(viewer, Kind.BODY_MOVED, day, f"→ {parent}", organisation=organisation)


def _fresh_password() -> str:
    return get_random_string(PASSWORD_LENGTH, PASSWORD_LETTERS)


@transaction.atomic
def add_person(viewer: Viewer, username: str, name: str) -> tuple[User, str]:
    """Open an account; return it with a first password that is shown once."""
    _manager(viewer)
    if User.objects.filter(username__iexact=username).exists():
        raise NotPossible(_("这个用户名已经有人用了，换一个"))
    password = _fresh_password()
    user = User.objects.create_user(username, password=password, name=name)
    _record(viewer, Kind.PERSON_ADDED, today(), username, user=user)
    return user, password


@transaction.atomic
def reset_password(viewer: Viewer, user: User) -> str:
    """Give a person a new password, shown once; all sessions of the person end."""
    _manager(viewer)
    password = _fresh_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    _record(viewer, Kind.PASSWORD_RESET, today(), user.username, user=user)
    return password


@transaction.atomic
def set_active(viewer: Viewer, user: User, active: bool) -> None:
    """Stop an account or start it again; posts and grants stay as they are."""
    _manager(viewer)
    if user.pk == viewer.user_id:
        raise NotPossible(_("不能停用自己的账号。"))
    user.is_active = active
    user.save(update_fields=["is_active"])
    kind = Kind.PERSON_RESTARTED if active else Kind.PERSON_STOPPED
    _record(viewer, kind, today(), user.username, user=user)


@transaction.atomic
def put_on_post(
    viewer: Viewer, user: User, organisation: Organisation, post: str, day: date
) -> Appointment:
    """Put a person on a post of a body from a day on."""
    _manager(viewer)
    if organisation.valid_to is not None and organisation.valid_to <= day:
        raise NotPossible(_("这个机构那天已经撤销。"))
    try:
        with transaction.atomic():
            row = appoint(user, organisation, post, day)
    except IntegrityError:
        raise NotPossible(
            _("同一时间一人在一个机构只有一个岗位，主要负责同志只有一位。先免去现在的。")
        ) from None
    words = f"{user} {organisation} {row.get_post_display()}"
    _record(viewer, Kind.APPOINTED, day, words, organisation=organisation, user=user)
    return row


@transaction.atomic
def end_post(viewer: Viewer, appointment: int, day: date) -> None:
    """Take a person off a post from a day on."""
    _manager(viewer)
    row = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment)
    if day <= row.valid_from or (row.valid_to is not None and row.valid_to <= day):
        raise NotPossible(_("免去日期要在任职期内。"))
    row.valid_to = day
    row.save(update_fields=["valid_to"])
    words = f"{row.user} {row.organisation} {row.get_post_display()}"
    _record(viewer, Kind.POST_ENDED, day, words, organisation=row.organisation, user=row.user)


@transaction.atomic
def give_role(
    viewer: Viewer, user: User, role: Role, organisation: Organisation, day: date
) -> RoleGrant:
    """Give a person a role over a body and all below it from a day on."""
    _manager(viewer)
    standing = RoleGrant.objects.filter(user=user, role=role, organisation=organisation)
    if standing.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)).exists():
        raise NotPossible(_("已经有这个权限。"))
    row = grant(user, role, organisation, day)
    words = f"{user} {role} {organisation}"
    _record(viewer, Kind.GRANTED, day, words, organisation=organisation, user=user)
    return row


@transaction.atomic
def take_role(viewer: Viewer, grant_id: int, day: date) -> None:
    """Take a role back from a day on; the last administrator stays one."""
    _manager(viewer)
    row = RoleGrant.objects.select_for_update(of=("self",)).get(pk=grant_id)
    if row.valid_to is not None and row.valid_to <= day:
        raise NotPossible(_("这个权限已经收回。"))
    if row.role == Role.SYSTEM_ADMIN and not _another_admin(row, day):
        raise NotPossible(_("这是最后一位系统管理员，先给别人再收。"))
    words = f"{row.user} {row.role} {row.organisation}"
    _record(viewer, Kind.REVOKED, day, words, organisation=row.organisation, user=row.user)
    if day <= row.valid_from:
        row.delete()
        return
    row.valid_to = day
    row.save(update_fields=["valid_to"])


def _another_admin(row: RoleGrant, day: date) -> bool:
    others = RoleGrant.objects.filter(valid_on(day), role=Role.SYSTEM_ADMIN, valid_to=None)
    return others.filter(user__is_active=True).exclude(user=row.user).exists()
