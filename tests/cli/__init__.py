"""Tests of `structurer.cli`."""
