"""Tests of `structurer.years`."""
