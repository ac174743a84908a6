"""The sheet: its model, and one fact for each figure of its tables."""
