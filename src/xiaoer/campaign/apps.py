"""From a published plan to a running programme."""

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """The room of the yearly campaign."""

    name = "xiaoer.campaign"
    verbose_name = "攻坚行动"

    def ready(self) -> None:
        """Put the room's pages into the navigation."""
        from . import navigation

        navigation.register()
