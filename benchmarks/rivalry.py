"""What an endpoint answers about one sheet in the shape that each program asks for, right or with one amount spoilt."""

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from benchmarks.endpoint import TOOL
from structurer.reading.layout import read_sheet
from structurer.reading.prompting import messages
from structurer.sheet.facts import fact_rows
from structurer.text.source import Source
from tests.support.answering import perfect_tree
from tests.support.builders import Fact
from tests.support.perfect import wired

Kind = Literal["right", "digit", "other row"]

INSTRUCTIONS = (
    "Extract every printed amount of this Japanese prefectural budget sheet, in the order of the text: the label of its row, "
    "what it measures, its year relative to the sheet's fiscal year, its stage, and the amount exactly as printed. "
    "Never calculate, convert or invent an amount."
)
_BEFORE, _AFTER = "Q: ", "\nA: "


@dataclass(frozen=True, slots=True)
class Printed:
    """One amount of the sheet: what it is, its exact value in the base unit, its print, and where that stands in the text."""

    row: str
    measure: str
    year_offset: str
    stage: str
    exact: str
    printed: str
    place: int


@dataclass(frozen=True, slots=True)
class Case:
    """A sheet, its amounts, and the amounts as they are answered; `wrong` is the one that is not as it should be.

    Called with a program's name and its text it gives the reply.
    """

    source: Source
    right: tuple[Printed, ...]
    answered: tuple[Printed, ...]
    whole: str
    wrong: Printed | None = None

    @property
    def told(self) -> str:
        """What is wrong with it, for people."""
        pairs = zip(self.right, self.answered, strict=True)
        return "; ".join(f"{one.row} {one.printed} answered as {other.printed}" for one, other in pairs if one != other)

    def __call__(self, program: str, text: str) -> str | None:
        """The reply to a program's text; None where it is not about this sheet."""
        match program:
            case "structurer":
                return self.whole if text == messages(self.source).user else None
            case "instructor":
                return self._called()
            case _:
                return self._extracted(text)

    def _called(self) -> str:
        """The call of a function with every amount."""
        names = ("row", "measure", "year_offset", "stage")
        amounts = [{name: getattr(one, name) for name in names} | {"amount": one.exact} for one in self.answered]
        typed = [amount | {"year_offset": int(amount["year_offset"])} for amount in amounts]
        return f"{TOOL}BudgetSheet " + json.dumps({"project": "made", "amounts": typed}, ensure_ascii=False)

    def _extracted(self, text: str) -> str | None:
        """The amounts of the piece of the sheet that a prompt ends with."""
        piece = text.rpartition(_AFTER.rstrip())[0].rpartition(_BEFORE)[2]
        start = self.source.text.find(piece.strip())
        if start < 0:
            return None
        end = start + len(piece.strip())
        names = ("row", "measure", "year_offset", "stage")
        found = [one for one in self.answered if start <= one.place < end]
        told = [{name: getattr(one, name) for name in names} for one in found]
        pairs = zip(found, told, strict=True)
        return json.dumps(
            {"extractions": [{"amount": one.printed, "amount_attributes": said} for one, said in pairs]},
            ensure_ascii=False,
        )


def case(source: Source, kind: Kind) -> Case:
    """A sheet with the replies about it."""
    right = tuple(sorted(_printed(source), key=lambda one: one.place))
    tree = perfect_tree(source)
    if kind == "right":
        return Case(source, right, right, json.dumps(wired(tree), ensure_ascii=False))
    number, wrong = _spoilt(source, right, kind)
    figures = {figure.start: figure.id for figure in source.figures}
    target = {"id": figures[right[number].place], "printed": right[number].printed}
    other = _other(right, number)
    cited = {"id": figures[other.place] if kind == "other row" else target["id"], "printed": wrong.printed}
    answered = (*right[:number], wrong, *right[number + 1 :])
    return Case(source, right, answered, json.dumps(wired(_with(tree, target, cited)), ensure_ascii=False), wrong)


def _printed(source: Source) -> list[Printed]:
    starts = [line.start for line in source.lines]
    found = []
    for row in fact_rows(read_sheet(source), source):
        fact = Fact(*row[4:])
        place = source.text.find(fact.printed, starts[int(fact.line) - 1])
        found.append(Printed(fact.row, fact.measure, fact.year_offset, fact.stage, fact.amount, fact.printed, place))
    return found


def _spoilt(source: Source, right: tuple[Printed, ...], kind: Kind) -> tuple[int, Printed]:
    """The amount to spoil (the first of an item with a grouped print), and what is answered in its place."""
    number = next(n for n, one in enumerate(right) if one.measure == "amount" and "," in one.printed)
    before = right[number]
    if kind == "other row":
        other = _other(right, number)
        return number, replace(before, printed=other.printed, exact=other.exact)
    last = max(position for position, letter in enumerate(before.printed) if letter.isdigit())
    prints = (before.printed[:last] + digit + before.printed[last + 1 :] for digit in "0123456789")
    printed = next(form for form in prints if form not in source.text)
    scale = int(before.exact) // _digits(before.printed)
    return number, replace(before, printed=printed, exact=str(_digits(printed) * scale))


def _digits(printed: str) -> int:
    return int("".join(letter for letter in printed if letter.isdigit()))


def _other(right: tuple[Printed, ...], number: int) -> Printed:
    """The next amount of the same measure, year and stage with another print."""
    before = right[number]
    key = (before.measure, before.year_offset, before.stage)
    return next(
        one
        for one in right[number + 1 :]
        if (one.measure, one.year_offset, one.stage) == key and one.printed != before.printed and "," in one.printed
    )


def _with(node: Any, target: dict[str, str], cited: dict[str, str]) -> Any:  # noqa: ANN401  # JSON
    """A reply with another cite in the place of one."""
    if isinstance(node, list):
        return [_with(child, target, cited) for child in node]
    if not isinstance(node, dict):
        return node
    if node.get("id") == target["id"] and node.get("printed") == target["printed"]:
        return node | cited
    return {name: _with(child, target, cited) for name, child in node.items()}
