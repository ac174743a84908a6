"""The questions that read a sheet: about all of it, or only about what the layout reader left."""

from collections.abc import Iterator
from dataclasses import dataclass

from structurer.reading import merge, regions, wire
from structurer.reading.judging import JudgedSheet
from structurer.reading.model.conversation import Conversation
from structurer.reading.options import ReadingMode
from structurer.reading.prompting import Messages, citable, messages, part
from structurer.reading.resolve import resolve
from structurer.sheet.facts import cites
from structurer.sheet.model import Sheet


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what is sent, and how many figures it shows; `head` where it is about names and running text."""

    sent: Messages
    figures: int
    head: bool = False


def questions(mode: ReadingMode, guide: JudgedSheet) -> tuple[Question, ...]:
    """Return the questions of a mode in the order they are sent; none where the layout reader left nothing.

    `guide` is the layout reader's sheet: it says what tables there are.
    """
    if mode == "whole":
        return (Question(messages(guide.source), len(citable(guide.source))),)
    return tuple(_rest_questions(guide))


def read(session: Conversation, guide: JudgedSheet, mode: ReadingMode) -> Sheet:
    """Return the sheet as a model reads it. `guide` is the layout reader's sheet."""
    planned = questions(mode, guide)
    if mode == "whole":
        answer = session.ask(wire.Reply, planned[0].sent)
        return merge.beside(resolve(answer, session.source, vocabulary=session.vocabulary), guide.sheet)
    return _rest(session, guide.sheet, planned)


def _rest_questions(guide: JudgedSheet) -> Iterator[Question]:
    source, sheet = guide.source, guide.sheet
    left = {figure.id for figure in guide.unexplained}
    for region in regions.leftovers(guide):
        sent = part("part", source, region.lines, left)
        yield Question(sent, sum(f.id in left and f.line in region.lines for f in source.figures))
    if sheet.identity.project is None or not sheet.narrative:
        region = regions.outside(source, regions.tables(guide))
        yield Question(part("head", source, region.lines), len(citable(source, region.lines)), head=True)


def _rest(session: Conversation, witness: Sheet, planned: tuple[Question, ...]) -> Sheet:
    """Return the layout reader's sheet with what a model adds to it; nothing of the first is replaced."""
    claimed = frozenset(cite.figure for _, cite in cites(witness) if cite.figure is not None)
    sheet = witness
    for question in planned:
        answer = session.try_ask(wire.Reply, question.sent, question.figures)
        if answer is None:
            continue
        if question.head:
            sheet = _with_head(sheet, resolve(answer, session.source, vocabulary=session.vocabulary))
        else:
            added = resolve(answer, session.source, witness.identity, session.vocabulary)
            sheet = merge.joined(sheet, merge.without(added, claimed))
    return sheet


def _with_head(sheet: Sheet, other: Sheet) -> Sheet:
    """The sheet with the names and the narrative it lacks."""
    names = {
        name: getattr(other.identity, name) for name in type(sheet.identity).model_fields
        if getattr(sheet.identity, name) is None and not name.startswith("fiscal_year")
    }  # fmt: skip
    narrative = sheet.narrative or other.narrative
    return sheet.model_copy(
        update={"identity": sheet.identity.model_copy(update=names), "narrative": narrative},
    )
