"""The tables `records` and `findings`, and all tables of an export in their order."""

from collections.abc import Iterator

from structurer.record.correction import Waiver
from structurer.record.record import ResultRecord
from structurer.record.tabular import words
from structurer.record.tabular.column import ColumnKind, ExportColumn, ExportTable, TextRow
from structurer.record.tabular.figures import (
    AMOUNT_PATTERN,
    FACTS,
    FISCAL_YEAR,
    PROJECT,
    PUBLISHER,
    RECORD,
    REVISION,
    VERDICT,
)
from structurer.record.tabular.revision import Revision
from structurer.record.tabular.summary import PROJECTS
from structurer.sheet.facts import facts
from structurer.sheet.given import Given, head_of
from structurer.sheet.model import Label
from structurer.text.source import Source

_SHA256 = "[0-9a-f]{64}"


def _text(name: str, title: str, title_en: str, description: str, description_en: str, width: int = 10) -> ExportColumn:
    return ExportColumn(name, title, title_en, description, description_en, width=width)


def _count(name: str, title: str, title_en: str, description: str, description_en: str) -> ExportColumn:
    return ExportColumn(name, title, title_en, description, description_en, kind=ColumnKind.INTEGER, filled=True)


def _amount(name: str, title: str, title_en: str, description: str, description_en: str) -> ExportColumn:
    kind = ColumnKind.AMOUNT
    return ExportColumn(name, title, title_en, description, description_en, kind=kind, pattern=AMOUNT_PATTERN, width=16)


def _records(revision: Revision, source: Source) -> Iterator[TextRow]:
    record, identity = revision.record, revision.record.sheet.identity
    yield (
        revision.record_id,
        _number(revision.revision),
        record.verdict.value,
        record.source.name,
        record.source.sha256,
        _label(identity.project),
        *head_of(identity, record.given),
        _label(identity.department),
        record.reading.reader,
        record.reading.model,
        revision.saved_at or "",
        revision.author or "",
        str(sum(result.finding for result in record.results)),
        str(len(record.open_results)),
        str(sum(1 for _ in facts(record.sheet))),
        str(len(source.figures)),
        str(len(record.unclaimed)),
        *_document(source),
        *_given(record.given),
    )


def _given(given: Given | None) -> TextRow:
    """The columns that a person filled, whatever the sheet prints, and the person's name."""
    if given is None:
        return ("", "")
    return (" ".join(name for name in ("publisher", "fiscal_year") if getattr(given, name) is not None), given.by)


def _document(source: Source) -> TextRow:
    origin = source.origin
    if origin is None:
        return ("", "", "", "")
    return (origin.document, origin.sha256, str(origin.part), str(origin.parts))


def _findings(revision: Revision, _source: Source) -> Iterator[TextRow]:
    record = revision.record
    given = {} if record.review is None else {waiver.finding: waiver for waiver in record.review.waivers}
    head = (revision.record_id, record.verdict.value, _number(revision.revision))
    for result in record.results:
        if result.finding:
            yield (*head, *_finding(result), *_waived(given.get(result.key or "")))


def _finding(result: ResultRecord) -> TextRow:
    return (
        result.key or "",
        result.code,
        result.defect,
        result.name,
        result.outcome.value,
        result.stated or "",
        result.computed or "",
        result.difference or "",
        "\n".join(result.working),
        " ".join(map(str, result.lines)),
        "" if result.blame is None else result.blame.side.value,
    )


def _waived(waiver: Waiver | None) -> TextRow:
    return ("", "", "") if waiver is None else (waiver.author, waiver.at, waiver.reason)


def _label(label: Label | None) -> str:
    return "" if label is None else label.text


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


RECORDS = ExportTable(
    "records", "記録", "Records", "一行に記録一件。", "One row per record.",
    (
        RECORD, REVISION, VERDICT,
        _text("source", "シート", "Source", "読み取った本文の名前。", "The name of the text that was read.", 30),
        ExportColumn("sha256", "sha256", "sha256", "本文の sha256。", "The sha256 of that text.", filled=True, pattern=_SHA256),
        PROJECT, PUBLISHER, FISCAL_YEAR,
        _text("department", "部局", "Department", "シートにある部局名。", "The department, as the sheet names it.", 20),
        ExportColumn(
            "reader", "読み手", "Reader", "だれが読んだか。", "Who read the sheet.",
            words=words.READERS, filled=True, width=14,
        ),
        _text("model", "モデル", "Model", "読んだモデルの名前。", "The model that read it.", 18),
        ExportColumn(
            "saved_at", "保存日時", "Saved at", "版を保存した日時(ISO 8601)。",
            "When the revision was saved (ISO 8601).", kind=ColumnKind.TIME, width=30,
        ),
        _text("author", "保存した人", "Author", "版に残した名前。", "The name kept with the revision.", 14),
        _count("findings", "確認事項", "Findings", "確認事項の数。了承済みも含む。", "How many findings, waived ones too."),
        _count(
            "open_findings", "未了の確認事項", "Open findings", "了承されていない確認事項の数。",
            "How many findings no waiver closes.",
        ),
        _count("facts", "数値の数", "Facts", "数値の表の行数。", "How many rows the record has in the facts."),
        _count("figures", "印字の数", "Figures", "シートに印字された数字の数。", "How many figures the source prints."),
        _count(
            "unclaimed", "使われない数字", "Unclaimed", "どの項目も引用しない数字の数。",
            "How many of them no field cites.",
        ),
        _text(
            "document", "元の文書", "Document", "本文を取り出した文書の名前。なければ空。",
            "The document the text was taken from; empty where it came as text.", 24,
        ),
        ExportColumn(
            "document_sha256", "元の文書のsha256", "Document sha256", "その文書の sha256。",
            "The sha256 of that document.", pattern=_SHA256,
        ),
        ExportColumn(
            "part", "何番目", "Part", "文書の何番目のシートか(1から)。", "Which sheet of the document, from 1.",
            kind=ColumnKind.INTEGER,
        ),
        ExportColumn(
            "parts", "文書のシート数", "Parts", "文書にあるシートの数。", "How many sheets the document has.",
            kind=ColumnKind.INTEGER,
        ),
        _text(
            "given", "与えられた項目", "Given", "人がシートの外から与えた項目。印字があれば印字が優先。なければ空。",
            "What a person gave beside the sheet, by column; the print, where there is one, stands. Else empty.", 20,
        ),
        _text("given_by", "与えた人", "Given by", "それを与えた人。", "Who gave it.", 14),
    ),
    _records, key="record",
)  # fmt: skip
"""One row per record."""

FINDINGS = ExportTable(
    "findings", "確認事項", "Findings",
    "一行に確認事項一件。了承済みも含む。確認済みの記録にはない。",
    "One row per finding, the waived ones too; a verified record has none.",
    (
        RECORD, VERDICT, REVISION,
        _text("key", "確認事項の番号", "Key", "確認事項を指す名前。", "What names the finding in its record.", 26),
        ExportColumn("code", "検査", "Code", "検査の番号。", "The code of the check.", filled=True),
        ExportColumn("defect", "不備", "Defect", "検査の名前。", "The name of the check.", filled=True, width=24),
        _text("name", "対象", "Name", "何についての検査か。", "What is claimed, in the sheet's words.", 40),
        ExportColumn(
            "outcome", "結果", "Outcome", "不成立か、確認できないか。", "How the claim comes out.",
            words=words.OUTCOMES, filled=True, width=14,
        ),
        _amount("stated", "印字の値", "Stated", "印字された値(基本単位)。", "The stated value in the base unit."),
        _amount("computed", "計算の値", "Computed", "計算した値(基本単位)。", "The computed value in the base unit."),
        _amount("difference", "差", "Difference", "印字の値 − 計算の値。", "Stated − computed."),
        _text(
            "working", "計算過程", "Working", "手で追える計算。一行に一段。", "The arithmetic, one step a line.", 60
        ),
        _text("lines", "行番号", "Lines", "関係する行。空白区切り。", "The lines it is about, apart by spaces.", 12),
        ExportColumn(
            "blame", "原因", "Blame", "誤りの所在。分からなければ空か unknown。",
            "Who erred; empty where that was not asked.", words=words.BLAMES, width=18,
        ),
        _text("waived_by", "了承した人", "Waived by", "了承した人。なければ空。", "Who accepted it; else empty.", 14),
        ExportColumn("waived_at", "了承日時", "Waived at", "了承した日時。", "When.", kind=ColumnKind.TIME, width=30),
        _text("waived_reason", "了承の理由", "Reason", "了承の理由。", "Why it was accepted.", 40),
    ),
    _findings,
)  # fmt: skip
"""One row per finding, the waived ones too. Verified records have none."""

EXPORT_TABLES = (RECORDS, PROJECTS, FACTS, FINDINGS)
"""Every table of an export; what another one refers to comes first."""
