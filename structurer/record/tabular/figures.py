"""The table `facts`: one row per figure, the contract's columns first, then what joins and qualifies them."""

from collections.abc import Iterator
from fractions import Fraction

from structurer.record.tabular import words
from structurer.record.tabular.column import ColumnKind, ExportColumn, ExportTable, TextRow
from structurer.record.tabular.revision import Revision
from structurer.sheet.facts import HEADER, fact_rows
from structurer.sheet.model import exact
from structurer.text.money import decimal_text
from structurer.text.source import Source

AMOUNT_PATTERN = r"-?\d+(\.\d+)?(/\d+)?"
RECORD = ExportColumn(
    "record", "記録", "Record", "記録の番号。", "The id of the record.",
    filled=True, pattern="[0-9a-f]{12,64}", width=14,
)  # fmt: skip
VERDICT = ExportColumn(
    "verdict", "判定", "Verdict", "記録の判定。要確認は --all のときだけ含まれる。",
    "The verdict on the record; needs_review only stands in an export with --all.", words=words.VERDICTS, filled=True,
)  # fmt: skip
REVISION = ExportColumn(
    "revision", "版", "Revision", "書き出した版。いつも最新の版。", "The exported revision: always the newest.",
    kind=ColumnKind.INTEGER, width=6,
)  # fmt: skip
PROJECT = ExportColumn(
    "project", "事業名", "Project", "シートにある事業名。", "The project, as the sheet names it.", width=30
)
PUBLISHER = ExportColumn(
    "publisher",
    "団体",
    "Publisher",
    "シートにある団体名、なければ人が与えた名前。",
    "Who publishes it, as the sheet says, else as a person gave it.",
)
FISCAL_YEAR = ExportColumn(
    "fiscal_year", "年度", "Fiscal year", "シートの年度(西暦)、なければ人が与えた年度、それもなければ空。",
    "The sheet's own fiscal year as a Western year, else as a person gave it, else empty.", kind=ColumnKind.INTEGER, width=8,
)  # fmt: skip

_DESCRIBED = {column.name: column for column in (
    RECORD, PROJECT, PUBLISHER, FISCAL_YEAR,
    ExportColumn(
        "table", "表", "Table", "数字のある表の種類。", "Which kind of table the figure stands in.",
        words=words.TABLES, filled=True,
    ),
    ExportColumn(
        "section", "見出し", "Section", "表や項目群の見出し。NFKC、空白は一つに。",
        "The heading as printed (NFKC, spaces folded).", width=24,
    ),
    ExportColumn(
        "row", "行", "Row", "行の見出し。NFKC、空白は一つに。", "The row's label as printed (NFKC, spaces folded).",
        width=30,
    ),
    ExportColumn(
        "measure", "項目", "Measure", "数字の表すもの。", "What the figure measures.",
        words=words.MEASURES, filled=True, width=16,
    ),
    ExportColumn(
        "year_offset", "年度差", "Year offset", "シートの年度との差。0が当年度、-1が前年度。",
        "0 is the sheet's own year, -1 the year before, 1 the next.", kind=ColumnKind.INTEGER, filled=True, width=8,
    ),
    ExportColumn(
        "stage", "段階", "Stage", "予算の段階。なければ空。", "The stage of the budget; empty where none applies.",
        words={code: word for code, word in words.STAGES.items() if code}, width=8,
    ),
    ExportColumn(
        "amount", "数値", "Amount", "基本単位での正確な値。割合は 1/2 の形もある。丸めない。",
        "The exact value in the base unit, never rounded; a ratio may be n/d, such as 1/2.",
        kind=ColumnKind.AMOUNT, filled=True, pattern=AMOUNT_PATTERN, width=18,
    ),
    ExportColumn(
        "unit", "単位", "Unit", "値の基本単位。", "The base unit of the value.",
        words=words.UNITS, filled=True, width=8,
    ),
    ExportColumn("printed", "印字", "Printed", "印字されたまま。", "The figure as printed.", filled=True, width=16),
    ExportColumn(
        "line", "行番号", "Line", "印字のある行(1から)。印字がなければ空。",
        "The 1-based line of the source; empty where the print stands nowhere.", kind=ColumnKind.INTEGER, width=8,
    ),
    ExportColumn(
        "state", "引用", "State", "引用が印字のとおりか、人が訂正したか。",
        "Whether the source prints exactly this, or a person has corrected it.", words=words.STATES, filled=True,
    ),
)}  # fmt: skip
_COLUMNS = (*(_DESCRIBED[name] for name in HEADER), VERDICT, REVISION)

_YEN = ExportColumn(
    "yen", "金額(円)", "Yen",
    "単位が円の数値を整数で。ほかの単位と、円未満のある値は null(amount に正確な値)。",
    "The amount as whole yen where its unit is yen, else null. What has a part of a yen is null, never rounded, and stands in "
    "`amount`.", kind=ColumnKind.YEN,
)  # fmt: skip
_AMOUNT, _UNIT = HEADER.index("amount"), HEADER.index("unit")


def _rows(revision: Revision, source: Source) -> Iterator[TextRow]:
    number = "" if revision.revision is None else str(revision.revision)
    for row in fact_rows(revision.record.sheet, source, revision.record_id, revision.record.given):
        yield (*row, revision.record.verdict.value, number)


_MOST_YEN = 2**63
"""What a column of 64 bits holds: nine million times the budget of Japan."""


def yen(amount: str, unit: str) -> int | None:
    """An amount in whole yen; None where it is of another unit, or no whole number that 64 bits hold."""
    if unit != "yen":
        return None
    value = exact(amount)
    return value.numerator if value.denominator == 1 and -_MOST_YEN < value.numerator < _MOST_YEN else None


MONEY = {"円": 1, "千円": 1_000, "百万円": 1_000_000}
"""The units of money that a CSV may have in the place of yen, and what one is in yen."""


def in_unit(row: TextRow, unit: str) -> TextRow:
    """A row with its amount in another unit of money, exactly; one that is not of money as it is."""
    if unit == "円" or row[_UNIT] != "yen":
        return row
    amount = decimal_text(Fraction(row[_AMOUNT]) / MONEY[unit])
    return (*row[:_AMOUNT], amount, unit, *row[_UNIT + 1 :])


FACTS = ExportTable(
    "facts", "数値", "Facts", "一行に数字一つ。", "One row per figure of the sheets.",
    _COLUMNS, _rows, ((_YEN, ("amount", "unit"), yen),),
)  # fmt: skip
"""One row per figure."""
