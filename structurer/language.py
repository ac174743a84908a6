"""Which language people are spoken to in: Japanese or English. Codes and JSON keys never change."""

import locale
import os
from typing import Literal

Language = Literal["ja", "en"]


def language() -> Language:
    """STRUCTURER_LANG if set, else the locale's language; Japanese where neither says."""
    wanted = os.environ.get("STRUCTURER_LANG") or _locale()
    return "en" if wanted.lower().startswith("en") else "ja"


def say(ja: str, en: str) -> str:
    """The one of two sentences that the reader understands."""
    return en if language() == "en" else ja


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value is not None and value not in {"", "C", "POSIX", "C.UTF-8", "C.utf8"}:
            return value
    return locale.getlocale()[0] or "ja"
