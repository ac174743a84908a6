"""Settings from the environment (`STRUCTURER_…`, `OPENAI_…`). Keys are secrets: they print as stars."""

import os
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from structurer.errors import SettingInvalid


class Settings(BaseSettings):
    """The settings of a user. Seconds are seconds, tokens are tokens; `cache` and `failures` are folders, `prices` is a file.

    `post_questions` and `post_bytes` limit a requests file of the Batch API, `post_interval` is the wait between two looks at
    its jobs: the names that users have set.
    """

    model_config = SettingsConfigDict(env_prefix="STRUCTURER_", env_ignore_empty=True, extra="ignore", frozen=True)

    model: str | None = None
    store: str | None = None
    author: str | None = None
    openai_api_key: SecretStr | None = Field(default=None, validation_alias=AliasChoices("OPENAI_API_KEY"))
    openai_base_url: str | None = Field(default=None, validation_alias=AliasChoices("OPENAI_BASE_URL"))
    openai_api_version: str | None = Field(default=None, validation_alias=AliasChoices("OPENAI_API_VERSION"))
    openai_model: str = "gpt-5-mini"
    reading: Literal["auto", "whole", "rest"] = "auto"
    reread: bool = True
    second: str | None = None
    cache: str | None = None
    failures: str | None = None
    prices: str | None = None
    schema_form: Literal["auto", "strict", "plain", "object", "none"] = "auto"
    limit_name: Literal["auto", "max_tokens", "max_completion_tokens"] = "auto"
    temperature: Literal["auto", "0", "omit"] = "auto"
    max_tokens: int = Field(default=16000, gt=0)
    timeout: int = Field(default=600, gt=0)
    deadline: int = Field(default=1800, gt=0)
    transport_attempts: int = Field(default=4, gt=0)
    content_retries: int = Field(default=1, ge=0)
    post_questions: int = Field(default=50_000, gt=0)
    post_bytes: int = Field(default=200_000_000, gt=0)
    post_interval: int = Field(default=60, gt=0)

    def chosen_model(self, asked: str | None) -> str:
        """Return the model asked for, else STRUCTURER_MODEL, else openai where a key or base URL is set, else offline."""
        if asked is not None:
            return asked
        if self.model is not None:
            return self.model
        if self.openai_api_key is not None or self.openai_base_url is not None:
            return f"openai:{self.openai_model}"
        return "offline"


def load() -> Settings:
    """Return the settings of this environment; SettingInvalid names the one that cannot be used, without its value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        shown = name if name.isupper() else f"STRUCTURER_{name.upper()}"
        raise SettingInvalid(shown, first["msg"]) from None


def vocabulary() -> str | None:
    """Return the user's own vocabulary file (STRUCTURER_VOCABULARY); needed for each sheet, so the environment is read directly."""
    return os.environ.get("STRUCTURER_VOCABULARY") or None
