"""Small pieces of markup that every room uses; each lives here once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import template
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiaoer.people.models import Appointment, RoleGrant, User
from xiaoer.people.roles import CAPABILITIES, Capability

from ..navigation import Link, public_rail

register = template.Library()
DESK_ROLES = [role for role, may in CAPABILITIES.items() if Capability.WORK_CASES in may]


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody of the demo whom a visitor can be."""

    username: str
    name: str
    post: str


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Draw a Tabler icon from the sprite; without a label it is hidden from readers."""
    classes = f"i i-{size}" if size else "i"
    hidden = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="{}" {}><use href="{}#i-{}"></use></svg>',
        classes,
        SafeString(hidden),
        static("dist/sprite.svg"),
        name,
    )


@register.simple_tag
def meter(label: str, parts: Sequence[tuple[str, float]], size: str = "") -> SafeString:
    """Draw shares of a whole: `parts` are (state class, amount) from left to right."""
    total = sum(amount for _state, amount in parts) or 1
    left = 0.0
    bars = []
    for state, amount in parts:
        width = amount / total * 100
        bars.append((f"{left:.2f}%", f"{width:.2f}%", state))
        left += width
    return format_html(
        '<svg class="meter {}" role="img" aria-label="{}" preserveAspectRatio="none">{}</svg>',
        size,
        label,
        format_html_join("", '<rect x="{}" width="{}" height="100%" class="s-{}"/>', bars),
    )


@register.filter
def figure(value: Decimal | float | None) -> str:
    """Write a number without idle zeros and with thousands commas; nothing for no number."""
    if value is None:
        return ""
    # Chinese locales group by four; figures in tables are read by thousands (DESIGN 7)
    return f"{Decimal(str(value)).normalize():,f}"


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """Return the page's query string with some parameters changed or (None) removed."""
    request: HttpRequest = context["request"]
    values: QueryDict = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            values.pop(name, None)
        else:
            values[name] = str(value)
    return f"?{values.urlencode()}"  # a bare ? is the same page, or nothing behind an address


@register.simple_tag(takes_context=True)
def public_links(context: template.Context) -> list[Link]:
    """Return the links in the head of the public site."""
    return public_rail(context["request"].path)


@register.filter
def initial(name: str) -> str:
    """Return the first character of a name, for the round mark beside it."""
    return name[:1]


@register.filter
def get(mapping: dict[object, object], key: object) -> object:
    """Look a key up in a mapping; templates cannot do that by themselves."""
    return mapping.get(key)


# What the demo's people outside come for; a city's own are only enterprises and persons.
ERRANDS = {
    "founder": gettext_lazy("开一家公司"),
    "plant": gettext_lazy("建厂房、办电"),
    "food": gettext_lazy("开餐馆、换执照"),
}


@register.simple_tag
def demo_doors() -> list[tuple[str, list[Door]]]:
    """Return the people of the demo whom a visitor can be, by what they come for."""
    rows = Appointment.objects.filter(user__is_active=True)
    held = rows.select_related("user", "organisation").order_by("user_id")
    posts = [post for post in held if post.user.has_usable_password()]
    working = set(RoleGrant.objects.filter(role__in=DESK_ROLES).values_list("user_id", flat=True))
    outside = User.objects.filter(is_active=True, is_superuser=False, appointments=None)
    return [
        (
            _("来办事"),
            [
                _door(user, ERRANDS.get(user.username, _("企业和个人")))
                for user in outside.order_by("pk")
            ],
        ),
        (_("管项目"), [_door(p.user, _post(p)) for p in posts if p.user_id not in working]),
        (_("办案件"), [_door(p.user, _post(p)) for p in posts if p.user_id in working]),
    ]


def _door(user: User, post: str) -> Door:
    return Door(user.username, user.name, post)


def _post(row: Appointment) -> str:
    return f"{row.organisation.short_name} {row.get_post_display()}"
