"""The campaign's pages in the rail."""

from django.utils.translation import gettext_lazy as _

from xiaoer.people.roles import Capability
from xiaoer.web.navigation import Entry
from xiaoer.web.navigation import register as add


def register() -> None:
    """Add the campaign's pages."""
    from .duty import duties_of
    from .queries import waiting_for_me
    from .report_queries import reports_waiting

    add(
        Entry(
            group="campaign",
            label=_("行动方案"),
            icon="list-check",
            url_name="programmes",
            capability=Capability.READ_PROGRAMME,
            order=10,
            count=waiting_for_me,
        ),
        Entry(
            group="campaign",
            label=_("本月"),
            icon="calendar-due",
            url_name="this-month",
            capability=Capability.READ_REPORTS,
            order=5,
            count=reports_waiting,
        ),
        Entry(
            group="campaign",
            label=_("导入方案"),
            icon="file-import",
            url_name="import-plan",
            capability=Capability.IMPORT_PLAN,
            order=20,
        ),
        Entry(
            group="campaign",
            label=_("分解提醒"),
            icon="bell",
            url_name="notices",
            capability=Capability.READ_PROGRAMME,
            order=30,
            count=duties_of,
        ),
    )
