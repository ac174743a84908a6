"""The words of the evaluation in Japanese and English, for the terminal and the page."""

from structurer.evaluation.document import Blamed, Confusion, Evaluation, Fate, Miss, SheetScore
from structurer.language import say
from structurer.report import phrases
from structurer.report.phrases import printable
from structurer.sheet.facts import Fact
from structurer.sheet.model import Cite

_FATES = {
    Fate.FALSE_ACCEPT: ("誤った確認済み", "false accept"),
    Fate.TRUE_ACCEPT: ("正しい確認済み", "true accept"),
    Fate.REVIEW_SOURCE: ("正しい要確認: シートの不整合", "true review: the sheet is inconsistent"),
    Fate.REVIEW_READING: ("正しい要確認: 読み取りが不完全", "true review: the reading is incomplete"),
    Fate.FALSE_ALARM: ("不要な要確認", "false alarm"),
    Fate.UNJUDGED: ("要確認(正否は不明)", "review, unjudged"),
    Fate.UNREAD: ("読めず", "unread"),
}
_BLAMED = {
    Blamed.SOURCE: ("シート", "the sheet"),
    Blamed.RIGHT: ("読み手・正しい候補", "reader, right figure"),
    Blamed.OTHER: ("読み手・ほか", "reader, other or none"),
    Blamed.UNKNOWN: ("不明", "unknown"),
    Blamed.UNNOTICED: ("気づかず", "unnoticed"),
}
_KINDS = {
    "missed": ("読み落とし", "missed"),
    "wrong": ("正解にない", "not in the gold"),
    "differs": ("相違", "differs"),
    "label": ("見出し・行名の相違", "label differs"),
}


def fate(value: Fate) -> str:
    """The name of a judged verdict."""
    return say(*_FATES[value])


def blamed(value: Blamed) -> str:
    """The name of the side that is blamed."""
    return say(*_BLAMED[value])


def kind(value: str) -> str:
    """The name of a kind of miss."""
    return say(*_KINDS[value])


def fates() -> tuple[Fate, ...]:
    """Every fate, the false accept first."""
    return tuple(_FATES)


def erred(line: Confusion) -> str:
    """The title of a row of the blame table: the side that erred, with or without a second witness."""
    who = {"source": say("シート(印字の誤り)", "the sheet (printed error)"), "extraction": say("読み手", "the reader")}
    beside = say("証人あり", "with a witness") if line.witness else say("証人なし", "alone")
    return f"{who[line.erred]} · {beside}"


def wrong(sheet: SheetScore) -> str:
    """The reasons why an accepted sheet is wrong."""
    reasons = []
    if sheet.consistent is False:
        reasons.append(say("印字が不整合", "the print is inconsistent"))
    if sheet.money_missed:
        reasons.append(say(f"読み落とした金額{sheet.money_missed}", f"{sheet.money_missed} amount(s) missed"))
    if sheet.money_wrong:
        reasons.append(say(f"誤った金額{sheet.money_wrong}", f"{sheet.money_wrong} wrong amount(s)"))
    return say("、", ", ").join(reasons)


def reader(made: Evaluation) -> str:
    """The model and the way it was asked."""
    ways = f" ({', '.join(made.ways)}, samples {made.samples})" if made.ways else ""
    return f"{printable(made.model)}{ways}"


def fact(found: Fact | None) -> str:
    """A fact in one line: labels, field, amount and its place."""
    if found is None:
        return "—"
    names = (phrases.table(found.table), printable(found.section), printable(found.row), phrases.measure(found.measure))
    words = (*names, phrases.year(found.year_offset), phrases.stage(found.stage))
    cite = found.cite
    place = "" if cite.line is None else f" (L{cite.line})"
    return f"{' / '.join(word for word in words if word)}: {printable(cite.printed)} = {amount(cite)}{place}"


def amount(cite: Cite) -> str:
    """The exact amount with its unit."""
    return f"{cite.amount} {cite.unit.value}"


def miss(found: Miss) -> str:
    """A miss in one line: its kind, the gold's fact and the read one."""
    return f"{kind(found.kind)}  {fact(found.gold)}  →  {fact(found.read)}"


def layout(name: str) -> str:
    """A layout's name."""
    return say("全体", "all") if name == "*" else printable(name)


def spent(made: Evaluation) -> str:
    """Seconds, requests, tokens and cost in one sentence."""
    found, times = made.spent, made.spent.seconds
    clock = "" if times is None else say(
        f"1件 {times.least}/{times.median}/{times.most}秒(最小/中央値/最大)、計{times.total}秒。",
        f"{times.least}/{times.median}/{times.most} s a sheet (least/median/most), {times.total} s in all. ",
    )  # fmt: skip
    cost = "" if found.cost is None else f" {found.cost.amount} {found.cost.currency}"
    return say(
        f"{clock}問い合わせ{found.requests}回(保存済みの回答{found.cached}件)、"
        f"送信{found.tokens.input:,}・受信{found.tokens.output:,}トークン{cost}",
        f"{clock}{found.requests} request(s), {found.cached} cached reply(s), "
        f"{found.tokens.input:,} tokens in, {found.tokens.output:,} out{cost}",
    )


def sheets(made: Evaluation) -> str:
    """The counts of sheets, read and right, in one sentence."""
    found = made.sheet_counts
    left = "" if not found.left else say(f"、未着手{found.left}件", f", {found.left} not reached")
    return say(
        f"{found.total}件中 読めた{found.read}件、読めず{found.unread}件{left}。"
        f"数字がすべて正しい{found.right}件、うち見出しと行名も正しい{found.right_with_labels}件",
        f"{found.total} sheet(s): {found.read} read, {found.unread} unread{left}; "
        f"{found.right} with every figure right, {found.right_with_labels} with every label right too",
    )
