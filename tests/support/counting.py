"""Work counted in calls: the same number on every machine, however busy it is."""

import sys
from collections.abc import Callable
from types import FrameType

LINEAR = 2.3
"""The most calls that twice the input may take, as a multiple: linear work takes 2, the square 4. The 0.3 above 2 is for noise such
as caches that fill; measured, every linear case is below 2.1."""


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
