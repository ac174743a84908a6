"""The model reader against a scripted endpoint: what is sent, what is repeated, what ends a reading."""

import io
import json
import logging
import time
import traceback

import instructor
import pytest
from pydantic import JsonValue

from structurer.checks.judged import JudgedReading
from structurer.checks.reading import Reading
from structurer.errors import (
    KeyMissing,
    ModelError,
    ModelRefused,
    ModelRejected,
    ModelUnreachable,
    ReplyInvalid,
    ReplyMissing,
    ReplyTooLong,
    ReplyTruncated,
)
from structurer.reading import plan
from structurer.reading.layout import read_sheet
from structurer.reading.model.conversation import open_conversation
from structurer.reading.options import Options
from structurer.reading.prompting import messages
from structurer.record.extraction import Extraction
from structurer.record.record import Tokens
from structurer.settings import Settings
from structurer.text.source import Source
from tests.support.endpoint import HANG, Answer, Endpoint, reply, serve, trouble
from tests.support.prompt_example import empty_reply, example, example_source
from tests.support.strict_schema import faults

KEY = "sk-made-1234567890"
GOOD = reply(example()[1])


def settings(endpoint: Endpoint, **changes: object) -> Settings:
    """Settings for a scripted endpoint."""
    return Settings.model_validate({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": endpoint.url, "timeout": 5, **changes})


def read(source: Source, name: str, settings: Settings) -> Extraction:
    """A reading in one question, nothing of it remembered."""
    with open_conversation(source, f"openai:{name}", settings, Options(cache=False)) as conversation:
        sheet = plan.read(conversation, JudgedReading(Reading(source, read_sheet(source))), "whole")
        return Extraction(sheet, conversation.provenance("whole", None), tuple(conversation.client.ledger.replies))


def run(*script: Answer, **changes: object) -> tuple[Extraction, Endpoint]:
    """A reading of the made sheet, and the endpoint it was read at."""
    with serve(script) as endpoint:
        return read(example_source(), "m", settings(endpoint, **changes)), endpoint


def fail(*script: Answer, **changes: object) -> tuple[ModelError, Endpoint]:
    """The error that ends a reading."""
    with serve(script) as endpoint, pytest.raises(ModelError) as caught:
        read(example_source(), "m", settings(endpoint, **changes))
    return caught.value, endpoint


def test_a_sheet_is_read() -> None:
    """The sheet with its cites, who read it, and the reply as it came."""
    extraction, _ = run(GOOD)
    row = extraction.sheet.costs[0].rows[0]
    assert [(cell.cite.figure, cell.cite.amount) for cell in row.cells] == [
        ("F2", "4200000"),
        ("F3", "800000"),
        ("F4", "5000000"),
    ]
    assert extraction.replies == (example()[1],)
    provenance = extraction.provenance
    assert (provenance.reader, provenance.model, provenance.attempts) == ("model", "openai:m", 1)
    assert provenance.tokens == Tokens(input=100, output=10, cached=50)
    assert provenance.prompt_sha256 == messages(example_source()).prompt_sha256
    assert {"structurer", "openai", "instructor", "pydantic"} <= set(provenance.versions)


def test_a_reply_that_fits_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instructor is there for a reply that does not fit: what it does with a right one takes it longer than pydantic."""
    monkeypatch.setattr(instructor, "patch", None)
    assert run(GOOD)[0].provenance.attempts == 1


def test_a_number_as_text_does_not_fit() -> None:
    """Types are those of the schema: a line given as text is asked about again, as instructor asks about it."""
    said = json.loads(example()[1])
    said["passages"] = [{"kind": "purpose", "line": "1", "last": 2}]
    _, endpoint = run(reply(json.dumps(said)), GOOD)
    assert len(endpoint.requests) == 2


def test_the_request_is_strict() -> None:
    """The body as it goes over the wire: our prompt unchanged, nothing left to chance, a closed schema."""
    _, endpoint = run(GOOD, max_tokens=321)
    (request,) = endpoint.requests
    form = request.body.pop("response_format")
    sent = messages(example_source())
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "m",
        "messages": [{"role": "system", "content": sent.system}, {"role": "user", "content": sent.user}],
        "temperature": 0,
        "max_tokens": 321,
    }
    assert (form["type"], form["json_schema"]["strict"], form["json_schema"]["name"]) == ("json_schema", True, "Reply")
    assert faults(form["json_schema"]["schema"]) == []


def test_braces_in_a_sheet_are_no_template() -> None:
    """The library could fill `{{ }}` in messages; nothing in a sheet may be run."""
    source = Source("x", "費用 {{ 7 * 7 }} {% raw %} 5千円")
    with serve([GOOD]) as endpoint:
        read(source, "m", settings(endpoint))
    assert endpoint.requests[0].body["messages"][1]["content"] == messages(source).user


def test_the_schema_holds_what_the_sheet_can() -> None:
    """An array may not go on beyond the figures of the source, in steps that let an endpoint keep a schema."""
    _, endpoint = run(GOOD)
    definitions = endpoint.requests[0].body["response_format"]["json_schema"]["schema"]["$defs"]
    assert definitions["ReplyTable"]["properties"]["rows"]["maxItems"] == 16


@pytest.mark.parametrize(
    "passing",
    [trouble(429, Retry_After="0.05"), trouble(500), *(trouble(n, Retry_After="0") for n in (408, 409, 503))],
    ids=["429", "500", "408", "409", "503"],
)
def test_passing_trouble_is_repeated(passing: Answer) -> None:
    """What may be over at the next attempt gets one, and it is counted."""
    extraction, endpoint = run(passing, GOOD)
    assert extraction.provenance.attempts == len(endpoint.requests) == 2


def test_retry_after_is_honoured() -> None:
    """An endpoint that names its time is not asked before."""
    begun = time.monotonic()
    run(trouble(429, Retry_After="0.6"), GOOD)
    assert time.monotonic() - begun >= 0.6


def test_no_wait_beyond_the_deadline() -> None:
    """An endpoint that wants an hour is given up at once."""
    error, endpoint = fail(trouble(429, "slow down", Retry_After="3600"))
    assert isinstance(error, ModelUnreachable)
    assert "slow down" in str(error)
    assert len(endpoint.requests) == 1


def test_attempts_come_to_an_end() -> None:
    """The budget of the transport is its own: the SDK and instructor add nothing to it."""
    error, endpoint = fail(trouble(500, Retry_After="0"), transport_attempts=3)
    assert isinstance(error, ModelUnreachable)
    assert len(endpoint.requests) == 3
    assert "HTTP 500" in error.en
    assert "3 attempts" in error.en


def test_a_hanging_endpoint_times_out(caplog: pytest.LogCaptureFixture) -> None:
    """No answer within the time of one attempt; the next one may get it, and one sentence says that it is asked, and why."""
    extraction, endpoint = run(Answer(HANG), Answer(HANG), GOOD, timeout=1)
    assert extraction.provenance.attempts == len(endpoint.requests) == 3
    (told,) = (
        entry.getMessage()
        for entry in caplog.records
        if entry.name == "structurer" and entry.levelno >= logging.WARNING
    )
    assert "1 s: STRUCTURER_TIMEOUT" in told


def test_the_deadline_ends_a_hanging_reading() -> None:
    """The deadline holds for the whole reading, whatever the attempts would be allowed."""
    error, endpoint = fail(Answer(HANG), timeout=30, deadline=2, transport_attempts=9)
    assert isinstance(error, ModelUnreachable)
    assert "30 s: STRUCTURER_TIMEOUT" in error.en
    assert "2 s: STRUCTURER_DEADLINE" in error.en
    assert len(endpoint.requests) == 1


def test_nobody_listens() -> None:
    """A closed port is an unreachable model."""
    with serve([GOOD]) as endpoint:
        pass
    with pytest.raises(ModelUnreachable):
        read(example_source(), "m", settings(endpoint, transport_attempts=1))


@pytest.mark.parametrize(
    "answer",
    [trouble(400), trouble(401), trouble(403), trouble(404), trouble(422), trouble(429, code="insufficient_quota")],
    ids=["400", "401", "403", "404", "422", "quota"],
)
def test_a_rejected_request_is_not_repeated(answer: Answer) -> None:
    """An error that will not pass is raised at once, with its status."""
    error, endpoint = fail(answer)
    assert isinstance(error, ModelRejected)
    assert f"HTTP {answer.status}" in error.en
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("body", [b"<html>", {"choices": []}, {"choices": [{}]}, []])
def test_another_service_is_no_endpoint(body: object) -> None:
    """Whatever answers 200 without a chat completion is asked once more, since a gateway's trouble passes, and given up."""
    error, endpoint = fail(Answer(200, body))  # type: ignore[arg-type]  # any body at all
    assert isinstance(error, ReplyMissing)
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply(None, refusal="I will not"), ModelRefused),
        (reply("", finish="content_filter"), ModelRefused),
        (trouble(400, "filtered", code="content_filter"), ModelRefused),
        (reply('{"identity"', finish="length"), ReplyTruncated),
    ],
    ids=["refusal", "filter", "filter as 400", "length"],
)
def test_a_reply_that_ends_the_reading(answer: Answer, expected: type[ModelError]) -> None:
    """A refusal and a truncated reply are no bad JSON: nothing is asked again."""
    error, endpoint = fail(answer)
    assert isinstance(error, expected)
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": {"message": f"No provider for {KEY} now", "code": 503}}, "No provider for *** now"),
        ({"choices": []}, '{"choices": []}'),
        (b"<p>Please log in</p>", "<p>Please log in</p>"),
    ],
)
def test_an_answer_without_a_reply_is_told_in_its_own_words(body: JsonValue | bytes, said: str) -> None:
    """After one more request: what the endpoint says, and what to do."""
    error, endpoint = fail(Answer(200, body))
    assert len(endpoint.requests) == 2
    for text in (error.ja, error.en):
        assert said in text
        assert "structurer doctor --model openai:m" in text


def test_an_answer_with_nothing_in_it_is_told_as_such() -> None:
    """In either language."""
    error, _ = fail(Answer(200, b""))
    assert ("空の応答" in error.ja, "nothing" in error.en) == (True, True)


def test_what_an_answer_without_a_reply_cost_is_counted() -> None:
    """A gateway may have paid for what it then lost."""
    body: JsonValue = {"error": {"message": "lost"}, "usage": {"prompt_tokens": 7, "completion_tokens": 2}}
    error, _ = fail(Answer(200, body))
    assert (error.spent, error.attempts) == ((14, 4), 2)


def test_a_reply_longer_than_was_asked_for_is_not_worked_on() -> None:
    """An endpoint that keeps to no limit: one request, and neither time nor memory for what it sent."""
    content = '{"mentions": [' + "{}," * 1_000_000 + "{}]}"
    error, endpoint = fail(reply(content), max_tokens=1000)
    assert isinstance(error, ReplyTooLong)
    assert len(endpoint.requests) == 1
    assert f"{len(content):,}" in error.en
    assert f"{len(content):,}" in error.ja


def test_the_errors_sent_back_are_no_longer_than_needed() -> None:
    """A reply can have one for each cell: the first of them show what is wrong, and only they are paid for."""
    _, endpoint = run(reply('{"tables": [' + "{}," * 5000 + "{}]}"), GOOD)
    first, again = (request.body["messages"] for request in endpoint.requests)
    assert again[:2] == first
    assert again[3]["content"].startswith("Correct your JSON")
    assert "tables.0" in again[3]["content"]
    assert len(again[3]["content"]) <= 4001


def test_a_bad_reply_is_asked_again() -> None:
    """Once, with what was wrong; both replies are kept and both are paid for."""
    extraction, endpoint = run(reply('{"names": 1}', tokens=40), GOOD)
    first, second = (request.body for request in endpoint.requests)
    assert second["messages"][:2] == first["messages"]
    assert second["response_format"] == first["response_format"]
    assert second["messages"][2]["content"] == '{"names": 1}'
    assert extraction.provenance.attempts == 2
    assert extraction.provenance.tokens == Tokens(input=140, output=14, cached=70)
    assert extraction.replies == ('{"names": 1}', example()[1])


@pytest.mark.parametrize(("retries", "asked"), [(0, 1), (1, 2), (2, 3)])
def test_bad_replies_come_to_an_end(retries: int, asked: int) -> None:
    """The raw replies stay on the error."""
    error, endpoint = fail(reply("no JSON"), content_retries=retries)
    assert isinstance(error, ReplyInvalid)
    assert error.replies == ("no JSON",) * asked
    assert len(endpoint.requests) == asked


def test_a_reasoning_model_is_met_halfway() -> None:
    """A setting the model says it does not take is left out or renamed; the rest of the request stays."""
    extraction, endpoint = run(
        trouble(400, "use max_completion_tokens", "unsupported_parameter", "max_tokens"),
        trouble(400, "only the default", "unsupported_value", "temperature"),
        GOOD,
    )
    last = endpoint.requests[-1].body
    assert extraction.provenance.attempts == 3
    assert set(last) == {"model", "messages", "max_completion_tokens", "response_format"}
    assert last["max_completion_tokens"] == 16000


def test_a_setting_refused_twice_is_rejected() -> None:
    """An endpoint that refuses what is not sent is not asked for ever."""
    error, endpoint = fail(trouble(400, "no", "unsupported_value", "temperature"))
    assert isinstance(error, ModelRejected)
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(
    "answer",
    [
        trouble(401, f"Incorrect API key provided: {KEY}"),
        trouble(401, "Incorrect API key provided: sk-made*****7890."),
        trouble(500, f"upstream said: Bearer {KEY}", Retry_After="0"),
        reply(None, refusal=f"the key {KEY}"),
    ],
    ids=["whole", "abbreviated", "upstream", "refusal"],
)
def test_the_key_is_never_told(answer: Answer, caplog: pytest.LogCaptureFixture) -> None:
    """Not in the error, not in its traceback, not in a log."""
    caplog.set_level(logging.INFO)
    error, _ = fail(answer, transport_attempts=2)
    shown = io.StringIO()
    traceback.print_exception(error, file=shown)
    for text in (error.ja, error.en, repr(error), shown.getvalue(), caplog.text):
        assert KEY not in text
        assert "7890" not in text


def test_openai_wants_a_key() -> None:
    """Only there: an endpoint of one's own may ask for none."""
    with pytest.raises(KeyMissing):
        read(example_source(), "m", Settings.model_validate({"OPENAI_API_KEY": None, "OPENAI_BASE_URL": None}))
    with serve([GOOD]) as endpoint:
        read(example_source(), "m", settings(endpoint, OPENAI_API_KEY=None))
    assert endpoint.requests[0].headers["authorization"] == "Bearer none"


@pytest.mark.parametrize("url", ["nonsense", "http://[::1"])
def test_a_bad_address_is_an_unreachable_model(url: str) -> None:
    """A typing error in the base URL ends in our own sentence."""
    made = Settings.model_validate({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": url, "transport_attempts": 1})
    with pytest.raises(ModelUnreachable):
        read(example_source(), "m", made)


def test_a_reply_about_nothing_is_a_sheet() -> None:
    """An empty reply is valid: that every figure is left unclaimed is for the checks to say."""
    extraction, _ = run(reply(json.dumps(empty_reply())))
    assert extraction.sheet.costs == ()
