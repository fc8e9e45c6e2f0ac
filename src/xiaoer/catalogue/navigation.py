"""The catalogue's pages in the head of the public site."""

from django.utils.translation import gettext_lazy as _

from xiaoer.people.roles import Capability
from xiaoer.web.navigation import Entry, PublicEntry, register_public
from xiaoer.web.navigation import register as add


def register() -> None:
    """Add the catalogue's pages."""
    add(
        Entry(
            "foundation",
            _("标准地址"),
            icon="map-pin",
            url_name="addresses:search",
            capability=Capability.READ_ADDRESSES,
            order=30,
        )
    )
    register_public(
        PublicEntry(_("办事"), icon="file-text", url_name="service-search", order=20),
        PublicEntry(_("一件事"), icon="stack-2", url_name="themes", order=30),
    )
