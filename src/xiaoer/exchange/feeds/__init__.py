"""Reading what line systems send: cells, tables, envelopes. Pure."""
