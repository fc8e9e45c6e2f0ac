"""Pages of the case kernel: the desk for officers, the portal for applicants."""
