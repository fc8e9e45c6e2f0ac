"""What other systems send in, and the mart."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Feeds with their quarantine, and the columnar mart."""

    name = "xiaoer.exchange"
    label = "exchange"
    verbose_name = "数据汇集"

    def ready(self) -> None:
        """Put the page of feeds into the rail."""
        from . import navigation

        navigation.register()
