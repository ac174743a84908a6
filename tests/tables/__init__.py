"""Tests of `structurer.tables`."""
