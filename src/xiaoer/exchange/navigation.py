"""The feeds' page in the rail."""

from django.utils.translation import gettext_lazy as _

from xiaoer.people.roles import Capability
from xiaoer.web.navigation import Entry
from xiaoer.web.navigation import register as add


def register() -> None:
    """Add the page of feeds."""
    add(
        Entry(
            group="monitoring",
            label=_("外部数据"),
            icon="database-import",
            url_name="feeds",
            capability=Capability.READ_FEEDS,
            order=40,
        )
    )
