"""The figures' pages in the rail."""

from django.utils.translation import gettext_lazy as _

from xiaoer.people.roles import Capability
from xiaoer.web.navigation import Entry
from xiaoer.web.navigation import register as add


def register() -> None:
    """Add the pages of figures."""
    from .watching import unseen

    may = Capability.READ_FIGURES
    add(
        Entry(
            group="monitoring",
            label=_("驾驶舱"),
            icon="layout-dashboard",
            url_name="cockpit",
            capability=may,
            order=10,
        ),
        Entry(
            group="monitoring",
            label=_("指标"),
            icon="chart-line",
            url_name="indicators",
            capability=may,
            order=20,
        ),
        Entry(
            group="monitoring",
            label=_("预警"),
            icon="alert-triangle",
            url_name="warnings",
            capability=may,
            order=30,
            count=unseen,
        ),
        Entry(
            group="monitoring",
            label=_("办件流程"),
            icon="route",
            url_name="flow-map",
            capability=may,
            order=40,
        ),
        Entry(
            group="monitoring",
            label=_("评价自测"),
            icon="clipboard-check",
            url_name="evaluation",
            capability=may,
            order=50,
        ),
        Entry(
            group="monitoring",
            label=_("关账和目标"),
            icon="lock-check",
            url_name="keeping",
            capability=Capability.KEEP_FIGURES,
            order=60,
        ),
    )
