"""Service items for the public: search, guides, themes, addresses."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Standards first: what can be applied for, with what, how long it takes."""

    name = "xiaoer.catalogue"
    label = "catalogue"
    verbose_name = "事项目录"

    def ready(self) -> None:
        """Put the room's pages into the head of the public site and into the rail."""
        from . import navigation

        navigation.register()
