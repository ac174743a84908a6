"""Datasette opens the export as it is: the README's line runs, tables have titles, facets and words."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote

import pytest

from structurer.export import datasette
from structurer.export.sqlite import FACETS, SQLITE_TABLES, labelled
from structurer.store import Store
from tests.support.builders import FIXTURES, Command

ROOT = FIXTURES.parent
SHEETS = [str(FIXTURES / name / "source.txt") for name in ("nagano-it", "parks-plain", "tottori-dx")]
VIEW = quote("総括表").replace("%", "~")
"""The view as Datasette writes it in an address."""
needs_datasette = pytest.mark.skipif(
    find_spec("datasette") is None, reason="exports are opened with datasette: pip install 'structurer[dev-all]'"
)


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
@pytest.mark.slow
@needs_datasette
def test_the_line_of_the_readme(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readme: str) -> None:
    """It exports what may be published, and Datasette serves it with titles, facets and Japanese words."""
    line = re.search(
        r"^structurer (export --format sqlite .*) && datasette (\S+)", (ROOT / readme).read_text("utf-8"), re.MULTILINE
    )
    assert line is not None
    run("run", *SHEETS, "--model", "offline")
    monkeypatch.chdir(tmp_path)
    assert run(*line[1].split()).returncode == 0
    for base in served(line[2]):
        page = fetched(f"{base}/budget/facts.json?_labels=on&_shape=objects&_facet=measure")
        assert {row["verdict"]["label"] for row in page["rows"]} == {"確認済み"}
        assert page["facet_results"]
        assert "総括表 · Projects" in text(f"{base}/budget/projects")
        assert fetched(f"{base}/budget/{VIEW}.json?_shape=array")[0]["判定"] == "確認済み"
        assert text(f"{base}/budget/records").count("facet-info") >= len(FACETS["records"])


def served(folder: str) -> Iterator[str]:
    """The address of a server of a folder, which is ended afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "datasette", folder, "-p", str(port)], stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                text(base)
                break
            except (URLError, ConnectionError):
                assert process.poll() is None
                time.sleep(0.1)
        yield base
    finally:
        process.terminate()
        process.wait(30)


def text(url: str) -> str:
    """A page."""
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310  # our own server
        return str(answer.read().decode())


def fetched(url: str) -> Any:  # noqa: ANN401  # JSON
    """A page's JSON."""
    return json.loads(text(url))


def test_what_the_file_says() -> None:
    """A title, a description and every column of each table; what can be counted has facets; no licence is made up."""
    described = json.loads(datasette.text("budget"))
    tables = described["databases"]["budget"]["tables"]
    for table in SQLITE_TABLES:
        assert set(tables[table.name]["columns"]) == {column.name for column in table.typed}
        assert tables[table.name]["title"].startswith(table.title)
    assert tables["facts"]["facets"] == list(FACETS["facts"])
    assert "単位: 円" in tables["facts"]["columns"]["yen"]
    assert all(tables[name]["hidden"] for name in labelled())
    assert not {"license", "license_url", "source"} & set(described)


def test_a_licence_is_kept(run: Command, tmp_path: Path) -> None:
    """What a publisher wrote into the file is there after the next export, in a folder and beside a file."""
    run("run", SHEETS[0], "--model", "offline")
    for output, place in ((tmp_path / "open", tmp_path / "open"), (tmp_path / "a" / "budget.db", tmp_path / "a")):
        place.mkdir(exist_ok=True)
        assert run("export", "--format", "sqlite", "-o", str(output)).returncode == 0
        file = place / "metadata.json"
        described = json.loads(file.read_text("utf-8"))
        file.write_text(json.dumps({**described, "license": "CC BY 4.0", "title": "ours"}), "utf-8")
        assert run("export", "--format", "sqlite", "-o", str(output)).returncode == 0
        again = json.loads(file.read_text("utf-8"))
        assert (again["license"], again["title"]) == ("CC BY 4.0", described["title"])
        assert {path.name for path in place.iterdir()} == {"budget.db", "metadata.json"}


def test_another_programs_file_is_not_replaced(run: Command, tmp_path: Path) -> None:
    """Nor a folder with other things in it; without an output nothing is written."""
    run("run", SHEETS[0], "--model", "offline")
    (tmp_path / "metadata.json").write_text("{}", "utf-8")
    done = run("export", "-o", str(tmp_path / "budget.sqlite"))
    assert (done.returncode, (tmp_path / "budget.sqlite").exists()) == (2, False)
    assert "metadata.json" in done.stderr
    assert run("export", "--format", "sqlite", "-o", str(tmp_path)).returncode == 2
    assert run("export", "--format", "sqlite").returncode == 2
    assert (tmp_path / "metadata.json").read_text("utf-8") == "{}"
    (tmp_path / "metadata.json").unlink()
    Store.open(str(tmp_path / "other.db")).close()
    before = (tmp_path / "other.db").read_bytes()
    assert run("export", "--format", "sqlite", "-o", str(tmp_path / "other.db")).returncode == 2
    assert (tmp_path / "other.db").read_bytes() == before
