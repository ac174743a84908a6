"""The filters of the templates."""

from collections.abc import Callable
from datetime import datetime

from structurer.report.phrases import printable


def when(moment: str) -> str:
    """A saved time for people: local, to the minute; as it is where it is none."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return printable(moment)


FILTERS: dict[str, Callable[[str], str]] = {"safe_text": printable, "when": when}
"""The filters of a text by their names in the templates."""
