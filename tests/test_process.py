"""How processes that work for another begin."""

import os

import pytest

from structurer import process


def _begun() -> None:
    """Begin with nothing more."""


def test_a_worker_has_the_environment_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set after the first workers have begun holds for the next ones all the same."""
    for value in ("1", "2"):
        monkeypatch.setenv("STRUCTURER_TESTED", value)
        with process.worker_pool(1, __name__, _begun) as pool:
            assert pool.submit(os.getenv, "STRUCTURER_TESTED").result() == value
