"""Limits on a document: budget documents stay far below them; beyond them a machine would run out of memory or time."""

BYTES = 100 * 1024 * 1024
"""Bytes of one document, which is held in memory while it is read."""

UNPACKED = 400 * 1024 * 1024
"""Bytes of everything packed in an Office document; the largest workbooks of a budget unpack to some 30 MB."""

RATIO = 300
"""How many bytes one packed byte may become, in anything over `SMALL`; XML of a real workbook shrinks to a tenth."""

SMALL = 10 * 1024 * 1024
"""Bytes up to which a packed file may shrink to anything: an empty worksheet does, and costs little."""

ENTRIES = 5_000
"""Files packed in an Office document; a workbook with a thousand worksheets stays below."""

PAGES = 2_000
"""Pages of a document: a whole budget may have as many. Each is drawn, so they bound the time."""

DEPTH = 200
"""Elements within each other: far more than a person writes, and less than Python's recursion bears."""

CELLS = 500_000
"""Cells of one table, spans counted: a few bytes of a span can ask for millions."""

TEXT = 5 * 1024 * 1024
"""Characters of one page or worksheet, or of a document that has neither."""

WHOLE_TEXT = 20 * 1024 * 1024
"""Characters of a whole document."""

FIGURES = 100_000
"""Figures of one page or worksheet, or of a document that has neither; ten thousand take some 0.6 s to tell apart."""

WHOLE_FIGURES = 300_000
"""Figures of a whole document; a budget of two thousand pages stays below."""

MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space for the process that reads one document: no document may take the memory of a machine."""

STALLED = 60
"""Seconds of processor time without another page, after which a page counts as stuck; how busy the machine is does not count."""

WAITED = 900
"""Seconds that are waited for another page, whoever has the processor meanwhile: what waits longer never ends."""

SECONDS = 1_800
"""Seconds of processor time for a whole document: about one for each of `PAGES`."""

BROKEN = 20
"""Pages of one document on which the parser may end; each begins it anew. With more of them the document is no document."""

PROCESSES = 4
"""Processes that read one document at once, where there are as many processors: each takes some 180 MB."""

SHARED = 20
"""Pages from which another process is worth its start, which takes as long as to read three."""
