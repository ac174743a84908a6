"""The characters that nobody sees, that a terminal obeys, or that turn a line around."""

_RANGES = (
    (0, 32), (127, 160), (0xAD, 0xAE), (0x61C, 0x61D), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x206A),
    (0xFEFF, 0xFF00), (0xFFF9, 0xFFFC), (0xE0000, 0xE0080),
)  # fmt: skip
CONTROL = [code for first, end in _RANGES for code in range(first, end)]
"""Their numbers."""
