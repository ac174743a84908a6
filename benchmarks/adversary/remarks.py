"""Groups J and K: amounts in an item's text that are no parts of it, and notes that change what a row says."""

from decimal import Decimal
from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, append, last, pair, table
from benchmarks.adversary.ordinary import Frame, full_sheet, funding, item_sheet, items, money, sheet
from benchmarks.adversary.sheet import MadeCell, MadeLines, MadeSheet, Meaning, Want

_ONE = {
    "former request": (
        "前回要求{0}千円", "昨年要求時{0}千円", "当初案では{0}千円", "見直し前{0}千円", "復活前の要求{0}千円",
        "素案{0}千円", "要望時{0}千円",
    ),
    "others' money": (
        "国の内示{0}千円", "{city}負担{0}千円", "{body}の自己負担{0}千円", "{pref}の同種事業{0}千円",
        "民間負担{0}千円", "{body}へ{office}が支出{0}千円",
        "参加者負担{0}千円", "国直轄分{0}千円",
    ),
    "settled": (
        "前年度決算{0}千円", "令和{pp}年度実績{0}千円", "前年度執行額{0}千円", "過去平均{0}千円", "昨年の支払{0}千円",
        "{n}年前の実績{0}千円",
    ),
    "limits": (
        "予定価格{0}千円", "契約額{0}千円", "国の基準額{0}千円", "参考見積{0}千円", "他社見積{0}千円",
        "最低制限{0}千円", "査定見込{0}千円",
    ),
    "whole project": (
        "全体事業費{0}千円", "{n}か年総額{0}千円", "{project}と合わせて{0}千円", "累計{0}千円", "継続費総額{0}千円", "全県では{0}千円",
    ),
    "taken away": (
        "{0}千円を返還", "{0}千円を取消", "{0}千円は要求しない", "{0}千円を見送り", "{0}千円を不用とする",
        "{0}千円の削減を反映済み", "残額{0}千円",
    ),
    "later": ("翌年度{0}千円", "令和{q}年度に{0}千円", "後年度{0}千円", "令和{r}年度まで毎年{0}千円", "次年度以降{0}千円", "将来{0}千円"),
    "doubt": (
        "採択されなければ{0}千円", "仮に{0}千円", "{0}千円ではない", "{0}千円を除く", "最大{0}千円",
        "{0}千円の場合もある", "{0}千円か", "（誤）{0}千円",
    ),
}  # fmt: skip
_TWO = (
    "前年度{0}千円、前々年度{1}千円", "昨年{0}千円、一昨年{1}千円", "取下げ{0}千円、削除{1}千円",
    "実績{0}千円、決算{1}千円", "翌年度{0}千円、翌々年度{1}千円",
    "{city}負担{0}千円、{body}負担{1}千円", "見積A社{0}千円、見積B社{1}千円", "返還{0}千円、不用{1}千円",
    "国内示{0}千円、民間負担{1}千円",
)  # fmt: skip
_GOOD = (
    "委託料{0}千円、報償費{1}千円",
    "需用費{0}千円、旅費{1}千円",
    "印刷費{0}千円、通信費{1}千円",
    "報酬{0}千円、使用料{1}千円",
)

_NOTES = {
    "previous year": (
        "前年度予算額は{m}月補正後の額", "前年度は最終予算額である", "前年度の欄は決算見込みを示す",
        "前年度予算額には繰越を含む", "前年度の額は組替後の数字", "前年度は{n}年前の額",
        "前年度予算額は{project}分を含む", "前年度欄は要求時の額",
    ),
    "request": (
        "要求額には前年度からの繰越を含む", "要求額は{n}か年分の合計", "要求額は{city}負担分を含む",
        "要求額は査定額と読み替える", "要求額は内示後に修正した額", "要求額のうち{thing}分は{project}で要求",
        "要求額は国費のみ", "要求額には債務負担を含む", "要求額は{pref}分を除く", "要求額は上半期分のみ",
    ),
    "unit": (
        "金額は百万円単位", "単位は百万円", "表中の数字は円", "上表の金額の単位は万円", "国庫支出金は百万円で示す",
        "金額は千ドル", "数字は件数を示す",
    ),
    "year": (
        "本表は令和{pp}年度の数字", "上の額は令和{q}年度のもの", "年度は会計年度でなく暦年", "上表は{n}年前に作成した",
        "本表の年度は一年ずれている",
    ),
    "owner": (
        "上表は{pref}の数字", "金額は{body}の予算", "上の額は{project}と合わせたもの", "市町村の負担を合わせた額",
        "上表は{city}の例", "数字は全国の合計", "本表は廃止した事業の分",
    ),
    "draft": (
        "上表は仮の数字", "金額は未確定", "本表は差し替え前", "この表は取り消す", "数字はダミー", "金額は記入例",
        "上表は誤りを含む", "数字は精査中であり使用しないこと", "本表は没案",
    ),
    "sources": (
        "国庫支出金は採択された場合の額", "一般財源には県債を含む", "国庫支出金は返還予定額",
        "財源は前年度の割合による推計", "国庫支出金と一般財源の欄は逆",
        "一般財源は{n}か年分",
    ),
    "columns": (
        "左右の欄は逆に記載", "二列目は査定額", "右端の欄は国費", "網掛けの欄は要求しない", "表の左の列は前年度の決算", "一行目は参考",
    ),
    "totals": (
        "合計には{project}を含む", "合計は表に載せない{n}項目を含む", "合計は一部の項目を除く", "上の合計は{n}か年分",
    ),
    "withdrawn": (
        "上表の要求は取り下げた", "本要求は{m}月に撤回", "上記は不採択となった", "この事業は廃止する", "全額を見送り",
        "本表の額は計上しない", "上記は要求しないこととした",
    ),
}  # fmt: skip
_MARKS = ("(注)", "※", "注）", "＊", "（備考）", "注1 ", "（注）", "(注1)", "※1 ", "【注】", "備考：", "*")
_ENDS = ("", "。", "である。", "")
_HARMLESS = (
    "講座は土曜に開く。",
    "{thing}の見学は申込制とする。",
    "会場は{thing}の近くに置く。",
    "写真は{thing}の様子。",
)


def _with_text(rng: Random, style: str) -> tuple[MadeSheet, int]:
    """A sheet of items with a column of text; in one row the parts of the item."""
    twin = item_sheet(rng, style, stages=rng.choice((("request",), ("request", "previous"), ("previous", "request"))))
    own = table(twin)
    texts = [words.filled(rng, "{thing}の{doing}を行う。") for _ in own.rows[:-1]]
    own.insert(len(own.leaves), rng.choice(("備考", "内容", "説明")), [*map(MadeCell, texts), MadeCell("")])
    return twin, rng.randrange(len(texts))


def _request_of(made: MadeSheet, number: int) -> int:
    """The request of an item, in the unit of its table."""
    row = table(made).rows[number]
    return int(next(one.number for one in row if one.meaning is not None and one.meaning.stage == "request"))


def _parted(made: MadeSheet, number: int, rng: Random) -> tuple[int, int]:
    """The twin says the parts of an item: its two parts."""
    whole = _request_of(made, number)
    first = whole * rng.randint(6, 14) // 20
    numbers = (first, whole - first)
    row = table(made).rows[number]
    row[-1] = MadeCell(rng.choice(_GOOD).format(*map(money, numbers)))
    meant = Meaning("item", None, "breakdown", 0, "request")
    made.blocks.append(MadeLines([], [Want(meant, _yen(one)) for one in numbers]))
    return numbers


def _yen(thousands: int) -> Decimal:
    return Decimal(thousands * 1000)


def _one(rng: Random, style: str, *, kind: str) -> Pair:
    """The text repeats the item's amount, or another, as something else."""
    twin, number = _with_text(rng, style)
    attack, made = pair(twin, undecided=True)
    amount = _request_of(twin, number) if rng.random() < 0.7 else rng.randint(11, 89) * 10
    said = words.drawn(rng, _ONE[kind], twin.year).replace("{0}", money(amount))
    table(attack).rows[number][-1] = MadeCell(said)
    return made


def _two(rng: Random, style: str) -> Pair:
    """Two amounts that add up to the item's and are no parts of it."""
    twin, number = _with_text(rng, style)
    attack, made = pair(twin, undecided=True)
    first, second = _parted(twin, number, rng)
    said = words.drawn(rng, _TWO, twin.year).replace("{0}", money(first)).replace("{1}", money(second))
    table(attack).rows[number][-1] = MadeCell(said)
    return made


def _half(rng: Random, style: str) -> Pair:
    """Parts of an item that do not add up to it."""
    twin, number = _with_text(rng, style)
    attack, made = pair(twin, undecided=True)
    first, second = _parted(twin, number, rng)
    wrong = second + rng.choice((-1, 1)) * rng.randint(1, 9)
    table(attack).rows[number][-1] = MadeCell(rng.choice(_GOOD).format(money(first), money(wrong)))
    return made


def _note(rng: Random, style: str, *, kind: str) -> Pair:
    """A note below or above the table, or in the head."""
    frame = Frame.draw(rng)
    stages = ("previous", "request")
    if kind == "columns":
        twin = item_sheet(rng, style, stages=stages)
    elif kind == "totals":
        twin = item_sheet(rng, style)
    elif kind == "sources" or rng.random() < 0.5:
        twin = sheet(frame, funding(frame, stages=stages), style=style)
    else:
        twin = full_sheet(rng, style) if kind == "request" else sheet(frame, items(frame, stages=stages), style=style)
    attack, made = pair(twin, undecided=True)
    said = rng.choice(_MARKS) + words.drawn(rng, _NOTES[kind], twin.year) + rng.choice(_ENDS)
    harmless = rng.choice(_MARKS) + words.drawn(rng, _HARMLESS)
    if rng.random() < 0.75 or kind == "unit" or "上" in said:  # a unit over the table would be its caption
        append(attack, said)
        append(twin, harmless)
    else:
        last(attack).before.append(said)
        last(twin).before.append(harmless)
    return made


ATTACKS: dict[str, Maker] = {
    **{f"J {kind}": partial(_one, kind=kind) for kind in _ONE},
    "J two parts of something else": _two,
    "J parts that do not add up": _half,
    **{f"K {kind}": partial(_note, kind=kind) for kind in _NOTES},
}
