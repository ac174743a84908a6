"""Measurements. Nothing here is asserted by a test: `make bench` prints what this machine gives."""
