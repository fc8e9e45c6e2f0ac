"""The monthly report of a unit: draft, approval chain, versions (campaign §3.1)."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .programme import Programme


@pghistory.track(exclude=["facts"])
class MonthlyReport(models.Model):
    """One version of one unit's report of a month; once submitted it never changes."""

    class State(models.TextChoices):
        DRAFTING = "drafting", _("起草中")
        AT_VICE = "at_vice", _("等分管领导审")
        AT_PRINCIPAL = "at_principal", _("等主要领导签")
        SUBMITTED = "submitted", _("已报送")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="monthly_reports"
    )
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFTING)
    results = models.TextField(_("成效"), blank=True)
    good_practice = models.TextField(_("好做法"), blank=True)
    publicity = models.TextField(_("宣传"), blank=True)
    problems = models.JSONField(default=list)  # cause, decision, whom, until
    reasons = models.JSONField(default=dict)  # key of a figure → why the typed number differs
    no_change = models.BooleanField(_("本月没有变化"), default=False)
    no_change_reason = models.CharField(_("没有变化的理由"), max_length=200, blank=True)
    correction_reason = models.CharField(_("更正的理由"), max_length=200, blank=True)
    returned_reason = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)  # what the system filled in, as it was submitted
    digest = models.CharField(max_length=64, blank=True)
    similarity = models.FloatField(null=True, blank=True)  # to last month's text, 0 to 1
    drafted_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    countersigned_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-year", "-month", "unit_id", "-version"]
        verbose_name = _("月报")
        triggers = [
            pgtrigger.Protect(
                name="submitted_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="submitted"),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="report_version_once",
                fields=["programme", "unit", "year", "month", "version"],
            ),
            models.UniqueConstraint(
                name="report_one_open",
                fields=["programme", "unit", "year", "month"],
                condition=~Q(state="submitted"),
            ),
            models.CheckConstraint(name="report_month", condition=Q(month__range=(1, 12))),
            models.CheckConstraint(
                name="report_correction_says_why",
                condition=Q(version=1) | ~Q(correction_reason=""),
            ),
            models.CheckConstraint(
                name="report_submitted_is_signed",
                condition=~Q(state="submitted")
                | Q(
                    submitted_at__isnull=False,
                    approved_by__isnull=False,
                    digest__regex=r"^[0-9a-f]{64}$",
                ),
            ),
            models.CheckConstraint(
                name="report_approver_is_not_drafter",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="report_no_change_says_why",
                condition=Q(no_change=False) | Q(state="drafting") | ~Q(no_change_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}-{self.month:02}"

    @property
    def text(self) -> str:
        """Return all that was written, for comparing with other months and with figures."""
        causes = [row.get("cause", "") for row in self.problems]
        return "\n".join([self.results, self.good_practice, self.publicity, *causes])
