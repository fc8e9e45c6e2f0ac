"""Process mining on event logs. Pure: no Django, no database, no files."""
