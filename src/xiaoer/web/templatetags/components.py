"""Small pieces of markup that every room uses; each lives here once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from xiaoer.people.models import Appointment

from ..navigation import Link, public_rail

register = template.Library()


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
    return f"?{values.urlencode()}" if values else request.path


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


@register.simple_tag
def demo_doors() -> list[dict[str, str]]:
    """Return the people of the demo whom a visitor can be, in the order they were made."""
    rows = Appointment.objects.filter(user__is_active=True).select_related("user", "organisation")
    doors: dict[str, dict[str, str]] = {}
    for row in rows.order_by("user_id")[:12]:
        post = f"{row.organisation.short_name} {row.get_post_display()}"
        person = {"username": row.user.username, "name": row.user.name, "post": post}
        doors.setdefault(row.user.username, person)
    return list(doors.values())
