"""The record: a sheet as it is saved and printed as JSON, its findings and corrections."""
