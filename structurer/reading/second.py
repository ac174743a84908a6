"""The second reading: amounts in running text, each read once more by itself, by another model where one is named.

It is asked otherwise than the first: only these amounts carry a mark, and they are told one by one. What it says is kept and
compared; agreement proves no point, and where it says something else of an amount a person is asked.
"""

from collections.abc import Iterable, Sequence

from structurer.errors import ModelError
from structurer.reading import merge, regions, wire
from structurer.reading.judging import JudgedSheet
from structurer.reading.model.conversation import Conversation
from structurer.reading.prompting import part
from structurer.reading.resolve import resolve
from structurer.record.record import SecondReading
from structurer.sheet.model import Sheet


def read(session: Conversation, first: JudgedSheet, figures: Sequence[str], lines: Iterable[int]) -> SecondReading:
    """Return what a model reads of these figures by themselves; one that cannot is noted, and the first reading stands.

    `lines` are those that the figures rest on: titles, headings and captions that say their year, stage and unit.
    """
    source = first.source
    own = [source.by_id[figure].line for figure in figures]
    shown = {*lines, *regions.around(first, own).lines}
    answer = None
    try:
        answer = session.ask(wire.Reply, part("second", source, shown, frozenset(figures)), len(figures))
    except ModelError as error:
        session.unanswered.append(f"second: {type(error).__name__}")
    sheet = Sheet() if answer is None else resolve(answer, source, first.sheet.identity, session.vocabulary)
    others = frozenset(figure.id for figure in source.figures) - set(figures)
    return SecondReading(by=session.provenance(None, None), figures=tuple(figures), sheet=merge.without(sheet, others))
