"""The server as a client of the official SDK meets it, over stdin and stdout."""

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="tools are served with the SDK of the protocol: pip install 'structurer[mcp]'")

import anyio
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from structurer.pipeline import check, save
from structurer.settings import Settings
from structurer.store import Store
from tests.support.builders import fixture

pytestmark = pytest.mark.slow
TOOLS = {"read_sheet", "search", "record", "compare", "proof"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with two sheets."""
    path = tmp_path / "store.db"
    with Store.open(str(path)) as store:
        for name in ("tottori-dx", "parks-plain"):
            save(check(fixture(name), "offline", Settings()), store)
    return path


def talk(place: Path, said: Callable[[Client], Awaitable[None]]) -> None:
    """Start the server, say something to it, and end it."""
    environment = {**os.environ, "STRUCTURER_LANG": "en"}
    command = ["-m", "structurer", "mcp", "--store", str(place)]

    async def talked() -> None:
        async with Client(
            stdio_client(StdioServerParameters(command=sys.executable, args=command, env=environment))
        ) as client:
            await said(client)

    anyio.run(talked)


async def answer(client: Client, tool: str, **arguments: object) -> Any:  # noqa: ANN401  # JSON
    """What a tool answers."""
    found = await client.call_tool(tool, arguments)
    assert not found.is_error, found.content
    return found.structured_content


async def refusal(client: Client, tool: str, **arguments: object) -> str:
    """The sentence that a tool answers with."""
    found = await client.call_tool(tool, arguments)
    assert found.is_error
    return str(getattr(found.content[0], "text", ""))


def test_the_tools(place: Path) -> None:
    """Each says that it only reads, in both languages; a record is found, opened and proved."""

    async def said(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS
        assert all(tool.annotations is not None and tool.annotations.read_only_hint for tool in tools)
        found = await answer(client, "search", words="工芸", amount=["5,000万円以上"])
        (one,) = found["results"]
        record = await answer(client, "record", record=one["record"])
        assert [finding["code"] for finding in record["findings"]] == ["CST201"]
        proof = await answer(client, "proof", record=one["record"], line=15)
        assert "exactly as printed" in proof["text"]

    talk(place, said)


def test_a_sheet_is_read_and_not_saved(place: Path) -> None:
    """The store is as it was, to the byte."""
    before = place.read_bytes()

    async def said(client: Client) -> None:
        found = await answer(client, "read_sheet", text=fixture("nagano-it").text)
        assert (found["verdict"], found["findings"]) == ("verified", [])
        assert (await answer(client, "search"))["total"] == 2

    talk(place, said)
    assert place.read_bytes() == before


def test_troubles_are_sentences(place: Path) -> None:
    """What cannot be done is said; no path is opened, and what is too large is refused."""

    async def said(client: Client) -> None:
        assert "no such saved record" in await refusal(client, "record", record="/etc/passwd")
        assert "3億〜5億" in await refusal(client, "search", amount=["たくさん"])
        assert "200000" in await refusal(client, "read_sheet", text="1" * 300_000)
        assert (await answer(client, "read_sheet", text=str(place)))["facts"] == []

    talk(place, said)


def test_without_a_store(tmp_path: Path) -> None:
    """A text can be read; a search says that there is none, and none is made."""

    async def said(client: Client) -> None:
        assert (await answer(client, "read_sheet", text=fixture("nagano-it").text))["verdict"] == "verified"
        assert "There is no store" in await refusal(client, "search", words="公園")

    talk(tmp_path / "none.db", said)
    assert not (tmp_path / "none.db").exists()
