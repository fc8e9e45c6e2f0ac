"""The ledger of assigned items: states, refusals, figures (campaign §5). Pure."""
