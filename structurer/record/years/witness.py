"""A saved record as a witness for the sheet of the year after: its own year's amounts, each with how far it may be relied on."""

from structurer.checks.outcome import ClaimOutcome, Verdict
from structurer.checks.quantities import basis, quantities
from structurer.checks.reading import Reading
from structurer.record.record import Record, ResultRecord
from structurer.sheet.facts import Fact, path_text
from structurer.sheet.model import Stage
from structurer.sheet.prior import Prior, PriorFigure
from structurer.text.source import Source

_QUOTATION = "GRD701"
"""The check that a cite is what the sheet prints."""
_STAGES = frozenset({Stage.INITIAL, Stage.APPROVED, Stage.CURRENT})
"""The stages that the sheet of the year after may print for this one."""


def prior_of(record_id: str, revision: int, fiscal_year: int, record: Record) -> Prior:
    """Return what a record says of its own year, for the sheet of the year after."""
    source = record.source.rebuild()
    witness = _RecordWitness(record, source)
    project = record.sheet.identity.project
    return Prior(
        record=record_id,
        revision=revision,
        name=record.source.name if project is None else project.text,
        fiscal_year=fiscal_year,
        figures=tuple(
            witness.figure(quantity, fact)
            for quantity, fact in quantities(Reading(source, record.sheet), 0)
            if fact.stage in _STAGES
        ),
    )


class _RecordWitness:
    """One record, as its amounts are taken out of it."""

    def __init__(self, record: Record, source: Source) -> None:
        self._source = source
        self._proofs = {proof.path: proof for proof in record.proofs or ()}
        self._is_approved = record.verdict is Verdict.APPROVED
        failing = (one for one in record.results if one.outcome is ClaimOutcome.FAILS)
        self._failing = {path for one in failing if not self._is_accepted(one) for path in one.paths}
        self._title = _title(record, source)

    def _is_accepted(self, result: ResultRecord) -> bool:
        """True where a person approved a value of their own for what the sheet prints otherwise."""
        return self._is_approved and result.code == _QUOTATION

    def figure(self, quantity: str, fact: Fact) -> PriorFigure:
        """An amount as the sheet of the year after is compared with it."""
        path, cite = path_text(fact.path), fact.cite
        proof, figure = self._proofs.get(path), self._source.by_id.get(cite.figure or "")
        place = None if proof is None else proof.points.place
        words = fact.row if place is None or not place.words else place.words
        proved = proof is not None and not proof.missing
        return PriorFigure(
            quantity=quantity,
            stage=fact.stage,
            amount=cite.amount,
            unit=cite.unit,
            printed=cite.printed,
            line=cite.line,
            words=words,
            basis=basis(f"{self._title} {words}"),
            rounding=1 if figure is None else figure.rounding,
            settled=(proved or self._is_approved) and path not in self._failing,
        )


def _title(record: Record, source: Source) -> str:
    """The stage that the head names, else the line that prints the year: they say for all amounts on which budget they stand."""
    identity = record.sheet.identity
    if identity.stage is not None:
        return identity.stage.text
    line = None if identity.fiscal_year_label is None else identity.fiscal_year_label.line
    return source.lines[line - 1].text if line is not None and 1 <= line <= len(source.lines) else ""
