"""The parts of a working that are our words and not the sheet's, in the reader's language.

A record keeps codes and signs; what is said here may change at any time.
"""

from structurer.language import say
from structurer.report import phrases
from structurer.sheet.names import UNIT_NAMES, both
from structurer.text import lazy_re as re

_QUOTATION = "GRD701"
_UNREAD = re.compile(r"L(?P<line>\d+) の (?P<printed>.+) が読み取られていない")
_UNHELD = re.compile(r"(?P<figure>.+): (?P<holder>\w+) ∌ (?P<what>\w+)")
_UNMEASURED = re.compile(r"(?P<figure>.+) ≠ (?P<unit>[a-z]+)")


def spoken(code: str, working: str) -> str:
    """Return a line of a working with the parts that are ours in words; one without such parts as it is."""
    unread = _UNREAD.fullmatch(working)
    if unread is not None:
        return say(working, f"{unread['printed']} (L{unread['line']}) was not read")
    return _quotation(working) if code == _QUOTATION else working


def _quotation(working: str) -> str:
    """A figure that stands where it is cited, for what its table or its unit does not hold."""
    held, measured = _UNHELD.fullmatch(working), _UNMEASURED.fullmatch(working)
    if measured is not None:
        ja, en = both(UNIT_NAMES, measured["unit"])
        figure = measured["figure"]
        return say(
            f"{figure}: 印字はあるが、単位が合わない({ja})", f"{figure} stands there, but not in that unit ({en})"
        )
    if held is None:
        return working
    figure, what = held["figure"], held["what"]
    if what in UNIT_NAMES:
        measure, (ja, en) = phrases.measure(held["holder"]), both(UNIT_NAMES, what)
        return say(
            f"{figure}: 単位({ja})が項目「{measure}」に合わない",
            f"{figure}: the unit ({en}) is none of the measure {measure}",
        )
    table, measure = phrases.table(held["holder"]), phrases.measure(what)
    return say(
        f"{figure}: {table}の表に項目「{measure}」はない", f"{figure}: a table of the kind {table} holds no {measure}"
    )
