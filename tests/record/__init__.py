"""Tests of the record as it is saved."""
