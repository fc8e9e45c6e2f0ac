"""What somebody asks for and somebody else decides: dates, targets, lead units."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .breakdown import Task
from .programme import Programme, Target


class Asked(models.Model):
    """A request with its reason and its decision; the two people differ."""

    class State(models.TextChoices):
        OPEN = "open", _("待定")
        APPROVED = "approved", _("同意")
        REFUSED = "refused", _("不同意")

    reason = models.CharField(_("理由"), max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-id"]


@pghistory.track()
class ChangeRequest(Asked):
    """A request to move a baseline date; the old date stays (P-C-1 step 9)."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="change_requests")
    old_finish = models.DateField()
    new_finish = models.DateField(_("改到"))
    dues = models.JSONField(default=dict)  # milestone id → its new date, where it moves

    class Meta(Asked.Meta):
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


@pghistory.track()
class TargetChange(Asked):
    """A request to change, add or drop a target of the baseline (P-C-1 step 9).

    `old` and `new` hold plain values by field name; units are ids.
    """

    class Kind(models.TextChoices):
        AMEND = "amend", _("改目标")
        ADD = "add", _("补目标")
        DROP = "drop", _("去掉目标")

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="target_changes"
    )
    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, null=True, blank=True, related_name="change_requests"
    )
    kind = models.CharField(max_length=5, choices=Kind)
    quote = models.TextField(blank=True)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)

    class Meta(Asked.Meta):
        constraints = [
            models.UniqueConstraint(
                name="target_change_one_open", fields=["target"], condition=Q(state="open")
            ),
            models.CheckConstraint(name="target_change_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="target_change_names_its_target",
                condition=Q(kind="add") | Q(target__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target or self.quote}"


@pghistory.track()
class TaskTransfer(Asked):
    """A lead unit proposes that another unit leads a task; the other side decides."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="transfers")
    from_unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("交给"),
    )

    class Meta(Asked.Meta):
        constraints = [
            models.UniqueConstraint(
                name="transfer_one_open_a_task", fields=["task"], condition=Q(state="open")
            ),
            models.CheckConstraint(
                name="transfer_to_another", condition=~Q(from_unit=F("to_unit"))
            ),
            models.CheckConstraint(name="transfer_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.from_unit} → {self.to_unit}"
