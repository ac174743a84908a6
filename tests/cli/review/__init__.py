"""Tests of the terminal loop."""
