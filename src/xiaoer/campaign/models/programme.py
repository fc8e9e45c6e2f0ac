"""The plan as it was read: outline, measures, targets, reporting rhythms."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def span_in_order(name: str) -> models.CheckConstraint:
    """Require a span of at least one character."""
    return models.CheckConstraint(name=name, condition=Q(start__gte=0, end__gt=F("start")))


class Programme(models.Model):
    """One year's campaign of one city or county (campaign §1)."""

    class State(models.TextChoices):
        REVIEW = "review", _("校对中")
        BREAKDOWN = "breakdown", _("分解中")
        BASELINED = "baselined", _("已定稿")

    title = models.CharField(_("名称"), max_length=200)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    issue_date = models.DateField(_("印发日期"))
    owner = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.REVIEW)
    created_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "-id"]
        verbose_name = _("行动方案")
        constraints = [
            models.CheckConstraint(
                name="programme_year_plausible",
                condition=Q(year__isnull=True) | Q(year__range=(1990, 2100)),
            ),
            models.CheckConstraint(
                name="programme_closed_by_somebody_for_a_reason",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_frozen(self) -> bool:
        """Say whether a baseline stands: from then on things change by request only."""
        return self.state == self.State.BASELINED


class PlanText(models.Model):
    """The file that was dropped in, and its text as read; spans count its characters."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="plan")
    file_name = models.CharField(max_length=255)
    file = models.FileField(upload_to="plans/%Y/")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    encoding = models.CharField(max_length=30, blank=True)
    script = models.CharField(max_length=12)
    text = models.TextField()
    warnings = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_sha256_form", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class Heading(models.Model):
    """One heading of the outline; `text_end` is where its section ends."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="headings")
    key = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    marker = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_end = models.PositiveIntegerField()

    class Meta:
        ordering = ["start", "level"]
        constraints = [
            span_in_order("heading_span_in_order"),
            models.UniqueConstraint(name="heading_key_once", fields=["programme", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.marker}{self.title}"


class Measure(models.Model):
    """One measure (举措) of the plan and who leads it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="measures")
    key = models.CharField(max_length=40)
    part = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    named_units = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    lead = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["start"]
        constraints = [
            span_in_order("measure_span_in_order"),
            models.UniqueConstraint(name="measure_key_once", fields=["programme", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.title}"


@pghistory.track()
class Target(models.Model):
    """One required level of one indicator, with its place in the text."""

    class Comparator(models.TextChoices):
        AT_MOST = "<=", _("不超过")
        AT_LEAST = ">=", _("不低于")
        BELOW = "<", _("低于")
        ABOVE = ">", _("超过")
        EQUAL = "=", _("达到")
        RANGE = "range", _("介于")
        INCREASE_BY = "increase_by", _("提高")
        DECREASE_BY = "decrease_by", _("降低")

    class State(models.TextChoices):
        DRAFT = "draft", _("待校对")
        ACCEPTED = "accepted", _("已采纳")
        REJECTED = "rejected", _("不是目标")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="targets")
    key = models.CharField(max_length=60)
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("归到举措"),
    )
    phrase = models.CharField(_("指标"), max_length=200)
    comparator = models.CharField(_("要求"), max_length=12, choices=Comparator)
    value = models.DecimalField(_("目标值"), max_digits=20, decimal_places=6, null=True, blank=True)
    value2 = models.DecimalField(_("上限"), max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=30, blank=True)
    per = models.CharField(_("每"), max_length=30, blank=True)
    masked = models.BooleanField(_("原文留空"), default=False)
    qualifier = models.CharField(_("限定语"), max_length=60, blank=True)
    deadline = models.CharField(_("完成时间"), max_length=60, blank=True)
    quote = models.TextField(_("原文"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    responsible = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任单位"),
    )
    # A number that the plan leaves to the city: who sets it and until when (P-C-1 step 3).
    set_by = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("由谁定数"),
    )
    set_until = models.DateField(_("何时定数"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.DRAFT)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["start", "key"]
        verbose_name = _("目标")
        constraints = [
            span_in_order("target_span_in_order"),
            models.UniqueConstraint(name="target_key_once", fields=["programme", "key"]),
            models.CheckConstraint(
                name="target_value_or_left_to_city",
                condition=Q(value__isnull=False) | Q(masked=True),
            ),
            models.CheckConstraint(
                name="target_range_has_both_ends",
                condition=~Q(comparator="range")
                | Q(masked=True, value__isnull=True)
                | Q(value2__gte=F("value")),
            ),
            models.CheckConstraint(
                name="target_number_has_who_and_when",
                condition=Q(set_by__isnull=True, set_until__isnull=True)
                | Q(set_by__isnull=False, set_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.phrase

    @property
    def set_by_city(self) -> bool:
        """Say whether the plan leaves the number to the city and nobody has filled it yet."""
        return self.masked and self.value is None


class Cadence(models.Model):
    """A reporting rhythm that the plan prescribes."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cadences")
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    schedule = models.CharField(max_length=60)
    who = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [span_in_order("cadence_span_in_order")]

    def __str__(self) -> str:
        return self.quote
