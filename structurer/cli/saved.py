"""Commands about saved records: one of them, some beside each other, all of them as tables."""

from pathlib import Path
from typing import Annotated

import typer

from structurer.checks.outcome import Verdict
from structurer.cli.options import (
    ByOption,
    ComparisonFormat,
    CsvEncoding,
    ExportFormat,
    FormatOption,
    ListingFormat,
    ListingFormatOption,
    MoneyUnit,
    OutputOption,
    ProofOption,
    ReasonOption,
    RecordFormat,
    RecordIdArgument,
    RevisionOption,
)


def show(
    record: RecordIdArgument,
    revision: RevisionOption = None,
    output_format: FormatOption = RecordFormat.TEXT,
    proof: ProofOption = None,
) -> None:
    """保存された記録を一つ表示する。 One saved record."""
    from structurer.cli import show as command

    raise typer.Exit(command.show(record, revision, output_format.value, proof))


def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS…]", help="すべてを含む記録。 All of them must be there.")
    ] = None,
    year: Annotated[
        list[str] | None, typer.Option("--year", metavar="YEAR", help="年度: 2026、令和8。 Fiscal year.")
    ] = None,
    publisher: Annotated[list[str] | None, typer.Option("--publisher", help="団体名。 Who publishes it.")] = None,
    department: Annotated[list[str] | None, typer.Option("--department", help="部局名。 The department.")] = None,
    verdict: Annotated[list[Verdict] | None, typer.Option("--verdict", help="判定。 The verdict.")] = None,
    amount: Annotated[
        list[str] | None,
        typer.Option(
            "--amount",
            metavar="RANGE",
            help="事業の額: 3億5,000万円、500万円以上、3億〜5億。 The project's amount: one, 以上 or more, 〜 between.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="取り下げ・置き換えの済んだ記録も。 Withdrawn and superseded ones, too.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="出す件数。 How many are printed.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="とばす件数。 How many are passed over.")] = 0,
    output_format: ListingFormatOption = ListingFormat.TEXT,
) -> None:
    """保存した記録を語・年度・団体・判定・金額で探す。 Find saved records by words, year, publisher, verdict, amount."""
    from structurer.cli import search as command

    asked = command.SearchOptions(
        tuple(words or ()),
        tuple(year or ()),
        tuple(publisher or ()),
        tuple(department or ()),
        tuple(one.value for one in verdict or ()),
        tuple(amount or ()),
        everything,
        limit,
        offset,
    )
    raise typer.Exit(command.find(asked, output_format.value))


def log(record: RecordIdArgument, output_format: ListingFormatOption = ListingFormat.TEXT) -> None:
    """記録の版の一覧。 A record's revisions."""
    from structurer.cli import records as command

    command.log(record, output_format.value)


def link(
    record: RecordIdArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="もう一つの記録の番号。 The other record's id.")],
    apart: Annotated[
        bool, typer.Option("--apart", help="ID は OTHER の事業ではない。 ID is not of OTHER's project.")
    ] = False,
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """二つの記録を一つの事業とする、または分ける。 Two records are of one project, or are not."""
    from structurer.cli import link as command

    raise typer.Exit(command.link(record, other, by, reason, apart=apart))


def compare(
    first: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="比べる元の記録の番号。 The record to count differences from.")
    ] = None,
    second: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="比べる先の記録の番号。 The record to compare with it.")
    ] = None,
    years: Annotated[
        str | None,
        typer.Option(
            "--years",
            metavar="PROJECT",
            help="事業の全年度。記録の番号、事業コード、事業名。 All years of a project: an id, a code or a name.",
        ),
    ] = None,
    output_format: Annotated[
        ComparisonFormat, typer.Option("--format", help="text, csv, json, html")
    ] = ComparisonFormat.TEXT,
    output: OutputOption = None,
) -> None:
    """二つの記録、または事業の全年度を並べ、差と増減率を示す。 Two records, or all years of a project, beside each other."""
    from structurer.cli import beside as command

    raise typer.Exit(command.beside(first, second, years, output_format.value, output))


def verify(output_format: ListingFormatOption = ListingFormat.TEXT) -> None:
    """保存した版・本文・一覧用の行がそのままか確かめる。 Whether every revision, text and head is as it was saved."""
    from structurer.cli import records as command

    raise typer.Exit(command.verify(output_format.value))


def export(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID…]", help="記録の番号。なければすべて。 Ids of records; default: all of them."),
    ] = None,
    output_format: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            help="csv, jsonl, xlsx, parquet, sqlite。既定は出力先の名前から、なければ csv。 Else by the name.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="出力先。csv、parquet、sqlite は拡張子がなければフォルダー。 A file; a folder of tables.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="要確認の記録も含める。 Records that need review, too.")
    ] = False,
    store: Annotated[
        str | None, typer.Option("--store", help="保存先。既定は STRUCTURER_STORE。 The store to export.")
    ] = None,
    encoding: Annotated[
        CsvEncoding | None,
        typer.Option(
            "--encoding", help="CSVの文字コード。表計算ソフトで開くなら utf-8-sig。 Of a CSV: utf-8-sig for Excel."
        ),
    ] = None,
    unit: Annotated[
        MoneyUnit | None,
        typer.Option(
            "--unit", help="CSVの金額の単位: 円(既定)、千円、百万円。 The unit of money in a CSV; default: 円."
        ),
    ] = None,
) -> None:
    """確認済み・承認済みの記録を表に書き出す。 Verified and approved records as tables."""
    from structurer.cli import export as command

    chosen = None if output_format is None else output_format.value
    form = (None if encoding is None else encoding.value, None if unit is None else unit.value)
    raise typer.Exit(command.export(command.ExportOptions(tuple(ids or ()), chosen, output, everything, store, *form)))
