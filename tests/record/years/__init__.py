"""Tests of `structurer.record.years`."""
