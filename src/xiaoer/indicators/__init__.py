"""Every figure from its rows: definitions, values, warnings, evaluation."""
