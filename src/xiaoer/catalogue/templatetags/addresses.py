"""Words of the address register for its pages."""

from __future__ import annotations

from django import template

from .. import address_words

register = template.Library()
register.filter("own_script", address_words.own_script)
register.filter("use_words", address_words.uses)
