"""The dialect of an endpoint: which settings of a request it takes, detected from its refusals or set by the user.

OpenAI takes all of it but the temperature of a reasoning model and, for those, wants another name for the token limit;
Azure is like it; vLLM and llama.cpp take the schema without its name for strictness; older servers take `json_object`
or nothing. What is learned holds for the endpoint and model as long as the process runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from structurer.settings import Settings
from structurer.text import lazy_re as re


class Form(StrEnum):
    """The ways of asking for the shape of an answer, the surest first."""

    STRICT = "strict"
    PLAIN = "plain"
    OBJECT = "object"
    NONE = "none"


_FORMS = tuple(Form)
_ABOUT = {
    "max_tokens": re.compile(r"max_completion_tokens|max_tokens"),
    "temperature": re.compile(r"temperature"),
    "seed": re.compile(r"\bseed\b"),
    "response_format": re.compile(
        r"response_format|json_schema|json_object|\bstrict\b|grammar|guided|structured output"
    ),
}
_REFUSALS = frozenset({400, 422, 501})
_TOO_LONG = re.compile(r"context (?:length|size|window)|maximum context|too (?:long|many tokens)")


@dataclass
class Dialect:
    """The settings an endpoint takes. `bounded`: its schema may limit strings, so that a small model comes to an end."""

    form: Form = Form.STRICT
    limit: str = "max_tokens"
    temperature: bool = True
    seed: bool = True
    bounded: bool = False
    fixed: frozenset[str] = frozenset()
    refused: list[str] = field(default_factory=list)

    def body(self, request: Mapping[str, Any], name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return the request as this endpoint takes it. `request` holds every setting, the limit as `max_tokens`."""
        body = {key: value for key, value in request.items() if key not in {"max_tokens", "response_format"}}
        if not self.temperature:
            body.pop("temperature", None)
        if not self.seed:
            body.pop("seed", None)
        body[self.limit] = request["max_tokens"]
        if self.form in {Form.STRICT, Form.PLAIN}:
            strict = {"strict": True} if self.form is Form.STRICT else {}
            body["response_format"] = {"type": "json_schema", "json_schema": {"name": name, **strict, "schema": schema}}
        elif self.form is Form.OBJECT:
            body["response_format"] = {"type": "json_object"}
        return body

    def learn(self, status: int, param: str | None, message: str) -> bool:
        """True where a refusal names a setting we can do without; the next body is made without it."""
        if status not in _REFUSALS or _TOO_LONG.search(message) is not None:
            return False
        named = next((name for name, about in _ABOUT.items() if about.search(param or "")), None)
        if param is None:
            named = next((name for name, about in _ABOUT.items() if about.search(message)), None)
        if named is None or named in self.fixed:
            return False
        return self._without(named)

    def _without(self, named: str) -> bool:
        if named == "response_format":
            if self.form is Form.NONE:
                return False
            self.form = _FORMS[_FORMS.index(self.form) + 1]
        elif named == "max_tokens":
            named = self.limit  # each of the two names is given up once
            if named in self.refused:
                return False
            self.limit = "max_completion_tokens" if named == "max_tokens" else "max_tokens"
        elif not getattr(self, named):
            return False
        else:
            setattr(self, named, False)
        self.refused.append(named)
        return True

    def describe(self) -> dict[str, str]:
        """Return what is sent, for people: setting by setting."""
        return {
            "response_format": self.form.value,
            "limit": self.limit,
            "temperature": "0" if self.temperature else "-",
            "seed": "sent" if self.seed else "-",
        }


_KNOWN: dict[tuple[str, str], Dialect] = {}


def dialect(endpoint: str, name: str, settings: Settings) -> Dialect:
    """Return the dialect of a model at an endpoint: what was learned in this process, else what is set, else the strictest."""
    wanted = (settings.schema_form, settings.limit_name, settings.temperature)
    key = (f"{endpoint} {wanted}", name)
    return _KNOWN.setdefault(key, configured(settings))


def configured(settings: Settings) -> Dialect:
    """Return the dialect that the settings ask for; what they leave to `auto` is learned."""
    fixed = {
        "response_format": settings.schema_form != "auto",
        "max_tokens": settings.limit_name != "auto",
        "temperature": settings.temperature != "auto",
    }
    return Dialect(
        form=Form.STRICT if settings.schema_form == "auto" else Form(settings.schema_form),
        limit="max_tokens" if settings.limit_name == "auto" else settings.limit_name,
        temperature=settings.temperature != "omit",
        fixed=frozenset(name for name, is_set in fixed.items() if is_set),
    )
