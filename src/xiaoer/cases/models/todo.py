"""What somebody has to do next: one list for every kind of case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Todo(models.Model):
    """A step of a case that waits for a role of an organisation, or for one person."""

    class State(models.TextChoices):
        OPEN = "open", _("待办")
        WAITING = "waiting", _("等申请人")
        DONE = "done", _("已办")
        CANCELLED = "cancelled", _("不用办了")

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="todos")
    step = models.CharField(max_length=120)  # where in the process
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=24)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="todos"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="todos"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)  # the link's or the case's, the earlier
    held = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("待办")
        constraints = [
            models.UniqueConstraint(
                name="todo_once_a_step",
                fields=["case", "step"],
                condition=Q(state__in=["open", "waiting"]),
            ),
            models.CheckConstraint(
                name="todo_done_says_when",
                condition=~Q(state="done") | Q(done_at__isnull=False),
            ),
        ]
        indexes = [
            # the desk: what is due first for a role of a unit
            models.Index(
                name="todo_desk",
                fields=["organisation", "role", "held", "due_at", "id"],
                condition=Q(state="open"),
            ),
            # the same for a role that reaches the whole city
            models.Index(
                name="todo_role", fields=["role", "held", "due_at", "id"], condition=Q(state="open")
            ),
            models.Index(
                name="todo_mine",
                fields=["assignee", "held", "due_at", "id"],
                condition=Q(state="open"),
            ),
            # "what I did", newest first
            models.Index(
                name="todo_done", fields=["done_by", "-done_at"], condition=Q(state="done")
            ),
            models.Index(
                name="todo_of_open_case",
                fields=["case"],
                condition=Q(state__in=["open", "waiting"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.case_id}"


class SavedFilter(models.Model):
    """A view of the desk that an officer keeps under a name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(_("名称"), max_length=40)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="saved_filter_name_once", fields=["user", "name"])
        ]

    def __str__(self) -> str:
        return self.name
