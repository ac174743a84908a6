"""What a reviewer sees: a finding with its lines, what a step changed, the keys, the queue. Pure: values in, text out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from structurer.checks.claim import Side, Verdict
from structurer.cli.review import candidates
from structurer.cli.review.marking import Mark, gutter, legend, marked, style
from structurer.errors import StaleRevision
from structurer.language import say
from structurer.record.correction import Correction, Waiver
from structurer.report import history, phrases
from structurer.report.phrases import printable
from structurer.review import Change, Draft, Finding
from structurer.sheet.facts import Fact
from structurer.store import QueueEntry
from structurer.text.money import print_number
from structurer.text.origin import spoken
from structurer.text.source import Figure

_MOST_LINES = 14
_MOST_TOLD = 6
_UNCUT = 10**9
_STYLES = {Verdict.VERIFIED: "bold green", Verdict.NEEDS_REVIEW: "bold yellow", Verdict.APPROVED: "bold cyan"}


@dataclass(frozen=True, slots=True)
class Look:
    """How wide the screen is, and whether it has colours."""

    width: int = 80
    plain: bool = False


def sheet_head(draft: Draft, record_id: str, look: Look) -> Iterator[RenderableType]:
    """Which sheet this is, and how it stands."""
    project = draft.reading.sheet.identity.project
    name = printable(draft.reading.source.name if project is None else project.text)
    yield Text()
    yield _bar("=", f"{name}  {record_id}", look)
    count = len(draft.open_findings)
    line = Text(phrases.verdict(draft.verdict), style="" if look.plain else _STYLES[draft.verdict])
    line.append(say(f"  残る確認事項 {count}件", f"  {count} open finding(s)"), style="default")
    line.append(say(f"  版 {draft.parent}", f"  revision {draft.parent}"), style="default")
    yield line


def finding_view(draft: Draft, finding: Finding, place: tuple[int, int], look: Look) -> Iterator[RenderableType]:
    """One finding: its check's title, the lines around it with its figures marked, the working, who erred."""
    result = finding.result
    yield Text()
    number = say(f"確認事項 {place[0]}/{place[1]}", f"Finding {place[0]} of {place[1]}")
    yield _bar("-", f"{number}  {result.code}", look)
    yield Text(phrases.title(result.code), style="" if look.plain else "bold")
    if result.name:
        yield Text(printable(result.name))
    yield from _place(draft, finding)
    yield from _lines(draft, finding, look)
    for working in result.judgement.working:
        yield Text(f"= {printable(working)}")
    yield from _blame(draft, finding, look)


def _place(draft: Draft, finding: Finding) -> Iterator[Text]:
    """Where a finding stands in the document that the sheet was taken from; nothing for a text."""
    origin, lines = draft.reading.source.origin, finding.result.lines
    told = "" if origin is None or not lines else spoken(origin.place(lines[0]))
    if told:
        yield Text(f"L{lines[0]} ({printable(told)})", style="dim")


def _bar(character: str, title: str, look: Look) -> Text:
    """A line across the screen with a title in it."""
    rest = max(0, look.width - cell_len(title) - 5)
    return Text(f"{character * 2} {title} {character * rest}", style="" if look.plain else "dim", overflow="fold")


def marks_of(draft: Draft, finding: Finding) -> dict[str, Mark]:
    """The figures of a finding and, where blame has one, the suggested figure."""
    own = finding.result.figures if finding.figure is None else (finding.figure.id,)
    marks = dict.fromkeys(own, Mark.INVOLVED)
    wanted = candidates.suggested(draft, finding)
    return marks if wanted is None else marks | {wanted.figure: Mark.SUGGESTED}


def lines_around(draft: Draft, finding: Finding) -> tuple[set[int], list[int]]:
    """The lines a finding is about, and those to show: these, its labels' lines, then the lines beside them."""
    source, result = draft.reading.source, finding.result
    own = {source.by_id[id_].line for id_ in marks_of(draft, finding) if id_ in source.by_id} | set(result.lines)
    named = [label.line for fact in result.facts for label in (fact.label, fact.heading) if label is not None]
    beside = [line + step for line in sorted(own) for step in (-1, 1, -2)]
    wanted = dict.fromkeys([*sorted(own), *(line for line in named if line is not None), *beside])
    there = [line for line in wanted if 1 <= line <= len(source.lines)]
    return own, sorted(there[:_MOST_LINES])


def _lines(draft: Draft, finding: Finding, look: Look) -> Iterator[Text]:
    source, marks = draft.reading.source, marks_of(draft, finding)
    own, wanted = lines_around(draft, finding)
    before = None
    for number in wanted:
        if before is not None and number > before + 1:
            yield Text("      :")
        start = gutter(number, at=number in own)
        line = Text(start, style="" if look.plain or number in own else "dim", no_wrap=True)
        yield line.append_text(marked(source, number, marks, look.width - len(start), plain=look.plain))
        before = number
    if marks:
        yield _legend(marks.values(), look)


def _legend(marks: Iterable[Mark], look: Look) -> Text:
    words = {Mark.INVOLVED: say("この確認の数字", "in this finding"), Mark.SUGGESTED: say("候補", "suggestion")}
    told = Text("      ")
    for shown, mark in legend(marks, plain=look.plain):
        told.append("  ").append(shown, style=style(mark, plain=look.plain)).append(f" {words[mark]}")
    return told


def _blame(draft: Draft, finding: Finding, look: Look) -> Iterator[Text]:
    blame = finding.result.blame
    if blame is None or blame.side is Side.UNKNOWN:
        return
    fact = next((fact for fact in draft.reading.facts if fact.path == blame.path), None)
    about = "" if fact is None else f" — {field(fact)}"
    yield Text(f"{say('原因', 'blame')}: {phrases.blame(blame.side)}{about}")
    found = draft.reading.source.by_id.get(blame.suggestion or "")
    if found is not None:
        yield Text(f"{say('候補', 'suggestion')}: {figure(found)}", style="" if look.plain else "green")


def field(fact: Fact) -> str:
    """A field in words: its section and row, what it measures, for which year and stage, and what it cites."""
    place = "" if fact.cite.line is None else f" (L{fact.cite.line})"
    year = "" if fact.year_offset == 0 else phrases.year(fact.year_offset)
    words = (printable(fact.section), printable(fact.row), phrases.measure(fact.measure), year)
    told = " ".join(word for word in (*words, phrases.stage(fact.stage)) if word)
    return f"{told}: {printable(fact.cite.printed)}{place}"


def figure(found: Figure) -> str:
    """A figure in words."""
    return f"{printable(found.printed)} (L{found.line}, {found.id})"


def step_view(change: Change, look: Look) -> Iterator[RenderableType]:
    """What a step closed and opened, and how many findings are left."""
    marks = (("-", say("閉じた", "closed"), change.closed), ("+", say("新しい", "new"), change.opened))
    for sign, word, found in marks:
        for one in found[:_MOST_TOLD]:
            yield Text(f"  {sign} {word}: {one.code} {printable(one.result.name)}", style=_coloured(sign, look))
        if len(found) > _MOST_TOLD:
            yield Text(say(f"    ほか{len(found) - _MOST_TOLD}件", f"    and {len(found) - _MOST_TOLD} more"))
    for waiver in change.lapsed:
        yield Text(f"  ! {say('了承は失効', 'waiver ended')}: {history.waived(waiver)}")
    before, after = len(change.before.open_findings), len(change.after.open_findings)
    verdict = phrases.verdict(change.after.verdict)
    yield Text(say(f"  確認事項 {before}件 → {after}件  {verdict}", f"  findings {before} -> {after}  {verdict}"))


def _coloured(sign: str, look: Look) -> str:
    return "" if look.plain else {"-": "green", "+": "red"}[sign]


def closed_view(draft: Draft) -> Iterator[RenderableType]:
    """Nothing is open: what was done, and whose word is still missing."""
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
    """What was done since the revision it was opened at, and the waivers in force."""
    for correction in draft.corrections:
        yield Text(f"  {history.corrected(correction)}")
    for waiver in draft.waivers:
        yield Text(f"  {say('了承', 'waived')} {history.waived(waiver)}")
    if draft.approval is not None:
        yield Text(f"  {history.approved(draft.approval)}")


def refused_view(refused: Sequence[Correction | Waiver]) -> Iterator[RenderableType]:
    """Acts that could not be taken over to a newer revision."""
    for act in refused:
        told = f"{say('了承', 'waived')} {history.waived(act)}" if isinstance(act, Waiver) else history.corrected(act)
        yield Text(f"  ! {say('引き継げません', 'not taken over')}: {told}")


def stale_view(error: StaleRevision) -> Iterator[RenderableType]:
    """Somebody else saved in between: who, when, and what."""
    yield Text()
    yield Text(printable(str(error)), style="bold")
    for path in error.changed[:_MOST_TOLD]:
        yield Text(f"  {printable(path)}")


def footer(keys: Sequence[tuple[str, str]], look: Look) -> Iterator[RenderableType]:
    """The keys and what they do, in as many lines as they need."""
    yield Text()
    line = Text()
    for key, words in keys:
        item = Text().append(f"[{key}]", style="" if look.plain else "bold cyan").append(f"{words}  ")
        if line and line.cell_len + item.cell_len > look.width:
            yield line
            line = Text()
        line.append_text(item)
    yield line


def numbered(rows: Sequence[str], *, first: int = 1) -> Iterator[RenderableType]:
    """Rows to pick from by number."""
    for number, row in enumerate(rows, first):
        yield Text(f"  {number}  {row}")


def whole_sheet(draft: Draft, look: Look) -> Grid:
    """The whole source with the figures of all open findings marked."""
    marks: dict[str, Mark] = {}
    at: set[int] = set()
    for finding in draft.open_findings:
        marks |= marks_of(draft, finding)
        at |= lines_around(draft, finding)[0]
    source = draft.reading.source
    grid = Grid.grid()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for line in source.lines:
        text = marked(source, line.number, marks, _UNCUT, plain=look.plain)
        text.no_wrap = False
        grid.add_row(Text(gutter(line.number, at=line.number in at)), text)
    return grid


def queue_view(rows: Sequence[QueueEntry], holders: dict[str, str], look: Look, first: int = 1) -> Grid:
    """The queue, the worst first: what is at stake, how many findings, which sheet, who is at it."""
    grid = Grid(
        box=None, pad_edge=False, show_edge=False, header_style="" if look.plain else "dim", padding=(0, 2, 0, 0)
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
