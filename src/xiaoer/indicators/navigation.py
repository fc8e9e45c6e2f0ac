"""The figures' pages in the rail."""

from django.utils.translation import gettext_lazy as _

from xiaoer.people.roles import Capability
from xiaoer.web.navigation import Entry
from xiaoer.web.navigation import register as add


def register() -> None:
    """Add the pages of figures."""
    may = Capability.READ_FIGURES
    add(
        Entry("monitoring", _("驾驶舱"), "layout-dashboard", "cockpit", may, 10),
        Entry("monitoring", _("指标"), "chart-line", "indicators", may, 20),
    )
