"""What holds for every test: nothing is read from or written to the user's own folders."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache and the replies of failed sheets go to the test's own folder."""
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "STRUCTURER_CACHE", "STRUCTURER_FAILURES"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
