"""Values of an indicator that a row of its own names, over a row of years: 指標名, its name, 単位, its unit; 目標a and 実績b below."""

from itertools import pairwise

from structurer.checks.proof.grid import GridCell, PrintedRow
from structurer.checks.proof.headers import HeaderRows
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Label, Stage
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_BESIDE = re.compile(r"(?:成果|活動)?指標(?:の?名称?)?|単位|(?:成果|活動)?指標[\dⅠ-Ⅹ①-⑳A-Z]{1,3}")
"""What stands beside the name and the unit of an indicator in their row."""
_LETTERED = re.compile(r"[A-Za-z]$")
"""The letter by which a formula names a row: 実績b, and below it b/a."""
_OVER_YEARS = re.compile(r"(?:年度別の?)?(?:目標値?|実績値?|目標・実績|推移|区分|年度)")
"""What stands beside the years over such rows."""
_VALUES = frozenset({Stage.ACTUAL, Stage.FORECAST, Stage.TARGET})


def named_over(
    words: KnownWords, header: HeaderRows, row: PrintedRow, cell: GridCell, named: Label | None
) -> Spot | None:
    """The place of a value below a row with its indicator's name and a row of years; None in any other table."""
    if named is None or row.kind == "line" or len(header.rows) != len(("name", "years")):
        return None
    over, years = header.rows
    label = [_LETTERED.sub("", squeeze(text.text)) for text in row.texts if text.index < cell.index]
    said = words.said_squeezed(label[0]) if len(label) == 1 else None
    dated = words.said(years.text_at(cell.index))
    if said is None or not said.stages <= _VALUES or dated is None or len(dated.years) != 1 or dated.stages:
        return None
    texts = [squeeze(text.text) for text in over.texts]
    units = [unit for word, unit in pairwise(texts) if word == "単位"]
    names = [text for text in texts if text not in units and _BESIDE.fullmatch(text) is None]
    told = [squeeze(text.text) for text in years.texts if not _says_year(words, text)]
    if names != [squeeze(named.text)] or len(units) > 1 or not all(map(_OVER_YEARS.fullmatch, told)):
        return None
    lines = (row.first, years.first, over.first)
    return Spot("cell", (names[0], label[0]), (years.text_at(cell.index),), "", tuple(units), lines, over.position)


def _says_year(words: KnownWords, cell: GridCell) -> bool:
    said = words.said(cell.text)
    return said is not None and len(said.years) == 1
