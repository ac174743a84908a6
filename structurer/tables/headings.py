"""Lines that are headings of sections and tables, and the lines of units between them and a table."""

from structurer.labels.label import plain
from structurer.sheet.model import Label
from structurer.tables.screen import columns_of
from structurer.text import lazy_re as re
from structurer.text.declared import UNITS_LINE
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.words import KANJI_NUMBER, heading, tidy

_NUMBERED = re.compile(
    rf"#{{1,6}}\s|[\s\-・]*(?:第?\(?\d{{1,2}}\)?[.．、\s)]|{KANJI_NUMBER}|[①-⑳]|\(\d{{1,2}}\)|[Ⅰ-Ⅻ]|[IVX]{{1,4}}[.．、\s]|[〈<≪《【■◆●◎□◇▼▽★])"
)
_UNIT_LINE = re.compile(r"[(【〔\[<〈]?\s?単\s?位[\s:]?[^|]*[)】〕\]>〉]?")
_LONGEST_NAMED = 30  # characters of a heading without a number: a name, no sentence
_NOTE = re.compile(r"※|\(?注\)?|\((?!参考)[^()]*\)$")
_IN_BRACKETS = re.compile(r"\(((?!うち|単位|参考|再掲|注)[^()\d:はをで、。%円]{2,10})\)")
"""A heading in brackets of its own, (財源内訳); a longer text, or one with a particle, is a note."""
_UNIT_NOTE = re.compile(r"[(【〔\[<〈]?\s?単位[\s:]?.{1,12}|\((?:百万|千|万|億)?円\)")
_TABLE_WORDS = re.compile(r"費|額|歳入|歳出|内訳|財源|コスト|予算|決算|人件費|推移|一覧|要求|査定|経過|指標|目標|職員")
_SENTENCE = re.compile(r"[。、]|です|ます")
_GAP = re.compile(r"(?<=\S)(?:[ \xa0]{2,}|\u3000[ \u3000\xa0]*)(?=\S)")
_CORNERS = frozenset({"区分", "項目", "費目", "年度"})
LONGEST_HEADING = 60
"""Characters of a numbered heading with its unit; a longer line is text."""
_ROWS_ABOVE = 6  # rows between a heading and its table: units, notes and the table's own headings


def is_heading(row: Row) -> bool:
    """True for a short line of its own that opens with a number or a bracket."""
    return row.once(_is_heading)


def _is_heading(row: Row) -> bool:
    text = tidy(row.text)
    alone = _is_alone(row)
    amount = len(row.filled) == 1 and row.filled[0].figure is not None
    return (
        alone
        and not amount
        and "。" not in text
        and len(text) <= LONGEST_HEADING
        and (_NUMBERED.match(fold_words(row.text.strip()) + " ") is not None or _is_circled(text))
    )


def _is_circled(text: str) -> bool:
    """True for words of a table behind ○, which stands before the entries of lists as well: ○ 事業費の推移."""
    return text.startswith("○") and _TABLE_WORDS.search(text) is not None and _SENTENCE.search(text) is None


def _is_alone(row: Row) -> bool:
    """True for a row of one cell, however many blank ones stand before a unit at its end."""
    cells = [entry for entry in row.filled if entry.text.strip() and _UNIT_NOTE.fullmatch(entry.label) is None]
    return len(cells) == 1


def has_unit(text: str) -> bool:
    """True where a text says in which unit the table below it is."""
    return "単位" in text


def is_unit_note(text: str) -> bool:
    """True for a cell that says in which unit a table is, and nothing else: (単位:円)."""
    return _UNIT_LINE.fullmatch(text) is not None


def is_unit_line(row: Row) -> bool:
    """True for `(単位:千円)` on a line of its own, and for units one below each heading: 円 円 ％ 円."""
    return row.once(_is_unit_line)


def _is_unit_line(row: Row) -> bool:
    united = UNITS_LINE.fullmatch(row.text) is not None
    return united or (_UNIT_LINE.fullmatch(tidy(row.text)) is not None and plain(row.text) != "単位")


def heading_above(rows: tuple[Row, ...], position: int, words: re.Pattern[str] | None = None) -> Label | None:
    """The heading right above a row: numbered or bracketed, or a short line that names what the table holds.

    `words`, where given, are what such a line may also say; units and notes between heading and table are passed over.
    """
    below = rows[position] if position < len(rows) else None
    for row in reversed(rows[max(0, position - _ROWS_ABOVE) : position]):
        text = _heading_text(row)
        inside = _IN_BRACKETS.fullmatch(text) if _is_alone(row) else None
        if inside is not None and _TABLE_WORDS.search(inside[1]) is not None:
            return Label(text=heading(inside[1]), line=row.first_line)
        if row.is_bare or text == "" or is_unit_line(row) or _NOTE.match(text) is not None or _is_table_word(row):
            continue
        if below is not None and is_over_columns(row, below):
            continue
        asked = words is not None and words.search(text) is not None
        named = asked and len(text) <= LONGEST_HEADING and len(row.filled) == 1
        alone = _is_alone(row)
        amounts = any(figure.is_money for entry in row.cells for figure in entry.figures)
        short = alone and len(text) <= _LONGEST_NAMED and ":" not in heading(text) and not amounts
        named = named or (short and (_TABLE_WORDS.search(text) is not None or has_unit(row.text)))
        if is_heading(row) or (named and row.kind != "pipe" and _SENTENCE.search(heading(text)) is None):
            return Label(text=heading(text), line=row.first_line)
        return None
    return None


def _is_table_word(row: Row) -> bool:
    """True for headings of columns, aligned or the 区分 that begins them."""
    return row.kind == "space" or (len(row.filled) == 1 and row.kind == "line" and plain(row.text) in _CORNERS)


def is_over_columns(row: Row, below: Row) -> bool:
    """True for a line that begins right of the first of the headings below it: a group of columns, as 財源内訳."""
    first = _GAP.search(below.line.lstrip())
    if row.kind != "line" or below.kind not in {"line", "space"} or first is None:
        return False
    indent = len(below.line) - len(below.line.lstrip())
    words = row.line[: len(row.line) - len(row.line.lstrip())]
    return columns_of(words) >= columns_of(below.line[: indent + first.end()])


def _heading_text(row: Row) -> str:
    """A row as a heading: one cell, a unit beside it left out; the whole row where more cells are filled."""
    cells = [entry for entry in row.filled if _UNIT_NOTE.fullmatch(entry.label) is None and not entry.is_blank]
    return fold_words(tidy(cells[0].text if len(cells) == 1 else row.text))
