"""The exact interval of Clopper and Pearson for a share that was measured on a sample, by integers alone.

It is the interval of all shares under which a count as far out as the one seen would not be rarer than half of what is left of
the confidence, on each side. Both ends are rounded outwards, so that nothing is lost by printing them.
"""

from collections.abc import Callable
from fractions import Fraction
from math import comb

_HALVINGS = 24
_WHOLE = 2**_HALVINGS
"""Steps of a share: each end is known to 1 in 16 million, finer than any table of it."""
CONFIDENCE = Fraction(95, 100)


def interval(hits: int, tries: int, confidence: Fraction = CONFIDENCE) -> tuple[Fraction, Fraction]:
    """Return the lower and the upper end for so many hits in so many tries; nothing is known of a share without a try."""
    rare = (1 - confidence) / 2
    low = 0 if hits == 0 else _last(lambda share: _more_than(1 - rare, hits - 1, tries, share))
    high = _WHOLE if hits == tries else _last(lambda share: _more_than(rare, hits, tries, share)) + 1
    return Fraction(low, _WHOLE), Fraction(high, _WHOLE)


def _last(holds: Callable[[int], bool]) -> int:
    """Return the last share, in steps, at which something holds that holds at 0 and ends to hold once."""
    low, high = 0, _WHOLE
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _more_than(probability: Fraction, hits: int, tries: int, hit: int) -> bool:
    """True where at most so many hits are likelier than a probability, at a share of `hit` steps.

    The tail of the binomial is summed by Horner's scheme over integers, whose denominator is a power of two.
    """
    miss, total, power = _WHOLE - hit, 0, 1
    for count in range(hits + 1):
        total = total * miss + comb(tries, count) * power
        power *= hit
    tail: int = total * miss ** (tries - hits)
    return tail * probability.denominator > probability.numerator << _HALVINGS * tries


def percent(share: Fraction, *, up: bool) -> str:
    """Return a share in percent with two decimals, rounded up or down: an end of an interval is never drawn inwards."""
    hundredths = share * 10_000
    whole = -(-hundredths.numerator // hundredths.denominator) if up else hundredths.numerator // hundredths.denominator
    return f"{whole // 100}.{whole % 100:02}%"
