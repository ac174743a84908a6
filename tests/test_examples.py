"""The examples of the documentation are run as they stand."""

import csv
import doctest
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.batches import made, revisions
from tests.support.builders import FIXTURES, fixture

ROOT = FIXTURES.parent
EXAMPLES = ROOT / "docs" / "examples"


def test_the_walk_through_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every block runs after the one before it and prints what the page says."""
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("polars", reason="polars is not installed")
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in [name for name in os.environ if name.startswith(("STRUCTURER_AUTHOR", "STRUCTURER_MODEL", "OPENAI_"))]:
        monkeypatch.delenv(name)
    page = (EXAMPLES / "walkthrough.md").read_text("utf-8")
    blocks = "".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(blocks, {}, "walkthrough.md", None, 0)
    told: list[str] = []
    ended = doctest.DocTestRunner().run(test, out=told.append)
    assert ended.failed == 0, "".join(told)
    assert ended.attempted > 30


@dataclass(frozen=True)
class Nights:
    """A folder of sheets, one for what comes of them, and a night's work between the two."""

    folder: Path

    @property
    def sheets(self) -> Path:
        """Where the sheets are."""
        return self.folder / "sheets"

    @property
    def out(self) -> Path:
        """Where tables and log go."""
        return self.folder / "out"

    def night(self) -> int:
        """The exit status of one night."""
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        ran = subprocess.run(
            [str(EXAMPLES / "nightly.sh"), str(self.sheets), str(self.out)],
            env={"PATH": path, "PYTHONPATH": str(ROOT), "STRUCTURER_LANG": "en"}, cwd=self.folder, check=False, timeout=120,
        )  # fmt: skip
        return ran.returncode

    def log(self) -> str:
        """All that was logged."""
        return (self.out / "nightly.log").read_text("utf-8")

    def exported(self) -> set[str]:
        """The names of the sheets in the tables."""
        with (self.out / "tables" / "records.csv").open(encoding="utf-8", newline="") as file:
            return {Path(row["source"]).name for row in csv.DictReader(file)}


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    """Two sheets that hold, and settings in a file beside them."""
    if shutil.which("flock") is None:
        pytest.skip("flock is not installed (util-linux)")
    made(tmp_path / "sheets", 2)
    program = tmp_path / "bin" / "structurer"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m structurer "$@"\n')
    program.chmod(0o755)
    (tmp_path / "structurer.env").write_text(f"STRUCTURER_STORE={tmp_path / 'store.db'}\nSTRUCTURER_MODEL=offline\n")
    return Nights(tmp_path)


@pytest.mark.slow
def test_night_after_night(nights: Nights) -> None:
    """Each night reads what is new, and its status says what waits; one bad sheet keeps no other from the tables."""
    assert (nights.night(), nights.exported()) == (0, {"0000.txt", "0001.txt"})
    (nights.sheets / "review.txt").write_text(fixture("tottori-dx").text, "utf-8")
    assert (nights.night(), nights.exported()) == (1, {"0000.txt", "0001.txt"})
    (nights.sheets / "memo.txt").write_text("memo\n", "utf-8")
    (nights.sheets / "new.txt").write_text(fixture("parks-plain").text, "utf-8")
    assert (nights.night(), nights.exported()) == (2, {"0000.txt", "0001.txt", "new.txt"})
    assert set(revisions(str(nights.folder / "store.db")).values()) == {1}
    assert "memo.txt: no amount in its 1 lines." in nights.log()
    assert nights.log().count("saved by an earlier run: ") == 2


def test_two_nights_do_not_overlap(nights: Nights) -> None:
    """While one is at work, the next begins nothing and says so."""
    nights.out.mkdir()
    with (nights.out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert nights.night() == 75
    assert "still running since last time; nothing was begun" in nights.log()
    assert not (nights.folder / "store.db").exists()


@pytest.mark.slow
@pytest.mark.timeout(500)  # longer than the program it waits for may take
def test_the_flow(tmp_path: Path) -> None:
    """Under Prefect: the sheets are read once, what is confirmed is exported, and a bad sheet fails the run after that."""
    pytest.importorskip("prefect", reason="prefect is not installed")
    made(tmp_path / "sheets", 2)
    assert _flowed(tmp_path).returncode == 0
    (tmp_path / "sheets" / "memo.txt").write_text("memo\n", "utf-8")
    (tmp_path / "sheets" / "new.txt").write_text(fixture("parks-plain").text, "utf-8")
    again = _flowed(tmp_path)
    assert again.returncode == 1
    assert "1 sheet(s) could not be read; the log says why" in again.stderr
    assert revisions(str(tmp_path / "store.db")) == {"0000.txt": 1, "0001.txt": 1, "new.txt": 1}
    assert len((tmp_path / "out" / "records.csv").read_text("utf-8").splitlines()) == 1 + 3


def _flowed(folder: Path) -> "subprocess.CompletedProcess[str]":
    quiet = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1", "PREFECT_HOME": str(folder / "prefect")}
    quiet["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] = "120"
    own = {"STRUCTURER_STORE": str(folder / "store.db"), "STRUCTURER_LANG": "en", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, str(EXAMPLES / "prefect_flow.py"), "sheets", "out", "offline"],
        env={"PATH": os.environ["PATH"], **quiet, **own}, cwd=folder, check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


DOCKERFILE = (EXAMPLES / "Dockerfile").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_what_the_image_copies_is_there() -> None:
    """Every COPY from the checkout names what stands in it; what the wheel is built from is among it."""
    copied = [
        line.split()[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY") and "--from" not in line
    ]
    names = {name for line in copied for name in line}
    assert {"pyproject.toml", "structurer", "constraints.txt", PROJECT["readme"], *PROJECT["license-files"]} <= names
    assert [name for name in sorted(names) if not (ROOT / name).exists()] == []


def test_what_the_image_installs_is_there() -> None:
    """Its extras are the project's, its Python one that the project takes, and it does not run as root."""
    (extras,) = re.findall(r'"\$wheel\[([a-z,]+)\]"', DOCKERFILE)
    assert set(extras.split(",")) == {"documents", "export", "postgres", "web"} <= set(PROJECT["optional-dependencies"])
    versions = set(re.findall(r"^FROM python:(\d+\.\d+)-slim", DOCKERFILE, re.MULTILINE))
    assert len(versions) == 1
    assert f"Programming Language :: Python :: {versions.pop()}" in PROJECT["classifiers"]
    assert re.search(r'^USER (?!root).+\n(.+\n)*ENTRYPOINT \["structurer"\]$', DOCKERFILE, re.MULTILINE)
    assert "structurer" in PROJECT["scripts"]
