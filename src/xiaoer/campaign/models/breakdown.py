"""The work that follows from the plan: commitments, tasks, milestones, the baseline."""

from __future__ import annotations

from typing import Any

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

    class Evidence(models.TextChoices):
        """What proves that something is done (campaign §5, "Evidence types")."""

        DOCUMENT = "document", _("印发的文件")
        SYSTEM = "system", _("系统截图和网址")
        MEDIA = "media", _("照片或录像(带时间地点)")
        DATA = "data", _("数据行")
        MINUTES = "minutes", _("会议纪要")
        RECEIPT = "receipt", _("企业回执")
        THIRD_PARTY = "third_party", _("第三方结果")

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
    evidence_kind = models.CharField(_("佐证类型"), max_length=12, choices=Evidence, blank=True)
    evidence_type = models.CharField(_("佐证"), max_length=120, blank=True)
    targets = models.ManyToManyField(
        Target, blank=True, related_name="tasks", verbose_name=_("关联目标")
    )
    no_target_reason = models.CharField(_("不挂目标的理由"), max_length=200, blank=True)
    resources = models.CharField(_("资源"), max_length=300, blank=True)
    risks = models.CharField(_("风险"), max_length=300, blank=True)
    decision = models.CharField(_("决定"), max_length=10, choices=Decision, default=Decision.OPEN)
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
        CHANGED = "changed", _("签后有改动")
        SIGNED = "signed", _("已签字")
        CLEARED = "cleared", _("专班已审")
        REGISTERED = "registered", _("已登记")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="breakdowns")
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTING)
    returned_reason = models.CharField(max_length=300, blank=True)
    signed_digest = models.CharField(max_length=64, blank=True)  # of the rows as they were signed
    signed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
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

    @property
    def is_open(self) -> bool:
        """Say whether the unit still fills in: not signed, or changed after it signed."""
        return self.state in {self.State.DRAFTING, self.State.CHANGED}


class Notice(models.Model):
    """A reminder that a unit's breakdown is due or late (P-C-1 step 8); once each."""

    class Kind(models.TextChoices):
        SOON = "soon", _("快到期")
        LATE = "late", _("逾期")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="notices")
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    due = models.DateField()
    written_on = models.DateField()

    class Meta:
        ordering = ["-written_on", "unit_id"]
        constraints = [
            models.UniqueConstraint(name="notice_once_a_kind", fields=["programme", "unit", "kind"])
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_kind_display()}"


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

    @property
    def tasks(self) -> list[dict[str, Any]]:
        """Return the frozen tasks; the first form of a snapshot was the bare list."""
        return self.snapshot if isinstance(self.snapshot, list) else self.snapshot["tasks"]

    @property
    def targets(self) -> list[dict[str, Any]]:
        """Return the frozen targets; the first form of a snapshot had none."""
        return [] if isinstance(self.snapshot, list) else self.snapshot["targets"]


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
