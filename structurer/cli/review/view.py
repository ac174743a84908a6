"""The screens of a review: a finding with its lines, what a step changed, the keys, the queue. Pure: values in, text out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from structurer.checks.outcome import Verdict
from structurer.cli.review.marking import Mark, gutter, legend, marked, style
from structurer.errors import StaleRevision
from structurer.language import say
from structurer.record.correction import Correction, Waiver
from structurer.report import history, phrases
from structurer.report.finding_view import FindingView, by_key, fact_view, finding_groups
from structurer.report.indexed import IndexedRecord
from structurer.report.phrases import printable
from structurer.report.proof_words import claim_name
from structurer.report.record_head import record_head
from structurer.report.text import VERDICT_STYLES
from structurer.review import Change, Draft, Finding
from structurer.sheet.facts import Fact
from structurer.store import QueueEntry
from structurer.text.money import print_number
from structurer.text.source import Figure, Source

_MOST_LINES = 14
"""Source lines beside a finding: with title, working and keys it fits a terminal of 24 lines."""
_MOST_LISTED = 6
"""Findings or fields that a step's summary lists before it counts the rest: the summary stays above the next finding."""
_UNCUT = 10**9
"""A width that cuts no line: the whole sheet is shown in the pager."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: its width, and whether it is without colours."""

    width: int = 80
    plain: bool = False


def sheet_head(draft: Draft, record_id: str, screen: Screen) -> Iterator[RenderableType]:
    """The head of a review: the sheet's name and id, its verdict and its open findings."""
    head = record_head(_indexed(draft))
    yield Text()
    yield _bar("=", f"{printable(head.title)}  {record_id}", screen)
    line = Text(head.verdict_name, style="" if screen.plain else VERDICT_STYLES[head.verdict])
    line.append(say(f"  残る確認事項 {head.findings}件", f"  {head.findings} open finding(s)"), style="default")
    line.append(say(f"  版 {draft.parent}", f"  revision {draft.parent}"), style="default")
    yield line


def _indexed(draft: Draft) -> IndexedRecord:
    return IndexedRecord(draft.record, known_source=draft.reading.source)


def finding_screen(draft: Draft, finding: Finding, place: tuple[int, int], screen: Screen) -> Iterator[RenderableType]:
    """One finding: its check's title, the lines around it with its figures marked, the working, who erred."""
    view = by_key(_indexed(draft), finding.key)
    yield Text()
    number = say(f"確認事項 {place[0]}/{place[1]}", f"Finding {place[0]} of {place[1]}")
    yield _bar("-", f"{number}  {view.code}", screen)
    yield Text(view.title, style="" if screen.plain else "bold")
    if view.name:
        yield Text(printable(view.name))
    if view.place:
        yield Text(f"L{view.lines[0]} ({printable(view.place)})", style="dim")
    yield from _lines(draft.reading.source, view, screen)
    for working in view.working:
        yield Text(f"= {printable(working)}")
    yield from _blame(view, screen)


def _bar(character: str, title: str, screen: Screen) -> Text:
    """A line across the screen with a title in it."""
    rest = max(0, screen.width - cell_len(title) - 5)
    return Text(f"{character * 2} {title} {character * rest}", style="" if screen.plain else "dim", overflow="fold")


def _marks(view: FindingView) -> dict[str, Mark]:
    """The figures of a finding and, where blame has one, the suggested figure."""
    marks = dict.fromkeys(view.figures, Mark.INVOLVED)
    return marks if view.suggestion is None else marks | {view.suggestion.figure: Mark.SUGGESTED}


def _lines(source: Source, view: FindingView, screen: Screen) -> Iterator[Text]:
    marks, before = _marks(view), None
    for number in sorted(view.context[:_MOST_LINES]):
        if before is not None and number > before + 1:
            yield Text("      :")
        start = gutter(number, at=number in view.about)
        line = Text(start, style="" if screen.plain or number in view.about else "dim", no_wrap=True)
        yield line.append_text(marked(source, number, marks, screen.width - len(start), plain=screen.plain))
        before = number
    if marks:
        yield _legend(marks.values(), screen)


def _legend(marks: Iterable[Mark], screen: Screen) -> Text:
    words = {Mark.INVOLVED: say("この確認の数字", "in this finding"), Mark.SUGGESTED: say("候補", "suggestion")}
    line = Text("      ")
    for shown, mark in legend(marks, plain=screen.plain):
        line.append("  ").append(shown, style=style(mark, plain=screen.plain)).append(f" {words[mark]}")
    return line


def _blame(view: FindingView, screen: Screen) -> Iterator[Text]:
    if view.blame:
        about = "" if view.blamed is None else f" — {printable(view.blamed.cited)}"
        yield Text(f"{say('原因', 'blame')}: {view.blame}{about}")
    if view.suggestion is not None:
        suggested = f"{printable(view.suggestion.printed)} (L{view.suggestion.line}, {view.suggestion.figure})"
        yield Text(f"{say('候補', 'suggestion')}: {suggested}", style="" if screen.plain else "green")


def field(fact: Fact) -> str:
    """A field in words: its section and row, what it measures, for which year and stage, and what it cites."""
    return printable(fact_view(fact).cited)


def figure(found: Figure) -> str:
    """A figure in words."""
    return f"{printable(found.printed)} (L{found.line}, {found.id})"


def step_view(change: Change, screen: Screen) -> Iterator[RenderableType]:
    """A step in words: what it closed and opened, and how many findings are left."""
    marks = (("-", say("閉じた", "closed"), change.closed), ("+", say("新しい", "new"), change.opened))
    for sign, word, found in marks:
        for one in found[:_MOST_LISTED]:
            yield Text(
                f"  {sign} {word}: {one.code} {printable(claim_name(one.code, one.result.name))}",
                style=_coloured(sign, screen),
            )
        if len(found) > _MOST_LISTED:
            yield Text(say(f"    ほか{len(found) - _MOST_LISTED}件", f"    and {len(found) - _MOST_LISTED} more"))
    for waiver in change.lapsed:
        yield Text(f"  ! {say('了承は失効', 'waiver ended')}: {history.waived(waiver)}")
    before, after = len(change.before.open_findings), len(change.after.open_findings)
    verdict = phrases.verdict(change.after.verdict)
    yield Text(say(f"  確認事項 {before}件 → {after}件  {verdict}", f"  findings {before} -> {after}  {verdict}"))


def _coloured(sign: str, screen: Screen) -> str:
    return "" if screen.plain else {"-": "green", "+": "red"}[sign]


def closed_view(draft: Draft) -> Iterator[RenderableType]:
    """The screen without open findings: what was done, and whether an approval is missing."""
    yield Text()
    if draft.verdict is Verdict.NEEDS_REVIEW:
        yield Text(
            say(
                "確認事項はすべて閉じました。承認すると「承認済み」になります。",
                "Every finding is closed. Approve it to make it approved.",
            )
        )
    else:
        yield Text(say("開いている確認事項はありません。", "No finding is open."))
    yield from done_view(draft)


def done_view(draft: Draft) -> Iterator[RenderableType]:
    """The corrections since the revision it was opened at, and the waivers in force."""
    for correction in draft.corrections:
        yield Text(f"  {history.corrected(correction)}")
    for waiver in draft.waivers:
        yield Text(f"  {say('了承', 'waived')} {history.waived(waiver)}")
    if draft.approval is not None:
        yield Text(f"  {history.approved(draft.approval)}")


def refused_view(refused: Sequence[Correction | Waiver]) -> Iterator[RenderableType]:
    """The acts that could not be taken over to a newer revision."""
    for act in refused:
        words = f"{say('了承', 'waived')} {history.waived(act)}" if isinstance(act, Waiver) else history.corrected(act)
        yield Text(f"  ! {say('引き継げません', 'not taken over')}: {words}")


def stale_view(error: StaleRevision) -> Iterator[RenderableType]:
    """A stale base in words: who saved in between, when, and what."""
    yield Text()
    yield Text(printable(str(error)), style="bold")
    for path in error.changed[:_MOST_LISTED]:
        yield Text(f"  {printable(path)}")


def footer(keys: Sequence[tuple[str, str]], screen: Screen) -> Iterator[RenderableType]:
    """The keys and what they do, in as many lines as they need."""
    yield Text()
    line = Text()
    for key, words in keys:
        item = Text().append(f"[{key}]", style="" if screen.plain else "bold cyan").append(f"{words}  ")
        if line and line.cell_len + item.cell_len > screen.width:
            yield line
            line = Text()
        line.append_text(item)
    yield line


def numbered(rows: Sequence[str], *, first: int = 1) -> Iterator[RenderableType]:
    """Rows to pick from by number."""
    for number, row in enumerate(rows, first):
        yield Text(f"  {number}  {row}")


def whole_sheet(draft: Draft, screen: Screen) -> Grid:
    """The whole source with the figures of all open findings marked."""
    marks: dict[str, Mark] = {}
    at: set[int] = set()
    for view in finding_groups(_indexed(draft)).open:
        marks |= _marks(view)
        at |= set(view.about)
    source = draft.reading.source
    grid = Grid.grid()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for line in source.lines:
        text = marked(source, line.number, marks, _UNCUT, plain=screen.plain)
        text.no_wrap = False
        grid.add_row(Text(gutter(line.number, at=line.number in at)), text)
    return grid


def queue_view(rows: Sequence[QueueEntry], holders: dict[str, str], screen: Screen, first: int = 1) -> Grid:
    """The queue, the worst first: what is at stake, how many findings, which sheet, who is at it."""
    grid = Grid(
        box=None, pad_edge=False, show_edge=False, header_style="" if screen.plain else "dim", padding=(0, 2, 0, 0)
    )
    grid.add_column("#", justify="right", no_wrap=True)
    grid.add_column(say("記録", "record"), no_wrap=True)
    grid.add_column(say("最大の額(円)", "at stake (yen)"), justify="right", overflow="fold")
    grid.add_column(say("確認", "open"), justify="right")
    grid.add_column(say("事業", "project"), overflow="fold", ratio=1)
    if holders:
        grid.add_column(say("担当", "held by"), overflow="fold")
    for number, row in enumerate(rows, first):
        project = printable(row.project or row.name)
        cells = [str(number), row.id, print_number(Fraction(row.stake)), str(row.findings), project]
        held = [printable(holders.get(row.id, ""))] if holders else []
        grid.add_row(*(Text(cell) for cell in (*cells, *held)))
    return grid
