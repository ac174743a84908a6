"""A cache of replies: files named by the sha256 of everything that decides a reply, so that none is paid for twice.

A cache is no store: a file that cannot be read or written counts as missing.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from pydantic import JsonValue

from structurer.settings import Settings

_FORMAT = 1  # part of every key: raise it where older files must no longer be found


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of replies; None keeps nothing."""

    folder: Path | None

    def key(self, **decisive: JsonValue) -> str:
        """Return the sha256 of everything that decides a reply: source, prompt, schema, model, parameters; empty where nothing is kept."""
        if self.folder is None:
            return ""
        text = json.dumps(decisive | {"format": _FORMAT}, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def find(self, key: str) -> str | None:
        """The reply of this key, as it came; None where there is none that is whole."""
        if self.folder is None:
            return None
        try:
            kept = json.loads(self._path(key).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        whole = isinstance(kept, Mapping) and isinstance(kept.get("reply"), str)
        return kept["reply"] if whole and kept.get("sha256") == _digest(kept["reply"]) else None

    def keep(self, key: str, reply: str) -> None:
        """Keep a reply, whole or not at all; only this user may read it."""
        if self.folder is None:
            return
        path = self._path(key)
        partial = path.with_suffix(f".{os.getpid()}.part")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial.touch(mode=0o600)
            partial.write_text(json.dumps({"sha256": _digest(reply), "reply": reply}, ensure_ascii=False), "utf-8")
            partial.replace(path)

    def _path(self, key: str) -> Path:
        return (self.folder or Path()) / key[:2] / f"{key}.json"


def cache(settings: Settings, *, use: bool = True) -> Cache:
    """The cache of these settings: their folder, else the user's own; `use` False keeps nothing."""
    if not use:
        return Cache(None)
    return Cache(Path(settings.cache or platformdirs.user_cache_path("structurer", appauthor=False)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
