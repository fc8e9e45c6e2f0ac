"""The case kernel: process, clocks, to-dos, papers, decisions."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Everything that somebody must do by a date."""

    name = "xiaoer.cases"
    label = "cases"
    verbose_name = "办件"

    def ready(self) -> None:
        """Put the room's pages into the navigation."""
        from . import navigation

        navigation.register()
