"""The facts that the layout reader finds in a document, beside those of its fixture."""

import json
from collections import Counter

from structurer import pipeline
from structurer.documents.document import Document
from structurer.documents.intake import sheets as sources
from structurer.documents.readers import read
from structurer.documents.sniff import kind_of
from structurer.pipeline import Outcome
from structurer.settings import Settings
from structurer.sheet.facts import HEADER
from structurer.text.source import Source
from structurer.text.words import squeeze
from tests.support.builders import FIXTURES
from tests.support.fixture_facts import COMPARED, gold

Fact = tuple[str, ...]
_SAID = tuple(name for name in COMPARED if name not in {"line", "printed"})


def opened(data: bytes, name: str = "made") -> Document:
    """A document read in this process."""
    kind = kind_of(name, data)
    assert kind is not None
    return Document(name, "0" * 64, kind, tuple(read(kind, name, data)))


def text_of(data: bytes) -> list[str]:
    """The lines of a document."""
    return [line.text for line in opened(data).lines]


def source_of(data: bytes) -> Source:
    """The one sheet of a document."""
    (source,) = sources(opened(data))
    return source


def checked(source: Source) -> Outcome:
    """A sheet read and checked by the built-in reader."""
    return pipeline.check(source, "offline", Settings())


def facts(outcome: Outcome) -> Counter[Fact]:
    """The facts of a sheet without their lines; names without the spaces at which a cell wraps."""
    rows = (dict(zip(HEADER, row, strict=True)) for row in outcome.facts())
    return Counter(tuple(squeeze(row[name]) for name in _SAID) for row in rows)


def wanted(name: str) -> Counter[Fact]:
    """The facts that a fixture holds, in the same form."""
    places = [COMPARED.index(name) for name in _SAID]
    return Counter(tuple(squeeze(row[place]) for place in places) for row in gold(name).elements())


def differing(outcome: Outcome, name: str) -> list[Fact]:
    """The facts of a sheet that its fixture does not hold, but for those that a reader may find or leave."""
    free = {(figure["amount"], figure["unit"]) for figure in json.loads(_meta(name))["optional"]}
    at, unit = _SAID.index("amount"), _SAID.index("unit")
    return [fact for fact in (facts(outcome) - wanted(name)).elements() if (fact[at], fact[unit]) not in free]


def _meta(name: str) -> str:
    return (FIXTURES / name / "meta.json").read_text("utf-8")
