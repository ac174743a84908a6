"""The questions that read a sheet: about all of it, table by table, or only about what the layout reader left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from structurer.reading import merge, regions, wire
from structurer.reading.judging import JudgedSheet
from structurer.reading.model.conversation import Conversation
from structurer.reading.options import ReadingMode
from structurer.reading.prompting import Messages, citable, messages, part, table
from structurer.reading.regions import Region, RegionKind
from structurer.reading.resolve import resolve
from structurer.sheet.facts import cites, facts
from structurer.sheet.model import Sheet
from structurer.text.source import Source

Candidate = TypeVar("Candidate", bound=wire.Wire)

SHAPES: dict[RegionKind, type[wire.Wire]] = {
    RegionKind.COSTS: wire.CostsReply,
    RegionKind.TOTALS: wire.TotalsReply,
    RegionKind.ITEMS: wire.ItemsReply,
    RegionKind.FUNDING: wire.FundingReply,
    RegionKind.INDICATORS: wire.IndicatorsReply,
    RegionKind.PART: wire.PartReply,
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the shape of its answer, what is sent, how many figures it shows, and which lines it is about."""

    shape: type[wire.Wire]
    sent: Messages
    figures: int
    lines: tuple[int, ...] | None = None


def questions(mode: ReadingMode, guide: JudgedSheet) -> tuple[Question, ...]:
    """Return the questions of a mode in the order they are sent; none where the layout reader left nothing.

    `guide` is the layout reader's sheet: it says what tables there are.
    """
    source = guide.source
    if mode == "whole":
        return (Question(wire.Reply, messages(source), len(citable(source))),)
    found = regions.tables(guide)
    if mode == "rest":
        return tuple(_rest_questions(guide, found))
    year = guide.sheet.identity.fiscal_year_label
    about_tables = [_table_question(source, region, None if year is None else year.text) for region in found]
    return (_head_question(source, found), *about_tables)


def read(session: Conversation, guide: JudgedSheet, mode: ReadingMode, samples: int) -> Sheet:
    """Return the sheet as a model reads it. `guide` is the layout reader's sheet, and the witness of each answer."""
    source, witness = session.source, guide.sheet
    planned = questions(mode, guide)
    if mode == "whole":
        first = session.ask(wire.Reply, planned[0].sent)
        if samples == 1:
            return merge.beside(resolve(first, source), witness)
        others = (
            session.try_ask(wire.Reply, planned[0].sent, planned[0].figures, number) for number in range(1, samples)
        )
        replies = chain([first], (reply for reply in others if reply is not None))
        best = _best(((reply, resolve(reply, source)) for reply in replies), guide)
        return merge.beside(resolve(best or first, source), witness)
    if mode == "rest":
        return _rest(session, witness, planned)
    head = session.try_ask(wire.HeadReply, planned[0].sent, planned[0].figures) or wire.bare_head()
    parts = [_sampled(session, question, head, guide, samples) for question in planned[1:]]
    return merge.beside(
        resolve(wire.combined(head, [answer for answer in parts if answer is not None]), source), witness
    )


def _head_question(source: Source, found: tuple[Region, ...]) -> Question:
    region = regions.outside(source, found)
    return Question(wire.HeadReply, table("head", source, region.lines, None), len(citable(source, region.lines)))


def _table_question(source: Source, region: Region, year: str | None) -> Question:
    lines, name = region.lines, region.kind.value
    sent = (
        part(name, source, lines) if region.kind is RegionKind.PART else table(name, source, lines, year, region.starts)
    )
    return Question(SHAPES[region.kind], sent, len(citable(source, region.lines)), region.lines)


def _rest_questions(guide: JudgedSheet, found: tuple[Region, ...]) -> Iterator[Question]:
    source, sheet = guide.source, guide.sheet
    left = {figure.id for figure in guide.unexplained}
    for region in regions.leftovers(guide):
        sent = part("part", source, region.lines, left)
        yield Question(wire.PartReply, sent, sum(f.id in left and f.line in region.lines for f in source.figures))
    if sheet.identity.project is None or not sheet.narrative:
        yield _head_question(source, found)


def _rest(session: Conversation, witness: Sheet, planned: tuple[Question, ...]) -> Sheet:
    """Return the layout reader's sheet with what a model adds to it; nothing of the first is replaced."""
    year = witness.identity.fiscal_year_label
    head = wire.bare_head(None if year is None else year.text)
    answers = [session.try_ask(question.shape, question.sent, question.figures) for question in planned]
    given = [answer for answer in answers if isinstance(answer, wire.PartReply)]
    added = resolve(wire.combined(head, given), session.source)
    claimed = frozenset(cite.figure for _, cite in cites(witness) if cite.figure is not None)
    sheet = merge.joined(witness, merge.without(added, claimed))
    heads = [answer for answer in answers if isinstance(answer, wire.HeadReply)]
    return sheet if not heads else _with_head(sheet, resolve(wire.combined(heads[0], ()), session.source))


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


def _sampled(
    session: Conversation, question: Question, head: wire.HeadReply, guide: JudgedSheet, samples: int
) -> wire.Wire | None:
    """The best of several answers about one table."""
    source = session.source
    if samples == 1:
        return session.try_ask(question.shape, question.sent, question.figures)
    given = (session.try_ask(question.shape, question.sent, question.figures, number) for number in range(samples))
    answers = ((answer, resolve(wire.combined(head, [answer]), source)) for answer in given if answer is not None)
    return _best(answers, guide, question.lines)


def _best(
    candidates: Iterable[tuple[Candidate, Sheet]], guide: JudgedSheet, lines: tuple[int, ...] | None = None
) -> Candidate | None:
    """Return the answer with the best sheet; no further answer is asked for after one without a fault."""
    best: tuple[tuple[int, int, int], Candidate] | None = None
    for answer, sheet in candidates:
        worth = _score(guide.of(sheet), lines)
        if best is None or worth < best[0]:
            best = (worth, answer)
        if worth[0] == 0:
            break
    return None if best is None else best[1]


def _score(judged: JudgedSheet, lines: tuple[int, ...] | None = None) -> tuple[int, int, int]:
    """Return the rank of a reading of some lines; the smallest is the best.

    It counts faults first: findings about its fields, and amounts that the witness reads there and it does not. Then claims
    that hold, then cites.
    """
    cited = [cite.figure for _, cite in cites(judged.sheet)]
    known = () if judged.witness is None else facts(judged.witness)
    here = [fact.cite for fact in known if lines is None or fact.cite.line in lines]
    missing = sum(cite.figure not in cited for cite in here)
    return judged.failing + missing, -judged.holding, -len(cited)
