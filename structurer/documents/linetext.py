"""Text taken out of a document made fit for a line of a source: no line ends, no bars or tabs that would part cells."""

import re

_SPACE = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
_BARS = str.maketrans({"|": "¦", "｜": "¦"})
_BROKEN = re.compile(r"[\d０-９](?:[,，]\n[\d０-９]{3}(?![\d０-９])|[.．]\n[\d０-９])|[▲△(（]\n[\d０-９]")
_VALUE = re.compile(r"[\d０-９▲△\-－+＋]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2190-\u22ff\u2460-\u27bf]")


def line(text: str) -> str:
    """One line: what would end it becomes a space, a control character a visible mark, a bar a broken bar.

    A bar in the text of a document parts no cells there; as it stands it would part them in the source.
    """
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", text)).translate(_BARS).rstrip()


def cell(text: str) -> str:
    """The text of a cell: one line, its spaces folded."""
    return re.sub(" +", " ", line(text)).strip()


def row(cells: list[str]) -> str:
    """A row as `structurer.text.rows` reads it: a tab between two cells, blank cells kept.

    Tabs and not pipes: a reader takes tabbed cells by their column, and a row of pipes that is one short for a broken one.
    """
    return "\t".join(cells)


def joined(pieces: list[str]) -> str:
    """The lines of one cell as one: a number broken behind its comma or sign is put together, two numbers never are."""
    text = ""
    for piece in (piece.strip() for piece in pieces):
        if text and piece and not _fits(text, piece):
            text += " "
        text += piece
    return text


def _fits(before: str, after: str) -> bool:
    """Whether nothing stood between two lines of a cell: Japanese needs no space; `－` above a number is no sign of it."""
    if _VALUE.match(after):
        return _BROKEN.search(f"{before[-2:]}\n{after}") is not None
    return _WIDE.match(before[-1]) is not None or _WIDE.match(after) is not None
