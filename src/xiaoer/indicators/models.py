"""Figures as they were computed, months that are closed, what is aimed at, and warnings."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MONTH = Q(month__range=(0, 12))  # 0: the whole year so far


class IndicatorValue(models.Model):
    """A figure of a month (0: the year) and a county ("": the city), with what it is made of."""

    indicator = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    county_code = models.CharField(max_length=6, blank=True)
    value = models.FloatField(null=True)
    numerator = models.DecimalField(max_digits=38, decimal_places=0, null=True)
    denominator = models.DecimalField(max_digits=38, decimal_places=0, null=True)
    squares = models.DecimalField(max_digits=38, decimal_places=0, null=True)  # of a survey
    weights = models.DecimalField(max_digits=38, decimal_places=0, null=True)
    rows = models.PositiveIntegerField()
    excluded = models.PositiveIntegerField(default=0)
    margin = models.FloatField(null=True)  # half the 95 % interval of a survey
    definition = models.CharField(max_length=16)
    mart_version = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("指标值")
        constraints = [
            models.UniqueConstraint(
                name="value_once", fields=["indicator", "year", "month", "county_code"]
            ),
            models.CheckConstraint(name="value_month", condition=MONTH),
        ]
        indexes = [models.Index(name="value_of_month", fields=["year", "month", "county_code"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}-{self.month} {self.county_code or '全市'}"


class EnteredValue(models.Model):
    """A figure that an outside body published, with its document (time-law 9.12)."""

    indicator = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField(_("年份"))
    value = models.FloatField(_("数值"))
    document = models.CharField(_("出处"), max_length=200)
    page = models.CharField(_("页码"), max_length=40, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["indicator", "year", "-entered_at"]
        constraints = [
            models.CheckConstraint(name="entered_has_its_document", condition=~Q(document=""))
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class ClosedMonth(models.Model):
    """A month whose figures are fixed; they change by a logged revision only (time-law 9.11)."""

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)  # of all its values when it was closed
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "-month"]
        constraints = [
            models.UniqueConstraint(name="month_closed_once", fields=["year", "month"]),
            models.CheckConstraint(name="closed_month_is_one", condition=Q(month__range=(1, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


@pghistory.track(pghistory.UpdateEvent(), fields=["state"], model_name="RevisionEvent")
class Revision(models.Model):
    """Another figure for a closed month: it waits until somebody lets it in, or not."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待定")
        APPLIED = "applied", _("已改")
        DECLINED = "declined", _("不改")

    value = models.ForeignKey(IndicatorValue, on_delete=models.PROTECT, related_name="revisions")
    before = models.FloatField(null=True)
    after = models.FloatField(null=True)
    cell = models.JSONField()  # the new figure with what it is made of
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-found_at"]
        constraints = [
            models.UniqueConstraint(
                name="revision_waits_once", fields=["value"], condition=Q(state="waiting")
            ),
            models.CheckConstraint(
                name="revision_settled_says_why",
                condition=Q(state="waiting", settled_at__isnull=True)
                | (~Q(state="waiting") & ~Q(reason="") & Q(settled_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.before} → {self.after}"


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), fields=["target"], model_name="AimEvent"
)
class CityAim(models.Model):
    """A target that the city filled in for a year, where the plan left it masked."""

    indicator = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    target = models.FloatField(_("目标"))
    document = models.CharField(_("依据"), max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="aim_once_a_year", fields=["indicator", "year"]),
            models.CheckConstraint(name="aim_has_its_document", condition=~Q(document="")),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.target}"


class IndicatorWarning(models.Model):
    """A figure that turned yellow or red; it stays open until it is green again."""

    indicator = models.CharField(max_length=64)
    county_code = models.CharField(max_length=6, blank=True)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    colour = models.CharField(max_length=6)
    value = models.FloatField(null=True)
    raised_at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)
    answer = models.CharField(_("处理"), max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                name="warning_open_once",
                fields=["indicator", "county_code"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="warning_colour", condition=Q(colour__in=["yellow", "red"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.county_code or '全市'} {self.colour}"


class Assessment(models.Model):
    """Values for a yardstick, as they were handed in: a report's lines, or the city's own."""

    class Kind(models.TextChoices):
        REPORT = "report", _("省评报告")
        DOING_BUSINESS = "doing-business", _("世行 2020")
        B_READY = "b-ready", _("世行 B-READY")

    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(_("哪一轮"), max_length=100)
    document = models.CharField(_("依据"), max_length=200)
    data = models.TextField()  # CSV, as it came
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(name="assessment_has_its_document", condition=~Q(document=""))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"
