"""Tests of structurer, one module for each of its modules."""
