"""Records beside each other as text: a table for each section, amounts in 千円 with their lines, differences between them."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from structurer.language import say
from structurer.report.comparison_view import AmountView, ColumnView, ComparisonView, RowView, StepView, TableView
from structurer.report.phrases import printable


def render_comparison(view: ComparisonView) -> Group:
    """The whole comparison."""
    return Group(*_parts(view))


def _parts(view: ComparisonView) -> Iterator[RenderableType]:
    yield Text(printable(view.title), style="bold")
    for number, column in enumerate(view.columns, 1):
        yield Text(f"  [{number}] {_head(column)}")
    yield Text(f"  {view.counts}")
    for notice in view.notices:
        yield Text(f"  {printable(notice)}", style="yellow")
    for table in view.tables:
        yield from _table(table, view.columns)


def _head(column: ColumnView) -> str:
    saved = f"{column.record} {say('版', 'revision')} {column.revision}"
    return printable(f"{column.year}  {column.name}  {column.verdict_name}  {saved}")


def _table(table: TableView, columns: tuple[ColumnView, ...]) -> Iterator[RenderableType]:
    yield Text()
    name = " · ".join(filter(None, (table.name, table.section)))
    yield Text(f"{printable(name)} ({say('金額は千円', 'money in thousands of yen')})", style="bold")
    if table.rows:
        yield _grid(table.rows, columns)
    if table.zeros:
        yield Text(say(f"  ほかに、すべて 0 の行 {len(table.zeros)}", f"  and {len(table.zeros)} row(s) of 0 only"))


def _grid(rows: tuple[RowView, ...], columns: tuple[ColumnView, ...]) -> Grid:
    grid = Grid(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for name in say("行,項目,年度・段階", "row,measure,year and stage").split(","):
        grid.add_column(name, overflow="fold")
    for number, column in enumerate(columns, 1):
        grid.add_column(f"[{number}] {printable(column.year)}", justify="right", overflow="fold")
        if number > 1:
            grid.add_column(say("差", "difference"), justify="right", overflow="fold")
            grid.add_column("%", justify="right")
    grid.add_column("", overflow="fold")
    for row in rows:
        grid.add_row(*map(printable, _cells(row)))
    return grid


def _cells(row: RowView) -> Iterator[str]:
    yield from (row.label, row.measure, row.moment)
    for at, amount in enumerate(row.amounts):
        yield "—" if amount is None else _amount(amount)
        if at:
            yield from _step(row.steps[at - 1])
    yield row.change


def _step(step: StepView) -> tuple[str, str]:
    return (step.why or step.difference, step.percent)


def _amount(amount: AmountView) -> str:
    place = "" if amount.line is None else f" (L{amount.line})"
    return " ".join(filter(None, (amount.stage, f"{amount.text}{place}")))
