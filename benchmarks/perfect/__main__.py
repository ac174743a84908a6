"""`python -m benchmarks.perfect GOLD_DIR… [--mutants N] [--seed S] [--unknown] [--each]`; what it prints is in the contract.

With `--unknown` the questions about words are answered as gold has them: `verified_before_words` is the share without, `questions` how many
words were asked about, each once in its scope. Mutants are judged beside the words that were confirmed.

*Wrong* is a mutant whose facts are not those of the right answer; *wrong_verified* must be 0. On a sheet that needs review anyway
*unnoticed* are wrong ones without a finding that the right answer has not. *headings* are mutants in which nothing but the heading of
a table is another: where nobody knows the layout, a model decides which of the printed ones over a table it gives.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from benchmarks.perfect.answers import answer
from benchmarks.perfect.mistakes import drawn
from benchmarks.perfect.reply import content
from benchmarks.perfect.right import Right
from benchmarks.perfect.road import Travelled, found, judged, read, travelled
from benchmarks.perfect.words import Answers
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.evaluation.gold import Gold, load
from structurer.sheet.facts import FACT_COLUMNS, fact_rows
from structurer.text.words import squeeze

_ROW = 5  # the place of the row's name among project, publisher, year, table, section, row
_UNIT = re.compile(r"\((?:(?:百万|千)?円|人|%)\)$")


@dataclass
class Count:
    """What was counted over some sheets."""

    sheets: int = 0
    consistent: int = 0
    verified: int = 0
    verified_before_words: int = 0
    questions: int = 0
    verified_wrong: int = 0
    right: int = 0
    requests: int = 0
    sent: int = 0
    received: int = 0
    mutants: int = 0
    wrong: int = 0
    wrong_verified: int = 0
    headings: int = 0
    headings_verified: int = 0
    unnoticed: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    open_sheets: list[str] = field(default_factory=list)
    accepted: list[tuple[str, str, list[str]]] = field(default_factory=list)

    def add(self, gold: Gold, came: Travelled) -> None:
        """Count a faultless answer."""
        outcome, consistent = came.outcome, gold.meta.consistent is True
        is_right = _facts(outcome.reading) == _gold(gold)
        verified = outcome.verdict is Verdict.VERIFIED
        self.sheets += 1
        self.consistent += consistent
        self.verified += verified and consistent
        self.verified_wrong += verified and (gold.meta.consistent is False or not is_right)
        self.right += is_right
        self.requests += came.reply.requests
        self.sent += came.reply.sent
        self.received += came.reply.received
        if consistent:
            self.findings.update(came.findings)
            if not verified:
                self.open_sheets.append(f"{gold.name}: {dict(came.findings)}{'' if is_right else ' facts differ'}")
        if verified and (gold.meta.consistent is False or not is_right):
            apart = (_facts(outcome.reading) - _gold(gold)) + (_gold(gold) - _facts(outcome.reading))
            self.accepted.append((gold.name, "faultless", [" | ".join(row) for row in apart][:6]))


def _facts(reading: Reading) -> Counter[tuple[str, ...]]:
    """The facts, names without the blanks that lines and cells put into them."""
    return Counter(tuple(map(squeeze, row[4:-1])) for row in fact_rows(reading.sheet, reading.source))


def _whole(reading: Reading) -> Counter[tuple[str, ...]]:
    """The facts of a sheet, too; a unit in brackets behind the name of a row is no part of it."""
    rows = (tuple(map(squeeze, row[1:-1])) for row in fact_rows(reading.sheet, reading.source))
    return Counter((*row[:_ROW], _UNIT.sub("", row[_ROW]), *row[_ROW + 1 :]) for row in rows)


def _bare(rows: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """The facts without the headings of their tables."""
    return Counter({(*row[:4], *row[5:]): count for row, count in rows.items()})


def _gold(gold: Gold) -> Counter[tuple[str, ...]]:
    return Counter(tuple(squeeze(column.text(fact)) for column in FACT_COLUMNS) for fact in gold.facts)


def _mutants(count: Count, gold: Gold, came: Travelled, given: argparse.Namespace) -> None:
    """Judge mutants of a faultless answer as its own reading is judged."""
    right = came.outcome.reading
    facts, known = _whole(right), found(came.outcome.results)
    verified = came.outcome.verdict is Verdict.VERIFIED
    for kind, made in drawn(Right(gold.source, answer(gold)), given.mutants, f"{given.seed}/{gold.name}"):
        try:
            reading = read(content(made), right)
        except ValidationError:
            continue  # no reply of the wire's shape says that
        count.mutants += 1
        if _whole(reading) == facts:
            continue
        results, accepted = judged(reading)
        if _bare(_whole(reading)) == _bare(facts):
            count.headings += 1
            count.headings_verified += accepted
            continue
        count.wrong += 1
        count.wrong_verified += accepted
        count.unnoticed += not verified and not accepted and not found(results) - known
        if accepted:
            rows = (_whole(reading) - facts) + (facts - _whole(reading))
            count.accepted.append((gold.name, kind, [" | ".join(row) for row in rows][:4]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Answer every sheet of some folders, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.perfect", description="A model without mistakes.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--mutants", type=int, default=0, help="mutants of each sheet")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--unknown", action="store_true", help="without the layout reader beside the model")
    parser.add_argument("--each", action="store_true", help="name the sheets that are not verified")
    given = parser.parse_args(arguments)
    count = Count()
    golds = [gold for folder in given.folders for gold in load(folder)]
    came = [travelled(gold.source, content(answer(gold)), blind=given.unknown) for gold in golds]
    for gold, one in zip(golds, came, strict=True):
        count.verified_before_words += one.outcome.verdict is Verdict.VERIFIED and gold.meta.consistent is True
    if given.unknown:
        answers = Answers()
        outcomes = answers.judged(
            answers.judged([one.outcome for one in came])
        )  # what a later sheet taught, earlier ones use
        came = [replace(one, outcome=outcome) for one, outcome in zip(came, outcomes, strict=True)]
        count.questions = len(answers.questions)
    for gold, one in zip(golds, came, strict=True):
        count.add(gold, one)
        if given.mutants:
            _mutants(count, gold, one, given)
    print(as_json(count, each=given.each))


def as_json(count: Count, *, each: bool = False) -> str:
    """The counts for a machine."""
    named = (
        "sheets", "consistent", "verified", "verified_before_words", "questions", "requests", "mutants", "wrong",
        "wrong_verified", "unnoticed", "headings", "headings_verified", "right", "verified_wrong", "sent", "received",
    )  # fmt: skip
    shown: dict[str, object] = {name: getattr(count, name) for name in named}
    shown |= {"findings": dict(count.findings.most_common())}
    if each:
        shown |= {"open": count.open_sheets}
    return json.dumps(shown | {"accepted": count.accepted}, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
