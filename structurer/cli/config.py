"""The user's file of settings: what it says holds where the environment says nothing. No secret may stand in it."""

import os
import tomllib
from pathlib import Path

import platformdirs

from structurer.errors import ConfigInvalid

NAMES = frozenset({
    "author", "cache", "content_retries", "deadline", "failures", "lang", "limit_name", "max_tokens", "model",
    "openai_api_version", "openai_base_url", "openai_model", "post_bytes", "post_interval", "post_questions", "prices",
    "reading", "reread", "schema_form", "second", "store", "temperature", "timeout", "transport_attempts", "vocabulary",
})  # fmt: skip
"""What the file may say: every setting but the key, which is nothing to leave in a file."""
_FOREIGN = frozenset({"openai_api_version", "openai_base_url"})
"""Settings that every program of OpenAI's takes by these names."""


def path() -> Path:
    """Return the place of the file: STRUCTURER_CONFIG, else `structurer/config.toml` in the user's folder of settings."""
    named = os.environ.get("STRUCTURER_CONFIG")
    return Path(named) if named else platformdirs.user_config_path("structurer", appauthor=False) / "config.toml"


def load() -> None:
    """Put what the file says into the environment where that says nothing; ConfigInvalid names what cannot be used."""
    place = path()
    try:
        found = tomllib.loads(place.read_text("utf-8"))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise ConfigInvalid(str(place), str(error)) from None
    for name, value in found.items():
        if name not in NAMES or not isinstance(value, str | int):
            raise ConfigInvalid(str(place), name)
        text = str(value).lower() if isinstance(value, bool) else str(value)
        os.environ.setdefault(name.upper() if name in _FOREIGN else f"STRUCTURER_{name.upper()}", text)
