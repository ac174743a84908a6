"""Tests of the rows of a record."""
