"""What other systems send in, and the mart."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Feeds with their quarantine, and the columnar mart."""

    name = "xiaoer.exchange"
    label = "exchange"
    verbose_name = "数据汇集"

    def ready(self) -> None:
        """Put the pages into the rail; let workers look for what should not be, and remind."""
        from xiaoer.cases.turns import register

        from . import navigation
        from .integrity.services import look
        from .reminding import remind

        navigation.register()
        register("integrity", 6 * 3600, look)
        register("late feeds", 3600, remind)
