"""The prompt files: all known, all versioned, and no example shows what the code would not send or would not take."""

import re

import pytest

from structurer.reading import wire
from structurer.reading.prompting import marked, names, prompt
from structurer.reading.resolve import resolve
from structurer.sheet.facts import cites, facts
from structurer.sheet.model import Label
from tests.support.prompt_example import examples, source_of

ALL = {"system", "sheet", "part", "head", "reread", "second", "words"}
EXAMPLES = examples()


def test_every_prompt_is_known() -> None:
    """The rules, and one for each kind of question; no other file."""
    assert set(names()) == ALL


@pytest.mark.parametrize("name", names())
def test_every_prompt_is_versioned(name: str) -> None:
    """A record says what was asked: a version, and a text of its own."""
    found = prompt(name)
    assert found.version.isdecimal()
    assert found.template
    assert not found.template.startswith("---")


def test_only_the_rules_have_examples() -> None:
    """Two of them: a sheet of tables, and a list with text."""
    assert {name for name in names() if "```" in prompt(name).template} == {"system"}
    assert len(EXAMPLES) == 2


@pytest.mark.parametrize(("lines", "_answer"), EXAMPLES)
def test_an_example_shows_what_is_really_sent(lines: str, _answer: str) -> None:
    """Its lines are marked exactly as the code marks them in that sheet."""
    assert marked(source_of(lines)) == lines


@pytest.mark.parametrize(("lines", "answer"), EXAMPLES)
def test_an_example_is_grounded(lines: str, answer: str) -> None:
    """Each cite of the answer is found where its id says, and every figure of the sheet is cited once."""
    sheet = resolve(wire.Reply.model_validate_json(answer, strict=True), source_of(lines))
    found = [cite.figure for _, cite in cites(sheet)]
    assert sorted(map(str, found)) == sorted(re.findall(r"⟦(F\d+)⟧", lines))
    assert sheet.mentions == ()


@pytest.mark.parametrize(("lines", "answer"), EXAMPLES)
def test_names_of_an_example_stand_in_it(lines: str, answer: str) -> None:
    """Every name, label and heading that an example's answer gives is printed on the line that is found for it."""
    sheet = resolve(wire.Reply.model_validate_json(answer), source_of(lines))
    labels = [label for label in vars(sheet.identity).values() if isinstance(label, Label)]
    labels += [label for fact in facts(sheet) for label in (fact.heading, fact.label) if label is not None]
    assert [label.text for label in labels if label.line is None] == []
