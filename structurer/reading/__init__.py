"""Readers: a source in, a sheet that cites it out."""
