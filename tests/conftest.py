"""What holds for every test: nothing is read from or written to the user's own folders; the command line in process."""

import io
import os
import sys
from pathlib import Path

import pytest

from structurer.cli import main
from structurer.reading.model import dialect
from tests.builders import Command, Done


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache and the replies of failed sheets go to the test's own folder."""
    dialect._KNOWN.clear()  # ports come again, what was learned at them must not
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "STRUCTURER_CACHE", "STRUCTURER_FAILURES"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command line in a clean environment: English, a store of its own, no model configured."""
    for name in [name for name in os.environ if name.startswith(("STRUCTURER_", "OPENAI_", "LC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    monkeypatch.setenv("STRUCTURER_STORE", str(tmp_path / "store.db"))

    def call(*arguments: str, stdin: bytes = b"", **environment: str) -> Done:
        with monkeypatch.context() as once:
            for name, value in environment.items():
                once.setenv(name, value)
            once.setattr(sys, "argv", ["structurer", *arguments])
            once.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            with pytest.raises(SystemExit) as ended:
                main()
        printed = capfd.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return call
