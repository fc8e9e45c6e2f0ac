"""Event logs in and out: XES, OCEL 2.0, CSV and Parquet. Pure: no Django, no database."""
