"""Enterprises, natural persons and their addresses."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .identifiers import IdentifierError, checked_ric, checked_uscc, masked_name


class Checked:
    """A form validator around a pure identifier check."""

    def __init__(self, check: str) -> None:
        self.check = check

    def __call__(self, value: str) -> None:
        checks = {"uscc": checked_uscc, "ric": checked_ric}
        try:
            checks[self.check](value)
        except IdentifierError as problem:
            raise ValidationError(str(problem), code="identifier") from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Checked) and other.check == self.check

    def __hash__(self) -> int:
        return hash(self.check)

    def deconstruct(self) -> tuple[str, tuple[str], dict[str, object]]:
        """Tell migrations how to write this validator down."""
        return "xiaoer.registry.models.Checked", (self.check,), {}


class Address(models.Model):
    """An address in its parts; the text is what was written down."""

    text = models.CharField(_("地址"), max_length=300)
    division_code = models.CharField(_("行政区划代码"), max_length=6)
    town = models.CharField(_("镇街"), max_length=60, blank=True)
    street = models.CharField(_("路街巷"), max_length=80, blank=True)
    number = models.CharField(_("门牌号"), max_length=40, blank=True)
    building = models.CharField(_("楼栋"), max_length=60, blank=True)
    room = models.CharField(_("房号"), max_length=40, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = _("地址")
        constraints = [
            models.CheckConstraint(
                name="address_division_code_form", condition=Q(division_code__regex=r"^\d{6}$")
            ),
            models.CheckConstraint(
                name="address_point_whole",
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class Enterprise(models.Model):
    """A market entity (市场主体), known by its unified social credit code."""

    class Form(models.TextChoices):
        COMPANY = "company", _("公司")
        INDIVIDUAL_BUSINESS = "individual_business", _("个体工商户")
        SOLE_PROPRIETORSHIP = "sole_proprietorship", _("个人独资企业")
        PARTNERSHIP = "partnership", _("合伙企业")
        COOPERATIVE = "cooperative", _("农民专业合作社")
        FOREIGN_BRANCH = "foreign_branch", _("外国公司分支机构")

    class Status(models.TextChoices):
        ACTIVE = "active", _("在营")
        SUSPENDED = "suspended", _("歇业")
        DEREGISTERED = "deregistered", _("注销")
        REVOKED = "revoked", _("吊销")

    uscc = models.CharField(
        _("统一社会信用代码"), max_length=18, unique=True, validators=[Checked("uscc")]
    )
    name = models.CharField(_("名称"), max_length=200)
    form = models.CharField(_("类型"), max_length=24, choices=Form)
    status = models.CharField(_("状态"), max_length=16, choices=Status, default=Status.ACTIVE)
    industry = models.CharField(_("行业代码"), max_length=5, blank=True)
    credit_class = models.CharField(_("信用风险分类"), max_length=1, blank=True)
    registered_on = models.DateField(_("成立日期"))
    closed_on = models.DateField(_("注销或吊销日期"), null=True, blank=True)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, blank=True)
    legal_representative = models.ForeignKey(
        "Person", on_delete=models.PROTECT, null=True, blank=True, related_name="represents"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("企业")
        constraints = [
            models.CheckConstraint(
                name="enterprise_uscc_form",
                condition=Q(uscc__regex=r"^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$"),
            ),
            models.CheckConstraint(
                name="enterprise_credit_class_known",
                condition=Q(credit_class__in=["", "A", "B", "C", "D"]),
            ),
            models.CheckConstraint(
                name="enterprise_closed_after_registered",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("registered_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Person(models.Model):
    """A natural person; lists show the masked form only."""

    name = models.CharField(_("姓名"), max_length=60)
    identity_number = models.CharField(
        _("公民身份号码"), max_length=18, unique=True, validators=[Checked("ric")]
    )
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        verbose_name = _("自然人")
        constraints = [
            models.CheckConstraint(
                name="person_identity_number_form",
                condition=Q(identity_number__regex=r"^\d{17}[0-9X]$"),
            )
        ]

    def __str__(self) -> str:
        return masked_name(self.name)


class Mandate(models.Model):
    """Who acts for an enterprise, for which items and from when to when (market 0.1).

    An agent's power of attorney names its items; an empty list means all of them.
    """

    class Kind(models.TextChoices):
        LEGAL_REPRESENTATIVE = "legal_representative", _("法定代表人")
        STAFF = "staff", _("企业经办人")
        AUTHORISED_AGENT = "authorised_agent", _("委托代理人")
        FREE_AGENT_OFFICER = "free_agent_officer", _("代办员")

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="mandates")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="mandates")
    kind = models.CharField(_("身份"), max_length=24, choices=Kind)
    items = models.JSONField(_("限于事项"), default=list, blank=True)
    valid_from = models.DateField(_("开始日期"))
    valid_to = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("办事委托")
        constraints = [
            models.CheckConstraint(
                name="mandate_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="mandate_of_an_agent_ends",
                condition=~Q(kind="authorised_agent") | Q(valid_to__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.enterprise}"


class Unmasking(models.Model):
    """One look at a person's full data: who, when, why."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    user = models.ForeignKey("people.User", on_delete=models.PROTECT)
    reason = models.CharField(_("事由"), max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="unmasking_needs_a_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
