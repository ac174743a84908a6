"""A chat completion out of whatever an endpoint answers: what we use of it, and nothing that could not be."""

from collections.abc import Mapping
from dataclasses import dataclass

from openai.types.chat import ChatCompletion

from structurer.record.record import Tokens

_FENCE = "```"


@dataclass(frozen=True, slots=True)
class Completion:
    """One reply: its text as it came, why it ended, a refusal, and the tokens where the endpoint counts them."""

    content: str
    finish: str | None
    refusal: str | None
    tokens: Tokens | None

    @property
    def is_whole(self) -> bool:
        """True for a reply that came to its own end, which can still be no answer."""
        return self.refusal is None and self.finish not in ("length", "content_filter")

    @property
    def bare(self) -> str:
        """The text without the fence or the thoughts some models put around it."""
        return bare(self.content)

    def openai(self) -> ChatCompletion:
        """Return the reply as instructor reads it."""
        message = {"role": "assistant", "content": self.bare}
        choice = {"index": 0, "finish_reason": self.finish or "stop", "message": message}
        return ChatCompletion.construct(id="", object="chat.completion", created=0, model="", choices=[choice])


def completion(answer: object) -> Completion | None:
    """Return the reply in an answer; None where there is none, or an error in its place or beside it."""
    choices = answer.get("choices") if isinstance(answer, Mapping) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, Mapping) else None
    if not isinstance(answer, Mapping) or not isinstance(first, Mapping) or not isinstance(message, Mapping):
        return None
    if answer.get("error") or first.get("error"):
        return None
    refusal, finish = message.get("refusal"), first.get("finish_reason")
    return Completion(
        content=_text(message.get("content")),
        finish=finish if isinstance(finish, str) else None,
        refusal=refusal if isinstance(refusal, str) and refusal.strip() else None,
        tokens=tokens_of(answer),
    )


def bare(content: str) -> str:
    """Return a reply without a fence around it or thoughts before it, in linear time."""
    text = content.strip()
    if text.startswith("<think>"):
        _, ended, after = text.partition("</think>")
        text = after.strip() if ended else text
    if text.startswith(_FENCE) and text.endswith(_FENCE):
        text = text[len(_FENCE) : -len(_FENCE)].removeprefix("json").strip()
    return text


def _text(content: object) -> str:
    """Return the text of a content, which may come in parts; half a character is made visible, since it cannot be sent back."""
    if isinstance(content, list):
        content = "".join(
            part["text"] for part in content if isinstance(part, Mapping) and isinstance(part.get("text"), str)
        )
    return content.encode("utf-8", "replace").decode("utf-8") if isinstance(content, str) else ""


def tokens_of(answer: object) -> Tokens | None:
    """Return the tokens of an answer as the endpoint counts them; None where its counts cannot be right."""
    usage = answer.get("usage") if isinstance(answer, Mapping) else None
    if not isinstance(usage, Mapping):
        return None
    sent, received = _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
    details = usage.get("prompt_tokens_details")
    cached = _count(details.get("cached_tokens")) if isinstance(details, Mapping) else None
    if sent is None or received is None:
        return None
    return Tokens(input=sent, output=received, cached=min(cached or 0, sent))


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
