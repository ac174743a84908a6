"""A text as it stands: its lines, its figures, its words."""
