"""What a sheet says: its shape, and one fact a figure."""
