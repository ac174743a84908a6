"""`docs/export.md`, which is generated: every table and column of an export, as the code has them."""

from collections.abc import Iterator

from structurer.record.tabular.column import ColumnKind, ExportColumn, ExportTable
from structurer.record.tabular.tables import EXPORT_TABLES

_KINDS = {
    ColumnKind.TEXT: ("string", "string"),
    ColumnKind.INTEGER: ("integer", "int32"),
    ColumnKind.AMOUNT: ("string", "string"),
    ColumnKind.TIME: ("datetime", "timestamp(ms, UTC)"),
    ColumnKind.THOUSANDS: ("string", "decimal128(18, 3)"),
    ColumnKind.YEN: ("—", "int64"),
}


def document() -> str:
    """The text of docs/export.md."""
    return "\n\n".join([_OPENING, *map(_table, EXPORT_TABLES), _CODES, *_codes()]) + "\n"


def _table(table: ExportTable) -> str:
    rows = "\n".join(map(_row, table.typed))
    key = (
        f"`{table.key}` は一意です · is unique."
        if table.key
        else "`record` は `records.record` を指します · refers to it."
    )
    return f"## {table.name} · {table.title}\n\n{table.description} {table.description_en} {key}\n\n{_HEADER}\n{rows}"


def _row(column: ExportColumn) -> str:
    text, typed = _KINDS[column.kind]
    typed = "dictionary" if column.words else typed
    empty = "" if column.filled else "○"
    return f"| `{column.name}` | {text} | {typed} | {empty} | {column.title}: {column.description} {column.description_en} |"


def _codes() -> Iterator[str]:
    seen: set[str] = set()
    for table in EXPORT_TABLES:
        for column in table.columns:
            if column.words and column.name not in seen:
                seen.add(column.name)
                codes = " · ".join(f"`{code}` {word}" for code, word in column.words.items())
                yield f"**{column.name}**: {codes}"


_HEADER = "| column | CSV | Parquet | 空 · may be empty | |\n|---|---|---|---|---|"
_CODES = "## 符号 · Codes"
_OPENING = """# 書き出しの列 · Columns of an export

Generated from the code by `make docs`; do not edit.

`structurer export` は、記録ごとに最新の版を書き出します。既定は確認済み(`verified`)と承認済み(`approved`)だけで、含めなかった記録は
数えて標準エラーに示します。`--all` は要確認の記録も含め、`verdict` の列で区別します。同じ保存先からは、いつも同じ CSV になります。
The newest revision of each record, by record id: verified and approved ones, unless `--all` takes in the rest, which `verdict` tells
apart. The same store gives the same CSV.

| `--format` | `--output` | |
|---|---|---|
| `csv` | なし · none; `NAME.csv` | `facts` だけ · the facts alone |
| `csv` | a folder | `records.csv` `projects.csv` `facts.csv` `findings.csv` `datapackage.json` (Frictionless Data Package 1) |
| `jsonl` | なし · none; a file | 一行に一件、`--format json` と同じ記録 · one record a line, as `--format json` prints it |
| `parquet` | `NAME.parquet` | `facts` だけ · the facts alone |
| `parquet` | a folder | `records.parquet` `projects.parquet` `facts.parquet` `findings.parquet` |
| `sqlite` | a folder | `budget.db` `metadata.json`: 同じ表、`lines`(元の本文)、ビュー · the same tables, `lines`, views |
| `sqlite` | `NAME.db` | 同じもの、`metadata.json` は隣に · the same, `metadata.json` beside it |
| `xlsx` | a file | 総括表、記録、表の種類ごとの数値、確認事項、元の本文 · the 総括表, records, the facts by table, findings, the text |

- `amount` などの数値は文字列のまま正確です。`yen` は円の整数(int64)で、差・割合・÷1000 がどの道具でもそのまま計算できます。
  円未満のある値は丸めず null にします(`unit = 'yen' AND yen IS NULL` で探せます)。 Amounts are exact texts; `yen` is whole yen (int64),
  of which differences, shares and thousands work in every tool; what has a part of a yen is null, never rounded.
- 文字列の列は空でも null になりません(Parquet、`frame`)。数と日時の空は null です。CSV ではどちらも空の欄です。
  An empty text stays a text in Parquet and in a frame, so that a filter or a grouping loses no row; an empty number or time is null.
- 一つの額は、コスト・財源・細事業・合計の各表と、要求・計上などの各段階に現れます。一つの段階に課長査定・部長査定・知事査定と並ぶことも
  あります。足すときは `table` `section` `row` `measure` `year_offset` `stage` を確かめてください。 One amount stands in several tables and
  stages, and a stage may have several rows: look at all of these columns before you sum.
- CSV は印字のままです。表計算ソフトは `=` `+` `-` `@` で始まる欄を式と解することがあるので、開くなら xlsx を使ってください。
  xlsx に式はなく、16桁以上の数値と 1/2 のような割合は文字列です。リンクは65,530件まで(Excelの上限)です。
  The CSV holds the print as it is, and a spreadsheet may take a cell that begins with `=` `+` `-` `@` for a formula: open the
  workbook instead. It has no formula; numbers of more than 15 digits and ratios are texts; the first 65,530 figures have a link to
  their line (the limit of Excel); a text beyond 32,767 characters is cut and says so, and characters that XML forbids or nobody
  sees are a mark (U+FFFD).
- SQLite は Datasette がそのまま開きます。空の欄は null、符号の言葉は `measure_labels` などの表(外部キー)、日本語の見出しのビューは
  `総括表` と `数値` です。`metadata.json` の `license` などは利用者が書き、次の書き出しでも残ります。
  Datasette opens the SQLite export as it is. What is empty is null; the words of a code stand in tables such as `measure_labels`, by
  foreign keys; the views have Japanese headings. The licence in `metadata.json` (`license`, `license_url`, `source`, `about` …) is
  yours to write, and the next export keeps it.
- 取り下げた記録と、変わったファイルの前の記録は書き出しません(数えて知らせます)。
  Records that were withdrawn or superseded are not exported; they are counted.
- 表計算ソフトで CSV を開くなら `--encoding utf-8-sig`、金額を千円で受け取るなら `--unit 千円`(`facts` の `amount` と `unit`。正確なまま)。
  For a CSV in a spreadsheet `--encoding utf-8-sig`; `--unit 千円` gives `amount` of the facts in thousands of yen, still exact.
- xlsx のシート名・見出し・値(確認済み、当初など)は日本語です。符号はほかの形式にあります。 The workbook is in Japanese throughout, values
  included; the codes below stand in the other formats.
- 人の訂正は `state` が `corrected`、了承は `findings` に。だれがいつ何を変えたかは `structurer log ID` が示します。
  A person's corrections show as `corrected`, waivers stand in `findings`; every step of theirs is in `structurer log ID`."""
