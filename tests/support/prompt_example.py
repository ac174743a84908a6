"""A small made sheet and a perfect reply to it, shared by the tests of the model reader: the example of the prompt."""

import re

from pydantic import JsonValue, TypeAdapter

from structurer.reading.prompting import prompt
from structurer.reading.wire import Reply, ReplyIdentity
from structurer.text.source import Source

_BLOCKS = re.compile(r"```(?:json)?\n(.*?)```", re.DOTALL)
_LINE = re.compile(r"^\d+\| ", re.MULTILINE)
_MARK = re.compile(r"⟦F\d+⟧")


def example() -> tuple[str, str]:
    """The example of the system prompt: its marked lines and its answer."""
    lines, answer = _BLOCKS.findall(prompt("system").template)
    return lines.strip(), answer.strip()


def example_source() -> Source:
    """The sheet of the example without numbers and marks."""
    return Source("example", _MARK.sub("", _LINE.sub("", example()[0])))


def reply_tree() -> dict[str, JsonValue]:
    """The answer of the example, to be changed by a test."""
    return TypeAdapter(dict[str, JsonValue]).validate_json(example()[1])


def empty_reply(**parts: JsonValue) -> dict[str, JsonValue]:
    """A reply that says nothing but these parts."""
    identity: JsonValue = dict.fromkeys(ReplyIdentity.model_fields)
    return {name: [] for name in Reply.model_fields} | {"identity": identity} | parts
