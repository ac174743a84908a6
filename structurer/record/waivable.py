"""Which findings a person may accept with a reason."""

from collections.abc import Iterable

from structurer.sheet.facts import Fact
from structurer.sheet.fitting import may_be
from structurer.sheet.model import Cite

_QUOTATION = "GRD701"


def is_waivable(code: str, fields: Iterable[tuple[Cite, Fact | None]]) -> bool:
    """Any finding but a cite that is not what the source prints; that one only where a person has marked the value as theirs.

    `fields` are the cites it is about, each with its fact where a table of the facts has it.
    """
    if code != _QUOTATION:
        return True
    return all(cite.corrected and cite.figure is None and (fact is None or may_be(fact)) for cite, fact in fields)
