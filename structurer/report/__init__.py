"""Outcomes for people: every sentence about a verdict, a finding or a record."""
