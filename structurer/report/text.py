"""The readable report: the verdict first, then the findings with their working, then what holds, then the record."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from structurer.checks.outcome import Verdict
from structurer.language import say
from structurer.record.record import Record
from structurer.report import history, phrases
from structurer.report.finding_view import FindingGroups, FindingView, field_view, finding_groups
from structurer.report.indexed import IndexedRecord
from structurer.report.phrases import printable
from structurer.report.record_head import RecordHead, head_lines, record_head
from structurer.sheet.facts import Fact
from structurer.sheet.model import Sheet
from structurer.text.source import Source

_PLAIN_WIDTH = 200
"""Columns of a report that is piped: wide enough that the rows of a record's table are seldom folded."""
_LONGEST_LINE = 160
"""Characters of a source line beside a finding; a line of a wide table may have thousands."""
_MOST_LINES = 12
"""Source lines beside a finding: a funding row with one cell a line, and its heading."""
VERDICT_STYLES = {
    Verdict.VERIFIED: "bold green",
    Verdict.NEEDS_REVIEW: "bold yellow",
    Verdict.APPROVED: "bold cyan",
}
"""The style of each verdict where there are colours."""


def console(*, stderr: bool = False, file: TextIO | None = None) -> Console:
    """Return a console that is plain and does not wrap when piped; it prints to `file`, else to stdout or stderr."""
    found = Console(file=file, stderr=stderr, highlight=False, markup=False, emoji=False)
    if found.is_terminal:
        return found
    return Console(file=file, stderr=stderr, highlight=False, markup=False, emoji=False, width=_PLAIN_WIDTH)


def render(record: Record, saved: tuple[str, int] | None = None, *, everything: bool = True) -> Group:
    """The report of one record; `saved` is its id and revision in the store.

    Without `everything` it is what a person at a terminal acts on: the findings, then the verdict and the next command.
    """
    indexed = IndexedRecord(record)
    groups, head = finding_groups(indexed), list(_head(record_head(indexed), saved))
    parts: list[RenderableType] = head if everything else []
    for _, found in groupby(groups.open, key=lambda view: (view.code, view.lines)):
        parts.extend(_findings(list(found), indexed.source))
    if everything:
        parts.extend(_reviewed(indexed))
        parts.extend(_notes(groups))
        parts.extend(_holding(groups))
        parts.extend(_record(record.sheet, indexed.facts.values()))
    else:
        parts.extend([*([Text()] if parts else []), *head])
        if record.reading.reader == "layout":
            parts.append(
                Text(
                    say(
                        "言語モデルで読むには --model(structurer run --help)。",
                        "To read with a language model: --model.",
                    )
                )
            )
        parts.append(_next(record.verdict, saved))
    return Group(*parts)


def _next(verdict: Verdict, saved: tuple[str, int] | None) -> RenderableType:
    """The next command: what a person does with a sheet of this verdict."""
    whole = say("すべての数値と成立した検査は --all", "every figure and what holds: --all")
    if saved is None:
        return Text(say(f"保存していません。{whole}", f"Not saved; {whole}"), style="dim")
    if verdict is Verdict.NEEDS_REVIEW:
        ways = f"structurer review {saved[0]}", "structurer serve"
        return Text(
            say(
                f"次: {ways[0]}(ブラウザーなら {ways[1]})。{whole}",
                f"Next: {ways[0]} (in the browser: {ways[1]}); {whole}",
            )
        )
    return Text(
        say(f"次: structurer export -o budget.xlsx。{whole}", f"Next: structurer export -o budget.xlsx; {whole}")
    )


def table(records: Iterable[tuple[Record, tuple[str, int] | None]]) -> Grid:
    """Several records, a row each: the verdict, the open findings, the record's id, the sheet and its project."""
    grid = Grid(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for name in say("判定,確認事項,記録,シート,事業名", "verdict,findings,record,sheet,project").split(","):
        grid.add_column(name, justify="right" if name in {"確認事項", "findings"} else "left", overflow="fold")
    for record, saved in records:
        project = record.sheet.identity.project
        grid.add_row(
            Text(phrases.verdict(record.verdict), style=VERDICT_STYLES[record.verdict]),
            str(len(record.open_results)),
            "-" if saved is None else saved[0],
            printable(record.source.name),
            "" if project is None else printable(project.text),
        )
    return grid


def _head(head: RecordHead, saved: tuple[str, int] | None) -> Iterator[RenderableType]:
    line = Text(head.verdict_name, style=VERDICT_STYLES[head.verdict])
    line.append(f"  {printable(head.name)}  {printable(head.project)}", style="default")
    yield line
    ja = f"確認事項 {head.findings}件、成立した検査 {head.holding}件、引用されていない数字 {head.uncited}件。"
    en = f"{head.findings} finding(s), {head.holding} claim(s) hold, {head.uncited} unclaimed figure(s)."
    read_by = printable(head.read_by)
    yield Text(say(f"{ja}読み取り: {read_by}", f"{en} Read by {read_by}"))
    for prior in head.priors:
        yield Text(say("前年度の記録と比較: ", "Compared with last year's: ") + printable(prior.words))
    if head.proposed:
        names = printable(", ".join(head.proposed))
        yield Text(
            say(
                f"確認されていない語で読んでいます: {names}。structurer words で確かめてください。",
                f"Read with words that nobody has confirmed: {names}. See structurer words.",
            )
        )
    if head.words:
        names = printable(", ".join(head.words))
        yield Text(say(f"確認済みの語に基づく: {names}", f"Rests on confirmed words: {names}"))
    yield from (Text(printable(notice)) for notice in head.notices)
    if saved is not None:
        yield Text(say(f"保存: 記録 {saved[0]} 版 {saved[1]}", f"Saved: record {saved[0]}, revision {saved[1]}"))


def _findings(found: list[FindingView], source: Source) -> Iterator[RenderableType]:
    """The findings of one check on the same lines: the place once, then each one's working."""
    first = found[0]
    yield Text()
    place = f" ({printable(first.place)})" if first.place else ""
    at = f":{first.lines[0]}" if first.lines else ""
    where = f"{printable(source.name)}{at}{place}"
    yield Text(f"{where}: {first.code} {first.defect}", style="bold red")
    yield Text(f"  {first.title}  {printable(first.name)}".rstrip())
    for line in sorted(first.lines)[:_MOST_LINES]:
        yield Text(f"  {line:>5} | {printable(source.line_text(line))[:_LONGEST_LINE]}", style="dim")
    for view in found:
        for working in view.working:
            yield Text(f"        = {printable(working)}")
        yield from _blame(view)
    yield Text(f"        = {say('詳しくは', 'help')}: structurer explain {first.code}", style="dim")


def _blame(view: FindingView) -> Iterator[RenderableType]:
    if view.blame:
        about = "" if view.blamed is None else f" — {printable(view.blamed.cited)}"
        yield Text(f"        = {say('原因', 'blame')}: {view.blame}{about}")
    if view.suggestion is not None:
        suggestion = f"{printable(view.suggestion.printed)} (L{view.suggestion.line})"
        yield Text(f"        = {say('候補', 'suggestion')}: {suggestion}", style="green")


def _reviewed(indexed: IndexedRecord) -> Iterator[RenderableType]:
    """The values a person entered, the waivers and the approval: never out of sight."""
    review = indexed.record.review
    entered = [field_view(indexed, path) for path in indexed.entered]
    if review is None and not entered:
        return
    yield Text()
    yield Text(say("人が確認したこと", "Reviewed by a person"), style="bold")
    for field in entered:
        yield Text(f"  {say('シートにない値', 'not in the source')}: {printable(field.cited)}", style="yellow")
    for waiver in () if review is None else review.waivers:
        yield Text(f"  {say('了承', 'waived')} {history.waived(waiver)}")
    if review is not None and review.approval is not None:
        yield Text(f"  {history.approved(review.approval)}")


def _notes(groups: FindingGroups) -> Iterator[RenderableType]:
    if groups.notes:
        yield Text()
        yield Text(say("参考(対応は不要)", "For information; nothing is asked"), style="bold")
        yield from map(_working, groups.notes)


def _holding(groups: FindingGroups) -> Iterator[RenderableType]:
    yield Text()
    yield Text(say("成立した検査", "What holds"), style="bold")
    yield from map(_working, groups.holding)
    for code, count, holds in groups.counted:
        yield Text(f"  {code} {say(f'{count}件', f'{count} claim(s)')}  {holds}")


def _working(view: FindingView) -> Text:
    return Text(f"  {view.code} {printable(view.name)}: {'; '.join(map(printable, view.working))}")


def _record(sheet: Sheet, fields: Iterable[Fact]) -> Iterator[RenderableType]:
    yield Text()
    yield Text(say("記録", "Record"), style="bold")
    for line in head_lines(sheet.identity):
        if line.text:
            place = "" if line.line is None else f" (L{line.line})"
            yield Text(f"  {line.name}: {printable(line.text)}{place}")
    grid = Grid(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for name in say("表,区分,行,項目,年度,段階,値,行番号", "table,section,row,measure,year,stage,value,line").split(
        ","
    ):
        grid.add_column(name, justify="right" if name in {"値", "value"} else "left", overflow="fold")
    for fact in fields:
        grid.add_row(*_cells(fact))
    yield grid


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
