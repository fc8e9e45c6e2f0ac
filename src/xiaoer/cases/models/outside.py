"""What leaves the house: notices to people and calls to other systems; and late calendars."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something that a person is told about a case."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="notices"
    )
    role = models.CharField(max_length=24, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.CASCADE, null=True, related_name="+"
    )
    kind = models.CharField(max_length=32)
    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(
                name="notice_unread", fields=["user", "-at"], condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Webhook(models.Model):
    """An address of another system that wants to know of events."""

    name = models.CharField(max_length=80)
    url = models.URLField(max_length=300)
    secret = models.CharField(max_length=80)
    kinds = models.JSONField(default=list)  # empty: all
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="webhooks"
    )
    active = models.BooleanField(default=True)
    last_event = models.BigIntegerField(default=0)  # up to which event it was given everything

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One event on its way to one address; tried again until it arrives or is given up."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey("cases.CaseEvent", on_delete=models.CASCADE, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="delivery_once", fields=["webhook", "event"])]
        indexes = [
            models.Index(
                name="delivery_next",
                fields=["next_at"],
                condition=Q(delivered_at__isnull=True, next_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.webhook} {self.event_id}"


class CalendarNotice(models.Model):
    """A holiday notice that was entered while the program runs (time-law 4.3 rule 3)."""

    year = models.PositiveSmallIntegerField(_("年份"), unique=True)
    document = models.CharField(_("文号"), max_length=80)
    off = models.JSONField()  # ISO date → name of the holiday
    make_up = models.JSONField()  # ISO dates
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="notice_names_its_document", condition=~Q(document=""))
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.document}"


class Turn(models.Model):
    """When work that comes round was last taken up by a worker."""

    name = models.CharField(max_length=40, unique=True)
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
