"""A model without mistakes: the perfect reply to a sheet, over a real endpoint."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from structurer.pipeline import Outcome, check
from structurer.reading.options import Options, ReadingMode
from structurer.reading.prompting import Messages
from structurer.settings import Settings
from structurer.sheet.facts import fact_rows
from structurer.sheet.model import Sheet
from structurer.text.source import Source
from tests.support.builders import fixture, read
from tests.support.endpoint import Answer, Endpoint, reply, serve
from tests.support.perfect import TABLES, wired
from tests.support.perfect import told as tell

Tree = dict[str, Any]

SMALL, TABBED = "forest-request", "health-tabs"
UNKNOWN = "基金の状況\n| 基金名 | 年度末残高 | 取崩額 |\n| 森づくり基金 | 12,340 | 567 |\n"
"""A table that the layout reader does not know."""
MARK = re.compile(r"⟦(F\d+)⟧")
_BEFORE = "The lines to read:\n"


def with_unknown_table(name: str = SMALL) -> Source:
    """Return a fixture with a table below it that the layout reader does not read."""
    return Source(name, fixture(name).text.rstrip("\n") + "\n" + UNKNOWN)


def lines_sent(sent: Messages) -> str:
    """The marked lines of the sheet in a question, without what the prompt says before them."""
    _, found, lines = sent.user.rpartition(_BEFORE)
    return lines if found else sent.user.rpartition("\n\n")[2]


def marks(sent: Messages) -> list[str]:
    """The ids of the figures a question shows, in order."""
    return MARK.findall(lines_sent(sent))


def perfect_tree(source: Source) -> Tree:
    """The perfect reply as JSON, to be cut or spoilt."""
    return tell(read(source).sheet)


def said(tree: object) -> Answer:
    """An answer over the wire."""
    return reply(
        json.dumps(wired(tree) if isinstance(tree, dict) and "tables" not in tree else tree, ensure_ascii=False)
    )


def truth(source: Source) -> list[tuple[str, ...]]:
    """The facts as the layout reader reads them, sorted."""
    return sorted(fact_rows(read(source).sheet, source))


def told(outcome: Outcome) -> list[tuple[str, ...]]:
    """The facts of an outcome, sorted."""
    return sorted(outcome.facts())


def settings_for(endpoint: Endpoint, **changes: object) -> Settings:
    """Return settings that send each question to an endpoint once."""
    made = {"OPENAI_BASE_URL": endpoint.url, "content_retries": 0, "timeout": 10, "transport_attempts": 1}
    return Settings.model_validate({**made, **changes})


def options(way: ReadingMode, *, reread: bool = False) -> Options:
    """Return the options of one way of reading, with no cache."""
    return Options(reading=way, reread=reread, cache=False)


@contextmanager
def asked(source: Source, script: Sequence[Answer], chosen: Options) -> Iterator[tuple[Outcome, Endpoint]]:
    """The outcome where an endpoint follows a script."""
    with serve(script) as endpoint:
        yield check(source, "openai:made", settings_for(endpoint), chosen), endpoint


def empty_part(**parts: object) -> Tree:
    """Return an answer about some lines with these parts alone."""
    return {name: [] for name in TABLES} | parts


def sheet_of(name: str) -> Sheet:
    """A fixture as the layout reader reads it."""
    return read(fixture(name)).sheet
