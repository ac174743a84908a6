"""Tests of the tool server."""
