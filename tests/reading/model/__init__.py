"""Tests of `structurer.reading.model`."""
