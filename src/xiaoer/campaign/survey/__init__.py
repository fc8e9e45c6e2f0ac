"""The quarterly third-party survey: design, quality, estimates (campaign §6). Pure."""
