"""Saved records as tables: CSV, JSON lines, a workbook, Parquet, columns for Python. Knows records, not where they are kept."""
