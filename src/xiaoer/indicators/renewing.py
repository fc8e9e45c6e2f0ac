"""Keeping figures fresh: the mart, what changed in it, and the warnings that follow."""

from __future__ import annotations

from xiaoer.exchange.mart.refresh import Busy, refresh

from .services import compute
from .watching import watch

EVERY = 1800  # seconds; a renewal reads only the months that changed


def renew() -> int:
    """Renew the mart, the figures and the warnings; returns how many values were written.

    Nothing is done while another renewal runs: it will have seen the same rows.
    """
    try:
        done = compute(refresh())
    except Busy:
        return 0
    watch()
    return done.values
