"""The readable report: the verdict first, then the findings with their working, then what holds, then the record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from structurer.checks.claim import ClaimOutcome, Side, Verdict
from structurer.language import say
from structurer.record.record import Provenance, Record, ResultRecord, path_text
from structurer.report import history, phrases
from structurer.report.phrases import printable
from structurer.sheet.facts import Fact, facts
from structurer.sheet.model import Sheet
from structurer.text.origin import noticed, spoken
from structurer.text.source import Source

_PLAIN_WIDTH = 200
_QUOTATIONS = ("GRD", "CMP")
_LONGEST_LINE = 160
_MOST_LINES = 12
_STYLES = {Verdict.VERIFIED: "bold green", Verdict.NEEDS_REVIEW: "bold yellow", Verdict.APPROVED: "bold cyan"}


def console(*, stderr: bool = False, file: TextIO | None = None) -> Console:
    """Return a console that is plain and does not wrap when piped; it prints to `file`, else to stdout or stderr."""
    found = Console(file=file, stderr=stderr, highlight=False, markup=False, emoji=False)
    if found.is_terminal:
        return found
    return Console(file=file, stderr=stderr, highlight=False, markup=False, emoji=False, width=_PLAIN_WIDTH)


def render(record: Record, saved: tuple[str, int] | None = None) -> Group:
    """The whole report of one record; `saved` is its id and revision in the store."""
    source = record.source.rebuild()
    parts: list[RenderableType] = list(_head(record, saved))
    fields = {path_text(fact.path): fact for fact in facts(record.sheet)}
    for _, found in groupby(record.open_results, key=lambda finding: (finding.code, finding.lines)):
        parts.extend(_findings(list(found), source, fields))
    parts.extend(_reviewed(record))
    parts.extend(_notes(record))
    parts.extend(_holding(record))
    parts.extend(_record(record.sheet, fields.values()))
    return Group(*parts)


def _head(record: Record, saved: tuple[str, int] | None) -> Iterator[RenderableType]:
    identity = record.sheet.identity
    project = "" if identity.project is None else printable(identity.project.text)
    head = Text(phrases.verdict(record.verdict), style=_STYLES[record.verdict])
    head.append(f"  {printable(record.source.name)}  {project}", style="default")
    yield head
    findings = len(record.open_results)
    holding = sum(result.outcome is ClaimOutcome.HOLDS for result in record.results)
    ja = f"確認事項 {findings}件、成立した検査 {holding}件、引用されていない数字 {len(record.unclaimed)}件。"
    en = f"{findings} finding(s), {holding} claim(s) hold, {len(record.unclaimed)} unclaimed figure(s)."
    reader = _reader(record.reading)
    yield Text(say(f"{ja}読み取り: {reader}", f"{en} Read by {reader}"))
    if record.reading.lessons:
        told = printable(", ".join(record.reading.lessons))
        yield Text(say(f"教訓を使用: {told}。人が承認します。", f"Read with lessons: {told}. A person approves."))
    if record.source.document is not None:
        yield from (Text(printable(noticed(notice))) for notice in record.source.document.notices)
    if saved is not None:
        yield Text(say(f"保存: 記録 {saved[0]} 版 {saved[1]}", f"Saved: record {saved[0]}, revision {saved[1]}"))


def _reader(provenance: Provenance) -> str:
    names = {"layout": say("内蔵の書式リーダー", "the built-in layout reader"), "person": say("人", "a person")}
    named = names.get(provenance.reader)
    if provenance.reader == "layout" and provenance.reading is not None:
        return f"{named}{say('(モデルに聞くことは残らず)', ', nothing left to ask a model')}"
    return " ".join([printable(provenance.model), *_asked(provenance)]) if named is None else named


def _asked(provenance: Provenance) -> Iterator[str]:
    """How a model was asked and what it took: the way, the attempts, replies from our own cache, tokens, cost."""
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
        yield say(f"回答なし: {', '.join(provenance.unanswered)}", f"no answer: {', '.join(provenance.unanswered)}")


def _findings(found: list[ResultRecord], source: Source, fields: Mapping[str, Fact]) -> Iterator[RenderableType]:
    """The findings of one check on the same lines: the place once, then each one's working."""
    first = found[0]
    yield Text()
    place = f"{printable(source.name)}:{first.lines[0] if first.lines else 1}{_place(source, first.lines)}"
    yield Text(f"{place}: {first.code} {first.defect}", style="bold red")
    yield Text(f"  {phrases.title(first.code)}  {printable(first.name)}".rstrip())
    for line in sorted({line for line in first.lines if line <= len(source.lines)})[:_MOST_LINES]:
        yield Text(f"  {line:>5} | {printable(source.line_text(line))[:_LONGEST_LINE]}", style="dim")
    for result in found:
        for working in result.working:
            yield Text(f"        = {printable(working)}")
        yield from _blame(result, source, fields)
    yield Text(f"        = {say('詳しくは', 'help')}: structurer explain {first.code}", style="dim")


def _place(source: Source, lines: tuple[int, ...]) -> str:
    """Where a finding stands in the document the sheet was taken from, in brackets; empty for a text."""
    told = "" if source.origin is None or not lines else spoken(source.origin.place(lines[0]))
    return f" ({printable(told)})" if told else ""


def _blame(result: ResultRecord, source: Source, fields: Mapping[str, Fact]) -> Iterator[RenderableType]:
    if result.blame is None or result.blame.side is Side.UNKNOWN:
        return
    fact = fields.get(result.blame.path or "")
    about = "" if fact is None else f" — {_field(fact)}"
    yield Text(f"        = {say('原因', 'blame')}: {phrases.blame(result.blame.side)}{about}")
    figure = source.by_id.get(result.blame.suggestion or "")
    if figure is not None:
        suggestion = f"{printable(figure.printed)} (L{figure.line})"
        yield Text(f"        = {say('候補', 'suggestion')}: {suggestion}", style="green")


def _field(fact: Fact) -> str:
    place = "" if fact.cite.line is None else f" (L{fact.cite.line})"
    words = (printable(fact.section), printable(fact.row), phrases.measure(fact.measure), phrases.stage(fact.stage))
    return f"{' '.join(word for word in words if word)}: {printable(fact.cite.printed)}{place}"


def _reviewed(record: Record) -> Iterator[RenderableType]:
    """What a person entered or accepted, and who approved: never out of sight."""
    review = record.review
    entered = [fact for fact in facts(record.sheet) if fact.cite.corrected]
    if review is None and not entered:
        return
    yield Text()
    yield Text(say("人が確認したこと", "Reviewed by a person"), style="bold")
    for fact in entered:
        yield Text(f"  {say('シートにない値', 'not in the source')}: {_field(fact)}", style="yellow")
    for waiver in () if review is None else review.waivers:
        yield Text(f"  {say('了承', 'waived')} {history.waived(waiver)}")
    if review is not None and review.approval is not None:
        yield Text(f"  {history.approved(review.approval)}")


def _notes(record: Record) -> Iterator[RenderableType]:
    notes = [result for result in record.results if result.outcome is ClaimOutcome.UNVERIFIABLE and not result.finding]
    if notes:
        yield Text()
        yield Text(say("参考(対応は不要)", "For information; nothing is asked"), style="bold")
        yield from (_working(result) for result in notes)


def _holding(record: Record) -> Iterator[RenderableType]:
    held = [result for result in record.results if result.outcome is ClaimOutcome.HOLDS]
    equations = [result for result in held if not result.code.startswith(_QUOTATIONS)]
    yield Text()
    yield Text(say("成立した検査", "What holds"), style="bold")
    yield from (_working(result) for result in equations)
    others = Counter(result.code for result in held if result.code.startswith(_QUOTATIONS))
    for code, count in sorted(others.items()):
        yield Text(f"  {code} {say(f'{count}件', f'{count} claim(s)')}  {_kept(code)}")


def _kept(code: str) -> str:
    kept = {
        "GRD701": ("引用した数字は、シートの印字・行・値と一致", "every cited figure is what the source prints"),
        "GRD702": ("見出しと行名は、シートにあるとおり", "every heading and label stands in the source"),
        "GRD703": ("数字は、それぞれの行に立っている", "every figure stands in its row"),
        "GRD704": ("数字は、それぞれの列の見出しの下に立っている", "every figure stands under its heading"),
        "GRD705": ("年度と段階は、行名の示すとおり", "years and stages are what the labels say"),
        "CMP803": ("通し番号に抜けがない", "no numbered row is missing"),
        "GRD706": ("年度は、シートの印字のとおり", "the fiscal year is what the sheet prints"),
        "CMP806": ("事業名は一つ", "the text names one project"),
        "CMP807": ("金額を裏付ける計算がある", "equations confirm amounts"),
        "CMP804": ("金額が読み取れている", "amounts were read"),
    }
    return say(*kept[code]) if code in kept else ""


def _working(result: ResultRecord) -> Text:
    return Text(f"  {result.code} {printable(result.name)}: {'; '.join(map(printable, result.working))}")


def _record(sheet: Sheet, fields: Iterable[Fact]) -> Iterator[RenderableType]:
    yield Text()
    yield Text(say("記録", "Record"), style="bold")
    yield from (Text(f"  {name}: {value}") for name, value in _identity(sheet))
    grid = Grid(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for name in say("表,区分,行,項目,年度,段階,値,行番号", "table,section,row,measure,year,stage,value,line").split(
        ","
    ):
        grid.add_column(name, justify="right" if name in {"値", "value"} else "left", overflow="fold")
    for fact in fields:
        grid.add_row(*_cells(fact))
    yield grid


def _identity(sheet: Sheet) -> Iterator[tuple[str, str]]:
    identity = sheet.identity
    names = {
        "publisher": ("団体", "publisher"), "project": ("事業", "project"), "code": ("番号", "code"),
        "department": ("部局", "department"), "division": ("課室", "division"), "unit": ("担当", "unit"),
        "period": ("実施期間", "period"), "fiscal_year_label": ("年度", "fiscal year"), "stage": ("段階", "stage"),
    }  # fmt: skip
    for field, words in names.items():
        label = getattr(identity, field)
        if label is not None:
            yield say(*words), f"{printable(label.text)} (L{label.line})"


def _cells(fact: Fact) -> tuple[str, ...]:
    return (
        phrases.table(fact.table),
        printable(fact.section),
        printable(fact.row),
        phrases.measure(fact.measure),
        phrases.year(fact.year_offset),
        phrases.stage(fact.stage),
        printable(fact.cite.printed),
        "" if fact.cite.line is None else f"L{fact.cite.line}",
    )
