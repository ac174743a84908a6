"""Builders, servers, made sheets and made replies for the tests."""
