"""Sheets read and judged once in a process, for the tests whose subject is what comes after the reading and the checks.

Both are functions of what they are given. The folders below save, correct, show and export the same few sheets in every test, each
of which would read and prove them again, several times a test. The tests of reading, tables, checks and documents, those directly in
`tests/`, and every process that a test starts, do all of it anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import pytest

from structurer.checks import every
from structurer.checks.claim import Result
from structurer.checks.reading import Reading
from structurer.labels.vocabulary import Vocabulary
from structurer.language import Language, language
from structurer.pipeline import check_record, check_sheet, save_outcome
from structurer.reading import layout
from structurer.sheet.model import Sheet
from structurer.text.origin import Origin
from structurer.text.source import Source

FOLDERS = frozenset({"batch", "cli", "export", "mcp_server", "ray", "record", "report", "review", "store", "web"})
"""The folders of tests that come after the reading and the checks."""

_KEPT = 512
"""Readings: the fixtures, and what the corrections of a folder's tests make of some of them."""

_read_sheet, _run = layout.read_sheet, every.run


@contextmanager
def remembering() -> Iterator[None]:
    """What was read or judged before is not read or judged again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "read_sheet", _read)
        for module in (every, check_sheet, check_record, save_outcome):
            patch.setattr(module, "run", _judge)
        yield


def _read(source: Source, vocabulary: Vocabulary | None = None) -> Sheet:
    words = Vocabulary.built_in() if vocabulary is None else vocabulary
    return _read_once(source, source.supposed, words, language())


@lru_cache(_KEPT)
def _read_once(source: Source, _supposed: int | None, words: Vocabulary, _spoken: Language) -> Sheet:
    return _read_sheet(source, words)


def _judge(reading: Reading) -> tuple[Result, ...]:
    """The results of a reading, which then has what the checks worked out for its twin, such as its proofs."""
    source = reading.source
    twin, results = _judge_once(reading, reading.vocabulary, (source.supposed, source.origin), language())
    vars(reading).update({**vars(twin), **vars(reading)})
    return results


@lru_cache(_KEPT)
def _judge_once(
    reading: Reading, _words: Vocabulary, _unsaid: tuple[int | None, Origin | None], _spoken: Language
) -> tuple[Reading, tuple[Result, ...]]:
    """What equality leaves out is named beside the reading. It is kept: its proofs know it only as long as it is there."""
    return reading, _run(reading)
