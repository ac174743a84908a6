"""How much of a document is read: what budget documents stay far below, and what would cost a machine its memory or day."""

BYTES = 100 * 1024 * 1024
"""Of one document."""

UNPACKED = 400 * 1024 * 1024
"""Of all that is packed in an Office document; the largest workbooks of a budget unpack to some 30 MB."""

RATIO = 300
"""How many bytes one packed byte may become, in anything over `SMALL`; XML of a real workbook shrinks to a tenth."""

SMALL = 10 * 1024 * 1024
ENTRIES = 5_000
PAGES = 2_000
DEPTH = 200
CELLS = 500_000
TEXT = 5 * 1024 * 1024
"""Characters of one page or worksheet, or of a document that has neither."""

WHOLE_TEXT = 20 * 1024 * 1024
"""Characters of a whole document."""

FIGURES = 100_000
"""Of one page or worksheet, or of a document that has neither; ten thousand take some 0.6 s to tell apart."""

WHOLE_FIGURES = 300_000
"""Of a whole document; a budget of two thousand pages stays below."""

MEMORY = 2 * 1024 * 1024 * 1024
"""Of address space, for the process that reads one document."""

STALLED = 60
"""Seconds without another page."""

SECONDS = 1_800
"""Seconds for a whole document."""
