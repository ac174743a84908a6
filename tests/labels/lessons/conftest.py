"""A store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from structurer.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(str(tmp_path / "store.db")) as opened:
        yield opened
