"""Everything that changes a programme: one function, one transaction, one event."""
