"""The page shell, components, charts and assets."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """The room of everything that all pages share."""

    name = "xiaoer.web"
    verbose_name = "页面外壳"

    def ready(self) -> None:
        """Put the pages of the rooms below into the navigation: they cannot know of it."""
        from xiaoer.people.roles import Capability

        from .navigation import Entry, register

        register(
            Entry(
                group="foundation",
                label=_("机构人员"),
                icon="users-group",
                url_name="people:organisations",
                capability=Capability.READ_PEOPLE,
                order=10,
            ),
            Entry(
                group="foundation",
                label=_("企业"),
                icon="building-store",
                url_name="registry:enterprises",
                capability=Capability.READ_REGISTRY,
                order=20,
            ),
        )
