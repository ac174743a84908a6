"""`structurer serve` and `structurer reviewers`, as they are typed."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.browser import Client
from tests.support.builders import Command
from tests.web.conftest import keep


def test_serves_until_it_is_interrupted(store: Path) -> None:
    """A process of its own: it says where, answers there, and ends with 0."""
    pytest.importorskip("uvicorn", reason="the page is served with uvicorn: pip install 'structurer[web]'")
    keep(store, "error-cost-total")
    command = [sys.executable, "-m", "structurer", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        said = running.stderr.readline()
        url = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert url is not None, said + running.stderr.read()
        assert Client(url[0]).get("/").status == 200
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0
        assert "Traceback" not in running.stderr.read()


def test_refuses_strangers_without_reviewers(run: Command) -> None:
    """One sentence, status 2."""
    pytest.importorskip("uvicorn", reason="the page is served with uvicorn: pip install 'structurer[web]'")
    done = run("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104
    assert done.returncode == 2
    assert done.stderr.startswith("structurer: --host 0.0.0.0: refused")
    assert "確認者" in run("serve", "--host", "::", "--port", "0", STRUCTURER_LANG="ja").stderr


def test_a_port_that_is_taken(run: Command) -> None:
    """One sentence, status 2."""
    pytest.importorskip("uvicorn", reason="the page is served with uvicorn: pip install 'structurer[web]'")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "Cannot listen at 127.0.0.1" in done.stderr
    assert run("serve", "--host", "no such host").returncode == 2


@pytest.mark.parametrize("missing", ["fastapi", "python_multipart", "uvicorn"])
def test_without_the_extra(run: Command, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """The sentence says what to install."""
    for name in [name for name in sys.modules if name.startswith(("structurer.web", missing))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    done = run("serve", "--port", "0")
    assert done.returncode == 2
    assert "pip install -c constraints.txt '.[web]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_reviewers(run: Command, tmp_path: Path) -> None:
    """The token is printed once and stands nowhere; names are listed; a removed one is gone."""
    assert "No reviewer" in run("reviewers", "list").stderr
    done = run("reviewers", "add", "佐藤")
    token = done.stdout.strip()
    assert (done.returncode, len(token) >= 32, "shown only now" in done.stderr) == (0, True, True)
    assert token.encode() not in (tmp_path / "store.db").read_bytes()
    assert run("reviewers", "add", "佐藤").returncode == 2
    assert run("reviewers", "add", " ").returncode == 2
    assert run("reviewers", "list").stdout.startswith("佐藤  ")
    assert run("reviewers", "remove", "佐藤").returncode == 0
    assert run("reviewers", "remove", "佐藤").returncode == 2
    assert run("reviewers", "list").stdout == ""
