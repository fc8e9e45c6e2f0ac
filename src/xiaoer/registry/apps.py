"""Enterprises, persons and addresses."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The room of enterprises and persons."""

    name = "xiaoer.registry"
    verbose_name = "企业与个人"
