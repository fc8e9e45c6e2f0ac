"""Mystery visits: sheet, plan, agreement of scorers (campaign §7). Pure."""
