"""Names that go on below in the same narrow column, beside other columns: the end of a name stands on the next lines."""

import re

from structurer.text.source import Source
from structurer.text.words import squeeze

_MOST_LINES = 3
"""Lines that a name goes on over."""
_FIRST = re.compile(r"(?P<indent>[\s\u3000]*)(?P<words>\S+(?:[ ]\S+)*)")


def narrow_name(source: Source, line: int | None, name: str) -> int | None:
    """The offset of a name that begins a line and ends on the next ones, set in alike; None where it is not printed so."""
    wanted = squeeze(name)
    if line is None or not 1 <= line <= len(source.lines) or not wanted:
        return None
    start, joined, indent = None, "", ""
    for one in source.lines[line - 1 : line + _MOST_LINES]:
        found = _FIRST.match(one.drawn)
        if found is None or (start is not None and found["indent"] != indent):
            return None
        if start is None:
            start, indent = one.start + found.start("words"), found["indent"]
        joined += squeeze(found["words"])
        if joined == wanted:
            return start if one.number > line else None
        if not wanted.startswith(joined):
            return None
    return None
