"""Tests of `structurer.sheet`."""
