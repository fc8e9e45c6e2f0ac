"""Papers of a case: what came in, what went out, and drafts that were not sent yet."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """An application that is being filled in; it is saved after every page."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    item_key = models.CharField(max_length=64)
    pack_version = models.ForeignKey(
        "packs.PackVersion", on_delete=models.PROTECT, related_name="+"
    )
    enterprise = models.ForeignKey(
        "registry.Enterprise", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answers = models.JSONField(default=dict)
    pages_done = models.JSONField(default=list)
    commitment = models.BooleanField(default=False)
    confirmed = models.CharField(max_length=64, blank=True)  # digest of what was said to be true
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1)
    case = models.OneToOneField(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="draft"
    )
    parent = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    parent_step = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-saved_at"]
        verbose_name = _("草稿")

    def __str__(self) -> str:
        return f"{self.item_key} {self.user_id}"


def new_token() -> str:
    """Return an address part that nobody guesses."""
    return secrets.token_urlsafe(24)


class Signature(models.Model):
    """A person's signature under an application; the last one completes it (market (一)1 c6)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="signatures")
    token = models.CharField(
        max_length=40, unique=True, default=new_token
    )  # the address where this person signs
    name = models.CharField(_("姓名"), max_length=60)
    identity_hash = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the answers that were signed

    class Meta:
        constraints = [
            models.UniqueConstraint(name="signature_once", fields=["draft", "identity_hash"]),
            models.UniqueConstraint(name="signer_signs_once", fields=["draft", "user"]),
            models.CheckConstraint(
                name="signature_names_what_was_signed",
                condition=Q(signed_at__isnull=True) | ~Q(digest=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Material(models.Model):
    """A material of an application and what satisfies it."""

    class By(models.TextChoices):
        UPLOAD = "upload", _("上传")
        LICENCE = "licence", _("电子证照")
        SHARED = "shared", _("数据共享")
        PAPER = "paper", _("纸质核验")

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, null=True, blank=True, related_name="materials"
    )
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="materials"
    )
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    satisfied_by = models.CharField(max_length=8, choices=By, default=By.UPLOAD)
    source = models.CharField(max_length=200, blank=True)  # register and date of a shared one
    file = models.CharField(max_length=200, blank=True)  # below MEDIA_ROOT
    name = models.CharField(_("文件名"), max_length=200, blank=True)
    content_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    replaced = models.BooleanField(default=False)
    verdict = models.CharField(max_length=8, blank=True)  # ok, lacking
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("材料")
        constraints = [
            models.CheckConstraint(
                name="material_belongs_somewhere",
                condition=Q(draft__isnull=False) | Q(case__isnull=False),
            ),
            models.CheckConstraint(
                name="material_upload_has_a_file",
                condition=~Q(satisfied_by="upload")
                | (~Q(file="") & Q(sha256__regex=r"^[0-9a-f]{64}$")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A numbered slip or decision that the case printed (time-law T4)."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="papers")
    number = models.CharField(_("文号"), max_length=40, unique=True)
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    body = models.JSONField(default=dict)
    event_sequence = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["issued_at", "id"]
        verbose_name = _("文书")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Rating(models.Model):
    """What somebody thought of a step: five levels, reasons asked below "satisfied"."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="ratings")
    step = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(_("满意程度"))
    reasons = models.JSONField(default=list)
    words = models.CharField(max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="rating_once_a_step", fields=["case", "step"]),
            models.CheckConstraint(name="rating_five_levels", condition=Q(level__range=(1, 5))),
            models.CheckConstraint(
                name="rating_low_says_why",
                condition=Q(level__gte=4) | ~Q(reasons=[]) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.level}"
