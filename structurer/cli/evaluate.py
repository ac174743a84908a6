"""`structurer eval`: read the gold, read each sheet, print how well it was read. Nothing is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from structurer.cli.formats import drawn
from structurer.cli.run import ReaderOptions, ReaderSetup, keep_replies, set_up
from structurer.cli.status import CLEAN, FAILED, REVIEW
from structurer.errors import ModelError
from structurer.evaluation import compare, gold, page, phrases, table
from structurer.evaluation.document import Evaluation, SheetScore
from structurer.evaluation.evaluate import evaluated
from structurer.evaluation.gold import Gold
from structurer.pipeline import OFFLINE, Outcome, check
from structurer.report.output import check_output, json_text, notice, write
from structurer.text.source import Source


@dataclass(frozen=True, slots=True)
class EvaluationOutput:
    """The output of an evaluation: its format, its place, and an earlier result to compare it with."""

    output_format: str
    output: Path | None = None
    compare: str | None = None


def evaluate(folder: str, reader: ReaderOptions, shown: EvaluationOutput, blame: int) -> int:
    """Evaluate a reader. 1 where a wrong sheet was verified, 2 where an error ended it before the last sheet."""
    golds = gold.load(Path(folder))
    before = None if shown.compare is None else compare.load(shown.compare)
    # the earlier result may be replaced: it has been read by now
    check_output(shown.output, (str(path) for found in golds for path in found.files))
    setup = set_up(reader)
    made = evaluated(
        golds,
        _reader(setup),
        setup.model,
        blame=blame,
        prices=setup.prices,
        on_sheet=_reporter(setup.model, len(golds)),
    )
    made = made if before is None else compare.compared(made, before)
    write(_formatted(made, golds, shown), shown.output, output_format=shown.output_format)
    if made.ended is not None:
        notice(f"structurer: {made.ended.message}")
        return FAILED
    return REVIEW if made.verdicts.false_accept else CLEAN


def _reader(setup: ReaderSetup) -> Callable[[Source], Outcome]:
    def read(source: Source) -> Outcome:
        try:
            return check(source, setup.model, setup.settings, setup.options)
        except ModelError as error:
            keep_replies(source, setup.model, error, setup.settings)
            raise

    return read


def _reporter(model: str, total: int) -> Callable[[SheetScore], None] | None:
    """Return what reports each sheet on stderr; None offline, where all are read in a moment."""
    if model == OFFLINE:
        return None
    done = 0

    def report(sheet: SheetScore) -> None:
        nonlocal done
        done += 1
        came = phrases.fate(sheet.fate) if sheet.error is None else sheet.error.kind
        notice(f"{done}/{total} {sheet.name}: {came}, F1 {sheet.figures.f1 or '-'}")

    return report


def _formatted(made: Evaluation, golds: list[Gold], shown: EvaluationOutput) -> str:
    if shown.output_format == "json":
        return json_text(made.model_dump(mode="json", by_alias=True)) + "\n"
    if shown.output_format == "html":
        return page.render(made, golds) + "\n"
    return drawn(table.render(made), output=shown.output)
