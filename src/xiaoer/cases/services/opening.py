"""Opening a case: from an application to the first step that waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from xiaoer.clock.reckoning import CHINA
from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack, item_on
from xiaoer.packs.steps import ClockEvent
from xiaoer.people.access import Refused
from xiaoer.people.roles import Role, Viewer
from xiaoer.registry.models import Enterprise
from xiaoer.registry.queries import enterprises_of

from ..answers import Invalid, faults_of
from ..clocks import NotNow
from ..models import Case, Draft, Material, Signature
from ..versions import start
from . import children
from .flow import BARRED, data_of, place_of_item, settle
from .places import look_up
from .work import Work


@dataclass(frozen=True)
class Application:
    """What an applicant hands in."""

    item_key: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    applicant_id: int | None = None
    applicant_name: str = ""
    enterprise: Enterprise | None = None
    channel: str = "online"
    county_code: str = ""
    commitment: bool = False
    draft: Draft | None = None
    parent: Case | None = None
    parent_step: str = ""
    previous: Case | None = None
    triggered: bool = False  # begun by another case, not by anybody


def open_case(
    viewer: Viewer,
    application: Application,
    request_key: str | None = None,
    at: datetime | None = None,
) -> Case:
    """Open a case and run its process to the first wait; the clock events follow the item.

    The same applicant and `request_key` always give the same case. Raises `Invalid` (the
    answers), `Refused` (not for this enterprise), `NotNow` (the item cannot be started).
    """
    try:
        with transaction.atomic():
            return opened(viewer, application, request_key, at or timezone.now())
    except IntegrityError as clash:
        known = _known(application, viewer, request_key)
        if known is None:
            raise clash
        return known


def _known(application: Application, viewer: Viewer, request_key: str | None) -> Case | None:
    if not request_key:
        return None
    applicant = application.applicant_id or viewer.user_id
    return Case.objects.filter(applicant_id=applicant, request_key=request_key).first()


def opened(viewer: Viewer, application: Application, request_key: str | None, at: datetime) -> Case:
    """Open a case inside the caller's transaction."""
    pack, item = _item(application, at)
    _may_apply(viewer, application, item)
    _check(pack, item, application)
    case = _new_case(viewer, application, pack, item, at)
    case.request_key = request_key
    work = Work(case, pack, item, viewer, at)
    work.happen(ClockEvent.SUBMITTED, {"channel": case.channel})
    look_up(work)
    work.run = start(pack, item, data_of(work))
    settle(work)
    branching = bool(work.to_open)
    children.finish(work)
    if application.draft:
        _take_papers(application.draft, case)
    if branching:  # a child that ended at once has moved the case on
        case.refresh_from_db()
    return case


def _item(application: Application, at: datetime) -> tuple[LoadedPack, Item]:
    found = item_on(application.item_key, at.astimezone(CHINA).date())
    if found is None:
        raise NotNow("这个事项现在不能申请，可能已取消或还没生效")
    return found


def _may_apply(viewer: Viewer, application: Application, item: Item) -> None:
    """An applicant acts for himself or an enterprise; the window may take in for anybody."""
    inside = application.parent is not None or application.triggered
    if inside or viewer.has(Role.WINDOW_CLERK, Role.LINE_SYSTEM):
        return
    if not item.applied_for:
        raise NotNow(f"“{item.title}”由部门自己立项，不用申请")
    if viewer.user_id is None:
        raise Refused
    if application.applicant_id not in (None, viewer.user_id):
        raise Refused
    enterprise = application.enterprise
    if enterprise and enterprise.pk not in enterprises_of(viewer.user_id, item.key):
        raise Refused(f"您没有替 {enterprise.name} 办这件事的委托")


def _check(pack: LoadedPack, item: Item, application: Application) -> None:
    if item.reform_mode == "cancel":
        raise NotNow(f"“{item.title}”已经取消审批，不用申请")
    if application.commitment:
        _may_promise(item, application)
    if item.form:
        faults = faults_of(pack.forms[item.form], application.answers, pack.lists)
        if faults:
            raise Invalid(faults)
    if item.signers and application.draft and _unsigned(application.draft):
        raise NotNow("还有人没签字，全部签完才算提交")


def _unsigned(draft: Draft) -> bool:
    return Signature.objects.filter(draft=draft, signed_at__isnull=True).exists()


def _may_promise(item: Item, application: Application) -> None:
    if item.commitment is None:
        raise NotNow("这个事项不能用告知承诺办")
    enterprise = application.enterprise
    if enterprise and enterprise.credit_class in BARRED:
        raise NotNow(
            f"信用风险 {enterprise.credit_class} 类不能用告知承诺，按一般程序办；修复信用后可以再选"
        )


def _number(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('case_number')")
        value = cursor.fetchone()[0]
    return f"{settings.CASE_PREFIX}-{at.astimezone(CHINA):%y-%m%d}-{value:05d}"


def _new_case(
    viewer: Viewer, application: Application, pack: LoadedPack, item: Item, at: datetime
) -> Case:
    enterprise = application.enterprise
    return Case(
        number=_number(at),
        item_key=item.key,
        item_title=str(item.title),
        pack_version_id=pack.pk,
        parent=application.parent,
        parent_step=application.parent_step,
        previous=application.previous,
        applicant_id=application.applicant_id or viewer.user_id,
        enterprise=enterprise,
        applicant_name=application.applicant_name
        or (enterprise.name if enterprise else viewer.name),
        organisation_id=place_of_item(item),
        county_code=application.county_code or _county(enterprise),
        channel=application.channel,
        commitment=application.commitment,
        answers=dict(application.answers),
        submitted_at=at,
    )


def _county(enterprise: Enterprise | None) -> str:
    """Return the county that an enterprise's case counts for: where the enterprise is."""
    address = enterprise.address if enterprise else None
    return address.division_code if address else ""


def _take_papers(draft: Draft, case: Case) -> None:
    """Move the draft's materials to the case; the draft remembers what it became."""
    Material.objects.filter(draft=draft).update(case=case)
    Draft.objects.filter(pk=draft.pk).update(case=case)
