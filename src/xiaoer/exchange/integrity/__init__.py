"""Checks of what cases and feeds say, on every measure (market 0.5)."""
