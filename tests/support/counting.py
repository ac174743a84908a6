"""How much work a piece of code does, counted in calls: the same on every machine, however busy it is."""

import sys
from collections.abc import Callable
from types import FrameType

LINEAR = 2.3
"""How much more work twice the input may take: 2 is linear, 4 the square; the rest is for what is done once a sheet."""


def calls(work: Callable[[], object]) -> int:
    """Return the number of calls, of Python and of built-in functions, that some work makes."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
