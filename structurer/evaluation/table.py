"""The evaluation for a terminal: false accepts first, then figures, verdicts, printed errors, blame, the worst sheets."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from structurer.evaluation import phrases
from structurer.evaluation.count import Count
from structurer.evaluation.document import Blamed, Comparison, Confusion, Evaluation, Fate, SheetScore
from structurer.language import say
from structurer.report import phrases as words
from structurer.report.phrases import printable

_WORST_SHEETS, _WORST_MISSES = 5, 4  # at most 30 lines with their headings: one screen; JSON and HTML have all
_NOTHING = "·"


def render(made: Evaluation) -> Group:
    """The whole report."""
    parts: list[RenderableType] = list(_head(made))
    for section in (_layouts, _tables, _identity, _verdicts, _planted, _confusion, _compared, _worst, _unread):
        found = list(section(made))
        parts += [Text(), *found] if found else []
    return Group(*parts)


def _head(made: Evaluation) -> Iterator[RenderableType]:
    count = made.verdicts.false_accept
    style = "bold red" if count else "bold green"
    yield Text(say(f"誤った確認済み {count}件", f"{count} false accept(s)"), style=style)
    for sheet in made.sheets:
        if sheet.fate is Fate.FALSE_ACCEPT:
            yield Text(f"  {printable(sheet.name)}: {phrases.wrong(sheet)}", style="red")
            yield from _misses(sheet)
    yield Text(f"{say('読み手', 'Read by')}: {phrases.reader(made)}")
    yield Text(phrases.sheets(made))
    yield Text(phrases.spent(made))
    if made.ended is not None:
        yield Text(f"{say('途中で終了', 'Ended early')}: {printable(made.ended.message)}", style="bold red")


def _misses(sheet: SheetScore) -> Iterator[Text]:
    for found in sheet.misses[:_WORST_MISSES]:
        yield Text(f"    {phrases.miss(found)}", style="dim")
    more = len(sheet.misses) - _WORST_MISSES
    if more > 0:
        yield Text(say(f"    ほか{more}件", f"    {more} more"), style="dim")


def _title(ja: str, en: str) -> Text:
    return Text(say(ja, en), style="bold")


def _grid(*columns: str) -> Grid:
    """A table whose first column is text and the others numbers."""
    grid = Grid(box=None, pad_edge=False, header_style="dim")
    for number, name in enumerate(columns):
        grid.add_column(name, justify="right" if number else "left", overflow="fold")
    return grid


def _layouts(made: Evaluation) -> Iterator[RenderableType]:
    ja = "書式,件数,全正解,正解数,読み落とし,誤り,再現率,適合率,F1,見出し"
    en = "layout,sheets,right,gold,missed,wrong,recall,precision,F1,labels"
    yield _title("書式ごとの数字", "Figures by layout")
    grid = _grid(*say(ja, en).split(","))
    for one in made.layouts:
        grid.add_row(phrases.layout(one.layout), str(one.sheets), str(one.right), *_cells(one.figures))
    counts = made.sheet_counts
    grid.add_section()
    grid.add_row(phrases.layout("*"), str(counts.read + counts.unread), str(counts.right), *_cells(made.figures))
    yield grid


def _cells(count: Count) -> tuple[str, ...]:
    shares = (count.recall, count.precision, count.f1, count.labels_share)
    return (*map(str, (count.gold, count.missed, count.wrong)), *(share or _NOTHING for share in shares))


def _tables(made: Evaluation) -> Iterator[RenderableType]:
    yield _title("F1: 表 × 書式", "F1 by table and layout")
    grid = _grid(say("表", "table"), *(phrases.layout(one.layout) for one in made.layouts), phrases.layout("*"))
    for table, whole in made.tables.items():
        found = (one.tables.get(table) for one in made.layouts)
        grid.add_row(words.table(table), *map(_f1, found), _f1(whole))
    grid.add_section()
    grid.add_row(phrases.layout("*"), *(_f1(one.figures) for one in made.layouts), _f1(made.figures))
    yield grid


def _f1(count: Count | None) -> str:
    return _NOTHING if count is None or count.f1 is None else count.f1


def _identity(made: Evaluation) -> Iterator[RenderableType]:
    names = {
        "project": ("事業名", "project"),
        "publisher": ("団体", "publisher"),
        "fiscal_year": ("年度", "fiscal year"),
    }
    shares = (f"{say(*names[name])} {share.right}/{share.of}" for name, share in made.identity.items())
    yield Text(f"{say('シートの頭書き', 'Head of the sheet')}: {'  '.join(shares)}")


def _verdicts(made: Evaluation) -> Iterator[RenderableType]:
    yield _title("判定と事実", "Verdicts against the truth")
    grid = _grid(say("判定", "verdict"), say("件数", "sheets"))
    for fate in phrases.fates():
        count = getattr(made.verdicts, fate.value)
        if count or fate in {Fate.FALSE_ACCEPT, Fate.TRUE_ACCEPT}:
            grid.add_row(
                phrases.fate(fate), str(count), style="bold red" if count and fate is Fate.FALSE_ACCEPT else ""
            )
    yield grid
    other = made.verdicts.accepted_other_wrong
    if other:
        yield Text(
            say(
                f"正しい確認済みのうち、金額以外の数字に誤りがあるもの {other}件",
                f"{other} of the true accepts have a wrong figure that is no amount of money",
            ),
            style="yellow",
        )


def _planted(made: Evaluation) -> Iterator[RenderableType]:
    found = made.planted
    if not found.planted:
        return
    names = say(
        "印字の誤り,発見,正しい検査,シートの誤りと判定,数字を指摘",
        "printed errors,found,right claim,blamed on the sheet,marked",
    )
    yield _title("印字の誤り", "Printed errors")
    grid = _grid(*names.split(","))
    grid.add_row(*map(str, (found.planted, found.found, found.right_claim, found.blamed_source, found.marked)))
    yield grid
    for sheet in made.sheets:
        one = sheet.planted
        if one is not None and not (one.found and one.right_claim and one.blamed_source and one.marked):
            seen = ", ".join(one.named) or say("なし", "none")
            yield Text(
                f"  {printable(sheet.name)}: {printable(one.kind)} {printable(one.printed)} (L{one.line}) → {seen}"
            )


def _confusion(made: Evaluation) -> Iterator[RenderableType]:
    lines = [line for line in made.confusion if line.total]
    if not lines:
        return
    yield _title(
        "原因の判定: 実際に誤った側(行)と、そう言われた側(列)",
        "Blame: who really erred (rows), who is blamed (columns)",
    )
    grid = _grid("", say("件数", "cases"), *map(phrases.blamed, Blamed))
    for line in lines:
        grid.add_row(phrases.erred(line), str(line.total), *(str(getattr(line, blamed.value)) for blamed in Blamed))
    yield grid
    yield from _also(lines)


def _also(lines: Iterable[Confusion]) -> Iterator[RenderableType]:
    for line in lines:
        if line.also_source > line.source:
            more = line.also_source - line.source
            ja = f"{phrases.erred(line)}: ほか{more}件では、シートを原因とする確認事項もある"
            yield Text(say(ja, f"{phrases.erred(line)}: in {more} more some finding blames the sheet too"), style="dim")


def _compared(made: Evaluation) -> Iterator[RenderableType]:
    found = made.compared
    if found is None:
        return
    yield _title(f"以前の結果との差: {printable(found.model)}", f"Against the earlier result: {printable(found.model)}")
    names = say(
        "書式,件数,以前のF1,今のF1,差,全正解,誤った確認済み",
        "layout,sheets,F1 before,F1 now,difference,right,false accepts",
    )
    grid = _grid(*names.split(","))
    for one in found.layouts:
        right = f"{one.right_before} → {one.right_now}"
        accepts = f"{one.false_accepts_before} → {one.false_accepts_now}"
        shares = (_f1(one.before), _f1(one.now), one.difference)
        grid.add_row(phrases.layout(one.layout), str(one.sheets), *shares, right, accepts)
    yield grid
    yield from _changed(found)


def _changed(found: Comparison) -> Iterator[RenderableType]:
    for names, word in ((found.better, say("改善", "better")), (found.worse, say("悪化", "worse"))):
        if names:
            yield Text(f"  {word}: {', '.join(map(printable, names))}")
    if found.only_before or found.only_now:
        ja = f"  共通しないシート: 以前だけ{found.only_before}件、今回だけ{found.only_now}件"
        yield Text(say(ja, f"  sheets only before: {found.only_before}, only now: {found.only_now}"), style="yellow")


def _worst(made: Evaluation) -> Iterator[RenderableType]:
    bad = [sheet for sheet in made.sheets if sheet.misses]
    bad.sort(key=lambda sheet: (-(sheet.figures.missed + sheet.figures.wrong), -len(sheet.misses), sheet.name))
    if bad:
        yield Text(say("誤りの多いシート(左が正解、右が読み取り)", "The worst sheets (gold → read)"), style="bold")
    for sheet in bad[:_WORST_SHEETS]:
        count, name = sheet.figures, printable(sheet.name)
        ja = f"  {name}: 読み落とし{count.missed}、誤り{count.wrong}、見出し{count.right - count.labels}"
        en = f"  {name}: {count.missed} missed, {count.wrong} wrong, {count.right - count.labels} label(s)"
        yield Text(f"{say(ja, en)}  [{phrases.fate(sheet.fate)}]")
        yield from _misses(sheet)


def _unread(made: Evaluation) -> Iterator[RenderableType]:
    failed = [(sheet.name, sheet.error) for sheet in made.sheets if sheet.error is not None]
    if failed:
        yield Text(say("読めなかったシート", "Unread sheets"), style="bold")
    for name, error in failed:
        yield Text(f"  {printable(name)}: {error.kind}: {printable(error.message)}")
