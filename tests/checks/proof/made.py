"""Small sheets for the tests of proofs, read by the layout reader or replied about, and proved: nothing in them is a stand-in."""

import json
from collections.abc import Mapping

from benchmarks.perfect.road import travelled
from structurer.checks.outcome import Verdict
from structurer.checks.proof import Proof, lexicon_of
from structurer.checks.proof.consume import Lexicon
from structurer.checks.proof.grid import Grid
from structurer.checks.proof.owner import Outline
from structurer.checks.proof.place import Walker
from structurer.checks.proof.words import KnownWords
from structurer.checks.proved import proofs_of
from structurer.checks.reading import Reading
from structurer.pipeline import OFFLINE, check
from structurer.reading.layout import read_sheet
from structurer.settings import Settings
from structurer.sheet.model import Sheet
from structurer.text.source import Source
from tests.support.builders import reading_of
from tests.support.perfect import perfect

LEXICON: Lexicon = lexicon_of(Reading(Source("none", ""), Sheet()))
"""The built-in words."""
Rows = list[tuple[str, str, str, str]]
"""A label, a year, a stage and its cells: `national:1,800 general:4,100`."""
Tables = Mapping[tuple[str, str], Rows]
NAME = "川の学校事業"
HEAD = "令和8年度当初予算要求書\n事業名：川の学校事業\n"
TABLE = [
    ["区分", "事業費", "国庫支出金", "県債", "一般財源"],
    ["前年度当初予算額", "4,700", "1,500", "900", "2,300"],
    ["要求額", "5,900", "1,800", "1,000", "3,100"],
]
"""A table whose amounts all differ, so that no column can be taken for another."""


def grid(text: str) -> Grid:
    """A text as rows of cells."""
    return Grid(Source("made", text))


def outline(text: str, *own: str) -> Outline:
    """The headings of a text; `own` are the names of the record."""
    return Outline(grid(text), LEXICON, 2026, own or ("川の学校事業",))


def walker(text: str) -> Walker:
    """Walks through a text all of whose figures are cited."""
    made = grid(text)
    cited = frozenset(figure.id for figure in made.source.figures)
    return Walker(made, KnownWords(LEXICON, 2026), cited=cited)


def drawn(rows: list[list[str]], mark: str = "\t") -> str:
    """A table of rows with a mark between the cells."""
    return "".join(mark.join(row) + "\n" for row in rows)


def sheet(*parts: str) -> Reading:
    """A head and some parts below it, as the layout reader reads them."""
    return reading_of(HEAD + "".join(parts))


def by_print(reading: Reading) -> dict[str, Proof]:
    """The proofs of a reading by the prints they prove."""
    return {proof.fact.cite.printed: proof for proof in proofs_of(reading)}


def is_verified(text: str) -> bool:
    """True where a text is verified as it is read without a model."""
    return check(Source("made", text), OFFLINE, Settings()).verdict is Verdict.VERIFIED


def is_proved_for(text: str, told: str) -> bool:
    """True where a text is verified by a reply that is right for another, without the layout reader: what it must not be misread as."""
    reply = perfect(read_sheet(Source("made", told))).model_dump_json()
    return travelled(Source("made", text), reply, blind=True, reread=False).outcome.verdict is Verdict.VERIFIED


def replied(text: str, tables: Tables) -> bool:
    """True where a reply of these tables is verified; each print is the first of its kind that none has cited yet."""
    source = Source("made", text)
    left = list(source.figures)

    def cell(told: str) -> dict[str, str]:
        of, _, printed = told.partition(":")
        figure = next(one for one in left if one.printed == printed)
        left.remove(figure)
        return {"of": of, "at": f"{figure.id} {printed}"}

    made = [
        {
            "kind": kind,
            "heading": heading,
            "rows": [
                {"label": label, "year": year, "stage": stage, "cells": [cell(told) for told in cells.split()]}
                for label, year, stage, cells in rows
            ],
        }
        for (kind, heading), rows in tables.items()
    ]
    names = [{"kind": "project", "text": NAME}, {"kind": "fiscal_year", "text": "令和8年度"}]
    reply = json.dumps({"names": names, "tables": made, "passages": []}, ensure_ascii=False)
    return travelled(source, reply, blind=True, reread=False).outcome.verdict is Verdict.VERIFIED
