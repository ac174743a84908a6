"""Tests of the pages as values and as files."""
