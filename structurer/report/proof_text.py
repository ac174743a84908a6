"""The proofs of one line as text: each figure, each point of its proof, and the lines that prove it."""

from collections.abc import Iterator

from structurer.language import say
from structurer.report import history
from structurer.report.indexed import IndexedRecord
from structurer.report.phrases import printable
from structurer.report.proof_view import PointView, ProofView, folded, proof_views
from structurer.text.source import Source

_LONGEST_LINE = 160
"""Characters of a source line beside a point; a line of a wide table may have thousands."""


def proofs_on(indexed: IndexedRecord, line: int) -> tuple[ProofView, ...]:
    """The proofs of the amounts that are printed on a line, in the order of the record."""
    return proof_views(indexed, (proof for proof in indexed.proofs.values() if proof.line == line))


def proof_lines(indexed: IndexedRecord, line: int) -> Iterator[str]:
    """The report on a line: its text, the proof of each amount on it, and its figures that no field cites."""
    source, proofs = indexed.source, proofs_on(indexed, line)
    yield _quoted(source, line)
    for proof in proofs:
        yield ""
        yield from _proof(source, proof, line)
        yield from _waived(indexed, proof.field.path)
    shown = {proof.field.figure for proof in proofs}
    for figure in source.by_line.get(line, ()):
        if figure.id not in shown:
            yield ""
            yield f"{printable(figure.printed)}  {_unproved(indexed, figure.id)}"
    if not source.by_line.get(line):
        yield say("この行に数字はありません。", "No figure stands on this line.")


def _unproved(indexed: IndexedRecord, figure: str) -> str:
    if figure in indexed.fields:
        return say("引用されていますが、金額の表にはありません。", "cited, but in no table of amounts.")
    return say("記録のどの項目も引用していません。", "no field of the record cites it.")


def _proof(source: Source, proof: ProofView, line: int) -> Iterator[str]:
    yield f"{printable(proof.field.printed)}  {printable(proof.field.name)}"
    shown = {line}
    for point in folded(proof.points):
        yield f"  {_mark(point)} {point.name}: {printable(_said(point))}"
        for number in point.lines:
            if number not in shown and 1 <= number <= len(source.lines):
                shown.add(number)
                yield _quoted(source, number)


def _waived(indexed: IndexedRecord, path: str) -> Iterator[str]:
    """What a person has accepted about a field, and why: it stands in the place of a point."""
    for result in indexed.waived:
        if path in result.paths:
            yield f"  ! {say('了承', 'waived')} {printable(history.waived(indexed.waivers[result.key or '']))}"


def _mark(point: PointView) -> str:
    return "✓" if point.is_proved else "✗" if point.missing else "-"


def _said(point: PointView) -> str:
    if point.missing:
        return point.missing
    if not point.is_proved:
        return say("要りません", "not needed")
    words = f"「{point.words}」" if point.words else ""
    lines = " ".join(f"L{line}" for line in point.lines)
    return " ".join(part for part in (point.by, words, f"({lines})" if lines else "") if part)


def _quoted(source: Source, number: int) -> str:
    return f"  {number:>5} | {printable(source.line_text(number))[:_LONGEST_LINE]}"
