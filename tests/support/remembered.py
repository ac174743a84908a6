"""Sheets read and judged once in a process, and stores made once, for the tests that come to the same sheets again and again.

Reading and judging are functions of what they are given. The folders and modules below save, correct, show and export the same few
sheets in every test, each of which would read and prove them again, several times a test. The tests of reading, tables, checks
and documents, the other modules directly in `tests/`, and every process that a test starts, do all of it anew.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from uuid import uuid4

import pytest

from structurer.checks import every
from structurer.checks.claim import Result
from structurer.checks.reading import Reading
from structurer.labels.vocabulary import Vocabulary
from structurer.language import Language, language
from structurer.pipeline import check_record, check_sheet, save_outcome
from structurer.reading import layout
from structurer.sheet.model import Sheet
from structurer.store import store
from structurer.store.connection import Database
from structurer.store.preparing import prepare
from structurer.store.stream import file_of
from structurer.text.origin import Origin
from structurer.text.source import Source
from tests.support import stores

_NEW_STORES_ARE_TESTED = "store"
FOLDERS = frozenset(
    {"batch", "cli", "evaluation", "export", "mcp_server", "ray", "record", "report", "review", "store", "web",
     "test_golden.py", "test_hostile.py", "test_misbehaviour.py", "test_model_road.py", "test_public.py"}
)  # fmt: skip
"""The folders and modules of tests that need each sheet read and judged once."""

_LARGEST = 100_000
"""Characters of a text whose reading is kept: what is larger is read in one test."""

_KEPT = 512
"""Readings: the fixtures, and what the corrections of a folder's tests make of some of them."""

_read_sheet, _run = layout.read_sheet, every.run


@contextmanager
def remembering(folder: str) -> Iterator[None]:
    """In the tests of a folder what was read or judged before is not read or judged again."""
    if folder not in FOLDERS:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "read_sheet", _read)
        if folder != _NEW_STORES_ARE_TESTED:
            patch.setattr(store, "prepare", _prepare)
        for module in (every, check_sheet, check_record, save_outcome):
            patch.setattr(module, "run", _judge)
        yield


def _prepare(database: Database) -> None:
    """Open a store; one that is not there yet is a copy of an empty one, which thirteen steps have made before."""
    file = file_of(database)
    if file is not None and not database.read_only and not file.exists():
        whole = file.with_name(f"{file.name}.{uuid4().hex}")
        with suppress(OSError):  # where no file can be, the program says so itself
            whole.write_bytes(_empty_store())
            os.link(whole, file)  # at once, and not over one that another has made meanwhile
        whole.unlink(missing_ok=True)
    prepare(database)


@cache
def _empty_store() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "prepare", prepare)
        return stores.content(stores.empty)


def _read(source: Source, vocabulary: Vocabulary | None = None) -> Sheet:
    words = Vocabulary.built_in() if vocabulary is None else vocabulary
    if len(source.text) > _LARGEST:
        return _read_sheet(source, words)
    return _read_once(source, source.supposed, words, language())


@lru_cache(_KEPT)
def _read_once(source: Source, _supposed: int | None, words: Vocabulary, _spoken: Language) -> Sheet:
    return _read_sheet(source, words)


def _judge(reading: Reading) -> tuple[Result, ...]:
    """The results of a reading, which then has what the checks worked out for its twin, such as its proofs."""
    source = reading.source
    if len(source.text) > _LARGEST:
        return _run(reading)
    twin, results = _judge_once(reading, reading.vocabulary, (source.supposed, source.origin), language())
    vars(reading).update({**vars(twin), **vars(reading)})
    return results


@lru_cache(_KEPT)
def _judge_once(
    reading: Reading, _words: Vocabulary, _unsaid: tuple[int | None, Origin | None], _spoken: Language
) -> tuple[Reading, tuple[Result, ...]]:
    """What equality leaves out is named beside the reading. It is kept: its proofs know it only as long as it is there."""
    return reading, _run(reading)
