"""Tests of `structurer.labels`."""
