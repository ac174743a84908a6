"""What `structurer eval` does: read the gold, ask a reader about each sheet, print how well it read. Nothing is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from structurer.cli.run import Asked, Begun, begin, keep_replies
from structurer.cli.saved import CLEAN, FAILED, REVIEW, spare, write
from structurer.errors import ModelError
from structurer.evaluation import compare, gold, page, phrases, table
from structurer.evaluation.document import Evaluation, SheetScore
from structurer.evaluation.evaluate import evaluated
from structurer.evaluation.gold import Gold
from structurer.pipeline import OFFLINE, Outcome, check
from structurer.report import text
from structurer.report.output import json_text, notice
from structurer.text.source import Source


@dataclass(frozen=True, slots=True)
class Shown:
    """How the result is shown: its format, where it goes, and what it is compared with."""

    output_format: str
    output: Path | None = None
    compare: str | None = None


def evaluate(folder: str, asked: Asked, shown: Shown, blame: int) -> int:
    """Evaluate a reader. 1 where a wrong sheet was verified, 2 where an error ended it before the last sheet."""
    golds = gold.load(Path(folder))
    before = None if shown.compare is None else compare.load(shown.compare)
    # the earlier result may be replaced: it has been read by now
    spare(shown.output, (str(path) for found in golds for path in found.files))
    begun = begin(asked)
    made = evaluated(
        golds, _reader(begun), begun.model, blame=blame, prices=begun.prices, on_sheet=_teller(begun.model, len(golds))
    )
    made = made if before is None else compare.compared(made, before)
    write(_printer(made, golds, shown.output_format), shown.output, shown.output_format)
    if made.ended is not None:
        notice(f"structurer: {made.ended.message}")
        return FAILED
    return REVIEW if made.verdicts.false_accept else CLEAN


def _reader(begun: Begun) -> Callable[[Source], Outcome]:
    def read(source: Source) -> Outcome:
        try:
            return check(source, begun.model, begun.settings, begun.options)
        except ModelError as error:
            keep_replies(source, begun.model, error, begun.settings)
            raise

    return read


def _teller(model: str, total: int) -> Callable[[SheetScore], None] | None:
    """Tells of each sheet on stderr; not offline, where all are read in a moment."""
    if model == OFFLINE:
        return None
    done = 0

    def tell(sheet: SheetScore) -> None:
        nonlocal done
        done += 1
        came = phrases.fate(sheet.fate) if sheet.error is None else sheet.error.kind
        notice(f"{done}/{total} {sheet.name}: {came}, F1 {sheet.figures.f1 or '-'}")

    return tell


def _printer(made: Evaluation, golds: list[Gold], output_format: str) -> Callable[[], None]:
    return {
        "text": lambda: text.console().print(table.render(made)),
        "json": lambda: print(json_text(made.model_dump(mode="json", by_alias=True))),
        "html": lambda: print(page.render(made, golds)),
    }[output_format]
