"""The ways in which an endpoint misbehaves about one small sheet, and their outcomes: `python -m tests.support.misbehaviour` prints them.

Each row is a script for the endpoint, the outcome it must have, and the exact number of requests.
"""

import io
import json
import logging
import random
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from structurer.checks.outcome import Verdict
from structurer.errors import (
    AccessDenied,
    AccountEmpty,
    ContentFiltered,
    KeyRejected,
    ModelNotFound,
    ModelRefused,
    ModelRejected,
    ModelUnreachable,
    ReplyInvalid,
    ReplyMissing,
    ReplyTooLong,
    ReplyTruncated,
    StructurerError,
)
from structurer.pipeline import Outcome, check
from structurer.reading.model import dialect
from structurer.reading.options import Options
from structurer.settings import Settings
from tests.support.builders import fixture
from tests.support.endpoint import HANG, Answer, Endpoint, Manner, reply, serve, trouble
from tests.support.perfect import wired
from tests.support.spoilt_replies import SMALL, SPOILT, right

KEY = "sk-made-1234567890"
VERIFIED, REVIEW = Verdict.VERIFIED, Verdict.NEEDS_REVIEW
_SHORT_WAITS = 152872
"""A seed whose first draws are near 0: what is waited between two attempts is drawn, and a test needs no waiting."""
_PAST, _FUTURE = "Wed, 21 Oct 2015 07:28:00 GMT", "Fri, 21 Oct 2939 07:28:00 GMT"


@dataclass(frozen=True)
class Row:
    """One way to misbehave: what the endpoint answers, one after the other, the last for ever; what must come of it."""

    name: str
    script: tuple[Answer, ...]
    outcome: Verdict | type[StructurerError]
    requests: int
    changes: Mapping[str, object] = field(default_factory=dict)
    reread: bool = False

    def came(self) -> list[dict[str, Any]]:
        """The objects among the answers that were given whole."""
        given = (*self.script, *[self.script[-1]] * self.requests)[: self.requests]
        whole = [a for a in given if a.manner in {Manner.WHOLE, Manner.TRICKLE} and a.seconds < 1]
        bodies = [answer.body for answer in whole if "Content-Encoding" not in dict(answer.headers)]
        return [body for body in bodies if isinstance(body, dict)]

    @property
    def tells_the_key(self) -> bool:
        """Whether the endpoint itself sends our key back."""
        return any(KEY.encode() in answer.payload for answer in self.script)

    def replies(self) -> tuple[str, ...]:
        """The texts of these."""
        messages = (_message(body) for body in self.came())
        texts = (message.get("content") or "" for message in messages if message is not None)
        return tuple(str(text or "").encode("utf-8", "replace").decode() for text in texts)

    def spent(self) -> tuple[int, int]:
        """The tokens that these cost, sent and received."""
        usages = [usage for body in self.came() if isinstance(usage := body.get("usage"), dict)]
        usages = [usage for usage in usages if not any(isinstance(count, float) for count in usage.values())]
        return sum(u.get("prompt_tokens") or 0 for u in usages), sum(u.get("completion_tokens") or 0 for u in usages)


@dataclass(frozen=True)
class Played:
    """The end of a row: the outcome or the error, the endpoint's side of it, and what others could see.

    `seen` is the log and the traceback as they are usually kept, `details` with every detail and every variable.
    """

    outcome: Outcome | None
    error: StructurerError | None
    endpoint: Endpoint
    seen: str
    details: str

    @property
    def result(self) -> Verdict | type[StructurerError]:
        """The verdict, or the class of the error."""
        return self.outcome.verdict if self.outcome is not None else type(self.error or StructurerError("", ""))


def _message(body: Mapping[str, Any]) -> dict[str, Any] | None:
    choices = body.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) and "error" not in {*body, *first} else None
    return message if isinstance(message, dict) else None


def play(row: Row) -> Played:
    """A row over real HTTP, with nothing remembered of earlier ones."""
    dialect._KNOWN.clear()
    random.seed(_SHORT_WAITS)
    with serve(row.script) as endpoint, _logged(logging.DEBUG) as details, _logged(logging.INFO) as log:
        made = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": endpoint.url, "timeout": 10, "transport_attempts": 3}
        settings = Settings.model_validate({**made, "deadline": 60, **row.changes})
        try:
            outcome = check(fixture(SMALL), "openai:made", settings, Options(reread=row.reread, cache=False))
        except StructurerError as error:
            seen = log.getvalue() + "".join(traceback.format_exception(error))
            return Played(None, error, endpoint, seen, details.getvalue() + _with_variables(error))
        return Played(outcome, None, endpoint, log.getvalue(), details.getvalue())


@contextmanager
def _logged(least: int) -> Iterator[io.StringIO]:
    """Collect what any library logs, from this level on."""
    text, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(text), root.level
    handler.setLevel(least)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield text
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _with_variables(error: StructurerError) -> str:
    """The traceback with the variables of every function but our own here, as crash reporters send it."""
    below = None if error.__traceback__ is None else error.__traceback__.tb_next
    made = traceback.TracebackException(type(error), error, below, capture_locals=True)
    return "".join(made.format())


@cache
def played(name: str) -> Played:
    """The row of this name, run once for all who ask."""
    return play(next(row for row in ROWS if row.name == name))


def table() -> str:
    """The matrix as Markdown, from really running it."""
    lines = ["| misbehaviour | requests | outcome |", "|---|---|---|"]
    for row in ROWS:
        found = played(row.name)
        named = found.result.__name__ if isinstance(found.result, type) else f"`{found.result.value}`"
        lines.append(f"| {row.name} | {len(found.endpoint.requests)} | {named} |")
    return "\n".join(lines)


def _changed(**parts: object) -> Answer:
    """The right reply with other members beside its content."""
    return _body(json.loads(GOOD.payload) | parts)


def _saying(content: object, **parts: object) -> Answer:
    """A chat completion whose message has any content at all."""
    message = {"role": "assistant", "content": content, "refusal": None} | parts
    return _changed(choices=[{"index": 0, "message": message, "finish_reason": "stop"}])


def _body(body: Any) -> Answer:  # noqa: ANN401 - any body at all
    return Answer(200, body)


def _spoilt(*spoils: Callable[[dict[str, Any]], object]) -> Answer:
    tree = right()
    for spoil in spoils:
        spoil(tree)
    return _content(tree)


def _content(tree: Mapping[str, Any]) -> Answer:
    return reply(json.dumps(wired(dict(tree)), ensure_ascii=False))


def _part(answer: Answer) -> Answer:
    """The reply to the re-read: the tables of a whole reply."""
    tree = json.loads(_message(json.loads(answer.payload))["content"])  # type: ignore[index]  # a reply has one
    return reply(json.dumps(tree | {"names": [], "passages": []}, ensure_ascii=False))


def _without_ids(tree: Any) -> None:  # noqa: ANN401 - a tree
    for cell in tree["costs"][0]["rows"][0]["cells"]:
        cell["id"] = None


def _digit_in_the_row(tree: Any) -> None:  # noqa: ANN401 - a tree
    cell = tree["sections"][0]["items"][-1]["cells"][0]
    cell |= {"id": None, "printed": cell["printed"].replace("1", "7")}


def _two(*contents: str) -> Answer:
    choices = [{"index": n, "message": {"role": "assistant", "content": c}} for n, c in enumerate(contents)]
    return _changed(choices=[{**choice, "finish_reason": "stop"} for choice in choices])


def _named_nul() -> Answer:
    tree = right()
    tree["identity"]["project"] = "森の\0しごと"
    return _content(tree)


TEXT = json.dumps(wired(right()), ensure_ascii=False)
GOOD = reply(TEXT)
SPOILS = {spoil.__name__.strip("_"): spoil for spoil in SPOILT}
LOST = _spoilt(SPOILS["lost"])
_SAYS = f"not for {KEY}"
_GZIP = (("Content-Encoding", "gzip"),)
_NOT_IN_TIME = Answer(HANG)

_PASSING = {
    **{str(n): trouble(n, _SAYS, Retry_After="0") for n in (408, 409, 429, 500, 502, 503, 504)},
    "429, Retry-After as a date": trouble(429, _SAYS, Retry_After=_PAST),
    "429, no Retry-After": trouble(429, _SAYS),
    "reset in the middle": GOOD.sent(Manner.RESET),
    "closed before a byte": GOOD.sent(Manner.CLOSE),
    "no HTTP": Answer(200, f"220 {_SAYS}\r\n\r\n".encode()).sent(Manner.GARBAGE),
    "a body without an end": GOOD.sent(Manner.ENDLESS),
    "gzip, broken": Answer(200, GOOD.body, _GZIP),
    "half a JSON body": GOOD.cut(),
}
_BROKEN_TROUBLE = {
    "500, reset in the middle": trouble(500).sent(Manner.RESET),
    "500, gzip, broken": Answer(500, trouble(500).body, _GZIP),
    "500, code no text": Answer(500, {"error": {"message": _SAYS, "code": [], "type": {}}}),
}
_ODD_CONTENT = {
    "invalid JSON": reply('{"identity": '),
    "wrong types": reply('{"identity": 1}'),
    "prose": reply("このシートは森のしごと応援事業についてです。"),
    "content null": reply(None),
    "content empty": reply(""),
    "content nested 100,000 deep": reply("[" * 100_000),
    "NUL before the JSON": reply("\0" + TEXT),
    "right, prose behind": reply(f"{TEXT}\n以上です。"),
    "right, twice": reply(TEXT + TEXT),
}
_ENDING = {
    "refusal": (reply(None, refusal=_SAYS), ModelRefused),
    "content filter, 200": (reply("", finish="content_filter"), ContentFiltered),
    "content filter, 400": (trouble(400, _SAYS, "content_filter"), ContentFiltered),
    "finish_reason length": (reply(TEXT[:99], finish="length"), ReplyTruncated),
    "finish_reason length, reply whole": (reply(TEXT, finish="length"), ReplyTruncated),
    "insufficient_quota": (trouble(429, _SAYS, "insufficient_quota"), AccountEmpty),
    "400": (trouble(400, _SAYS), ModelRejected),
    "401": (trouble(401, _SAYS), KeyRejected),
    "403": (trouble(403, _SAYS), AccessDenied),
    "404": (trouble(404, _SAYS), ModelNotFound),
    "422": (trouble(422, _SAYS), ModelRejected),
    "501": (trouble(501, _SAYS), ModelRejected),
}
_ENDING_TOO = (
    "refusal",
    "content filter, 200",
    "finish_reason length",
    "insufficient_quota",
    "400",
    "401",
)
_NO_COMPLETION = {
    "an HTML page": Answer(200, b"<!doctype html><p>Log in", (("Content-Type", "text/html"),)),
    "no body": Answer(200, b""),
    "an error with 200": Answer(200, {"error": {"message": _SAYS}}),
    "an error beside a reply": _changed(error={"message": _SAYS, "code": 502}),
    "an error in a choice": _changed(choices=[{"index": 0, "message": {"content": ""}, "error": {"message": _SAYS}}]),
    "choices []": _changed(choices=[]),
    "choices [null]": _changed(choices=[None]),
    "message null": _changed(choices=[{"index": 0, "message": None, "finish_reason": "stop"}]),
    "not UTF-8": Answer(200, GOOD.payload[:-1] + b',"x":"\xff"}'),
    "body nested 100,000 deep": Answer(200, b"[" * 100_000),
    "choices no array": _changed(choices={"0": 1}),
    "message a text": _changed(choices=[{"index": 0, "message": "hi", "finish_reason": "stop"}]),
}
_ERROR, _EMPTY = _NO_COMPLETION["an error with 200"], _NO_COMPLETION["no body"]
_NULLS = {"prompt_tokens": None, "completion_tokens": None, "total_tokens": None}
_HARMLESS = {
    "usage missing": _changed(usage=None),
    "usage {}": _changed(usage={}),
    "usage with nulls": _changed(usage=_NULLS),
    "unknown members": _changed(x={"y": [1]}, service_tier="z", id=7, model=None),
    "content type text/plain": Answer(200, GOOD.body, (("Content-Type", "text/plain"),)),
    "finish_reason null": _changed(
        choices=[{"index": 0, "message": {"role": "assistant", "content": TEXT}, "finish_reason": None}]
    ),
    "two choices, the first right": _two(TEXT, "{}"),
    "right in a ```json fence": reply(f"```json\n{TEXT}\n```"),
    "right, thoughts before it": reply(f"<think>国庫支出金は…</think>\n{TEXT}"),
    "a trickle that ends in time": GOOD.sent(Manner.TRICKLE, 0.3),
}
_ODD_USAGE = {
    "usage a text": _changed(usage="many"),
    "usage with fractions": _changed(usage={"prompt_tokens": 7.5, "completion_tokens": 1}),
}
_SECOND = {
    "right": ((_part(GOOD),), VERIFIED, 2),
    "500, then right": ((_PASSING["500"], _part(GOOD)), VERIFIED, 3),
    "invalid, then right": ((_ODD_CONTENT["prose"], _part(GOOD)), VERIFIED, 3),
    "the same row lost": ((_part(LOST),), REVIEW, 2),
    "right here, a wrong digit elsewhere": ((_part(_spoilt(SPOILS["digit"])),), VERIFIED, 2),
    "right here, columns swapped elsewhere": ((_part(_spoilt(SPOILS["columns_swapped"])),), VERIFIED, 2),
    "a wrong digit in the row": ((_part(_spoilt(_digit_in_the_row)),), REVIEW, 2),
    "years swapped": ((_part(_spoilt(SPOILS["years"])),), REVIEW, 2),
    "empty": ((_content({}),), REVIEW, 2),
    "invalid for ever": ((_ODD_CONTENT["prose"],), REVIEW, 3),
    "500 for ever": ((_PASSING["500"],), REVIEW, 4),
    "reset for ever": ((_PASSING["reset in the middle"],), REVIEW, 4),
    "hangs": ((_NOT_IN_TIME,), REVIEW, 2),
    **{name: ((_ENDING[name][0],), REVIEW, 2) for name in _ENDING_TOO},
    "an HTML page": ((_NO_COMPLETION["an HTML page"],), REVIEW, 3),
}


def _rows() -> Iterator[Row]:
    for name, answer in (_PASSING | _BROKEN_TROUBLE).items():
        yield Row(f"{name}, then right", (answer, GOOD), VERIFIED, 2)
        yield Row(f"{name}, for ever", (answer,), ModelUnreachable, 3)
    yield from _late_rows()
    for name, answer in _ODD_CONTENT.items():
        yield Row(f"{name}, then right", (answer, GOOD), VERIFIED, 2)
        yield Row(f"{name}, for ever", (answer,), ReplyInvalid, 2)
    yield from _odd_rows()
    for name, (answer, error) in _ENDING.items():
        yield Row(name, (answer,), error, 1)
    for name, answer in _NO_COMPLETION.items():
        yield Row(f"{name}, then right", (answer, GOOD), VERIFIED, 2)
        yield Row(f"{name}, for ever", (answer,), ReplyMissing, 2)
    yield from (Row(name, (answer,), VERIFIED, 1) for name, answer in _HARMLESS.items())
    yield from (Row(name, (answer,), VERIFIED, 1) for name, answer in _ODD_USAGE.items())
    yield from _wrong_rows()
    for name, (script, outcome, requests) in _SECOND.items():
        late = {"timeout": 2, "transport_attempts": 1} if name == "hangs" else {}
        yield Row(f"a row lost, re-read: {name}", (LOST, *script), outcome, requests, late, reread=True)


def _wrong_rows() -> Iterator[Row]:
    """Yield replies of the right shape with wrong content."""
    for name, spoil in SPOILS.items():
        yield Row(f"wrong: {name.replace('_', ' ')}", (_spoilt(spoil),), REVIEW, 1)
    yield Row("wrong: digit, without ids", (_spoilt(SPOILS["digit"], _without_ids),), REVIEW, 1)
    yield Row("wrong: NUL in a name", (_named_nul(),), REVIEW, 1)
    yield Row("wrong: two choices, only the second right", (_two(json.dumps(wired(_lost_tree())), TEXT),), REVIEW, 1)


def _late_rows() -> Iterator[Row]:
    """Yield answers that take too long: for one attempt, or for the sheet."""
    slow = GOOD.sent(Manner.TRICKLE, 20)
    yield Row("hangs, then right", (_NOT_IN_TIME, GOOD), VERIFIED, 2, {"timeout": 2})
    yield Row("hangs, for ever", (_NOT_IN_TIME,), ModelUnreachable, 2, {"timeout": 2, "transport_attempts": 2})
    yield Row("hangs beyond the deadline", (_NOT_IN_TIME,), ModelUnreachable, 1, {"deadline": 2})
    yield Row("a trickle beyond the time of an attempt, then right", (slow, GOOD), VERIFIED, 2, {"timeout": 2})
    yield Row("a trickle beyond the deadline", (slow,), ModelUnreachable, 1, {"deadline": 2})
    yield Row("429, Retry-After an hour", (trouble(429, _SAYS, Retry_After="3600"),), ModelUnreachable, 1)
    yield Row("429, Retry-After a date far off", (trouble(429, _SAYS, Retry_After=_FUTURE),), ModelUnreachable, 1)


def _odd_rows() -> Iterator[Row]:
    yield Row("a lone surrogate, then right", (_saying("\ud800"), GOOD), VERIFIED, 2)
    yield Row("a lone surrogate, for ever", (_saying("\ud800"),), ReplyInvalid, 2)
    yield Row("content a list of parts, for ever", (_saying([]),), ReplyInvalid, 2)
    yield Row("an error with 200, then 500, then right", (_ERROR, _PASSING["500"], GOOD), VERIFIED, 3)
    yield Row("an error with 200, then 500, then no body", (_ERROR, _PASSING["500"], _EMPTY), ReplyMissing, 3)
    yield Row(
        "content of a million empty rows", (reply(f'{{"sections": [{"{}," * 1_000_000}{{}}]}}'),), ReplyTooLong, 1
    )
    yield Row("refusal an empty text", (_saying(TEXT, refusal=""),), VERIFIED, 1)


def _lost_tree() -> dict[str, Any]:
    tree = deepcopy(right())
    SPOILS["lost"](tree)
    return tree


ROWS = tuple(_rows())

if __name__ == "__main__":
    print(table())  # noqa: T201 - that is its job
