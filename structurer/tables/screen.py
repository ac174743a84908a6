"""The columns that a text takes on the screen."""

import unicodedata

_WIDE = frozenset("WFA")


def columns_of(text: str) -> int:
    """The width of a text in columns of a screen: two for a full-width letter."""
    widths = "".join(map(unicodedata.east_asian_width, text))
    return len(text) + sum(map(widths.count, _WIDE))
