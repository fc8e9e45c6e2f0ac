"""The work that follows from the plan: commitments, tasks, milestones, the baseline."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .programme import Measure, Programme, Target, span_in_order

WRITTEN_ONCE = pgtrigger.Protect(name="written_once", operation=pgtrigger.Update | pgtrigger.Delete)


class Commitment(models.Model):
    """One sentence of a measure that promises something; each must have a task."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="commitments")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["start"]
        constraints = [
            span_in_order("commitment_span_in_order"),
            models.UniqueConstraint(name="commitment_once", fields=["measure", "number"]),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class Task(models.Model):
    """Something one unit must do by a date (campaign §2)."""

    class Level(models.TextChoices):
        CITY = "city", _("市级")
        COUNTY = "county", _("县级")
        UNIT = "unit", _("单位")

    class Decision(models.TextChoices):
        OPEN = "open", _("在办")
        SUSPENDED = "suspended", _("挂起")
        CANCELLED = "cancelled", _("取消")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="tasks")
    number = models.CharField(_("编号"), max_length=60)
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="tasks")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    text = models.TextField(_("任务"))
    level = models.CharField(_("层级"), max_length=8, choices=Level, default=Level.CITY)
    lead = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks_led",
        verbose_name=_("牵头单位"),
    )
    coops = models.ManyToManyField(
        "people.Organisation", blank=True, related_name="+", verbose_name=_("配合单位")
    )
    owner_person = models.CharField(_("责任人"), max_length=60, blank=True)
    start = models.DateField(_("开始"))
    finish = models.DateField(_("完成"))
    deliverable = models.CharField(_("成果"), max_length=300, blank=True)
    evidence_type = models.CharField(_("佐证"), max_length=120, blank=True)
    targets = models.ManyToManyField(Target, blank=True, related_name="tasks")
    no_target_reason = models.CharField(_("不挂目标的理由"), max_length=200, blank=True)
    resources = models.CharField(_("资源"), max_length=300, blank=True)
    risks = models.CharField(_("风险"), max_length=300, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["measure__start", "number"]
        verbose_name = _("任务")
        constraints = [
            models.UniqueConstraint(name="task_number_once", fields=["programme", "number"]),
            models.CheckConstraint(name="task_dates_in_order", condition=Q(finish__gte=F("start"))),
            models.CheckConstraint(name="task_not_its_own_parent", condition=~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.number


@pghistory.track()
class Milestone(models.Model):
    """A dated part of a task; only a verified one counts as progress."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("节点"), max_length=200)
    weight = models.PositiveSmallIntegerField(_("权重"))
    due = models.DateField(_("期限"))
    evidence = models.CharField(_("佐证"), max_length=300, blank=True)
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    verified_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]
        verbose_name = _("节点")
        constraints = [
            models.CheckConstraint(
                name="milestone_weight_a_share", condition=Q(weight__range=(1, 100))
            ),
            models.CheckConstraint(
                name="milestone_verified_only_when_done",
                condition=Q(verified_at__isnull=True) | Q(done_on__isnull=False),
            ),
            models.CheckConstraint(
                name="milestone_verifier_signs",
                condition=Q(verified_at__isnull=True, verified_by__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitBreakdown(models.Model):
    """Where one unit stands in breaking its goals down (P-C-1 steps 5 to 7)."""

    class State(models.TextChoices):
        DRAFTING = "drafting", _("填报中")
        SIGNED = "signed", _("已签字")
        CLEARED = "cleared", _("专班已审")
        REGISTERED = "registered", _("已登记")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="breakdowns")
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTING)
    returned_reason = models.CharField(max_length=300, blank=True)
    changed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="breakdown_once_a_unit", fields=["programme", "unit"])
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_state_display()}"


class Baseline(models.Model):
    """The frozen task list: what everybody is measured against from then on."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="baselines")
    version = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["version"]
        triggers = [WRITTEN_ONCE]
        constraints = [
            models.UniqueConstraint(name="baseline_version_once", fields=["programme", "version"]),
            models.CheckConstraint(
                name="baseline_digest_form", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


@pghistory.track()
class ChangeRequest(models.Model):
    """A request to move a baseline date; the old date stays (P-C-1 step 9)."""

    class State(models.TextChoices):
        OPEN = "open", _("待定")
        APPROVED = "approved", _("同意")
        REFUSED = "refused", _("不同意")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="change_requests")
    old_finish = models.DateField()
    new_finish = models.DateField(_("改到"))
    reason = models.CharField(_("理由"), max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="change_one_open_a_task", fields=["task"], condition=Q(state="open")
            ),
            models.CheckConstraint(
                name="change_moves_the_date", condition=~Q(new_finish=F("old_finish"))
            ),
            models.CheckConstraint(name="change_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.old_finish} → {self.new_finish}"


class ProgrammeEvent(models.Model):
    """What happened to a programme, in order; written once."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    actor = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    payload = models.JSONField(default=dict)

    class Meta:
        ordering = ["-sequence"]
        triggers = [WRITTEN_ONCE]
        constraints = [
            models.UniqueConstraint(
                name="programme_event_in_order", fields=["programme", "sequence"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"
