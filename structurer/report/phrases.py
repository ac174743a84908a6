"""The words of the reports in Japanese and English, one place for each."""

import json
from datetime import datetime

from structurer.checks.documented import documents
from structurer.checks.outcome import ClaimOutcome, Side, Verdict
from structurer.language import language, say
from structurer.sheet.names import MEASURES, STAGES, TABLES
from structurer.text.control import CONTROL

_SHOWN = {**dict.fromkeys(CONTROL, "�"), 9: " ", 10: " ", 13: " "}


def printable(text: str) -> str:
    """Text of a sheet made safe to show: control, bidirectional and zero-width characters become a visible mark."""
    return text.translate(_SHOWN)


def when(at: str) -> str:
    """A saved time for people: local, to the second."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def verdict(value: Verdict) -> str:
    """The verdict in words."""
    words = {
        Verdict.VERIFIED: ("確認済み", "verified"),
        Verdict.NEEDS_REVIEW: ("要確認", "needs review"),
        Verdict.APPROVED: ("承認済み", "approved"),
    }
    return say(*words[value])


def outcome(value: ClaimOutcome) -> str:
    """An outcome in words."""
    words = {
        ClaimOutcome.HOLDS: ("成立", "holds"),
        ClaimOutcome.FAILS: ("不成立", "fails"),
        ClaimOutcome.UNVERIFIABLE: ("確認できない", "unverifiable"),
    }
    return say(*words[value])


def blame(side: Side) -> str:
    """The side that erred in words."""
    words = {
        Side.SOURCE: ("印字されたシート自体の不整合", "the printed sheet itself is inconsistent"),
        Side.EXTRACTION: ("読み取りの誤り", "misread"),
        Side.UNKNOWN: ("どちらの誤りか不明", "cannot be told"),
    }
    return say(*words[side])


def title(code: str) -> str:
    """A check's one-sentence title."""
    found = documents().get(code)
    if found is None:
        return code
    return found.title_ja if language() == "ja" else found.title


_HOLDING = {
    "AGR602": ("モデルと書式リーダーの読みが一致", "the model and the layout reader read alike"),
    "AGR603": ("二度目の読み取りも同じ(根拠にはならない)", "a second reading says the same, which proves nothing"),
    "GRD701": ("引用した数字は、シートの印字・行・値と一致", "every cited figure is what the source prints"),
    "GRD702": ("見出しと行名は、シートにあるとおり", "every heading and label stands in the source"),
    "GRD703": ("数字は、それぞれの行に立っている", "every figure stands in its row"),
    "CMP803": ("通し番号に抜けがない", "no numbered row is missing"),
    "GRD706": ("年度は、シートの印字のとおり", "the fiscal year is what the sheet prints"),
    "CMP806": ("事業名は一つ", "the text names one project"),
    "CMP807": ("金額を裏付ける計算がある", "equations confirm amounts"),
    "CMP804": ("金額が読み取れている", "amounts were read"),
    "CMP808": ("前ページの計は細事業に混じっていない", "no total of another page is among the items"),
    "CMP809": ("同じ行・項目・年度・段階の金額は一つ", "one amount for each row, measure, year and stage"),
    "FND305": ("国庫支出金は財源の記載のとおり", "the national money is what the line of the source says"),
    "PRF901": ("単位は、印字から確かめられた", "units are proved"),
    "PRF902": ("行と列は、位置から確かめられた", "rows and columns are proved"),
    "PRF903": ("年度と段階は、語から確かめられた", "years and stages are proved"),
    "PRF904": ("この事業の金額であると、見出しから確かめられた", "the amounts are the project's own"),
    "PRF909": ("表の見出しは、その上に印字されたとおり", "the headings are those printed over the tables"),
    "PRF905": ("文だけが示す金額は、式が裏付けている", "equations bear out what sentences say"),
}


def holds(code: str) -> str:
    """The sentence for claims of a check that hold; empty for checks whose arithmetic says it."""
    return say(*_HOLDING[code]) if code in _HOLDING else ""


def kept_as_read() -> str:
    """The sentence for a record that the layout reader's own reading went into."""
    return say(
        "書式リーダーが読んだ数字は、読んだとおり", "what the layout reader read stands in the record as it read it"
    )


def measure(value: str) -> str:
    """A measure in words."""
    return say(MEASURES.get(value, value), value)


def stage(value: str) -> str:
    """A stage in words."""
    return say(STAGES.get(value, value), value)


def table(value: str) -> str:
    """A table in words."""
    return say(TABLES.get(value, value), value)


def year(offset: int) -> str:
    """A year relative to the sheet's own."""
    if offset == 0:
        return say("本年度", "own year")
    return say(f"{abs(offset)}年{'前' if offset < 0 else '後'}", f"{offset:+d} y")


_ERAS = ((2018, "R"), (1988, "H"))
"""The Western year before the first of an era, and the era's letter."""


def year_of(offset: int, fiscal_year: int | None) -> str:
    """A year of a sheet: by its number where the sheet says which year it is of, else beside its own, which gets no word."""
    if fiscal_year is None:
        beside = {0: "", -1: "前年度", -2: "前々年度", 1: "翌年度"}
        return say(beside.get(offset, year(offset)), "" if offset == 0 else year(offset))
    western = fiscal_year + offset
    era = next((f"{letter}{western - before}" for before, letter in _ERAS if western > before), str(western))
    return say(f"{era}年度", f"FY{western}")


def script_text(value: object) -> str:
    """JSON that a script file may hold: nothing in it that ends a line or a tag, or turns a line around."""
    escaped = {code: f"\\u{code:04x}" for code in (*CONTROL, 0x2028, 0x2029, ord("<")) if 32 <= code <= 0xFFFF}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(escaped)
