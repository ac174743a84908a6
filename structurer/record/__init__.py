"""What is saved of a sheet and printed as JSON."""
