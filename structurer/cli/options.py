"""The options and arguments of the commands, each defined once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ReadingChoice(StrEnum):
    """The parts of a sheet that a model reads in one request."""

    AUTO = "auto"
    WHOLE = "whole"
    REST = "rest"


class RecordFormat(StrEnum):
    """The formats of `run`, `check` and `show`."""

    TEXT = "text"
    JSON = "json"
    FACTS = "facts"
    HTML = "html"


class EvaluationFormat(StrEnum):
    """The formats of `eval`."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class ComparisonFormat(StrEnum):
    """The formats of `compare`."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


class ExportFormat(StrEnum):
    """The formats of `export`."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"
    SQLITE = "sqlite"


class CsvEncoding(StrEnum):
    """The encodings of a CSV: the second begins with the mark by which a spreadsheet knows the first."""

    UTF_8 = "utf-8"
    MARKED = "utf-8-sig"


class MoneyUnit(StrEnum):
    """The units of money of a CSV."""

    YEN = "円"
    THOUSAND = "千円"
    MILLION = "百万円"


class ListingFormat(StrEnum):
    """The formats of a list: of words, of records, of revisions, of what waits, of a batch's sheets."""

    TEXT = "text"
    JSON = "json"


class ViaChoice(StrEnum):
    """The ways of sending the requests of `batch` other than one by one."""

    OPENAI_BATCH = "openai-batch"


SheetsArgument = Annotated[
    list[str],
    typer.Argument(metavar="SHEET…", help="シートの本文ファイル。- は標準入力。 Text of a sheet; - is stdin."),
]
ModelOption = Annotated[str | None, typer.Option("--model", help="offline, openai:NAME, local:FILE.gguf")]
ReadingOption = Annotated[
    ReadingChoice | None,
    typer.Option(
        "--reading",
        help="モデルへの聞き方: whole は全体、rest は書式リーダーの残りだけ。 What to ask: the whole sheet, or the rest.",
    ),
]
SecondOption = Annotated[
    str | None,
    typer.Option(
        "--second",
        metavar="MODEL",
        help="文中の金額をもう一度、別に聞くモデル。 A model that reads amounts in sentences once more: openai:NAME, local:FILE.gguf",
    ),
]
CacheOption = Annotated[
    bool, typer.Option("--cache/--no-cache", help="保存済みの回答を使う(既定)。 Use replies paid for before.")
]
BudgetOption = Annotated[
    str | None,
    typer.Option("--budget", help="この額を超える前に止める。 Stop before this is passed: 0.50USD, 200000tokens."),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="読まずに量と費用を見積もる。 Estimate; ask nothing, save nothing.")
]
FormatOption = Annotated[RecordFormat, typer.Option("--format", help="text, json, facts, html")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="出力先のファイル。 Write here instead of stdout.")
]
SaveOption = Annotated[bool, typer.Option("--save/--no-save", help="記録を保存する(既定)。 Save the record (default).")]
AgainOption = Annotated[
    bool,
    typer.Option(
        "--again",
        help="人が確認した記録や検証済みの記録の上にも保存する。 Save over a person's review or a verified reading, too.",
    ),
]
PublisherOption = Annotated[
    str | None,
    typer.Option(
        "--publisher", help="シートに印字のない団体名。 Who publishes it, where the sheet does not print that."
    ),
]
FiscalYearOption = Annotated[
    str | None,
    typer.Option("--fiscal-year", metavar="YEAR", help="印字のない年度: 2026、令和8。 The year that is not printed."),
]
GivenByOption = Annotated[
    str | None,
    typer.Option(
        "--by", help="それを与える人。既定は STRUCTURER_AUTHOR。 Who gives these; default: STRUCTURER_AUTHOR."
    ),
]
ListingFormatOption = Annotated[ListingFormat, typer.Option("--format", help="text, json")]
ByOption = Annotated[
    str | None, typer.Option("--by", help="名前。既定は STRUCTURER_AUTHOR。 Your name; default: STRUCTURER_AUTHOR.")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="理由。 Why.")]
RecordIdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="記録の番号(先頭の数文字でよい)。 A record's id or its first characters.")
]
RevisionOption = Annotated[int | None, typer.Option("--revision", help="版。既定は最新。 Default: the newest.")]
ProofOption = Annotated[
    str | None,
    typer.Option("--proof", metavar="L15", help="この行の数字の根拠を示す。 Why the figures of a line are believed."),
]
SplitOption = Annotated[
    str | None,
    typer.Option(
        "--split",
        metavar="auto|none|1-3,4",
        help="文書を分ける範囲(ページ、シート、本文なら行)。 Sheets of a document: pages, worksheets, lines of a text.",
    ),
]
RecordsArgument = Annotated[
    list[str], typer.Argument(metavar="RECORD…", help="JSONの記録、または保存した記録の番号。 JSON files or saved ids.")
]
