"""One sheet through three programs against the same endpoint: `python -m benchmarks.rivals [FIXTURE] [--delay S] [--runs N]`.

structurer, instructor with a pydantic model of amounts, and langextract are each set up as their documentation says, and
given what a model that reads the same amounts would answer in the shape each asks for: once right, once with a digit of one
amount changed (a print that stands nowhere in the sheet), once with the amount of another row. Counted are requests, the
characters sent (messages and schema) and received, the wall time beyond the endpoint's own, and processor time;
and what each says of the wrong amount. No model is asked, so nothing is said about how well one would read.

langextract is no dependency: `pip install 'langextract[openai]'` into the environment this runs in.
"""

import argparse
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import instructor
from openai import OpenAI
from pydantic import BaseModel, Field

from benchmarks.endpoint import Asked, Exchange, answering
from benchmarks.rivalry import INSTRUCTIONS, Case, Kind, case
from benchmarks.watched import load
from structurer.pipeline import check
from structurer.reading.model.remote import kept_open
from structurer.reading.options import Options
from structurer.settings import Settings
from structurer.text.source import Source
from structurer.version import __version__
from tests.support.builders import fixture

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

_SHEET, _DELAY, _RUNS = "nagano-it", 0.2, 5
_KINDS: tuple[Kind, ...] = ("right", "digit", "other row")
Program = Callable[[Case, str], str]
"""Reads a case's sheet at a base URL, and says what the program says of it."""


class Amount(BaseModel):
    """One printed amount of a budget sheet."""

    row: str = Field(description="label of the row as printed")
    measure: str = Field(description="project_cost, general, amount, change, target, …")
    year_offset: int = Field(description="0 is the sheet's fiscal year, -1 the year before")
    stage: str = Field(description="request, initial, approved, … or empty")
    amount: str = Field(description="the exact amount in the base unit")


class BudgetSheet(BaseModel):
    """A Japanese prefectural budget sheet."""

    project: str
    amounts: list[Amount]


def with_structurer(given: Case, url: str) -> str:
    """The verdict and the findings about the spoilt amount; nothing is asked a second time."""
    settings = Settings.model_validate({"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "none"})
    source = Source(given.source.name, given.source.text)  # a new one: nothing that is kept of the last run helps
    outcome = check(source, "openai:m", settings, Options(reread=False, cache=False))
    codes = sorted({result.code for result in outcome.findings})
    return f"{outcome.verdict.value}, {len(outcome.findings)} findings {' '.join(codes)}".strip()


def with_instructor(given: Case, url: str) -> str:
    """Whether the reply is taken, and the wrong amount with it."""
    client = instructor.from_openai(OpenAI(base_url=url, api_key="none"))
    asked: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": INSTRUCTIONS},
        {"role": "user", "content": given.source.text},
    ]
    sheet: Any = client.chat.completions.create(model="m", response_model=BudgetSheet, messages=asked)
    wrong = sum(found.amount != amount.exact for found, amount in zip(sheet.amounts, given.right, strict=True))
    return f"accepted, {len(sheet.amounts)} amounts, {wrong} of them wrong"


def with_langextract(given: Case, url: str) -> str:
    """How many amounts have a place in the text, and whether that of the wrong one is exact."""
    langextract = import_module("langextract")
    config = langextract.factory.ModelConfig(
        model_id="gpt-4o-mini", provider="OpenAILanguageModel", provider_kwargs={"base_url": url, "api_key": "none"}
    )
    warnings.filterwarnings("ignore", module="langextract")  # it says that the example gives the schema, which is meant
    found = langextract.extract(
        text_or_documents=given.source.text,
        prompt_description=INSTRUCTIONS,
        examples=_examples(langextract),
        config=config,
        tokenizer=import_module("langextract.core.tokenizer").UnicodeTokenizer(),
        show_progress=False,
    )
    status = [extraction.alignment_status for extraction in found.extractions]
    exact = sum(value is not None and value.value == "match_exact" for value in status)
    of_wrong = [e.alignment_status for e in found.extractions if _is_wrong(e, given)]
    said = ", ".join("nowhere" if value is None else value.value for value in of_wrong)
    return f"{len(status)} amounts, {exact} exact in the text" + (f"; the wrong one: {said}" if of_wrong else "")


def _is_wrong(extraction: Any, given: Case) -> bool:  # noqa: ANN401  # langextract may not be installed
    wrong = given.wrong
    return wrong is not None and (extraction.extraction_text, extraction.attributes["row"]) == (
        wrong.printed,
        wrong.row,
    )


def _examples(langextract: Any) -> list[Any]:  # noqa: ANN401  # as above
    """One worked example, which also gives the schema."""
    attributes = {"row": "要求額", "measure": "amount", "year_offset": "0", "stage": "request"}
    amount = langextract.data.Extraction(extraction_class="amount", extraction_text="1,200", attributes=attributes)
    return [langextract.data.ExampleData(text="要求額 1,200千円", extractions=[amount])]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took: wall and processor seconds, those in which the endpoint had a request, and what was exchanged."""

    wall: float
    processor: float
    waited: float
    exchanges: tuple[Exchange, ...]


def busy(exchanges: list[Exchange]) -> float:
    """The seconds in which at least one request was under way."""
    total, until = 0.0, 0.0
    for entry in sorted(exchanges, key=lambda one: one.begun):
        total += max(0.0, entry.ended - max(entry.begun, until))
        until = max(until, entry.ended)
    return total


def run(program: Program, given: Case, name: str, endpoint: Asked) -> tuple[Taken, str]:
    """One run of a program."""
    wall, processor = time.perf_counter(), time.process_time()
    said = program(given, endpoint.at(name))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    exchanges = endpoint.taken()
    return Taken(wall, processor, busy(exchanges), tuple(exchanges)), said


def programs() -> Iterator[tuple[str, str, Program]]:
    """The programs that are here, by name and version."""
    yield "structurer", __version__, with_structurer
    yield "instructor", version("instructor"), with_instructor
    if find_spec("langextract") is None:
        print("langextract is not installed here: pip install 'langextract[openai]'", file=sys.stderr)
    else:
        yield "langextract", version("langextract"), with_langextract


def compared(sheet: str, delay: float, runs: int) -> None:
    """The table, and below it what each says of a right reply and of the wrong ones."""
    cases = {kind: case(fixture(sheet), kind) for kind in _KINDS}
    given = cases["right"]
    print(f"{sheet}: {len(given.source.text):,} characters, {len(given.right)} amounts; delay {delay} s; {load()}")
    print(f"{'':<24}{'requests':>9}{'sent':>9}{'received':>9}{'wall s':>8}{'overhead ms':>13}{'cpu ms':>8}")
    sayings = [f"{kind}: {cases[kind].told}" for kind in _KINDS[1:]]
    with ExitStack() as held:
        held.enter_context(kept_open())
        endpoints = {kind: held.enter_context(answering(cases[kind], delay)) for kind in _KINDS}
        for name, number, program in programs():
            taken = [run(program, given, name, endpoints["right"])[0] for _ in range(runs + 1)][1:]
            print(_line(f"{name} {number}", taken), flush=True)
            said = {kind: run(program, cases[kind], name, endpoints[kind])[1] for kind in _KINDS}
            sayings += [f"  {name:<12}{kind:<11}{text}" for kind, text in said.items()]
    print("\n".join(sayings))


def _line(name: str, taken: list[Taken]) -> str:
    last = taken[-1].exchanges
    sent, received = sum(entry.sent for entry in last), sum(entry.received for entry in last)
    wall = statistics.median(one.wall for one in taken)
    overhead = statistics.median(1000 * (one.wall - one.waited) for one in taken)
    processor = statistics.median(1000 * one.processor for one in taken)
    return f"{name:<24}{len(last):>9}{sent:>9,}{received:>9,}{wall:>8.2f}{overhead:>13.0f}{processor:>8.0f}"


def main() -> None:
    """Compare on one sheet."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rivals", description="One sheet through three programs."
    )
    parser.add_argument("sheet", nargs="?", default=_SHEET, metavar="FIXTURE")
    parser.add_argument("--delay", type=float, default=_DELAY, metavar="SECONDS")
    parser.add_argument("--runs", type=int, default=_RUNS)
    asked = parser.parse_args()
    compared(asked.sheet, asked.delay, asked.runs)


if __name__ == "__main__":
    main()
