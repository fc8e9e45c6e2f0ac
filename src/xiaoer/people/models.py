"""Organisations as an effective-dated tree, staff, posts, grants of roles, delegations."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _


class DateRange(Func):
    """`daterange(from, to)`: the day named by `to` is no longer in it."""

    function = "daterange"


class SameId(Func):
    """A one-element range of an id, so that GiST compares ids without an extension."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"


def same(name: str) -> SameId:
    """Return the one-element range of a foreign key column."""
    return SameId(Cast(F(name), models.BigIntegerField()), Cast(F(name), models.BigIntegerField()))


def never_overlapping(name: str, *columns: str) -> ExclusionConstraint:
    """Forbid two rows of the same keys whose validity overlaps."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((same(column), RangeOperators.OVERLAPS) for column in columns),
            (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
        ],
    )


def right_order(name: str) -> models.CheckConstraint:
    """Require `valid_to` after `valid_from`."""
    return models.CheckConstraint(
        name=name, condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
    )


class Organisation(models.Model):
    """A body that can be responsible for something (campaign §1.1)."""

    class Kind(models.TextChoices):
        HEADQUARTERS = "headquarters", _("指挥部")
        HQ_OFFICE = "hq_office", _("指挥部办公室")
        TASK_TEAM = "task_team", _("工作专班")
        DEPARTMENT = "department", _("市直部门")
        COUNTY_HQ = "county_hq", _("县(市、区)指挥部")
        COUNTY_UNIT = "county_unit", _("县级单位")
        UTILITY = "utility", _("公用企业")
        COURT = "court", _("法院")
        PROCURATORATE = "procuratorate", _("检察院")
        REGULATOR = "regulator", _("中央、省驻市单位")
        SERVICE = "service", _("服务机构")

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("全称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind)
    part = models.PositiveSmallIntegerField(_("负责的部分"), null=True, blank=True)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    division_code = models.CharField(_("行政区划代码"), max_length=6, blank=True)
    valid_from = models.DateField(_("设立日期"))
    valid_to = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "code"]
        verbose_name = _("机构")
        constraints = [
            right_order("organisation_dates_in_order"),
            models.CheckConstraint(
                name="organisation_team_leads_a_part",
                condition=~Q(kind="task_team") | Q(part__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_division_code_form",
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class OrganisationPlacement(models.Model):
    """Where an organisation hangs in the tree, and from when to when."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="placements"
    )
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            right_order("placement_dates_in_order"),
            models.CheckConstraint(
                name="placement_not_below_itself", condition=~Q(organisation=F("parent"))
            ),
            never_overlapping("placement_one_parent_at_a_time", "organisation_id"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} → {self.parent}"


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who can sign in. Names are written in one field, as Chinese names are."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("跟随系统")
        LIGHT = "light", _("浅色")
        DARK = "dark", _("深色")

    first_name = None
    last_name = None
    name = models.CharField(_("姓名"), max_length=60)
    theme = models.CharField(_("配色"), max_length=5, choices=Theme, default=Theme.AUTO)
    large_text = models.BooleanField(_("大字"), default=False)
    language = models.CharField(_("语言"), max_length=8, blank=True)

    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """Return the name as one field; Django's own join of two parts does not fit."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name as one field."""
        return self.name


class Appointment(models.Model):
    """A person on a post of an organisation (campaign §1.1: principal, vice, liaison)."""

    class Post(models.TextChoices):
        PRINCIPAL = "principal", _("主要负责同志")
        VICE = "vice", _("分管负责同志")
        LIAISON = "liaison", _("联络员")
        BACKUP = "backup", _("备份联络员")
        STAFF = "staff", _("工作人员")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="appointments"
    )
    post = models.CharField(_("岗位"), max_length=12, choices=Post)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            right_order("appointment_dates_in_order"),
            never_overlapping("appointment_once_at_a_time", "user_id", "organisation_id"),
            ExclusionConstraint(
                name="appointment_one_principal",
                expressions=[
                    (same("organisation_id"), RangeOperators.OVERLAPS),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                condition=Q(post="principal"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_post_display()}"


@pghistory.track()
class RoleGrant(models.Model):
    """A role over an organisation and all below it, from day to day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("角色"), max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            right_order("grant_dates_in_order"),
            models.UniqueConstraint(
                name="grant_once",
                fields=["user", "role", "organisation"],
                condition=Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organisation}"


@pghistory.track()
class Delegation(models.Model):
    """One person's grants lent to another for a time; both names stay on what is done."""

    from_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given")
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_taken")
    reason = models.CharField(_("事由"), max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_dates_in_order", condition=Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="delegation_to_another", condition=~Q(from_user=F("to_user"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_user} → {self.to_user}"


class PeopleEvent(models.Model):
    """What an administrator did to bodies, people and roles; written once."""

    class Kind(models.TextChoices):
        BODY_ADDED = "body_added", _("新设机构")
        BODY_CLOSED = "body_closed", _("撤销机构")
        BODY_MOVED = "body_moved", _("调整隶属")
        PERSON_ADDED = "person_added", _("开账号")
        PERSON_STOPPED = "person_stopped", _("停用账号")
        PERSON_RESTARTED = "person_restarted", _("恢复账号")
        PASSWORD_RESET = "password_reset", _("重设密码")
        APPOINTED = "appointed", _("任岗位")
        POST_ENDED = "post_ended", _("免岗位")
        GRANTED = "granted", _("给权限")
        REVOKED = "revoked", _("收权限")

    kind = models.CharField(max_length=20, choices=Kind)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="managed_events"
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="managed_events"
    )
    effective = models.DateField()
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        triggers = [
            pgtrigger.Protect(name="written_once", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.words}"
