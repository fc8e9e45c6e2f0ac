"""The people room's words in templates."""

from __future__ import annotations

from django import template

from ..wording import role_words

register = template.Library()
register.filter("role_words", role_words)
