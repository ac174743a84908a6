"""The errors of an endpoint: the library's as ours, in one place, and without the key, which an endpoint may echo."""

import email.utils
import json
import time
from collections.abc import Mapping

import openai

from structurer.errors import (
    AccessDenied,
    AccountEmpty,
    ContentFiltered,
    KeyRejected,
    ModelError,
    ModelNotFound,
    ModelRejected,
    ModelUnreachable,
)
from structurer.reading.model.remote import NO_KEY
from structurer.text import lazy_re as re

PASSING = frozenset({408, 409, 429})
_SPENT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_FILTERED = frozenset({"content_filter", "content_policy_violation"})
_KEY_LIKE = re.compile(r"(?:sk-|Bearer\s+)[^\s'\",}]+")
_MASK = "***"
_SHORTEST_KEY = 8  # characters: what a server without keys is given (none, EMPTY, 1) may stand in any reply
_LONGEST_REASON = 200  # characters: endpoints send whole pages of HTML as a reason


def own(error: openai.APIError, model: str, attempts: int, key: str) -> ModelError:
    """Return our own error for one of the openai library."""
    if not isinstance(error, openai.APIStatusError):
        return ModelUnreachable(model, attempts, reason(str(error.__cause__ or error) or error.message, key))
    why = reason(stated(error)[1], key)
    if _FILTERED & _codes(error):
        return ContentFiltered(model, why)
    if is_passing(error):
        return ModelUnreachable(model, attempts, f"HTTP {error.status_code}: {why}")
    return _rejection(error)(model, error.status_code, why)


def reason(text: str, key: str) -> str:
    """Return a short reason that a terminal can print, without the key, whole or as an endpoint abbreviates it."""
    known = text if key in {"", NO_KEY} else text.replace(key, _MASK)
    clean = " ".join(_KEY_LIKE.sub(_MASK, known).split())
    short = clean if len(clean) <= _LONGEST_REASON else f"{clean[:_LONGEST_REASON]}…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in short)


def masked(text: str, key: str) -> str:
    """Return a text from an endpoint without the key, which it may echo."""
    return text if len(key) < _SHORTEST_KEY else text.replace(key, _MASK)


def words(answer: object) -> str:
    """Return what an answer without a reply says: its error's message, else its beginning; nothing where it is empty."""
    choices = answer.get("choices") if isinstance(answer, Mapping) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    for holder in (answer, first):
        told = _told(holder.get("error") or holder)[1] if isinstance(holder, Mapping) else ""
        if told:
            return told
    if isinstance(answer, str):
        return answer
    try:
        return json.dumps(answer, ensure_ascii=False) if answer else ""
    except RecursionError:
        return ""


def is_passing(error: BaseException) -> bool:
    """True for trouble that may be over at the next attempt; an empty account is not."""
    if isinstance(error, openai.APIStatusError):
        passing = error.status_code in PASSING or error.status_code >= 500
        return passing and error.status_code != 501 and not _SPENT & _codes(error)
    return isinstance(error, openai.APIConnectionError)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After header, given as seconds or as a date; None where there is none to be read."""
    wait = headers.get("retry-after", "")
    if re.fullmatch(r"\d{1,9}(\.\d+)?", wait):
        return float(wait)
    try:
        then = email.utils.parsedate_to_datetime(wait)
    except ValueError:
        return None
    return max(0.0, then.timestamp() - time.time())


def stated(error: openai.APIError) -> tuple[str | None, str]:
    """Return the parameter an endpoint complains of and its message, in any of the usual shapes; else the status's name."""
    where, message = _told(error.body)
    param = where or (error.param if isinstance(error.param, str) else None)
    if message:
        return param, message
    return param, error.response.reason_phrase if isinstance(error, openai.APIStatusError) else str(error)


def _told(body: object) -> tuple[str | None, str]:
    """Return the parameter that an error's body names as FastAPI does, and its message; an empty text where it has none."""
    param = None
    if isinstance(body, Mapping) and isinstance(body.get("detail"), list) and body["detail"]:
        body = body["detail"][0]  # FastAPI's: {"detail": [{"loc": ["body", "seed"], "msg": "…"}]}
    if isinstance(body, Mapping):
        where = body.get("loc")
        param = str(where[-1]) if isinstance(where, list) and where else param
        body = next(
            (body[name] for name in ("message", "detail", "msg", "error") if isinstance(body.get(name), str)), ""
        )
    return param, body if isinstance(body, str) and body.strip() else ""


def _rejection(error: openai.APIStatusError) -> type[ModelRejected]:
    """Return the class of a refusal: each that a user mends in another way has its own message."""
    if _SPENT & _codes(error):
        return AccountEmpty
    return {401: KeyRejected, 403: AccessDenied, 404: ModelNotFound}.get(error.status_code, ModelRejected)


def _codes(error: openai.APIError) -> set[str]:
    return {name for name in (error.code, error.type) if isinstance(name, str)}
