"""Tests of the web page, against the real server on loopback."""
