"""The layout reader finds every fact of every fixture, and no other."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from structurer.reading.layout import read as read_extraction
from structurer.sheet.facts import state
from structurer.text.source import Unit
from tests.support.builders import FOLDERS, fixture, guide, proves, reading_of, repeated, sheets, source, texts
from tests.support.fixture_facts import COMPARED, Row, gold, optional, read

PRINTED = tuple(COMPARED.index(name) for name in ("line", "printed"))
WIDE = {ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789,"}


def without_print(rows: Counter[Row]) -> Counter[Row]:
    """Facts compared by everything but their printed form."""
    at = COMPARED.index("printed")
    return Counter((*row[:at], *row[at + 1 :]) for row in rows.elements())


@pytest.mark.parametrize("name", FOLDERS)
def test_facts(name: str) -> None:
    """Nothing is missed, nothing is wrong, nothing is invented; optional figures count neither way."""
    found, wanted = read(fixture(name)), gold(name)
    missed = wanted - found
    extra = [row for row in (found - wanted).elements() if tuple(row[at] for at in PRINTED) not in optional(name)]
    assert (sorted(missed.elements()), sorted(extra)) == ([], [])


@pytest.mark.parametrize("name", FOLDERS)
def test_gold_stands_in_its_source(name: str) -> None:
    """Every printed text of the gold is a whole figure of its line, as often as it is listed."""
    printed = Counter((str(f.line), f.printed) for f in fixture(name).figures)
    listed = Counter((row[PRINTED[0]], row[PRINTED[1]]) for row in gold(name).elements())
    assert not listed - printed


@pytest.mark.parametrize("name", FOLDERS)
def test_every_cite_is_grounded(name: str) -> None:
    """Whatever the reader cites is a figure with that print and that value; no figure has two rows of the facts."""
    reading = guide(fixture(name)).reading
    figures = reading.source.by_id
    for _, cite in reading.cites:
        assert state(cite, reading.source) == "grounded"
        assert figures[cite.figure or ""].amount(Unit(cite.unit)) == cite.amount
        assert figures[cite.figure or ""].line == cite.line
    cited = [fact.cite.figure for fact in reading.facts]
    assert len(set(cited)) == len(cited)


STACKED = ("aligned-pages", "aligned-spaces", "error-difference", "two-halves")
"""Fixtures whose headings are told by their place on the screen, which wider digits move."""


@pytest.mark.parametrize("name", FOLDERS)
def test_line_ends_of_another_system(name: str) -> None:
    """A carriage return before each line end changes no fact."""
    made = fixture(name)
    assert read(source(made.text.replace("\n", "\r\n"))) == read(made)


@pytest.mark.parametrize("name", FOLDERS)
def test_spaces_at_line_ends(name: str) -> None:
    """A space before each line end changes no fact."""
    made = fixture(name)
    assert read(source(made.text.replace("\n", " \n"))) == read(made)


@pytest.mark.parametrize("name", FOLDERS)
def test_full_width_digits(name: str) -> None:
    """Full-width digits change no fact; where they move the columns of aligned headings facts may be missed, and none is wrong."""
    made = fixture(name)
    found, wanted = without_print(read(source(made.text.translate(WIDE)))), without_print(read(made))
    assert found - wanted == Counter()
    assert found == wanted or name in STACKED


@given(name=st.sampled_from(FOLDERS), share=st.floats(0, 1), text=sheets)
@settings(proves, max_examples=25)
def test_a_torn_sheet_is_no_crash(name: str, share: float, text: str) -> None:
    """A sheet cut off anywhere, with other pieces put in its place, is read with every cite grounded."""
    whole = fixture(name).text
    cut = int(share * len(whole))
    reading = reading_of(whole[:cut] + text + whole[cut + len(text) : cut + 400])
    assert all(state(cite, reading.source) == "grounded" for _, cite in reading.cites)


@given(text=sheets | texts)
@proves
def test_no_text_is_a_crash(text: str) -> None:
    """Whatever the text, reading it ends, and cites only what stands there."""
    reading = reading_of(text)
    assert all(state(cite, reading.source) == "grounded" for _, cite in reading.cites)


def test_reading_twice_is_the_same() -> None:
    """The reader is deterministic and says who it is."""
    made = fixture("nagano-it")
    first, second = read_extraction(made), read_extraction(made)
    assert first.sheet == second.sheet
    assert (first.provenance.reader, first.provenance.model) == ("layout", "offline")


PIECES = [
    "1",
    "1,",
    "(1",
    "| ",
    "▲ ",
    "要求額|",
    "事業費|",
    "1/",
    "1|",
    "1\t",
    "1円 ",
    "a:1回 ",
    "1 見出し\n",
    "要求額 1円\n",
]


SLOW = {"0|0|0|\n": 2_000}
"""Characters of a piece of which each line may be read in very many ways: a square of its seconds would not come to an end, either."""


@pytest.mark.parametrize("piece", [*PIECES, "国\n", "事業費\n", "一般財源\n", "1\n", "0|0|0|\n", "(単位", "令和8年度 "])
def test_a_long_repetition_comes_to_an_end(piece: str) -> None:
    """Nothing is repeated so often that reading does not end; how long it takes is measured in benchmarks."""
    reading = reading_of(repeated(piece, length=SLOW.get(piece, 10_000)))
    assert all(cite.figure in reading.source.by_id for _, cite in reading.cites)
