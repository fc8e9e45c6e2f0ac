"""A case and its events. The events are the truth; the row is what they come to."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class Case(models.Model):
    """Everything that somebody must do by a date (ARCHITECTURE 1)."""

    class State(models.TextChoices):
        RECEIPT = "receipt", _("待受理")
        CORRECTION = "correction", _("待补正")
        RUNNING = "running", _("办理中")
        HELD = "held", _("不计时")
        DECIDED = "decided", _("已决定")
        ENDED = "ended", _("已办结")

    class Outcome(models.TextChoices):
        NONE = "", "—"
        GRANTED = "granted", _("准予")
        REFUSED = "refused", _("不予")
        RETURNED = "returned", _("退回")
        NOT_ACCEPTED = "not_accepted", _("不予受理")
        WITHDRAWN = "withdrawn", _("申请人撤回")
        TERMINATED = "terminated", _("终止")

    class Channel(models.TextChoices):
        ONLINE = "online", _("网上")
        WINDOW = "window", _("窗口")
        PHONE = "phone", _("电话")
        MAIL = "mail", _("邮寄")
        SYSTEM = "system", _("系统")

    number = models.CharField(_("编号"), max_length=32, unique=True)
    item_key = models.CharField(_("事项"), max_length=64)
    item_title = models.CharField(max_length=200)
    pack_version = models.ForeignKey(
        "packs.PackVersion", on_delete=models.PROTECT, related_name="+"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    parent_step = models.CharField(max_length=120, blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_cases"
    )
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="applications"
    )
    enterprise = models.ForeignKey(
        "registry.Enterprise", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    applicant_name = models.CharField(_("申请人"), max_length=200)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="cases"
    )
    county_code = models.CharField(_("区划"), max_length=6, blank=True)
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel, default=Channel.ONLINE)
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.RECEIPT)
    outcome = models.CharField(_("结果"), max_length=12, choices=Outcome, blank=True, default="")
    commitment = models.BooleanField(_("告知承诺"), default=False)
    answers = models.JSONField(default=dict)
    outcomes = models.JSONField(default=dict)  # step → how it ended last

    clocks = models.JSONField(default=dict)  # xiaoer.cases.clocks.stored
    held_wclk = models.BigIntegerField(default=0)  # working seconds in holds that are over
    held_wday = models.IntegerField(default=0)  # working days in holds that are over
    calendar_version = models.CharField(max_length=16)
    due_at = models.DateTimeField(null=True, blank=True)
    due_kind = models.CharField(max_length=12, blank=True)
    wake_at = models.DateTimeField(null=True, blank=True)
    told = models.JSONField(default=dict)  # deadline key → the moment it was told for
    process = models.BinaryField(default=b"")
    open_steps = models.JSONField(default=list)

    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64)  # fingerprint of the last event
    request_key = models.CharField(max_length=64, null=True)

    class Meta:
        verbose_name = _("办件")
        constraints = [
            models.CheckConstraint(
                name="case_result_when_ended",
                condition=~Q(state="ended") | ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="case_ended_has_no_wake",
                condition=Q(ended_at__isnull=True) | Q(due_at__isnull=True),
            ),
            models.CheckConstraint(
                name="case_county_code_form",
                condition=Q(county_code="") | Q(county_code__regex=r"^\d{6}$"),
            ),
            models.CheckConstraint(
                name="case_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.UniqueConstraint(
                name="case_request_once",
                fields=["applicant", "request_key"],
                condition=Q(request_key__isnull=False),
            ),
        ]
        indexes = [
            # the sweeper claims what falls due
            models.Index(name="case_wake", fields=["wake_at"], condition=Q(wake_at__isnull=False)),
            # "my cases" on the portal
            models.Index(name="case_applicant", fields=["applicant", "-submitted_at"]),
            models.Index(
                name="case_enterprise",
                fields=["enterprise", "-submitted_at"],
                condition=Q(enterprise__isnull=False),
            ),
            # the supervisor's view of what is open
            models.Index(
                name="case_open_of_unit",
                fields=["organisation", "due_at"],
                condition=Q(ended_at__isnull=True),
            ),
            # the mart takes the cases of a month
            models.Index(
                Coalesce("decided_at", "ended_at"),
                name="case_closed",
                condition=Q(decided_at__isnull=False) | Q(ended_at__isnull=False),
            ),
            models.Index(
                name="case_open_calendar",
                fields=["calendar_version"],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.item_title}"


class CaseEvent(models.Model):
    """One thing that happened in a case. Rows are only ever added."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    at = models.DateTimeField()  # when it happened
    recorded_at = models.DateTimeField(auto_now_add=True)
    wclk = models.BigIntegerField()  # working seconds since the calendar's first day
    wday = models.IntegerField()  # working days up to and including the day
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    payload = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    request_key = models.CharField(max_length=64, null=True, blank=True)

    class Meta:
        verbose_name = _("办件记录")
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(name="event_sequence_once", fields=["case", "sequence"]),
            models.UniqueConstraint(
                name="event_request_once",
                fields=["case", "request_key"],
                condition=Q(request_key__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="case_events_are_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.sequence} {self.kind}"
