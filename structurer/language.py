"""The language of messages: Japanese or English. Codes and JSON keys never change."""

import locale
import os
from contextvars import ContextVar
from typing import Literal

Language = Literal["ja", "en"]
spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)
"""The language of one reader among several, as a web page has them; None leaves it to the environment."""


def language() -> Language:
    """Return the reader's own language, else STRUCTURER_LANG, else the locale's; Japanese where none is set."""
    chosen = spoken.get()
    if chosen is not None:
        return chosen
    wanted = os.environ.get("STRUCTURER_LANG") or _locale()
    return "en" if wanted.lower().startswith("en") else "ja"


def say(ja: str, en: str) -> str:
    """Return the one of two sentences that the reader understands."""
    return en if language() == "en" else ja


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value is not None and value not in {"", "C", "POSIX", "C.UTF-8", "C.utf8"}:
            return value
    return locale.getlocale()[0] or "ja"
