"""The catalogue's pages in the head of the public site."""

from django.utils.translation import gettext_lazy as _

from xiaoer.web.navigation import PublicEntry, register_public


def register() -> None:
    """Add the catalogue's pages."""
    register_public(
        PublicEntry(_("办事"), icon="file-text", url_name="service-search", order=20),
        PublicEntry(_("一件事"), icon="stack-2", url_name="themes", order=30),
    )
