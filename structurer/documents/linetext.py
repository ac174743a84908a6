"""Text taken out of a document made fit for a line of a source: no line ends, no bars or tabs that would part cells."""

from collections.abc import Iterable, Iterator, Sequence

from structurer.text import lazy_re as re

_SPACE = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
_BARS = str.maketrans({"|": "¦", "｜": "¦"})
_BROKEN = re.compile(r"[\d０-９](?:[,，]\n[\d０-９]{3}(?![\d０-９])|[.．]\n[\d０-９])|[▲△(（]\n[\d０-９]")
_VALUE = re.compile(r"[\d０-９▲△\-－+＋]")
_AMOUNT = re.compile(r"(?<!令和)(?<!平成)(?<!昭和)(?<![RHS第\d０-９])[\d０-９][\d０-９,，.．]*$")
_UNIT = re.compile(r"[百千万億兆]*円|[%％)）、。]")
_WORD = re.compile(r"[^\W\d_]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2190-\u22ff\u2460-\u27bf]")


def line(text: str) -> str:
    """One line: what would end it becomes a space, a control character a visible mark, a bar a broken bar.

    A bar in the text of a document parts no cells there; as it stands it would part them in the source.
    """
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", text)).translate(_BARS).rstrip()


def cell(lines: Sequence[str], wrapped: Sequence[bool] | None = None) -> str:
    """The text of a cell: its lines as one, as `joined` puts them together, spaces folded."""
    return re.sub(" +", " ", line(joined(lines, wrapped))).strip()


def row(cells: Iterable[str]) -> str:
    """A row as `structurer.text.rows` reads it: a tab between two cells, blank cells kept.

    Tabs and not pipes: a reader takes tabbed cells by their column, and a row of pipes that is one short for a broken one.
    """
    return "\t".join(cells)


def table(number: int, rows: list[list[str | None]]) -> Iterator[tuple[str, str]]:
    """The rows of the table of a number that hold something, each with its place; None where a cell from above goes on."""
    for place, cells in enumerate(whole_rows(rows), 1):
        if any(cells):
            yield row(cells), f"table={number}&row={place}"


def whole_rows(rows: list[list[str | None]]) -> list[list[str]]:
    """The rows of a table, None where a cell from above goes on; a row of halves is one, as it looks.

    Where every cell but one goes on from above, that one is the lower half of its cell: `予算案` over `要求 7,974千円`. It has words of its
    own, or a bare number below another would lose its row. The rest of such a row stays blank, so that rows keep their places.
    """
    made: list[list[str]] = []
    last = 0  # the row to which halves belong
    for place, row in enumerate(rows):
        made.append([text or "" for text in row])
        half = [column for column, text in enumerate(row) if text is not None]
        above = made[last][half[0]] if last and len(half) == 1 and len(row) > 2 else ""  # headings keep their rows
        if above and _WORD.match(row[half[0]] or ""):
            made[last][half[0]] = f"{above} {row[half[0]]}"
            made[place] = [""] * len(row)
        else:
            last = place
    return made


def joined(pieces: Sequence[str], wrapped: Sequence[bool] | None = None) -> str:
    """The lines of one cell as one: a number broken behind its comma or sign is put together, two numbers never are.

    `wrapped` says of each break whether the cell was too narrow for more; none was where nothing is said. A number before another
    break is whole: what follows is its unit, or other text.
    """
    text = ""
    for n, piece in enumerate(piece.strip() for piece in pieces):
        if text and piece:
            soft = wrapped is not None and wrapped[n - 1]
            text += "" if _fits(text, piece, soft=soft) else " "
        text += piece
    return text


def _fits(before: str, after: str, *, soft: bool) -> bool:
    """Whether nothing stood between two lines of a cell: Japanese needs no space; `－` above a number is no sign of it."""
    if _VALUE.match(after):
        return _BROKEN.search(f"{before[-2:]}\n{after}") is not None
    if not soft and _AMOUNT.search(before) is not None and _UNIT.match(after) is None:
        return False
    return _WIDE.match(before[-1]) is not None or _WIDE.match(after) is not None
