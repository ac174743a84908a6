"""Running text that a page breaks within a number: `要求額は5` and `4,826千円` below it are one line again.

Only a line of words that reaches the right edge of the text is taken for broken, and only where what stands at the break is
one number: the rest of a paragraph stays in the lines that are printed, and so do numbers one below the other.
"""

from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from structurer.documents.pdf.textlines import GlyphRun, TextLine
from structurer.text import lazy_re as re

_OPEN = re.compile(r"[\d０-９,，.．▲△]$")
_WORDS = re.compile(r"[^\W\d_]")
_SHORTEST = 10  # characters: a line of a paragraph, not the label and the amount of a list
_TAIL, _HEAD = re.compile(r"[\d,.]*$"), re.compile(r"[\d,.]*")
_ONE = re.compile(r"\d{0,4}(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GOES_ON = re.compile(r"[^\s・○●◇◆※*(（【①-⑳-]")
_LEADING = 2.2
_EDGE = 1.6
"""In sizes: the distance to the next line of a paragraph (double spacing is two), and the room that may be left at the right edge,
where one character more found none."""


def mended(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a page, those put together that part a number."""
    right = max((line.box[2] for line in lines), default=0.0)
    made: list[TextLine] = []
    before: TextLine | None = None
    for line in lines:
        if before is not None and _is_broken(before, line, right):
            made[-1] = _together(made[-1], line)
        else:
            made.append(line)
        before = line
    return made


def _is_broken(above: TextLine, below: TextLine, right: float) -> bool:
    last, size = above.pieces[-1], above.glyphs[-1].size
    full = right - last.box[2] < _EDGE * size
    near = 0 < below.box[1] - above.box[1] < _LEADING * size
    text = len(above.pieces) == len(below.pieces) == 1 and _is_words(above.text)
    open_ended = _OPEN.search(last.text) is not None and _GOES_ON.match(below.text) is not None
    return full and near and text and open_ended and _is_one(above.text, below.text)


def _is_words(text: str) -> bool:
    return len("".join(text.split())) >= _SHORTEST and _WORDS.search(text) is not None


def _is_one(above: str, below: str) -> bool:
    """Whether the end of one line and the beginning of the next are one number: `5` and `4,826`, not `120` and `150,000`."""
    end, begin = _TAIL.search(normalize("NFKC", above)), _HEAD.match(normalize("NFKC", below))
    return end is not None and begin is not None and _ONE.fullmatch(end[0] + begin[0]) is not None


def _together(above: TextLine, below: TextLine) -> TextLine:
    """Two lines as one: the second moved behind the end of the first."""
    end, start = above.glyphs[-1], below.glyphs[0]
    across, down = end.box[2] - start.box[0], above.box[1] - below.box[1]
    moved = (
        replace(one, box=(one.box[0] + across, one.box[1] + down, one.box[2] + across, one.box[3] + down))
        for one in below.glyphs
    )
    return TextLine(
        (GlyphRun((*above.glyphs, *(replace(one, apart=one.apart and n > 0) for n, one in enumerate(moved)))),)
    )
