"""The examples of the prompt: small made sheets and perfect replies to them, shared by the tests of the model reader."""

import re

from pydantic import JsonValue, TypeAdapter

from structurer.reading.prompting import prompt
from structurer.text.source import Source
from tests.support.perfect import wired

_BLOCKS = re.compile(r"```(?:json)?\n(.*?)```", re.DOTALL)
_LINE = re.compile(r"^\d+\| ", re.MULTILINE)
_MARK = re.compile(r"⟦F\d+⟧")


def examples() -> list[tuple[str, str]]:
    """The examples of the system prompt, each with its marked lines and its answer."""
    blocks = [block.strip() for block in _BLOCKS.findall(prompt("system").template)]
    return list(zip(blocks[::2], blocks[1::2], strict=True))


def example() -> tuple[str, str]:
    """The first example."""
    return examples()[0]


def source_of(lines: str) -> Source:
    """The sheet of an example without numbers and marks."""
    return Source("example", _MARK.sub("", _LINE.sub("", lines)))


def example_source() -> Source:
    """The sheet of the first example."""
    return source_of(example()[0])


def reply_tree() -> dict[str, JsonValue]:
    """The answer of the first example, to be changed by a test."""
    return TypeAdapter(dict[str, JsonValue]).validate_json(example()[1])


def empty_reply(**parts: JsonValue) -> dict[str, JsonValue]:
    """A reply that says nothing but these parts of a telling."""
    return wired(dict(parts))
