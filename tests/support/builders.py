"""Small builders that the tests share: sources, readings, the rows of the facts, one table in several shapes."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from hypothesis import settings
from hypothesis import strategies as st

from structurer.checks.judged import JudgedReading
from structurer.checks.reading import Reading
from structurer.labels.vocabulary import Vocabulary
from structurer.reading.layout import read_sheet
from structurer.sheet.facts import fact_rows
from structurer.text.rows import Row, rows
from structurer.text.source import Figure, Source

VOCABULARY = Vocabulary.built_in()

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = tuple(sorted(folder.name for folder in FIXTURES.iterdir() if (folder / "source.txt").exists()))
PROVED = tuple(
    name
    for name in FOLDERS
    if name.startswith("error-")
    or json.loads((FIXTURES / name / "meta.json").read_text("utf-8"))["consistent"] is not None
)
"""The fixtures but those that are read and cannot be proved yet."""
PARTED = tuple(name for name in PROVED if name != "error-columns")
"""Of these the ones whose tables are read whole or not at all: of a row without its places only the total is."""

proves = settings(deadline=None, max_examples=40, derandomize=True, database=None)
"""The settings of every property: the same examples every time, and no clock."""

_KEPT = 256
"""Readings: every fixture and every attack on one, and some made texts."""

WORDS = (
    *"0123456789", ",", ".", "1,234", "８", "，", "▲", "△", "-", "－", "‐", "(", ")", "（", "）", "|", "\t", "\n", "\r\n",
    " ", "\u3000", "/", "％", "千円", "百万円", "億", "万円", "円", "人", "件", "令和", "R", "H", "元", "年度", "月", "①", "：",
    "要求額", "前年度予算額", "計上額", "保留", "事業費", "人件費", "トータルコスト", "正職員", "国庫支出金", "起債", "その他",
    "一般財源", "合計", "区分", "財源内訳", "細事業", "内容", "増減", "指標名", "単位", "単位:千円", "実績", "目標", "数値",
    "補助率", "上限額", "対象経費", "主な取組", "事業名", "草刈り", "【新】", "<p>", "公表",
)  # fmt: skip
"""The pieces that budget sheets are made of."""

sheets = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
"""Texts of such pieces, in any order."""

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from([*"0189,.▲%円\r\n\t|", "\u200b", "\u0301"]))
"""Any text without surrogates, with many figures in it."""


class Fact(NamedTuple):
    """One row of the facts, without the head of the sheet."""

    table: str
    section: str
    row: str
    measure: str
    year_offset: str
    stage: str
    amount: str
    unit: str
    printed: str
    line: str
    state: str


def source(text: str, name: str = "made") -> Source:
    """A source of a text."""
    return Source(name, text)


@cache
def fixture(name: str) -> Source:
    """The source of a fixture, to the character; the same one for all who ask, since nothing of it can be changed."""
    return Source(name, (FIXTURES / name / "source.txt").read_bytes().decode("utf-8"))


def rows_of(given: Source) -> tuple[Row, ...]:
    """A source as rows of cells, its headings as the built-in words take them apart."""
    return rows(given, VOCABULARY.heading_words)


@lru_cache(_KEPT)
def read(given: Source) -> Reading:
    """A source as the layout reader reads it, once for all who ask: a reading cannot be changed."""
    return Reading(given, read_sheet(given))


@lru_cache(_KEPT)
def guide(given: Source) -> JudgedReading:
    """A source as the layout reader reads it, to be judged once for all: what a model's questions are made from."""
    return JudgedReading(read(given))


def reading_of(text: str, name: str = "made") -> Reading:
    """A text as the layout reader reads it, now: for what is read once, and for what counts the work of reading."""
    made = source(text, name)
    return Reading(made, read_sheet(made))


def only(text: str) -> Figure:
    """The one figure of a text."""
    (figure,) = source(text).figures
    return figure


def facts_of(text: str) -> list[Fact]:
    """The facts that the layout reader finds in a text."""
    reading = reading_of(text)
    return [Fact(*row[4:]) for row in fact_rows(reading.sheet, reading.source)]


def tall(rows: list[list[str]]) -> str:
    """A table with one cell a line."""
    return "".join(f"{cell}\n" for row in rows for cell in row)


def piped(rows: list[list[str]]) -> str:
    """A table with a row a line, its cells between pipes."""
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def piped_tall(rows: list[list[str]]) -> str:
    """A table with one cell a line and a pipe after each, as web pages leave it."""
    return "".join("| " + "".join(f"{cell} |\n" for cell in row) for row in rows)


def tabbed(rows: list[list[str]]) -> str:
    """A table with a row a line, its cells between tabs."""
    return "".join("\t".join(row) + "\n" for row in rows)


def repeated(piece: str, *, tail: str = "\n", length: int = 10_000) -> str:
    """Return a piece repeated to so many characters: a cube of that would not come to an end, and `make bench` measures the rest."""
    return piece * (length // len(piece)) + tail


@dataclass(frozen=True)
class Done:
    """The exit status and the output of a command."""

    returncode: int
    stdout: str
    stderr: str


class Command(Protocol):
    """Runs the command line in this process."""

    def __call__(self, *arguments: str, stdin: bytes = b"", **environment: str) -> Done:
        """Run with these arguments and, for this once, these variables."""
