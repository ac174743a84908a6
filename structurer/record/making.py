"""A reading made into a record: its results, its proofs and what it leaves, each as it is saved."""

from collections.abc import Sequence

from structurer.checks import proved
from structurer.checks.claim import Result
from structurer.checks.last_year import further_ties
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.checks.unclaimed import unclaimed, unexplained
from structurer.record.correction import Review
from structurer.record.finding import keys
from structurer.record.proof_record import ProofRecord, proof_tree
from structurer.record.record import FigureRecord, Provenance, Record, SourceRecord, WordRecord, result_tree
from structurer.sheet.given import Given


def record_of(  # the parts of a record
    reading: Reading,
    results: Sequence[Result],
    verdict: Verdict,
    provenance: Provenance,
    review: Review | None,
    given: Given | None = None,
) -> Record:
    """A reading as it is saved, each finding with its key. One look at the whole takes half as long as one at each part."""
    open_ids = {figure.id for figure in unexplained(reading)}
    named = zip(results, keys(reading, results), strict=True)
    return Record.model_validate({
        "source": SourceRecord.of(reading.source),
        "sheet": reading.sheet,
        "results": [result_tree(result, key) for result, key in named],
        "proofs": _proof_trees(reading),
        "verdict": verdict,
        "reading": provenance,
        "unclaimed": [FigureRecord.of(f, unexplained=f.id in open_ids) for f in unclaimed(reading)],
        "review": review,
        "words": tuple(map(WordRecord.of, reading.vocabulary.own)) or None,
        "given": given,
        "prior": reading.priors or None,
    })  # fmt: skip


def proofs_of(reading: Reading) -> tuple[ProofRecord, ...]:
    """The proofs of a reading as they are saved, one for each amount of its tables."""
    return tuple(map(ProofRecord.model_validate, _proof_trees(reading)))


def _proof_trees(reading: Reading) -> list[dict[str, object]]:
    return [proof_tree(proof) for proof in further_ties(reading, proved.proofs_of(reading))]
