"""Reports of the campaign: due moments, lateness, copied text, the calendar of a year. Pure."""
