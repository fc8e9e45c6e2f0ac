"""The tables of the case kernel."""

from .case import Case, CaseEvent
from .outside import CalendarNotice, Delivery, Notice, Turn, Webhook
from .papers import Draft, Material, Paper, Rating, Signature
from .todo import SavedFilter, Todo

__all__ = [
    "CalendarNotice",
    "Case",
    "CaseEvent",
    "Delivery",
    "Draft",
    "Material",
    "Notice",
    "Paper",
    "Rating",
    "SavedFilter",
    "Signature",
    "Todo",
    "Turn",
    "Webhook",
]
