"""The raw replies of a sheet that failed, kept in a file of their own for inspection."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from structurer.errors import ModelError
from structurer.settings import Settings
from structurer.text.source import Source


def keep(source: Source, model: str, error: ModelError, settings: Settings) -> Path | None:
    """Write the replies that came before a reading failed; None where none came, or where they cannot be written.

    Only this user may read the file. It holds no key: neither a request nor its headers are kept.
    """
    if not error.replies:
        return None
    now = datetime.now(UTC)
    folder = Path(settings.failures or platformdirs.user_state_path("structurer", appauthor=False) / "failures")
    path = folder / f"{now:%Y%m%dT%H%M%S%f}-{source.sha256[:12]}.json"
    sent, received = error.spent
    kept = {
        "source": {"name": source.name, "sha256": source.sha256},
        "model": model,
        "at": now.isoformat(timespec="seconds"),
        "error": {"kind": type(error).__name__, "message": error.en},
        "tokens": {"input": sent, "output": received},
        "replies": list(error.replies),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(kept, file, ensure_ascii=False, indent=1)
    except OSError:
        return None
    return path
