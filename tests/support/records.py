"""The fixtures as records, and records whose amounts and texts a test chooses, for the exports."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from structurer.checks.outcome import ClaimOutcome, Verdict
from structurer.pipeline import Outcome, structure
from structurer.record.correction import Approval, Review, Waiver
from structurer.record.record import Provenance, Record, ResultRecord, SourceRecord
from structurer.record.tabular.exported import Exported, ExportKind
from structurer.record.tabular.revision import Loose
from structurer.sheet.model import Cell, Cite, Identity, Label, Measure, Sheet, Stage, TotalLines, TotalRow
from structurer.store import Saved
from structurer.text.origin import Origin
from structurer.text.source import Source, Unit
from tests.support.builders import FOLDERS, fixture

AT = "2026-11-22T01:02:03.456+00:00"

whole = st.integers(-(10**38), 10**38).map(str)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)
ratios = st.tuples(st.integers(-999, 9999), st.integers(1, 9999)).map(lambda pair: f"{pair[0]}/{pair[1]}")
amounts = (
    whole | decimals.map(lambda value: format(value, "f")) | ratios | st.sampled_from(("0", "-1", "0.0", "9" * 38))
)
"""Amounts as a record may hold them: negative, zero, of 38 digits, with decimals, as ratios."""


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Return every fixture as the layout reader reads it, as if it were saved."""
    return tuple(_saved(structure(fixture(name), model="offline")) for name in FOLDERS)


def _saved(outcome: Outcome) -> Outcome:
    return replace(outcome, saved=Saved(outcome.source.sha256[:12], 1))


def revisions() -> list[Loose]:
    """Return the same as revisions."""
    return [Loose(outcome.record(), revision=1, saved_at=AT, author="佐藤") for outcome in outcomes()]


def exported(*given: Loose, kind: ExportKind = ExportKind.ROWS) -> list[Exported]:
    """Return revisions as exports write them."""
    return [Exported.of(one, kind) for one in given]


def facts() -> list[tuple[str, ...]]:
    """Return the rows that an export of them has: the facts of each outcome, its verdict and its revision."""
    return [(*row, outcome.verdict.value, "1") for outcome in outcomes() for row in outcome.facts()]


def cite(amount: str, unit: Unit = Unit.YEN, printed: str = "印字", line: int | None = 1) -> Cite:
    """A cite with an amount of the test's choice."""
    return Cite(figure=None, printed=printed, amount=amount, unit=unit, line=line, corrected=True)


def revision(cites: Iterable[Cite], *, text: str = "要求額 1円\n", label: str = "計", project: str = "公園") -> Loose:
    """An approved record with these cites in a total line."""
    cells = tuple(
        Cell(measure=Measure.AMOUNT, year_offset=0, stage=Stage.REQUEST, cite=one) for one in cites
    )  # fmt: skip
    row = TotalRow(label=Label(text=label, line=1), cells=cells)
    identity = Identity(project=Label(text=project, line=1))
    record = Record(
        source=SourceRecord.of(Source("made.txt", text)),
        sheet=Sheet(identity=identity, totals=(TotalLines(rows=(row,)),)),
        results=(),
        verdict=Verdict.APPROVED,
        reading=Provenance(reader="person", model=""),
        review=Review(author="佐藤", at=AT, approval=Approval(author="佐藤", at=AT)),
    )
    return Loose(record, revision=2, saved_at=AT, author="佐藤")


def yen(*amounts: str) -> Loose:
    """A record with these amounts in yen."""
    return revision(cite(amount) for amount in amounts)


def reviewed() -> Loose:
    """A record with one finding that is waived and one that is open, taken from the second sheet of a document."""
    results = tuple(
        ResultRecord(
            code="SUM101", defect="section-total-mismatch", name=name, outcome=ClaimOutcome.FAILS, finding=True, key=name,
            stated="5450000", computed="5350000", difference="100000", working=("4,200 + 1,150", "≠ 5,450"), lines=(4, 2),
        )
        for name in ("計", "小計")
    )  # fmt: skip
    holds = ResultRecord(code="SUM102", defect="x", name="y", outcome=ClaimOutcome.HOLDS, finding=False)
    waiver = Waiver(finding="計", reason="印字のとおり", author="鈴木", at=AT)
    made = yen("1")
    origin = Origin("予算.xlsx", "ab" * 32, "xlsx", part=2, parts=3, places=("sheet=要求&range=A1:C1",))
    record = made.record.model_copy(
        update={
            "verdict": Verdict.NEEDS_REVIEW,
            "results": (*results, holds),
            "review": Review(author="鈴木", at=AT, waivers=(waiver,)),
            "source": made.record.source.model_copy(update={"document": origin}),
        }
    )
    return replace(made, record=record)
