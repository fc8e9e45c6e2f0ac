"""The case kernel: process, clocks, to-dos, papers, decisions."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Everything that somebody must do by a date."""

    name = "xiaoer.cases"
    label = "cases"
    verbose_name = "办件"

    def ready(self) -> None:
        """Put the room's pages into the navigation, and tell guides how long cases took."""
        from xiaoer.catalogue import actuals as told

        from . import actuals, navigation

        navigation.register()
        told.register(actuals.actual_of)
