"""`structurer mcp` without its extra."""

import sys

import pytest

from tests.support.builders import Command


def test_a_missing_extra(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence with the command that works."""
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.setitem(sys.modules, "mcp", None)
    for name in [name for name in sys.modules if name.startswith("structurer.mcp_server")]:
        monkeypatch.delitem(sys.modules, name)
    done = run("mcp")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "pip install -c constraints.txt '.[mcp]'" in done.stderr
