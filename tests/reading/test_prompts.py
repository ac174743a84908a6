"""The prompt files: all known, all versioned, and no example shows what the code would not send or would not take."""

import re

import pytest

from structurer.reading import wire
from structurer.reading.plan import SHAPES
from structurer.reading.prompting import marked, names, prompt
from structurer.reading.regions import RegionKind
from structurer.reading.resolve import resolve
from structurer.sheet.facts import cites, facts
from structurer.sheet.model import Label
from structurer.text.source import Source
from tests.support.prompt_example import example, example_source

OTHERS = {"system", "table", "sheet", "reread", "lessons"}
WITH_EXAMPLE = ("costs", "funding", "head", "indicators", "items", "totals")
_BLOCKS = re.compile(r"```(?:json)?\n(.*?)```", re.DOTALL)
_LINE = re.compile(r"(\d+)\| (.*)")
_MARK = re.compile(r"⟦F\d+⟧")


def blocks(name: str) -> tuple[str, str]:
    """The example of a prompt: its marked lines and its answer."""
    lines, answer = _BLOCKS.findall(prompt(name).template)
    return lines.strip(), answer.strip()


def numbered(marked_lines: str) -> dict[int, str]:
    """Marked lines by their number, without their marks."""
    found = (_LINE.fullmatch(line) for line in marked_lines.splitlines())
    return {int(match[1]): _MARK.sub("", match[2]) for match in found if match is not None}


def sheet_with(lines: dict[int, str], *, alone: bool = False) -> Source:
    """The example sheet with these lines in place of its own; `alone` leaves its others from the first of these on out."""
    own = {number: text for number, text in numbered(example()[0]).items() if not alone or number < min(lines)}
    made = own | lines
    return Source("example", "\n".join(made.get(number, "") for number in range(1, max(made) + 1)))


def reply_of(name: str) -> wire.Reply:
    """The whole reply that an example's answer is a part of."""
    answer = blocks(name)[1]
    if name == "head":
        return wire.combined(wire.HeadReply.model_validate_json(answer, strict=True), ())
    year = wire.ReplyIdentity.model_validate(
        dict.fromkeys(wire.ReplyIdentity.model_fields) | {"fiscal_year": "令和7年度"}
    )
    head = wire.HeadReply(identity=year, narrative=(), decisions=())
    return wire.combined(head, [SHAPES[RegionKind(name)].model_validate_json(answer, strict=True)])


def test_every_prompt_is_known() -> None:
    """One for each kind of question, and the rules, the whole sheet and the re-read; no other file."""
    assert set(names()) == {kind.value for kind in RegionKind} | OTHERS


@pytest.mark.parametrize("name", names())
def test_every_prompt_is_versioned(name: str) -> None:
    """A record says what was asked: a version, and a text of its own."""
    found = prompt(name)
    assert found.version.isdecimal()
    assert found.template
    assert not found.template.startswith("---")


def test_the_prompts_with_an_example() -> None:
    """Whatever shows marked lines is tried here."""
    assert {name for name in names() if "```" in prompt(name).template} == {*WITH_EXAMPLE, "system"}


@pytest.mark.parametrize("name", WITH_EXAMPLE)
def test_an_example_shows_what_is_really_sent(name: str) -> None:
    """Its lines are marked exactly as the code marks them in the sheet they are a part of."""
    lines = blocks(name)[0]
    assert marked(sheet_with(numbered(lines)), numbered(lines)) == lines


@pytest.mark.parametrize("name", [name for name in WITH_EXAMPLE if name != "items"])
def test_an_example_is_a_part_of_the_example_sheet(name: str) -> None:
    """All prompts tell of one sheet."""
    assert set(blocks(name)[0].splitlines()) <= set(example()[0].splitlines())


@pytest.mark.parametrize("name", [name for name in WITH_EXAMPLE if name != "head"])
def test_an_example_leaves_no_line_out(name: str) -> None:
    """A table is asked about with all its lines, so its figures are numbered through."""
    lines = blocks(name)[0]
    assert marked(sheet_with(numbered(lines), alone=True), numbered(lines)) == lines


@pytest.mark.parametrize("name", WITH_EXAMPLE)
def test_an_example_answer_cites_what_its_lines_print(name: str) -> None:
    """Each cite of the answer is found where its id says, each figure of the lines is cited by a cite of that print."""
    lines = blocks(name)[0]
    sheet = resolve(reply_of(name), sheet_with(numbered(lines)))
    found = [cite for _, cite in cites(sheet)]
    assert all(cite.figure is not None and cite.line in numbered(lines) for cite in found)
    assert sheet.mentions == ()
    assert re.findall(r'"id":"(F\d+)"', blocks(name)[1]) != [] or name == "head"
    assert {cite.figure for cite in found} == set(re.findall(r'"id":"(F\d+)"', blocks(name)[1]))


def test_the_example_of_the_rules_is_grounded() -> None:
    """The whole answer stands in the whole sheet, to the last figure that carries a mark but bare remarks."""
    sheet = resolve(wire.Reply.model_validate_json(example()[1], strict=True), example_source())
    found = {cite.figure for _, cite in cites(sheet)}
    assert None not in found
    assert {f"F{number}" for number in re.findall(r"⟦F(\d+)⟧", example()[0])} == found


@pytest.mark.parametrize("name", [*WITH_EXAMPLE, "system"])
def test_names_of_an_example_stand_in_it(name: str) -> None:
    """Every name, label and heading that an example's answer gives is printed on the line that is found for it."""
    whole = name == "system"
    reply = wire.Reply.model_validate_json(example()[1]) if whole else reply_of(name)
    sheet = resolve(reply, sheet_with(numbered(blocks(name)[0])))
    labels = [label for label in vars(sheet.identity).values() if isinstance(label, Label)]
    labels += [label for fact in facts(sheet) for label in (fact.heading, fact.label) if label is not None]
    assert [label.text for label in labels if label.line is None] == []
