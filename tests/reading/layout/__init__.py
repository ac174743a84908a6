"""Tests of the layout reader, one module for each of its modules, and the fixtures."""
