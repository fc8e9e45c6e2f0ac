"""The page shell, components, charts and assets."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room of everything that all pages share."""

    name = "xiaoer.web"
    verbose_name = "页面外壳"
