"""Small sheets for the tests of proofs, read by the layout reader and proved: nothing in them is a stand-in."""

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
from structurer.settings import Settings
from structurer.sheet.model import Sheet
from structurer.text.source import Source
from tests.support.builders import reading_of

LEXICON: Lexicon = lexicon_of(Reading(Source("none", ""), Sheet()))
"""The built-in words."""
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
