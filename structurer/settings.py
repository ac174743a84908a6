"""Settings from the environment (`STRUCTURER_…`, `OPENAI_…`). Keys are secrets: they print as stars."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from structurer.errors import SettingInvalid


class Settings(BaseModel):
    """The settings of a user. Seconds are seconds, tokens are tokens; `cache` and `failures` are folders, `prices` is a file.

    `post_questions` and `post_bytes` limit a requests file of the Batch API, `post_interval` is the wait between two looks at
    its jobs: the names that users have set. What is not handed in is taken from the environment.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    model: str | None = None
    store: str | None = None
    author: str | None = None
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    openai_api_version: str | None = Field(default=None, validation_alias="OPENAI_API_VERSION")
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

    @model_validator(mode="before")
    @classmethod
    def _with_environment(cls, given: Mapping[str, object]) -> dict[str, object]:
        """What is given, and of the rest what the environment says; its names may be in small letters, and empty values say nothing."""
        said = {name.upper(): value for name, value in os.environ.items() if value}
        return {name: said[variable] for name, variable in _variables().items() if variable in said} | dict(given)

    def chosen_model(self, asked: str | None) -> str:
        """Return the model asked for, else STRUCTURER_MODEL, else openai where a key or base URL is set, else offline."""
        if asked is not None:
            return asked
        if self.model is not None:
            return self.model
        if self.openai_api_key is not None or self.openai_base_url is not None:
            return f"openai:{self.openai_model}"
        return "offline"


@cache
def _variables() -> dict[str, str]:
    """Return for each name by which a setting is given the environment's name of it."""
    named = {field.validation_alias or name for name, field in Settings.model_fields.items()}
    return {str(name): str(name) if str(name).isupper() else f"STRUCTURER_{str(name).upper()}" for name in named}


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
