"""What `make docs` and `make golden` run."""
