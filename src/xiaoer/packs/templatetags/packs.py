"""The packs room's words in templates."""

from __future__ import annotations

from django import template

from ..translations import said

register = template.Library()
register.filter("said", said)
