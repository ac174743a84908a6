"""Outcomes for people: every sentence that is said about a verdict, a finding or a record."""
