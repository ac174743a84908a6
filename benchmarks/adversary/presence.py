"""Group D: money that no field claims, in every way money is printed."""

from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, append, insert, last, pair, table
from benchmarks.adversary.drawing import DOCUMENTS
from benchmarks.adversary.ordinary import full_sheet, item_sheet, table_sheet
from benchmarks.adversary.sheet import MadeCell, MadeLines, MadeTable

_HARMLESS = (
    "{thing}の講座を{n}回開く。", "案内板を{n}か所に置く。", "{thing}の見学に{n}校が参加する。", "{thing}の手入れを住民とともに進める。",
    "相談窓口を{n}か所に設ける。",
)  # fmt: skip
_LINES = {
    "code in brackets": (
        "一般財源には基金からの立替({bare})を含む。", "国庫支出金のうち返還分[{bare}]",
        "基金の取崩（{bare}）を見込む。", "寄附金の残り({bare})を充てる。",
        "不足額({bare})は別に措置する。", "前借り〔{bare}〕あり", "繰替運用({bare})を含む。",
    ),
    "product": (
        "総事業費{big}千円×1/{n}を県が負担する。", "全体事業費{big}千円の{n}割を補助する。",
        "総工事費{big}千円×0.{n}を計上する。", "事業規模{big}千円に{n}分の1を乗じる。",
        "{big}千円×{n}/10を{city}が負担する。", "総額{big}千円を{n}か年で割る。",
    ),
    "old numerals": (
        "このほか金弐百万円を繰り越す。", "金参千万円を{body}へ貸し付ける。", "別途、壱億円の基金を設ける。",
        "金伍百萬円也", "拾万円を前渡しする。",
        "このほか弐千参百万円を要する。", "寄附 金壱百弐拾万円", "金捌百万円を返還する。",
    ),
    "kanji numerals": (
        "別に三百万円を要求する。", "六千万円の基金を取り崩す。", "このほか二億円を借り入れる。",
        "{kan}百万円を{body}が負担する。", "{kan}千万円余を繰り越す。",
        "{kan}億{kan}千万円の事業である。",
    ),
    "circled numerals": (
        "⑤百万円を別途計上する。", "③億円の基金を充てる。", "残り⑫千円は繰越金", "⑧百万円は{city}の負担", "①千万円を上乗せする。",
    ),
    "multiplier": (
        "{n}千万円を別に確保する。", "このほか{n}百万を計上する。", "{n}億{n}千万円の債務がある。", "別途{n}百万円",
        "{n}千万を{body}に貸し付ける。",
        "{n}億円規模の基金を取り崩す。",
    ),
    "another sum": (
        "このほか{amount}千円を一般会計から支出する。", "別途{amount}千円を要求する。", "基金残高は{big}千円である。",
        "令和{q}年度以降は毎年{amount}千円を要する。",
        "契約額は{amount}千円である。", "総事業費は{big}千円(令和{y}~{r}年度)。",
        "不足する{amount}千円は繰越金で賄う。", "入場料{amount}千円を充てる。",
        "・{thing}の改修　{amount}千円", "{body}への貸付金　{big}千円", "予備費{amount}千円を含む。", "うち{amount}千円は国費",
    ),
    "full-width digits": (
        "このほか１２，３００千円を繰り越す。", "別途２．５億円の基金を充てる。", "残額　３，４５０千円",
        "（別枠　８，９００千円）", "寄附金７６０千円を充てる。",
    ),
    "bare number": (
        "{big}", "うち{amount}", "計　{big}", "{thing}の改修　{amount}", "別枠　{big}", "残額　{amount}",
        "({amount})", "△{amount}", "小計　{amount}", "{thing} {amount}",
        "・{thing}　{amount}",
    ),
    "spaced digits": (
        "このほか 1 2 , 3 0 0 千円を繰り越す。", "別途　5 0 0 千 円", "残額 3 450 千円", "２ ４ ０ 千円を返還する。",
    ),
    "yen signs": (
        "￥{amount},000を前渡しする。", "¥{amount}の返還がある。", "JPY {big}", "￥{big}－", "\\{big}の寄附を受ける。",
    ),
}  # fmt: skip
_REMARKS = (
    "うち委託料{amount}", "{amount}は国費", "繰越{amount}", "前渡し{amount}を含む", "残額{amount}",
    "別途{amount}千円", "({amount})", "※{amount}は翌年度", "{thing}分{amount}",
)  # fmt: skip
_TAILS = (
    "年間契約分",
    "回分の経費",
    "人分の謝金",
    "か所の借上げ",
    "月分の賃料",
    "件の補助",
    "社への委託",
    "台の購入",
    "日間の借上げ",
    "年度分を含む",
    "市町村分",
    "校の交付分",
)
_PARTS = ("うち印刷費", "うち委託料", "うち旅費", "内 報償費", "うち借上料", "内、通信費", "うち使用料")
_HEADS = (
    "総事業費　{big}千円", "要求枠：{big}千円", "（{big}千円）", "基金残高：{big}千円", "前回要求　{big}千円",
    "限度額　{big}千円", "事業規模　約{n}億円",
)  # fmt: skip


def _line(rng: Random, style: str, *, kind: str) -> Pair:
    twin = full_sheet(rng, style) if rng.random() < 0.3 else table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    said, harmless = (words.drawn(rng, texts, twin.year) for texts in (_LINES[kind], _HARMLESS))
    if rng.random() < 0.7:
        append(attack, said)
        append(twin, harmless)
    else:
        insert(attack, 0, said)
        insert(twin, 0, harmless)
    return made


def _numbered(rng: Random, style: str) -> Pair:
    """Amounts that stand where a list has its numbers."""
    twin = table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    rows = [
        [MadeCell(str(rng.randint(11, 99))), MadeCell(words.filled(rng, "{thing}の{doing}"))]
        for _ in range(rng.randint(1, 3))
    ]
    heading = rng.choice(("予算額", "金額", "要求額", "所要額", "経費"))
    caption = rng.choice(("(単位:百万円)", "(単位:千円)", "（単位：億円）", None))
    attack.blocks.append(MadeTable([[heading, rng.choice(("内容", "事業内容", "摘要"))]], rows, caption=caption))
    append(twin, words.drawn(rng, _HARMLESS))
    return made


def _remark(rng: Random, style: str) -> Pair:
    """An amount in the remarks of an item."""
    twin = item_sheet(rng, style)
    texts = [words.filled(rng, "{thing}の{doing}を行う。") for _ in table(twin).rows[:-1]]
    table(twin).insert(
        len(table(twin).leaves), rng.choice(("備考", "内容", "説明")), [*map(MadeCell, texts), MadeCell("")]
    )
    attack, made = pair(twin, undecided=True)
    rng.choice(table(attack).rows[:-1])[-1] = MadeCell(words.drawn(rng, _REMARKS))
    return made


def _broken_cell(rng: Random, style: str) -> Pair:
    """An amount at the end of a cell's line, a counting word at the beginning of the next."""
    twin = item_sheet(rng, style if style in DOCUMENTS else rng.choice(("pipes", "trimmed pipes")))
    texts = [words.filled(rng, "{thing}の{doing}を行う。") for _ in table(twin).rows[:-1]]
    table(twin).insert(len(table(twin).leaves), "備考", [*map(MadeCell, texts), MadeCell("")])
    attack, made = pair(twin, undecided=True)
    number = rng.choice((words.filled(rng, "{small}"), words.filled(rng, "{amount}")))
    said = f"{rng.choice(_PARTS)} {number}\n{rng.choice(_TAILS)}"
    rng.choice(table(attack).rows[:-1])[-1] = MadeCell(said)
    return made


def _in_head(rng: Random, style: str) -> Pair:
    twin = table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    attack.head.insert(2, words.drawn(rng, _HEADS, twin.year))
    return made


def _two_in_a_cell(rng: Random, style: str) -> Pair:
    """Two amounts in one cell, none in the next: the sums tell, nothing else does."""
    twin = item_sheet(rng, style, stages=("request", "previous"))
    attack, made = pair(twin)
    row = rng.choice(table(attack).rows)
    wants = [want for cell in row[1:3] if (want := cell.want(table(attack).scale)) is not None]
    both = [MadeCell(f"{row[1].text} {row[2].text}"), MadeCell("")]
    rng.shuffle(both)
    row[1:3] = both
    attack.blocks.append(MadeLines([], wants))
    return made


def _lost_label(rng: Random, style: str) -> Pair:
    """A row of amounts without a label."""
    twin = table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = last(attack)
    own.rows.append([MadeCell(""), *(MadeCell(words.filled(rng, "{amount}")) for _ in own.header[0][1:])])
    return made


ATTACKS: dict[str, Maker] = {
    **{f"D {kind}": partial(_line, kind=kind) for kind in _LINES},
    "D amount as list number": _numbered,
    "D amount in remarks": _remark,
    "D amount at a cell break": _broken_cell,
    "D amount in the head": _in_head,
    "D two amounts in a cell": _two_in_a_cell,
    "D row without a label": _lost_label,
}
