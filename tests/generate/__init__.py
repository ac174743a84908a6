"""The programs of `make docs` and `make golden`."""
