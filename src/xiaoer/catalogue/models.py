"""The register of standard addresses (标准地址库), and who is registered at which."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .addresses.parts import NAMES, Parts


@pghistory.track(
    pghistory.UpdateEvent(
        row=pghistory.Old,
        condition=pghistory.AnyChange(exclude=["registrants", "keys", "loaded_at"]),
    ),
    exclude=["keys"],
)
class StandardAddress(models.Model):
    """An entry of the register: a door, a room, a plot. Former versions are kept as events."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("在用")
        PLANNED = "planned", _("还没启用")
        BARRED = "barred", _("不得登记")
        WITHDRAWN = "withdrawn", _("已撤销")

    class Use(models.TextChoices):
        RESIDENTIAL = "residential", _("住宅")
        COMMERCIAL = "commercial", _("商业")
        OFFICE = "office", _("办公")
        INDUSTRIAL = "industrial", _("工业")
        STORAGE = "storage", _("仓储")
        PUBLIC = "public", _("公共服务")
        AGRICULTURAL = "agricultural", _("农业")

    class OwnerKind(models.TextChoices):
        UNKNOWN = "", "—"
        PERSON = "person", _("个人")
        BODY = "body", _("单位")

    code = models.CharField(_("地址编码"), max_length=40, unique=True)
    text = models.CharField(_("标准写法"), max_length=300)
    province = models.CharField(_("省"), max_length=30, blank=True)
    city = models.CharField(_("市"), max_length=30, blank=True)
    county = models.CharField(_("区县"), max_length=30, blank=True)
    town = models.CharField(_("镇街"), max_length=40, blank=True)
    village = models.CharField(_("村（社区）"), max_length=40, blank=True)
    hamlet = models.CharField(_("自然村"), max_length=40, blank=True)
    group = models.CharField(_("村民小组"), max_length=20, blank=True)
    road = models.CharField(_("路名"), max_length=60, blank=True)
    lane = models.CharField(_("弄"), max_length=30, blank=True)
    number = models.CharField(_("门牌号"), max_length=30, blank=True)
    sub = models.CharField(_("附号"), max_length=20, blank=True)
    estate = models.CharField(_("小区（楼名）"), max_length=80, blank=True)
    building = models.CharField(_("楼栋"), max_length=40, blank=True)
    unit = models.CharField(_("单元"), max_length=20, blank=True)
    floor = models.CharField(_("楼层"), max_length=20, blank=True)
    room = models.CharField(_("房号"), max_length=60, blank=True)
    plot = models.CharField(_("地块"), max_length=120, blank=True)
    other_names = models.JSONField(_("曾用名、别名"), default=dict, blank=True)
    # what it is found under, worked out from its parts and other names (addresses.keys)
    keys = ArrayField(models.BigIntegerField(), default=list)
    identity = models.BigIntegerField()  # two entries in use never name one address

    uses = ArrayField(models.CharField(max_length=16, choices=Use), default=list, blank=True)
    registrants = models.PositiveIntegerField(_("已登记家数"), default=0)
    registrant_limit = models.PositiveIntegerField(_("家数上限"), null=True, blank=True)
    owner = models.CharField(_("产权人"), max_length=120, blank=True)
    owner_kind = models.CharField(max_length=8, choices=OwnerKind, blank=True, default="")
    point = models.JSONField(_("位置"), null=True, blank=True)  # a GeoJSON point
    status = models.CharField(_("状态"), max_length=12, choices=Status, default=Status.ACTIVE)
    replaced_by = models.CharField(_("改成的编码"), max_length=40, blank=True)

    division_code = models.CharField(_("行政区划代码"), max_length=6, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    source = models.CharField(_("来源"), max_length=80, blank=True)
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_to = models.DateField(_("停用日期"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)  # of the row it came from
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("标准地址")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                name="address_once_in_use", fields=["identity"], condition=Q(status="active")
            ),
            models.CheckConstraint(
                name="standard_address_names_a_place",
                condition=~Q(road="", estate="", village="", hamlet="", plot=""),
            ),
            models.CheckConstraint(
                name="standard_address_division_form",
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
            ),
            models.CheckConstraint(
                name="standard_address_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="standard_address_status_known",
                condition=Q(status__in=["active", "planned", "barred", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="standard_address_uses_known",
                condition=Q(
                    uses__contained_by=[
                        "residential", "commercial", "office", "industrial", "storage",
                        "public", "agricultural",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="standard_address_has_keys", condition=Q(keys__len__gte=1)
            ),
        ]  # fmt: skip
        indexes = [
            # a written address is looked up by these
            GinIndex(name="address_keys", fields=["keys"], fastupdate=False),
            # which counties and cities there are
            models.Index(name="address_regions", fields=["county", "city"]),
            # the register's page, county by county
            models.Index(name="address_of_county", fields=["division_code", "code"]),
        ]

    def __str__(self) -> str:
        return self.text

    def parts(self) -> Parts:
        """Return the parts of the address."""
        return Parts(**{name: getattr(self, name) for name in NAMES})

    @property
    def is_full(self) -> bool:
        """Say whether it has as many registrants as it may have."""
        return self.registrant_limit is not None and self.registrants >= self.registrant_limit


class AddressName(models.Model):
    """A name that the register has in a county, by what is left of it without one character.

    Finds misspellings, and whether a name stands in more than one county.
    """

    name = models.CharField(max_length=140)
    short = models.CharField(max_length=140)
    county = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="address_name_once", fields=["short", "name", "county"]),
        ]

    def __str__(self) -> str:
        return self.name


class Registrant(models.Model):
    """Who applied for an address, is registered there, or was (登记主体)."""

    class State(models.TextChoices):
        APPLIED = "applied", _("正在申请")
        REGISTERED = "registered", _("已登记")
        LEFT = "left", _("已迁出或注销")
        RELEASED = "released", _("没有登记成")

    address = models.ForeignKey(StandardAddress, on_delete=models.PROTECT, related_name="occupants")
    case_number = models.CharField(_("办件编号"), max_length=32)
    name = models.CharField(_("名称"), max_length=200, blank=True)
    trade_name = models.CharField(_("字号"), max_length=40, blank=True)  # while there is no code
    extra = models.BooleanField(_("一照多址"), default=False)  # a further place, not the domicile
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.APPLIED)
    applied_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("登记主体")
        constraints = [
            models.UniqueConstraint(name="registrant_once_a_case", fields=["case_number"]),
            models.CheckConstraint(
                name="registrant_state_and_dates",
                condition=Q(state__in=["applied", "released"], registered_at__isnull=True)
                | Q(state="registered", registered_at__isnull=False, left_at__isnull=True)
                | Q(state="left", left_at__isnull=False),
            ),
        ]
        indexes = [
            # who stands at an address, and who waits for it
            models.Index(
                name="registrant_at",
                fields=["address", "state"],
                condition=Q(state__in=["applied", "registered"]),
            ),
            # a company that moves or ends
            models.Index(name="registrant_uscc", fields=["uscc"], condition=~Q(uscc="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_state_display()}"
