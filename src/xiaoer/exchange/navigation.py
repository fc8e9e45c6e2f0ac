"""The feeds' page in the rail."""

from django.utils.translation import gettext_lazy as _

from xiaoer.people.roles import Capability
from xiaoer.web.navigation import Entry
from xiaoer.web.navigation import register as add


def register() -> None:
    """Add the pages of feeds and findings."""
    from .integrity.services import waiting
    from .reminding import late_for

    add(
        Entry(
            group="monitoring",
            label=_("数据疑点"),
            icon="zoom-question",
            url_name="findings",
            capability=Capability.READ_FIGURES,
            order=45,
            count=waiting,
        ),
        Entry(
            group="monitoring",
            label=_("外部数据"),
            icon="database-import",
            url_name="feeds",
            capability=Capability.READ_FEEDS,
            count=late_for,
            order=40,
        ),
    )
