"""Group H: row labels that make a row a part, a reference, something cancelled, or not understood."""

from dataclasses import replace
from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, pair, table
from benchmarks.adversary.ordinary import cell, funding_sheet, item_sheet
from benchmarks.adversary.sheet import MadeCell, MadeSheet, MadeTable, Meaning

_ROWS = {
    "part in brackets": (
        "{0}(うち新規分)", "{0}（うち{office}分）", "{0}（内数）", "{0}（うち{thing}）", "{0}（新規分のみ）",
        "{0}（拡充分）", "{0}（県単独分）", "{0}(補助分)", "{0}（一部）",
        "{0}（{thing}分を除く）", "{0}【うち重点分】", "{0}[国補分]", "{0}（単独分）",
    ),
    "part": (
        "うち{0}", "うち、{0}", "（うち）{0}", "内　{0}", "{0}のうち国費", "{0}の一部", "{0}のうち{thing}分",
        "内数：{0}", "└ うち{0}", "うち{office} {0}",
    ),
    "reference": (
        "参考　{0}", "（参考）{0}", "参考：{0}", "{0}（参考値）", "※{0}（参考）", "{0}（試算）", "仮{0}", "例：{0}",
        "{0}（案の一つ）", "{0}（記入例）",
    ),
    "cancelled": (
        "{0}（取下げ）", "{0}【取消】", "{0}（不採択）", "{0}（廃案）", "取り下げた{0}", "×{0}", "{0}（見送り）",
        "~~{0}~~", "{0}（訂正前）", "（誤）{0}", "旧{0}", "{0}（差し替え前）",
        "{0}（無効）",
    ),
    "another amount": (
        "{0}の限度", "{0}との差", "{0}の残額", "{0}からの減", "{0}の{n}割", "{0}を超える額", "{0}に対する不足額",
        "{0}の{n}か年平均", "未{0}", "{0}以外", "{0}の増分", "{0}外",
        "{0}前の額", "{0}に含まない額",
    ),
    "another time": (
        "{n}年前の{0}", "例年の{0}", "過年度の{0}", "{n}か年の{0}", "累計{0}", "平年の{0}", "将来の{0}", "当時の{0}",
        "{0}（{n}か年計）", "{0}（上半期分）",
    ),
}  # fmt: skip
_ITEMS = {
    "item cancelled": (
        "{0}（削除）", "{0}(取消)", "{0}（取下げ）", "{0}（廃止）", "{0}（中止）", "{0}（見送り）", "{0}（要求せず）",
        "{0}（計上しない）", "【削除】{0}", "×{0}", "~~{0}~~", "{0}（不採択）",
        "{0}（撤回）", "（削除済）{0}",
    ),
    "item a part": (
        "うち{0}", "{0}（うち新規分）", "{0}（内数）", "{0}（重複）", "{0}（二重計上）", "うち{0}分", "（うち{0}）",
        "{0}（他の項目に含む）", "{0}（再掲）", "再掲：{0}", "└うち{0}",
    ),
}  # fmt: skip
_QUALIFIED = (
    "{pref}の事業費", "他事業の事業費", "取り下げた事業費", "{office}の要求額", "{project}の予算額", "ほかの課の決算額",
    "事業費（{pref}分）", "事業費（{n}か年計）", "事業費との差", "要求額（{office}）", "{body}が負担する事業費",
    "{city}の一般財源", "国の国庫支出金", "前の計画の合計",
)  # fmt: skip
_NOBODY = (
    "{pref}事業費", "{pref}分", "旧事業費", "{office}分", "姉妹事業費", "試算事業費", "{pref}の事業", "{body}の歳出", "廃止事業費",
    "{project}", "他県の例", "事業費{pref}分",
)  # fmt: skip
_TOTALS = (
    "{0}（{1}を除く）", "{0}（一部）", "国費{0}", "累計", "平均", "{0}の{n}割", "最大", "前年度{0}", "県費{0}",
    "{0}×{n}か年", "{0}（取消分を除く）", "{0}（{pref}分を含む）",
)  # fmt: skip
_BESIDE = (
    "{pref}", "{body}分", "ドル", "割", "取下げ", "見送り", "うち新規", "({pref})", "※{city}", "{p}年度", "参考", "{pref}{n}か所分",
    "{office}", "千ドル",
)  # fmt: skip
_EXTRA = ("うち委託料", "うち人件費", "うち{thing}分", "うち旅費", "内、報償費", "うち新規分")


def _row(rng: Random, style: str, *, kind: str) -> Pair:
    """A row of sources whose label says that it is not the project's own amount of that stage."""
    twin = funding_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    number = rng.randrange(len(own.rows))
    own.relabel(number, words.drawn(rng, _ROWS[kind], twin.year).replace("{0}", own.rows[number][0].text))
    return made


def _item(rng: Random, style: str, *, kind: str) -> Pair:
    """An item that is none, and is counted in the total all the same."""
    twin = item_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    number = rng.randrange(len(own.rows) - 1)
    own.relabel(number, words.drawn(rng, _ITEMS[kind], twin.year).replace("{0}", own.rows[number][0].text))
    return made


def _qualified(rng: Random, style: str) -> Pair:
    """In the place of an item the word of an amount, narrowed by words that make it another's."""
    twin = item_sheet(rng, style)
    if rng.random() < 0.5:
        table(twin).header[0][0] = "区分"
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    own.relabel(rng.randrange(len(own.rows) - 1), words.drawn(rng, _QUALIFIED, twin.year))
    return made


def _nobody(rng: Random, style: str) -> Pair:
    """A table of one row under 区分, the row named by words that nobody knows: no heading says that it is an item."""
    twin = item_sheet(rng, style, stages=("request", "approved"))
    own = table(twin)
    total = [
        replace(one, meaning=Meaning("cost", "事業費", "project_cost", 0, stage))
        for one, stage in zip(own.rows[-1][1:], ("request", "approved"), strict=True)
    ]
    alone = MadeTable(
        [["区分", *own.header[0][1:]]], [[MadeCell("事業費"), *total]], heading="予算額", caption=own.caption
    )
    own.heading = own.heading or "事業の内訳"
    twin.blocks.insert(0, alone)
    attack, made = pair(twin, undecided=True)
    table(attack).relabel(0, words.drawn(rng, (*_QUALIFIED, *_NOBODY), twin.year))
    return made


def _total(rng: Random, style: str) -> Pair:
    """A total that is the total of something else."""
    twin = item_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    said = words.drawn(rng, _TOTALS, twin.year)
    own.relabel(len(own.rows) - 1, said.replace("{0}", own.rows[-1][0].text).replace("{1}", own.rows[0][0].text))
    return made


def _beside(rng: Random, style: str) -> Pair:
    """Words behind the amounts of one row or of all, in a column without a heading."""
    twin = _either(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    said, count = words.drawn(rng, _BESIDE, twin.year), len(own.rows)
    marked = range(count) if rng.random() < 0.5 else {rng.randrange(count)}
    own.insert(len(own.rows[0]), "", [MadeCell(said if n in marked else "") for n in range(count)])
    return made


def _extra(rng: Random, style: str) -> Pair:
    """A row under an item says what a part of it is; the total does not count it."""
    twin = item_sheet(rng, style, stages=("request",))
    attack, made = pair(twin)
    own = table(attack)
    number = rng.randrange(len(own.rows) - 1)
    part = int(own.rows[number][1].number) // 3
    said = MadeCell(words.drawn(rng, _EXTRA))
    own.rows.insert(number + 1, [said, cell(part, Meaning("item", None, "breakdown", 0, "request"))])
    return made


def _source_part(rng: Random, style: str) -> Pair:
    """A row under a stage says what a part of it is; nothing adds up with it."""
    twin = funding_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    number = rng.randrange(len(own.rows))
    parts = [MadeCell(f"{int(one.number) // 2:,}") for one in own.rows[number][1:]]
    own.rows.insert(number + 1, [MadeCell(words.drawn(rng, _EXTRA)), *parts])
    return made


def _struck(rng: Random, style: str) -> Pair:
    """Amounts struck through, as converters mark them."""
    twin = _either(rng, style)
    attack, made = pair(twin, undecided=True)
    own: MadeTable = table(attack)
    row = rng.choice(own.rows)
    mark = rng.choice(("~~{0}~~", "~~{0}~~ 0", "×{0}", "{0}(取消)", "{0}→0", "({0})"))
    column = rng.choice(own.columns())
    row[column] = MadeCell(mark.format(row[column].text))
    return made


def _either(rng: Random, style: str) -> MadeSheet:
    return (funding_sheet if rng.random() < 0.5 else item_sheet)(rng, style)


ATTACKS: dict[str, Maker] = {
    **{f"H {kind}": partial(_row, kind=kind) for kind in _ROWS},
    **{f"H {kind}": partial(_item, kind=kind) for kind in _ITEMS},
    "H item is another's amount": _qualified,
    "H one row of nobody": _nobody,
    "H total of something else": _total,
    "H row of a part": _extra,
    "H row of a part, sources": _source_part,
    "H words beside the amounts": _beside,
    "H amount struck out": _struck,
}
