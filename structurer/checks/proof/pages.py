"""The head of a sheet printed over again where its next page begins."""

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import HEAD_FIELD
from structurer.text import lazy_re as re
from structurer.text.source import Source
from structurer.text.words import squeeze

_GOES_ON = re.compile(r"[(（](?:つづき|続き?|前頁(?:から|より)(?:続く|つづく)|\d{1,2}[/／]\d{1,2})[)）]$")
"""What a page adds to its title that goes on with the one before."""
_NAMED = re.compile(r"(?:事務)?事業名")
_HEAD_ROWS = 12


def repeated_head(source: Source) -> frozenset[int]:
    """The positions of the rows that repeat the head of a sheet further down, the name of its project among them.

    Without the name the same title and office may begin another project's sheet.
    """
    return source.once(_repeated)


def _repeated(source: Source) -> frozenset[int]:
    rows = Grid(source).rows
    end = next((row.position for row in rows if row.values), len(rows))
    head = {_text(row) for row in rows[: min(end, _HEAD_ROWS)] if not row.is_bare}
    found: set[int] = set()
    run: list[PrintedRow] = []
    for row in rows[end:]:
        if row.is_bare:
            continue
        if _text(row) in head:
            run.append(row)
            continue
        if any(_NAMED.match(_text(one)) for one in run):
            last = max(n for n, one in enumerate(run) if HEAD_FIELD.match(one.text) or _NAMED.match(_text(one)))
            found.update(one.position for one in run[: last + 1])  # what follows heads the table of the page
        run = []
    return frozenset(found)


def _text(row: PrintedRow) -> str:
    return _GOES_ON.sub("", squeeze(row.text))
