"""The characters of a page, as they are printed: place, size, and whether their text can be trusted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from structurer.text import lazy_re as re
from structurer.text.letters import as_meant

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the upper left."""

_UNKNOWN = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_BUCKET = 10.0  # points: the squares in which a second print of a character is looked up, about one character wide
_ASIDE = 0.1  # sizes between two prints of a character: fake bold sets it that much aside
_CMYK = 4  # parts of a colour in printing inks
_TILDES = frozenset({"\u0303", "\u02dc"})
DIGIT = re.compile(r"[0-9０-９]")
PART_OF_NUMBER = re.compile(r"[0-9０-９,，.．▲△]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character.

    Attributes:
        text: as the text layer has it, radicals put back into characters.
        box: in points from the upper left of the page.
        size: in points.
        turned: quarter turns from the way the page is read, clockwise; 0 for upright text.
        apart: the text layer has a space before it.
        order: how many characters of the page were painted before it.
        light: how light its colour is, 0 for black to 1 for white; None where that is not known.
    """

    text: str
    box: Box
    size: float
    turned: int = 0
    apart: bool = False
    order: int = 0
    light: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def is_digit(self) -> bool:
        """True for a digit of either width."""
        return DIGIT.search(self.text) is not None

    @property
    def is_unknown(self) -> bool:
        """True where the text layer does not say what is printed."""
        return _UNKNOWN.search(self.text) is not None


def glyphs(characters: Iterable[Mapping[str, Any]]) -> Iterator[Glyph]:
    """The characters of a page, its spaces as a mark on what follows; a print twice in one place (fake bold) once."""
    apart = False
    seen: dict[tuple[str, int, int], list[Box]] = {}
    for order, character in enumerate(characters):
        text, box = _text(character["text"]), box_of(character)
        if not text.strip():
            apart = True
            continue
        size = max(float(character["size"]), 0.01)
        near = (seen.get((text, x, y), ()) for x in _squares(box[0], size) for y in _squares(box[1], size))
        if any(_same(box, other, size) for boxes in near for other in boxes):
            continue
        seen.setdefault((text, int(box[0] // _BUCKET), int(box[1] // _BUCKET)), []).append(box)
        yield Glyph(text, box, size, turned(character["matrix"]), apart, order, lightness(character))
        apart = False


def lightness(painted: Mapping[str, Any]) -> float | None:
    """How light the fill of a character or a shape is, 0 for black to 1 for white; None for a pattern or an unknown colour."""
    colour = painted.get("non_stroking_color")
    parts = [
        part for part in (colour if isinstance(colour, tuple | list) else [colour]) if isinstance(part, int | float)
    ]
    if len(parts) == _CMYK:
        return max(0.0, 1 - parts[3] - max(parts[:3]))
    return min(parts) if len(parts) in {1, 3} else None


def box_of(printed: Mapping[str, Any]) -> Box:
    """The place of what pdfplumber found on a page."""
    return tuple(float(printed[side]) for side in ("x0", "top", "x1", "bottom"))  # type: ignore[return-value]


def _squares(at: float, size: float) -> range:
    """The squares along one side in which a second print may stand."""
    return range(int((at - size * _ASIDE) // _BUCKET), int((at + size * _ASIDE) // _BUCKET) + 1)


def _same(one: Box, other: Box, size: float) -> bool:
    return abs(one[0] - other[0]) < size * _ASIDE and abs(one[1] - other[1]) < size * _ASIDE


def _text(text: str) -> str:
    """The character that is meant; the tables of Adobe call a ~ that stands by itself a tilde above a letter."""
    return "~" if text.strip() in _TILDES else as_meant(text)


def turned(matrix: tuple[float, ...]) -> int:
    """Return the quarter turns of a text, clockwise; a mirrored print counts as turned, too."""
    a, b, c, d = matrix[:4]
    if a * d - b * c < 0:
        return 2
    if abs(a) >= abs(b):
        return 0 if a > 0 else 2
    return 3 if b > 0 else 1
