"""The kernel's pages in the rail."""

from django.utils.translation import gettext_lazy as _

from xiaoer.people.roles import Capability
from xiaoer.web.navigation import Entry, PublicEntry, register_public
from xiaoer.web.navigation import register as add


def register() -> None:
    """Add the kernel's pages."""
    from .queries import waiting_for_me

    add(
        Entry(
            "handling",
            _("待办"),
            icon="inbox",
            url_name="desk",
            capability=Capability.WORK_CASES,
            order=10,
            count=waiting_for_me,
        ),
        Entry(
            "handling",
            _("窗口收件"),
            icon="device-desktop",
            url_name="window",
            capability=Capability.WORK_CASES,
            order=20,
        ),
        Entry(
            "handling",
            _("办件查询"),
            icon="files",
            url_name="case-search",
            capability=Capability.READ_CASES,
            order=30,
        ),
        Entry(
            "handling",
            _("卡在哪"),
            icon="alert-triangle",
            url_name="stuck",
            capability=Capability.WATCH_CASES,
            order=40,
        ),
    )
    register_public(
        PublicEntry(_("首页"), icon="home", url_name="portal", order=10),
        PublicEntry(_("进度查询"), icon="progress-check", url_name="my", order=40),
    )
