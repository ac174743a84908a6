"""Tests of `structurer.evaluation`."""
