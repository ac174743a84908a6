"""The text that is sent to a model: prompt files with `$name` placeholders, and a source with its figures marked."""

import hashlib
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template

from structurer.labels.word import Role, Word
from structurer.text import lazy_re as re
from structurer.text.letters import replacing
from structurer.text.scan import Kind
from structurer.text.source import Figure, Line, Source

CITABLE = frozenset({Kind.MONEY, Kind.PLAIN, Kind.HEADCOUNT, Kind.PERCENT, Kind.COUNT, Kind.RATIO})
"""The kinds of figures that carry a mark; a year, a date, a code or a list number is no amount."""

OPENING, CLOSING = "⟦", "⟧"

MOST = 12
"""The most words that are sent with a question: a layout's own labels are few."""
_ROLES: dict[Role, str] = {
    "name": "the column that names the items",
    "number": "the column that numbers the rows",
    "change": "the change on the year before",
    "total": "the total",
    "amount": "amounts",
    "heading": "a part of the sheet, and changes no amount",
}

_FRONT_MATTER = re.compile(r"\A---\nversion: (?P<version>[^\n]+)\n---\n+")
# What a text could forge: our marks; line ends that are none of ours; the control words of chat templates.
_FORGERIES = {OPENING: "[", CLOSING: "]"} | dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
_unforged = replacing({ord(letter): ord(plain) for letter, plain in _FORGERIES.items()})
_CONTROL_WORD = re.compile(r"<(?=[|｜/<A-Za-z])|[|｜](?=>)|\[(?=/?[A-Z_]+\])")


class PromptIncomplete(LookupError):
    """A prompt was filled with other variables than it names: a mistake of ours, not of a user."""

    def __init__(self, name: str, missing: list[str], unknown: list[str]) -> None:
        super().__init__(f"{name}: missing {missing}, unknown {unknown}")
        self.missing, self.unknown = missing, unknown


class PromptUnversioned(ValueError):
    """A prompt file does not begin with its version."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file: its name, version, text with placeholders, and the bytes it was read from."""

    name: str
    version: str
    template: str
    content: bytes

    def fill(self, **variables: str) -> str:
        """The text with every `$name` replaced, once: a `$name` inside a value stays what it is."""
        named, given = set(Template(self.template).get_identifiers()), set(variables)
        if named != given:
            raise PromptIncomplete(self.name, sorted(named - given), sorted(given - named))
        return Template(self.template).substitute(variables)


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages of one question, with the sha256 and the names of the prompt files they were made with."""

    system: str
    user: str
    prompt_sha256: str
    prompts: tuple[str, ...] = ()


@cache
def prompt(name: str) -> Prompt:
    """The prompt file of this name, from wherever the package is installed."""
    return parse(name, resources.files("structurer.reading").joinpath("prompts", f"{name}.md").read_bytes())


def parse(name: str, content: bytes) -> Prompt:
    """A prompt from the bytes of its file; the version stands in the front matter, which is not sent."""
    text = content.decode("utf-8")
    front = _FRONT_MATTER.match(text)
    if front is None:
        raise PromptUnversioned(name)
    return Prompt(name, front["version"].strip(), text[front.end() :].strip(), content)


def messages(source: Source) -> Messages:
    """The question about a whole sheet: the rules first, since they never change and can be cached; the sheet last."""
    return _composed("sheet", {"count": str(len(source.lines)), "lines": marked(source)})


def part(name: str, source: Source, lines: Container[int], figures: Container[str] | None = None) -> Messages:
    """A question about some lines, under the rules of a whole sheet; `figures` limits what carries a mark."""
    return _composed(name, {"lines": marked(source, lines, figures)})


def with_words(sent: Messages, words: Sequence[Word]) -> Messages:
    """The question with the words that persons confirmed for its sheet before it; the same question where there are none."""
    if not words:
        return sent
    made = prompt("words")
    text = made.fill(words="\n".join(map(_word_line, words[:MOST])))
    digest = hashlib.sha256(sent.prompt_sha256.encode() + made.content).hexdigest()
    return Messages(sent.system, f"{text}\n\n{sent.user}", digest, ("words", *sent.prompts))


def _word_line(word: Word) -> str:
    """One word as a line; its label is written like the text of a sheet."""
    label, meaning = _plain(word.word), word.meaning
    if meaning.role is not None:
        return f"- `{label}` heads {_ROLES[meaning.role]}"
    if meaning.measure is not None:
        return f"- `{label}`: measure `{meaning.measure.value}`"
    stage = [] if meaning.stage is None else [f"stage `{meaning.stage.value}`"]
    year = [] if meaning.year_offset is None else [f"year {meaning.year_offset:+d} from the sheet's own"]
    return f"- `{label}`: {', '.join([*stage, *year])}"


def names() -> tuple[str, ...]:
    """Every prompt file, in order."""
    folder = resources.files("structurer.reading").joinpath("prompts")
    return tuple(sorted(path.name.removesuffix(".md") for path in folder.iterdir() if path.name.endswith(".md")))


def _composed(question: str, filled: dict[str, str]) -> Messages:
    """A question under the one set of rules there is: what comes first in each request never changes and can be cached."""
    system, user = prompt("system"), prompt(question)
    digest = hashlib.sha256(system.content + user.content).hexdigest()
    return Messages(system.fill(), user.fill(**filled), digest, ("system", question))


def citable(source: Source, lines: Sequence[int] | None = None) -> tuple[Figure, ...]:
    """The figures that carry a mark, of some lines where those are given."""
    wanted = None if lines is None else frozenset(lines)
    return tuple(f for f in source.figures if f.kind in CITABLE and (wanted is None or f.line in wanted))


def marked(source: Source, numbers: Container[int] | None = None, figures: Container[str] | None = None) -> str:
    """The numbered lines of a source, each figure after its mark: `13| ⟦F7⟧54,826千円 |`. Blank lines are left out.

    `numbers` and `figures` limit which lines are given, and which of their figures carry a mark.
    """
    lines = (line for line in source.lines if line.text.strip() and (numbers is None or line.number in numbers))
    return "\n".join(f"{line.number}| {_marked_line(source, line, figures)}" for line in lines)


def _marked_line(source: Source, line: Line, figures: Container[str] | None) -> str:
    pieces: list[str] = []
    end = 0
    for figure in source.by_line.get(line.number, ()):
        if figure.kind in CITABLE and (figures is None or figure.id in figures):
            start = figure.start - line.start
            pieces += [_plain(line.text[end:start]), f"{OPENING}{figure.id}{CLOSING}"]
            end = start
    return "".join([*pieces, _plain(line.text[end:])])


def _plain(text: str) -> str:
    """The text with nothing in it that only we may write; names and headings still match, see `locate.key`."""
    return _CONTROL_WORD.sub(lambda found: f"{found[0]} ", _unforged(text))
