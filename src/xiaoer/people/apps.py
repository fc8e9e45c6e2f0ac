"""Organisations, staff, roles and access."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room of organisations and people."""

    name = "xiaoer.people"
    verbose_name = "机构与人员"
