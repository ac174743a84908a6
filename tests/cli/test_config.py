"""The file of settings: it holds where the environment says nothing, and never holds a key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from structurer.cli.config import NAMES
from structurer.settings import Settings
from tests.support.builders import FIXTURES

SHEET = str(FIXTURES / "parks-plain" / "source.txt")


def run(config: str, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a file of settings, in a process of its own: it changes the environment."""
    (folder / "config.toml").write_text(config, encoding="utf-8")
    known = {name: text for name, text in os.environ.items() if not name.startswith("STRUCTURER_")}
    named = {**known, "STRUCTURER_CONFIG": str(folder / "config.toml"), **environment}
    command = [sys.executable, "-m", "structurer", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=named, cwd=FIXTURES.parent, check=False)


def test_every_setting_but_the_key() -> None:
    """What the settings know the file may say, and what the environment alone decides; keys are no part of it."""
    assert set(Settings.model_fields) - {"openai_api_key"} | {"lang", "vocabulary"} == NAMES


def test_where_the_environment_says_nothing(tmp_path: Path) -> None:
    """Store, model, language and author come from the file; what the environment says comes first."""
    config = f'store = "{tmp_path / "own.db"}"\nmodel = "offline"\nlang = "en"\nauthor = "審査A"\n'
    done = run(config, tmp_path, "run", SHEET, "--publisher", "霧ヶ浦市", "--format", "json")
    assert (done.returncode, done.stderr, '"by": "審査A"' in done.stdout) == (0, "", True)
    assert (tmp_path / "own.db").exists()
    listed = run(config, tmp_path, "records", STRUCTURER_STORE=str(tmp_path / "other.db"))
    assert (listed.stdout, "Nothing is saved yet" in listed.stderr) == ("", True)


@pytest.mark.parametrize("config", ["openai_api_key = 'x'", "modell = 'offline'", "model", "model = ['a']"])
def test_what_is_no_setting(tmp_path: Path, config: str) -> None:
    """A key, a slip, what is no TOML or no value: one sentence that names the file, and 2."""
    done = run(config, tmp_path, "records", STRUCTURER_LANG="en")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "config.toml: not usable as settings" in done.stderr
