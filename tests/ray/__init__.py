"""Tests of the stage for Ray Data."""
