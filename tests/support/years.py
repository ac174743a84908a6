"""Two years of one project: the drawn sheet of `sheets`, and that of the year before, which decided what this one prints for it."""

from dataclasses import replace

from structurer.checks.every import run, verdict
from structurer.checks.reading import Reading
from structurer.record.making import record_of
from structurer.record.record import Record
from structurer.record.years.witness import prior_of
from structurer.sheet.prior import Prior
from tests.support.reviews import LAYOUT
from tests.support.sheets import PIPED, changed, read

LAST = changed(
    PIPED,
    ("令和8年度", "令和7年度"),
    ("前年度当初予算額 | 10,000千円 | 2,500千円 | 12,500千円", "当初予算額 | 10,000千円 | 2,500千円 | 12,500千円"),
    (" (前年度予算額 10,000千円)", ""),
    ("前年度予算 | 10,000 | 5,000 | 0 | 5,000 |\n", ""),
    ("計上額 | 8,000 | 4,000 | 0 | 4,000", "計上額 | 10,000 | 5,000 | 0 | 5,000"),
)
"""The sheet of the year before."""


def record(text: str) -> Record:
    """A text as the layout reader reads it, as a record."""
    reading = read(text)
    results = run(reading)
    return record_of(reading, results, verdict(results), LAYOUT, None)


def last_year(*changes: tuple[str, str], year: int = 2025) -> Prior:
    """What the sheet of the year before says, with some of its text exchanged."""
    return prior_of("0a1b2c3d4e5f", 1, year, record(changed(LAST, *changes)))


def beside(*changes: tuple[str, str], last: tuple[Prior, ...] | None = None) -> Reading:
    """The sheet of this year, with some of its text exchanged, beside what last year's says."""
    reading = read(changed(PIPED, *changes))
    return replace(reading, priors=(last_year(),) if last is None else last)
