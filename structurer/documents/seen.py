"""What nobody sees on paper, whatever kind of document it is printed from: letters too small, or in the colour of their ground."""

SMALLEST = 2
"""Points: nobody reads letters of 2 points or less."""

Rgb = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
_NEAR = 16  # of 255 in every part of the colour: no eye tells them apart in print


def rgb(digits: str) -> Rgb | None:
    """Return the colour of six hexadecimal digits, or of the last six of eight; None for anything else."""
    try:
        red, green, blue = bytes.fromhex(digits)[-3:] if len(digits) in {6, 8} else b""
    except ValueError:
        return None
    return red, green, blue


def near(ink: Rgb | None, ground: Rgb | None) -> bool:
    """Whether letters of a colour are not seen on a ground; False where one of them is not known."""
    return ink is not None and ground is not None and max(abs(a - b) for a, b in zip(ink, ground, strict=True)) <= _NEAR
