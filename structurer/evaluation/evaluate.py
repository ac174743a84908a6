"""The evaluation of a reader: each gold sheet is read, checked and scored. Nothing is saved."""

from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path

from structurer import settings as configuration
from structurer.checks.claim import Result
from structurer.errors import ENDING, ModelError
from structurer.evaluation import gold as golds_of
from structurer.evaluation import planted, score, verdicts
from structurer.evaluation.confusion import cases
from structurer.evaluation.document import Evaluation, Fate, FindingSummary, ReadFailure, SheetScore
from structurer.evaluation.gold import Gold
from structurer.evaluation.score import Match
from structurer.evaluation.summary import Gathered, summary
from structurer.pipeline import Outcome, check, full_name
from structurer.reading.model import prices as price_list
from structurer.reading.model.prices import Prices
from structurer.reading.options import Options
from structurer.record.record import Tokens
from structurer.text.source import Source

Reader = Callable[[Source], Outcome]
"""A function that reads and checks a source; a ModelError from it makes the sheet unread."""


def evaluate(
    folder: str | Path, model: str | None = None, options: Options | None = None, *, blame: int = 0
) -> Evaluation:
    """Evaluate a model on the gold of a folder.

    Args:
        folder: sheets with their gold, see docs/evaluation.md.
        model: `offline`, `openai:NAME`, `local:PATH.gguf`; None takes STRUCTURER_MODEL as `structure` does.
        options: how a model is asked; None takes the settings.
        blame: wrong cites to make of each sheet that was read right and verified.

    Raises:
        GoldNotFound, GoldMissing, GoldInvalid: the gold cannot be used.
        StructurerError: as `structure` does, where no sheet could be read at all.
    """
    settings = configuration.load()
    name = full_name(settings.chosen_model(model), settings)
    golds = golds_of.load(Path(folder))

    def reader(source: Source) -> Outcome:
        return check(source, name, settings, options)

    return evaluated(golds, reader, name, blame=blame, prices=price_list.load(settings.prices))


def evaluated(
    golds: Iterable[Gold],
    reader: Reader,
    name: str,
    *,
    blame: int = 0,
    prices: Prices | None = None,
    on_sheet: Callable[[SheetScore], None] | None = None,
) -> Evaluation:
    """Evaluate any reader on some gold; `on_sheet` is called with each sheet's score when it is done.

    An error that ends every run ends this one with what was read so far, or is raised where that is nothing.
    """
    made, sheets = Gathered(), list(golds)
    for gold in sheets:
        try:
            outcome = reader(gold.source)
        except ModelError as error:
            made.account.add_failed(error, name, prices or price_list.load())
            if isinstance(error, ENDING):
                if not made.sheets:
                    raise
                made.ended = _failure(error)
                break
            made.sheets.append(_unread(gold, error))
        else:
            _enter(made, gold, outcome, blame)
        if on_sheet is not None:
            on_sheet(made.sheets[-1])
    return summary(name, blame, len(sheets), made)


def _enter(made: Gathered, gold: Gold, outcome: Outcome, blame: int) -> None:
    """Score a sheet that was read."""
    match = score.match(gold.facts, outcome.reading.facts, gold.meta.optional)
    made.account.add(outcome.provenance)
    made.provenances.append(outcome.provenance)
    made.sheets.append(_scored(gold, outcome, match))
    if match.is_right and (gold.meta.planted is not None or made.sheets[-1].fate is Fate.TRUE_ACCEPT):
        made.cases += cases(outcome.reading, gold.meta.planted, blame)


def _scored(gold: Gold, outcome: Outcome, match: Match) -> SheetScore:
    error, provenance = gold.meta.planted, outcome.provenance
    return SheetScore(
        name=gold.name,
        layout=gold.meta.layout,
        sha256=gold.source.sha256,
        consistent=gold.meta.consistent,
        verdict=outcome.verdict,
        fate=verdicts.fate(gold, outcome.verdict, match),
        figures=match.figures,
        tables=match.tables,
        money_missed=sum(fact.is_money for fact in match.missed),
        money_wrong=sum(fact.is_money for fact in match.wrong),
        optional=len(match.optional),
        identity=score.identity(gold, outcome.sheet.identity),
        misses=match.misses,
        findings=tuple(map(_found, outcome.findings)),
        planted=None if error is None else planted.planted(error, outcome.findings),
        seconds=provenance.seconds,
        tokens=reduce(Tokens.plus, (one.tokens for one in provenance.readings)),
        requests=provenance.requests,
    )


def _found(result: Result) -> FindingSummary:
    side = None if result.blame is None else result.blame.side
    return FindingSummary(code=result.code, name=result.name, outcome=result.outcome, side=side, lines=result.lines)


def _unread(gold: Gold, error: ModelError) -> SheetScore:
    nothing = score.match(gold.facts, ())
    sent, received = error.spent
    return SheetScore(
        name=gold.name,
        layout=gold.meta.layout,
        sha256=gold.source.sha256,
        consistent=gold.meta.consistent,
        verdict=None,
        fate=Fate.UNREAD,
        figures=nothing.figures,
        tables=nothing.tables,
        money_missed=sum(fact.is_money for fact in gold.facts),
        planted=None if gold.meta.planted is None else planted.planted(gold.meta.planted, ()),
        error=_failure(error),
        tokens=Tokens(input=sent, output=received, cached=error.cached),
        requests=error.attempts,
    )


def _failure(error: ModelError) -> ReadFailure:
    return ReadFailure(kind=type(error).__name__, message=error.en)
