"""Batches of feeds with their rows, and what integrity checks find (market 0.4, 0.5)."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class FeedKey(models.Model):
    """The key with which a line system signs its batches; shown once, when it is made."""

    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="feed_keys"
    )
    name = models.CharField(_("用途"), max_length=80)
    secret = models.CharField(max_length=80)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("报送密钥")

    def __str__(self) -> str:
        return f"{self.organisation} {self.name}"


class FeedBatch(models.Model):
    """One delivery of a feed in its envelope. A replay of the same batch changes nothing."""

    class Level(models.TextChoices):
        ACCEPTED = "accepted", _("已收下")
        REJECTED = "rejected", _("整批退回")

    class Channel(models.TextChoices):
        API = "api", _("接口")
        UPLOAD = "upload", _("上传")
        COMMAND = "command", _("命令行")

    feed_key = models.CharField(_("数据"), max_length=64)
    batch_id = models.CharField(_("批次"), max_length=80)
    pack_version = models.ForeignKey(
        "packs.PackVersion", on_delete=models.PROTECT, related_name="+"
    )
    period_start = models.DateField(_("从"))
    period_end = models.DateField(_("到"))
    produced_at = models.DateTimeField(_("产生时间"))
    producer = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="feed_batches"
    )
    row_count = models.PositiveIntegerField(_("行数"))
    control_totals = models.JSONField(default=dict)
    signature = models.TextField(blank=True)
    digest = models.CharField(max_length=64)  # of the rows as they came
    channel = models.CharField(_("来路"), max_length=8, choices=Channel)
    level = models.CharField(_("结果"), max_length=8, choices=Level)
    reason = models.TextField(_("退回原因"), blank=True)
    received_at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("批次")
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(
                name="batch_accepted_once",
                fields=["feed_key", "batch_id"],
                condition=Q(level="accepted"),
            ),
            models.CheckConstraint(
                name="batch_period_in_order", condition=Q(period_start__lte=F("period_end"))
            ),
            models.CheckConstraint(
                name="batch_rejected_says_why", condition=Q(level="accepted") | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(name="batch_of_feed", fields=["feed_key", "-period_start"])]

    def __str__(self) -> str:
        return f"{self.feed_key} {self.batch_id}"


@pghistory.track(
    pghistory.UpdateEvent(), fields=["state", "values", "faults"], model_name="FeedRowEvent"
)
class FeedRow(models.Model):
    """One row of a feed. New content under the same key is a revision; the old row is kept."""

    class State(models.TextChoices):
        ACCEPTED = "accepted", _("已收下")
        QUARANTINED = "quarantined", _("待改")
        SUPERSEDED = "superseded", _("已被新的代替")
        DISCARDED = "discarded", _("作废")

    batch = models.ForeignKey(FeedBatch, on_delete=models.PROTECT, related_name="rows")
    feed_key = models.CharField(max_length=64)
    row_key = models.CharField(_("行号"), max_length=120)
    revision = models.PositiveIntegerField(default=1)
    line = models.PositiveIntegerField()  # in the file as it came, from 1
    county_code = models.CharField(_("区划"), max_length=6, blank=True)
    period_start = models.DateField()
    period_end = models.DateField()
    values = models.JSONField()  # column → text in one form (ISO dates, plain numbers), or null
    state = models.CharField(_("状态"), max_length=12, choices=State)
    faults = models.JSONField(default=list)  # [column, what is wrong]
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("数据行")
        ordering = ["batch", "line"]
        constraints = [
            models.UniqueConstraint(
                name="row_current_once",
                fields=["feed_key", "period_start", "row_key"],
                condition=Q(state="accepted"),
            ),
            models.UniqueConstraint(
                name="row_revision_once",
                fields=["feed_key", "period_start", "row_key", "revision"],
                condition=Q(state__in=["accepted", "superseded"]),
            ),
            models.CheckConstraint(
                name="row_quarantined_says_why", condition=~Q(state="quarantined") | ~Q(faults=[])
            ),
        ]
        indexes = [
            models.Index(name="row_of_month", fields=["feed_key", "period_start", "state"]),
            models.Index(
                name="row_to_mend", fields=["feed_key", "id"], condition=Q(state="quarantined")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed_key} {self.row_key}"


@pghistory.track(
    pghistory.UpdateEvent(), fields=["state", "explanation"], model_name="FindingEvent"
)
class IntegrityFinding(models.Model):
    """Something in the rows that should not be so, and what became of it (market 0.5)."""

    class State(models.TextChoices):
        OPEN = "open", _("待说明")
        EXPLAINED = "explained", _("已说明")
        CONFIRMED = "confirmed", _("已查实")
        CORRECTED = "corrected", _("已更正")

    kind = models.CharField(_("种类"), max_length=32)
    measure = models.CharField(_("举措"), max_length=64)
    subject = models.CharField(max_length=120)  # what it is about: one finding of a kind for each
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    row = models.ForeignKey(FeedRow, on_delete=models.PROTECT, null=True, related_name="findings")
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    county_code = models.CharField(_("区划"), max_length=6, blank=True)
    text = models.CharField(_("发现"), max_length=300)
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.OPEN)
    explanation = models.CharField(_("说明"), max_length=500, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("数据疑点")
        ordering = ["-found_at"]
        constraints = [
            models.UniqueConstraint(name="finding_once", fields=["kind", "subject"]),
            models.CheckConstraint(
                name="finding_settled_says_why",
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False) & ~Q(explanation="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class FeedReminder(models.Model):
    """A producer was told that a feed is late; once for each day it was due."""

    feed_key = models.CharField(max_length=64)
    due = models.DateField()
    producer = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="feed_reminders"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(name="reminded_once", fields=["feed_key", "due"])]

    def __str__(self) -> str:
        return f"{self.feed_key} {self.due}"
