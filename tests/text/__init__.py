"""Tests of `structurer.text`."""
