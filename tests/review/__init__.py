"""Tests of the correction loop."""
