"""Locked quarters and the cards that follow from them (campaign §8, §9.1)."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .breakdown import WRITTEN_ONCE
from .programme import Programme


class QuarterLock(models.Model):
    """A quarter's evidence as it was locked, with what was computed from it; written once.

    `evidence`, `results` and `rules` are canonical text, so a digest of them says whether
    anything changed, and anybody can compute the results again.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="quarter_locks")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    evidence = models.TextField()
    results = models.TextField()
    rules = models.TextField()
    digest = models.CharField(max_length=64)
    locked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "-quarter"]
        verbose_name = _("季度锁定")
        triggers = [WRITTEN_ONCE]
        constraints = [
            models.UniqueConstraint(
                name="quarter_locked_once", fields=["programme", "year", "quarter"]
            ),
            models.CheckConstraint(name="quarter_is_one", condition=Q(quarter__range=(1, 4))),
            models.CheckConstraint(
                name="quarter_digest_form", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.period

    @property
    def period(self) -> str:
        """Return the quarter's name: 2022Q2."""
        return f"{self.year}Q{self.quarter}"


@pghistory.track(exclude=["proposal"])
class Card(models.Model):
    """A card: proposed by the rules, heard, decided by people, in force, lifted."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待听取意见")
        HEARD = "heard", _("已听取意见")
        DECIDED = "decided", _("已决定")
        IN_FORCE = "in_force", _("生效")
        LIFTED = "lifted", _("已解除")
        ANNULLED = "annulled", _("已撤销")

    class Colour(models.TextChoices):
        GREEN = "green", _("绿牌")
        NONE = "none", _("不亮牌")
        YELLOW = "yellow", _("黄牌")
        RED = "red", _("红牌")

    lock = models.ForeignKey(QuarterLock, on_delete=models.PROTECT, related_name="cards")
    unit = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    proposal = models.TextField()  # canonical; the card can be computed again from it
    proposed = models.CharField(max_length=6, choices=Colour)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    notified_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("单位意见"), blank=True)
    answered_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    opinion = models.TextField(_("办公室意见"), blank=True)
    opinion_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided = models.CharField(max_length=6, choices=Colour, blank=True)
    decision_reason = models.CharField(_("理由"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["lock_id", "unit_id"]
        verbose_name = _("亮牌")
        constraints = [
            models.UniqueConstraint(name="card_once_a_quarter", fields=["lock", "unit"]),
            models.CheckConstraint(
                name="card_heard_before_it_is_decided",
                condition=Q(decided_at__isnull=True)
                | Q(notified_at__isnull=False, decided_at__gt=F("notified_at")),
            ),
            models.CheckConstraint(
                name="card_decision_is_whole",
                condition=Q(decided="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decided="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="card_other_than_proposed_says_why",
                condition=Q(decided="") | Q(decided=F("proposed")) | ~Q(decision_reason=""),
            ),
            models.CheckConstraint(
                name="card_in_force_was_decided",
                condition=~Q(state__in=["decided", "in_force", "lifted"]) | ~Q(decided=""),
            ),
            models.CheckConstraint(
                name="card_end_says_why",
                condition=Q(ended_at__isnull=True) | ~Q(ended_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.lock.period} {self.get_colour_display()}"

    @property
    def colour(self) -> str:
        """Return the colour that counts: the decided one, before that the proposed one."""
        return self.decided or self.proposed

    def get_colour_display(self) -> str:
        """Return the colour in words."""
        return str(self.Colour(self.colour).label)
