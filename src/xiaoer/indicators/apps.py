"""Figures."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Definitions to values to warnings, each with the rows behind it."""

    name = "xiaoer.indicators"
    label = "indicators"
    verbose_name = "指标"

    def ready(self) -> None:
        """Put the pages of figures into the rail, and let workers keep the figures fresh."""
        from xiaoer.cases.turns import register

        from . import navigation
        from .renewing import EVERY, renew

        navigation.register()
        register("figures", EVERY, renew)
