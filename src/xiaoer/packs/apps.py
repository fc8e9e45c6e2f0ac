"""The room of measure packs."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """Schema, check and loader of measure packs."""

    name = "xiaoer.packs"
    label = "packs"
    verbose_name = "攻坚事项包"
