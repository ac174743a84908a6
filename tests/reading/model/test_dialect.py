"""What an endpoint takes of a request: learned from its refusals, remembered for the process, never against a setting."""

from collections.abc import Iterator
from typing import Any

import pytest

from structurer.errors import ModelRejected
from structurer.pipeline import Outcome, check
from structurer.reading.model import dialect as module
from structurer.reading.model.dialect import Dialect, Form, configured, dialect
from structurer.reading.options import Options
from structurer.settings import Settings
from tests.support.builders import fixture
from tests.support.endpoint import Answer, Endpoint, serve, trouble
from tests.support.misbehaviour import GOOD
from tests.support.spoilt_replies import SMALL

REQUEST = {"model": "m", "messages": [], "temperature": 0, "seed": 1, "max_tokens": 9}
OPENAI = [
    (
        "max_tokens",
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'.",
    ),
    (
        "temperature",
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default is supported.",
    ),
    ("seed", "Unknown parameter: 'seed'."),
    ("response_format", "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
]


@pytest.fixture(autouse=True)
def nothing_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port may have served another test: what was learned of it is forgotten."""
    monkeypatch.setattr(module, "_KNOWN", {})


def asked(endpoint: Endpoint, **changes: object) -> Outcome:
    """The small sheet, asked for at an endpoint."""
    made = {"OPENAI_API_KEY": None, "OPENAI_BASE_URL": endpoint.url, "timeout": 10, "transport_attempts": 1}
    settings = Settings.model_validate({**made, **changes})
    return check(fixture(SMALL), "openai:made", settings, Options(reread=False, cache=False))


def forms(endpoint: Endpoint) -> Iterator[str]:
    """How each request asked for the answer's shape."""
    for request in endpoint.requests:
        form = request.body.get("response_format", {"type": "none"})
        strict = form.get("json_schema", {}).get("strict")
        yield f"{form['type']} strict" if strict else form["type"]


def refusing(message: str, param: str | None = None, status: int = 400) -> Answer:
    """A refusal in an endpoint's own words."""
    return trouble(status, message, "unsupported_parameter" if param else None, param)


@pytest.mark.parametrize(("param", "message"), OPENAI, ids=[param for param, _ in OPENAI])
@pytest.mark.parametrize("named", [True, False], ids=["openai", "azure"])
def test_a_refused_setting_is_left_out_or_renamed(param: str, message: str, *, named: bool) -> None:
    """OpenAI names the parameter; Azure only speaks of it; the rest of the request stays."""
    learning = Dialect()
    before = learning.body(REQUEST, "Reply", {})
    assert learning.learn(400, param if named else None, message)
    after = learning.body(REQUEST, "Reply", {})
    assert before[param] != after.get(param)
    rest = {*before, *after} - {param, "max_completion_tokens"}
    assert {name: before[name] for name in rest} == {name: after[name] for name in rest}


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "'strict' is not a known field of json_schema"),
        (400, "[{'type': 'extra_forbidden', 'loc': ('body', 'response_format', 'json_schema', 'strict')}]"),
        (400, "Failed to convert guided_json to a grammar: maxItems is not supported"),
        (400, "failed to parse grammar"),
        (422, "response_format.type: unknown variant `json_schema`, expected `text` or `json_object`"),
        (501, "structured output is not supported by this model"),
    ],
    ids=["vLLM", "vLLM's list", "vLLM's guide", "llama.cpp", "json_object only", "Ollama"],
)
def test_a_refused_shape_is_asked_for_in_the_next_form(status: int, message: str) -> None:
    """Whatever an endpoint calls it, the surest form it takes is found."""
    learning = Dialect()
    assert learning.learn(status, None, message)
    assert learning.form is Form.PLAIN


def test_the_forms_come_to_an_end() -> None:
    """Strict, plain, json_object, nothing; an endpoint that refuses what is not sent is given up."""
    with serve([refusing("response_format is not supported")]) as endpoint, pytest.raises(ModelRejected):
        asked(endpoint)
    assert list(forms(endpoint)) == ["json_schema strict", "json_schema", "json_object", "none"]


def test_without_a_form_a_sheet_is_read_all_the_same() -> None:
    """The checks do not depend on what the endpoint enforces."""
    refusals = [refusing("response_format is not supported")] * 3
    with serve([*refusals, GOOD]) as endpoint:
        outcome = asked(endpoint)
    assert (outcome.verdict, outcome.provenance.attempts) == ("verified", 4)


@pytest.mark.parametrize("first", ["max_tokens", "max_completion_tokens"])
def test_the_limit_goes_by_both_names(first: str) -> None:
    """Either name is understood where the other is set, and the value is the same."""
    body = Dialect(limit=first).body(REQUEST, "Reply", {})
    assert {name: value for name, value in body.items() if name.endswith("tokens")} == {first: 9}


def test_an_endpoint_that_is_changed_for_another_is_learned_again() -> None:
    """A gateway that exchanges the model behind a name may want the first name of the limit again."""
    learning = Dialect()
    assert learning.learn(400, "max_tokens", "use max_completion_tokens")
    assert learning.learn(400, "max_completion_tokens", "unknown parameter: max_completion_tokens")
    assert learning.limit == "max_tokens"


@pytest.mark.parametrize(
    "message",
    [
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (max_tokens). Reduce them.",
        "the request exceeds the available context size: 9000 tokens; response_format takes 900 of them",
        "prompt is too long: max_tokens is 9",
        "Input is too many tokens for json_schema",
    ],
)
def test_nothing_is_learned_from_a_sheet_that_is_too_long(message: str) -> None:
    """It names settings that are not the trouble, and is raised at once."""
    with serve([refusing(message)]) as endpoint, pytest.raises(ModelRejected):
        asked(endpoint)
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 413])
def test_only_a_refused_request_teaches(status: int) -> None:
    """A key or a model that is not known says nothing about settings."""
    assert not Dialect().learn(status, "temperature", "temperature")


def test_a_parameter_that_is_none_of_ours_teaches_nothing() -> None:
    """A message about another parameter is not searched for ours."""
    assert not Dialect().learn(400, "messages", "messages: json_schema? temperature?")


def test_what_was_learned_holds_for_the_next_sheet() -> None:
    """One refused request in all: the second sheet is asked for as the endpoint wants it."""
    with serve([refusing("no", "temperature"), GOOD]) as endpoint:
        outcomes = [asked(endpoint), asked(endpoint)]
    assert [outcome.provenance.attempts for outcome in outcomes] == [2, 1]
    assert ["temperature" in request.body for request in endpoint.requests] == [True, False, False]


def test_what_was_learned_holds_for_one_model_at_one_endpoint() -> None:
    """Another model, another endpoint, another setting: each begins with the strictest form."""
    settings = Settings()
    dialect("http://a", "m", settings).form = Form.NONE
    others = [
        dialect("http://a", "n", settings),
        dialect("http://b", "m", settings),
        dialect("http://a", "m", Settings(temperature="omit")),
    ]
    assert dialect("http://a", "m", settings).form is Form.NONE
    assert [other.form for other in others] == [Form.STRICT] * 3


@pytest.mark.parametrize(
    ("name", "value", "param"),
    [
        *(("schema_form", form, "response_format") for form in ("strict", "plain", "object")),
        ("limit_name", "max_tokens", "max_tokens"),
        ("limit_name", "max_completion_tokens", "max_tokens"),
        ("temperature", "0", "temperature"),
    ],
)
def test_what_is_set_is_never_adapted(name: str, value: str, param: str) -> None:
    """A user's setting is sent as it is; an endpoint that refuses it is an error."""
    with serve([refusing("no", param)]) as endpoint, pytest.raises(ModelRejected):
        asked(endpoint, **{name: value})
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"schema_form": "plain"}, ("json_schema", "max_tokens", True)),
        ({"schema_form": "object"}, ("json_object", "max_tokens", True)),
        ({"schema_form": "none"}, (None, "max_tokens", True)),
        ({"limit_name": "max_completion_tokens"}, ("json_schema", "max_completion_tokens", True)),
        ({"temperature": "omit"}, ("json_schema", "max_tokens", False)),
    ],
)
def test_a_setting_is_sent(changes: dict[str, Any], expected: tuple[str | None, str, bool]) -> None:
    """What the settings say is what goes over the wire."""
    body = configured(Settings(**changes)).body(REQUEST, "Reply", {})
    form = body.get("response_format", {"type": None})["type"]
    limit = next(name for name in body if name.endswith("tokens"))
    assert (form, limit, "temperature" in body) == expected


def test_a_dialect_is_told() -> None:
    """`structurer doctor` says what is sent, setting by setting."""
    learning = Dialect()
    learning.learn(400, "temperature", "no")
    assert learning.describe()["temperature"] == "-"
    assert set(learning.describe()) == {"response_format", "limit", "temperature", "seed"}
