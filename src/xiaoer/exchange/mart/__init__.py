"""The mart: Parquet files by month, renewed in steps that readers never see half done."""
