"""Pack versions as they were loaded: rows that never change, and never overlap in effect."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from xiaoer.people.models import DateRange


class SameText(Func):
    """A one-element range of a text's 64-bit hash, so that GiST compares keys by itself."""

    template = "int8range(hashtextextended(%(expressions)s, 0), hashtextextended(%(expressions)s, 0), '[]')"


def never_overlapping(name: str, *columns: str) -> ExclusionConstraint:
    """Forbid two rows of the same keys whose effect overlaps."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((SameText(F(column)), RangeOperators.OVERLAPS) for column in columns),
            (DateRange("effective_from", "effective_to"), RangeOperators.OVERLAPS),
        ],
    )


def in_order(name: str) -> models.CheckConstraint:
    """Require `effective_to` after `effective_from`."""
    return models.CheckConstraint(
        name=name, condition=Q(effective_to__isnull=True) | Q(effective_to__gt=F("effective_from"))
    )


def written_once() -> list[pgtrigger.Trigger]:
    """Return the triggers of a row that may only get an end of its effect."""
    return [
        pgtrigger.ReadOnly(name="written_once", exclude=["effective_to"]),
        pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
    ]


@pghistory.track(fields=["key", "version", "effective_from", "effective_to"])
class PackVersion(models.Model):
    """One version of a measure pack, with everything it was made of."""

    key = models.CharField(_("键"), max_length=64)
    version = models.CharField(_("版本"), max_length=40)
    effective_from = models.DateField(_("生效日期"))
    effective_to = models.DateField(_("失效日期"), null=True, blank=True)
    digest = models.CharField(max_length=64)
    item_keys = ArrayField(models.CharField(max_length=64))
    source = models.JSONField()  # the parsed `pack.yaml`, a city's changes merged in
    files = models.BinaryField()  # a zip of the files as they were
    overlays = models.JSONField(default=list)  # which override files were merged in
    loaded_at = models.DateTimeField(_("装入时间"), auto_now_add=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # none: from the command line

    class Meta:
        ordering = ["key", "effective_from"]
        verbose_name = _("事项包版本")
        constraints = [
            models.UniqueConstraint(name="pack_version_once", fields=["key", "version"]),
            in_order("pack_dates_in_order"),
            never_overlapping("pack_one_version_at_a_time", "key"),
        ]
        triggers = written_once()

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class ListVersion(models.Model):
    """One version of a list of a pack (market R2)."""

    pack_key = models.CharField(max_length=64)
    key = models.CharField(_("键"), max_length=64)
    version = models.CharField(_("版本"), max_length=40)
    effective_from = models.DateField(_("生效日期"))
    effective_to = models.DateField(_("失效日期"), null=True, blank=True)
    digest = models.CharField(max_length=64)
    spec = models.JSONField()  # title, columns, key column, legal basis
    loaded_with = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="lists")

    class Meta:
        ordering = ["pack_key", "key", "effective_from"]
        verbose_name = _("清单版本")
        constraints = [
            models.UniqueConstraint(
                name="list_version_once", fields=["pack_key", "key", "version"]
            ),
            in_order("list_dates_in_order"),
            never_overlapping("list_one_version_at_a_time", "pack_key", "key"),
        ]
        triggers = written_once()

    def __str__(self) -> str:
        return f"{self.pack_key} {self.key} {self.version}"


class ListRow(models.Model):
    """One row of a list version."""

    list = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    cells = models.JSONField()

    class Meta:
        ordering = ["list", "position"]
        constraints = [
            models.UniqueConstraint(name="list_row_key_once", fields=["list", "key"]),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.key
