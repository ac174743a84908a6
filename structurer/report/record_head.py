"""The head of a record as plain data: which sheet it is of, how it stands, who read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from structurer.checks.outcome import ClaimOutcome, Verdict
from structurer.language import say
from structurer.record.record import Provenance
from structurer.report import phrases
from structurer.report.indexed import IndexedRecord
from structurer.report.naming import HEAD
from structurer.sheet.given import Given
from structurer.sheet.model import Identity
from structurer.sheet.prior import Prior
from structurer.text.origin import noticed

_DATE = 10
"""Characters of a time that are its day."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of a sheet's head: the name it is corrected by, its words, and what the sheet prints there."""

    field: str
    name: str
    text: str
    line: int | None


class PriorName(NamedTuple):
    """A record of the year before by its id and in words."""

    record: str
    words: str


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The head of a record.

    Attributes:
        project: empty where the sheet names none.
        findings: how many are open; `holding` claims hold.
        uncited: figures that no field cites; `unexplained` of them may be amounts.
        given: what a person gave beside the sheet, in words; empty where nothing is.
        reader: who read the sheet; `read_by` says how, too, and what it took.
        notices: remarks on the document that the sheet was taken from.
        priors: the records of the year before that it was compared with, each in words.
    """

    name: str
    project: str
    verdict: Verdict
    verdict_name: str
    findings: int
    holding: int
    uncited: int
    unexplained: int
    reader: str
    read_by: str
    proposed: tuple[str, ...]
    words: tuple[str, ...]
    notices: tuple[str, ...]
    given: str = ""
    priors: tuple[PriorName, ...] = ()

    @property
    def title(self) -> str:
        """The project, else the name of the source."""
        return self.project or self.name


def record_head(indexed: IndexedRecord) -> RecordHead:
    """The head of a record."""
    record = indexed.record
    reader = _reader(record.reading)
    project, document = record.sheet.identity.project, record.source.document
    return RecordHead(
        name=record.source.name,
        project="" if project is None else project.text,
        verdict=record.verdict,
        verdict_name=phrases.verdict(record.verdict),
        findings=len(indexed.open),
        holding=sum(result.outcome is ClaimOutcome.HOLDS for result in record.results),
        uncited=len(record.unclaimed),
        unexplained=sum(figure.unexplained for figure in record.unclaimed),
        reader=reader,
        read_by=" ".join([f"{reader}{_rest(record.reading)}", *_asked(record.reading), *_second(indexed)]),
        proposed=(*record.reading.proposed, *record.reading.lessons),
        words=tuple(f"{word.word} ({', '.join(word.by)} {word.at[:_DATE]})" for word in record.words or ()),
        notices=() if document is None else tuple(noticed(notice) for notice in document.notices),
        given="" if record.given is None else _given(record.given, record.sheet.identity),
        priors=tuple(_prior(prior) for prior in record.prior or ()),
    )


def _prior(prior: Prior) -> PriorName:
    year = phrases.year_of(0, prior.fiscal_year)
    words = say(
        f"{year} 記録 {prior.record} 版 {prior.revision}", f"{year} record {prior.record} revision {prior.revision}"
    )
    return PriorName(prior.record, f"{words} {prior.name}")


def _given(given: Given, identity: Identity) -> str:
    """What a person gave, and who: `団体 鳥取県、年度 2026 (佐藤)`; where the sheet prints otherwise, that its print stands."""
    values = ((field, getattr(given, field)) for field in ("publisher", "fiscal_year"))
    said = say("、", ", ").join(f"{say(*HEAD[field])} {value}" for field, value in values if value is not None)
    printed = say("、", ", ").join(f"「{text}」" for text, _ in given.contradicted(identity))
    stands = (
        say(f" シートの印字は{printed}で、そちらを使います。", f" The sheet prints {printed}, which stands.")
        if printed
        else ""
    )
    return f"{said} ({given.by}){stands}"


def head_lines(identity: Identity) -> tuple[HeadLine, ...]:
    """The lines of a sheet's head; the project even where it names none."""
    found = []
    for field, words in HEAD.items():
        label = getattr(identity, "fiscal_year_label" if field == "fiscal_year" else field)
        if label is not None or field == "project":
            text, line = ("", None) if label is None else (label.text, label.line)
            found.append(HeadLine(field, say(*words), text, line))
    return tuple(found)


def _reader(provenance: Provenance) -> str:
    names = {"layout": say("内蔵の書式リーダー", "the built-in layout reader"), "person": say("人", "a person")}
    return names.get(provenance.reader) or provenance.model


def _rest(provenance: Provenance) -> str:
    """A remark that the layout reader left nothing to ask a model, where one was chosen."""
    nothing_left = provenance.reader == "layout" and provenance.reading is not None
    return "" if not nothing_left else say("(モデルに聞くことは残らず)", ", nothing left to ask a model")


def _second(indexed: IndexedRecord) -> Iterator[str]:
    """The second reading of amounts in running text: by which model, of how many, and how many it reads alike."""
    second = indexed.record.reading.second
    if second is None:
        return
    compared = {indexed.cites[path].figure: result.finding for path, result in indexed.second.items()}
    count, same = len(second.figures), sum(not differs for differs in compared.values())
    yield say(f"／二度目の読み取り {second.by.model}", f"/ second reading by {second.by.model}")
    if second.is_answered:
        yield say(f"文中の金額{count}件のうち{same}件が一致", f"{same} of {count} amounts in sentences alike")
    yield from _asked(second.by)


def _asked(provenance: Provenance) -> Iterator[str]:
    """The use of a model: the way of reading, the requests, replies from our own cache, tokens, cost."""
    if provenance.reader != "model":
        return
    spent, cost, again = provenance.tokens, provenance.cost, provenance.reread
    if provenance.reading is not None:
        yield f"({provenance.reading})"
    yield say(f"問い合わせ{provenance.attempts}回", f"{provenance.attempts} request(s)")
    if provenance.cached:
        yield say(f"保存済みの回答{provenance.cached}件", f"{provenance.cached} cached reply(s)")
    if spent.input or spent.output:
        yield say(
            f"送信{spent.input:,}・受信{spent.output:,}トークン", f"{spent.input:,} tokens in, {spent.output:,} out"
        )
    if cost is not None:
        yield f"{cost.amount} {cost.currency}"
    if again is not None:
        taken = say("採用", "accepted") if again.accepted else say("不採用", "not accepted")
        yield say(f"読み直し: {taken}", f"re-read: {taken}")
    if provenance.unanswered:
        unanswered = ", ".join(provenance.unanswered)
        yield say(f"回答なし: {unanswered}", f"no answer: {unanswered}")
