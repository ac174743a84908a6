"""Lessons: learned, chosen, laid over, kept, and never able to verify anything."""
