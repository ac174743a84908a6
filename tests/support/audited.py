"""Verified records made in any number, a few of them wrong on purpose, and a person who reads their sheets and no record."""

from collections.abc import Callable, Iterable

from structurer import pipeline
from structurer.evaluation.audit.question import AuditQuestion, TypedAnswer
from structurer.evaluation.audit.session import AuditedRecord, AuditSession
from structurer.record.record import Record
from structurer.settings import Settings
from structurer.sheet.facts import facts, with_cite
from structurer.store import Store
from structurer.text.source import Source

KANA = "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"
DEPARTMENTS = ("県土整備部", "農林水産部", "福祉保健部", "生活環境部")
HEADINGS = {
    "total": "事業費", "national": "国庫支出金", "bonds": "県債", "general": "一般財源",
    "事業費": "事業費", "国庫支出金": "国庫支出金", "起債": "県債", "一般財源": "一般財源",
}  # fmt: skip
"""The heading of a column by the word that a question has for it, in either language."""
MILLION = 1_000
"""A million yen in thousands of them."""


def sheet(number: int, year: int = 8) -> str:
    """A sheet whose every amount is its own, and which adds up."""
    name = KANA[number % len(KANA)] + KANA[number // len(KANA) % len(KANA)]
    national, bonds, general = MILLION + number, 2 * MILLION + number, 3 * MILLION + number
    before = (national - 100, bonds - 100, general - 100)
    rows = (("前年度当初予算額", before), ("要求額", (national, bonds, general)))
    printed = "".join(
        f"| {label} | {sum(own):,} | " + " | ".join(f"{one:,}" for one in own) + " |\n" for label, own in rows
    )
    return (
        f"令和{year}年度 当初予算要求書\n部局: {DEPARTMENTS[number % len(DEPARTMENTS)]}\n事業名: 花壇{name}整備事業\n"
        f"単位: 千円\n| 区分 | 事業費 | 国庫支出金 | 県債 | 一般財源 |\n|---|---|---|---|---|\n{printed}"
    )


def made(number: int, year: int = 8) -> Record:
    """The record of such a sheet, as the layout reader makes it."""
    return pipeline.check(Source(f"sheet-{number}.txt", sheet(number, year)), "offline", Settings()).record()


def misread(record: Record) -> Record:
    """The same record, still called verified, with the request of the national money put to last year's print."""
    before, now = (fact for fact in facts(record.sheet) if fact.measure == "national")
    return record.model_copy(update={"sheet": with_cite(record.sheet, now.path, before.cite)})


def keep(store: Store, count: int, wrong: Iterable[int] = ()) -> dict[int, str]:
    """So many verified records in a store, those of some numbers misread; their ids by number."""
    spoilt = set(wrong)
    kept = {}
    for number in range(count):
        record = made(number)
        kept[number] = store.save(misread(record) if number in spoilt else record, author=None).record_id
    return kept


def printed_at(question: AuditQuestion, record: Record) -> str:
    """What a person reads on the sheet: the row by its label, the column by its heading."""
    lines = record.source.rebuild().text.splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    column = rows[0].index(HEADINGS[question.what.split()[0]])
    return f"{next(row for row in rows if row[0] == question.row)[column]}千円"


Reads = Callable[[AuditQuestion, Record], str]


def read_all(session: AuditSession, reads: Reads = printed_at) -> int:
    """Go through an audit: every question answered from the sheet, the record wrong wherever it says otherwise; how many records."""
    count = 0
    while (found := session.next()) is not None:
        answer(session, found, reads)
        count += 1
    return count


def answer(session: AuditSession, found: AuditedRecord, reads: Reads = printed_at) -> None:
    """Answer what is asked of one record."""
    given = {one.field: TypedAnswer.of(reads(one, found.record), one, None) for one in found.open}
    session.answer(found, given, 1500)
    waiting = session.at(found.drawn.record_id).waiting
    session.conclude(found, {one.field: "wrong" for one in waiting})
