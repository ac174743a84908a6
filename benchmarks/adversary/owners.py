"""Group C: tables that belong to somebody or something else."""

from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, last, pair, table
from benchmarks.adversary.ordinary import full_sheet, funding_sheet, item_sheet, table_sheet
from benchmarks.adversary.sheet import MadeCell

_HEADINGS = {
    "other prefecture": (
        "隣県({pref})の状況", "{pref}の例", "他県の類似事業", "{pref}における取組", "全国の状況", "近隣自治体の予算",
        "先行する{pref}の内訳", "{city}の事業費",
        "{pref}分", "他団体との比較", "類似団体（{city}）の内訳", "({pref})", "{pref}・{city}の予算", "国の概算要求",
    ),
    "other project": (
        "関連事業「{project}」の内訳", "{project}の要求内容", "参考　{project}", "{project}", "別事業の内訳",
        "統合前の{project}", "姉妹事業の概要",
        "{project}（別途要求）", "上位事業（{project}）の財源", "{thing}事業との合算",
    ),
    "commitment": (
        "債務負担行為", "債務負担行為設定額", "後年度負担の見込み", "令和{q}年度以降の支出予定", "継続費年割額",
        "債務負担行為（限度額）", "翌年度以降の所要見込",
        "長期継続契約の内訳", "繰越明許費", "後年度の財政負担",
    ),
    "past spending": (
        "昨年の支出", "過去の実績", "令和{pp}年度決算の内訳", "前回の事業費内訳", "これまでの支出",
        "先年度の執行状況", "前期の積算", "{n}年前の内訳",
        "過年度の支出状況", "従前の内訳",
    ),
    "abolished project": (
        "廃止した事業", "終了した事業の内訳", "見直し前の事業", "休止中の事業", "旧{project}", "廃止予定事業",
        "スクラップした事業の財源", "終期到来事業",
        "統合により廃止する事業",
    ),
    "example": (
        "記入例", "作成例", "様式見本", "（例）", "サンプル", "記載要領", "ひな形", "記載例（{thing}事業の場合）",
        "入力見本", "(記入上の注意)",
    ),
    "cancelled": (
        "取消", "取り下げた要求", "不採択となった要求", "見送った事業", "削除した内訳", "没案", "要求しないもの",
        "撤回した要求の内訳", "計上しない経費", "ボツ",
    ),
    "other office": (
        "{office}分", "{office}の要求", "{office}で執行する事業", "他部局計上分", "{office}計上", "所管外の経費",
        "{office}へ令達する経費", "他課の事業",
    ),
    "other time": (
        "来年度以降の計画", "{n}年後の姿", "第{n}期計画の事業費", "将来の事業費", "中期計画（{n}か年）",
        "令和{r}年度の姿", "令和{r}年度の予定", "次期計画の内訳",
        "全体計画（{n}か年総額）",
    ),
    "other body": (
        "{body}の収支予算", "補助先（{body}）の予算", "市町村負担分", "{body}が負担する額", "国直轄分",
        "民間負担の内訳", "{body}の決算", "受託者の見積内訳",
        "{body}の自主財源",
    ),
    "trial": (
        "試算", "仮に国の採択がない場合", "シミュレーション結果", "案2（不採用）", "代替案の積算",
        "{n}割削減した場合", "最大の場合", "たたき台", "想定問答用の内訳",
    ),
}  # fmt: skip
_FORMS = ("{0}", "２　{0}", "【{0}】", "■{0}", "（２）{0}", "<{0}>", "●{0}", "{0}：", "[{0}]", "3. {0}", "≪{0}≫")
_BEFORE = (
    "次の表は{pref}の例である。", "以下は廃止した事業の内訳を示す。", "下表は{body}の予算を示す。",
    "次は{project}の内訳である。", "以下の金額は{n}年前のものである。",
    "下の表は記入例である。", "次の表は要求に含まない。", "以下は国の採択がない場合の試算である。",
    "下表は{office}が別途要求する。", "以下は取り下げた内容である。",
    "次の内訳は令和{r}年度の見込みである。", "本表は{city}の数値を示す。", "以下は前回提出時の内容である。", "※次表は参考（他県）",
)  # fmt: skip
_AFTER = (
    "※上の表は{pref}の数値である。", "(注)上表は廃止した事業の内訳。", "※上記は{body}の予算である。",
    "上の金額は{project}のものである。", "※本表は記入例である。",
    "（注）上記は取り下げ済み。", "※上表は{n}年前の資料による。", "上記は要求に含まない。",
    "※金額は{office}の分である。", "※この表は使用しないこと。",
)  # fmt: skip
_TITLES = (
    "旧{own}", "{own}に似た{pref}の事業", "{own}（{pref}）", "{own}の統合前の姿", "{own}の令和{p}年度決算", "{office}の{own}",
    "姉妹事業の概要", "{pref}の事業の概要", "他事業の要求資料", "{office}の説明書", "廃止した事業の個票", "{project}の概要",
    "令和{p}年度決算の概要", "令和{pp}年度の概要",
)  # fmt: skip
_YEARS = (
    "令和{p}年度", "令和{pp}年度の内訳", "令和{q}年度の事業の内訳", "令和{p}年度決算", "令和{pp}年度の財源内訳", "令和{p}年度の決算の内訳",
)  # fmt: skip
_OF_OFFICES = ("", "の事業", "の予算", "の要求額の内訳", "の事業の内訳", "計", "の財源", "の概要")
_BETWEEN = ("財源", "事業の内訳", "予算の内訳", "経費", "積算の内訳")
_CORNERS = (
    "{pref}", "他県", "廃止事業", "記入例", "{body}", "{city}", "{office}", "旧事業", "取消分", "参考", "債務負担",
    "国（直轄）", "不採択", "試算",
)  # fmt: skip
_ROWS = (
    "{pref}の", "{city}", "{body}の", "{office}", "他県", "国の", "{project}の", "廃止事業の", "旧", "(例)", "隣県の", "別事業の",
)  # fmt: skip
_STAMPS = (
    "記入例", "（記入例）", "【取下げ】", "様式見本", "サンプル", "【廃案】", "この調書は無効", "（差し替え前）",
    "≪取消≫", "※提出を取りやめた", "【旧版】", "(見本)",
    "不採択", "没",
)  # fmt: skip


def _heading(rng: Random, style: str, *, kind: str) -> Pair:
    """Beside the project's own table another one, under a heading that is not the project's."""
    twin = full_sheet(rng, style)
    if rng.random() < 0.3:
        twin.blocks.reverse()
    attack, made = pair(twin, undecided=True)
    own = rng.choice(attack.tables)
    own.heading = rng.choice(_FORMS).format(words.drawn(rng, _HEADINGS[kind], twin.year))
    return made


def _alone(rng: Random, style: str) -> Pair:
    """The only table of the sheet stands under such a heading."""
    twin = table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    said = words.drawn(rng, rng.choice(list(_HEADINGS.values())), twin.year)
    table(attack).heading = rng.choice(_FORMS).format(said)
    return made


def _under(rng: Random, style: str) -> Pair:
    """The foreign heading stands one above the table's own, understood one."""
    twin = full_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = last(attack)
    said = words.drawn(rng, rng.choice(list(_HEADINGS.values())), twin.year)
    own.heading = f"{rng.choice(_FORMS).format(said)}\n{own.heading}"
    return made


def _over(rng: Random, style: str, *, texts: tuple[str, ...], between: tuple[str, ...] = ()) -> Pair:
    """Words of another year or owner, drawn like a title or a heading, one or two lines above the table's own heading."""
    twin = full_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = last(attack)
    name = next(iter(twin.projects))
    said = rng.choice(_FORMS).format(words.drawn(rng, texts, twin.year).replace("{own}", name))
    own.heading = "\n".join((said, *([rng.choice(between)] if between else []), own.heading or ""))
    return made


def _office(rng: Random, style: str) -> Pair:
    """A heading of the whole office that the project belongs to: it has other projects, too."""
    twin = full_sheet(rng, style)
    said = next((one for one in words.DEPARTMENTS if any(one in line for line in twin.head)), None)
    if said is None:
        said = rng.choice(words.DEPARTMENTS)
        twin.head.insert(2, f"所管　{said}")
    attack, made = pair(twin, undecided=True)
    own = last(attack)
    own.heading = rng.choice(_FORMS).format(rng.choice(said.split()) + rng.choice(_OF_OFFICES))
    if rng.random() < 0.5:
        own.heading += f"\n{last(twin).heading}"
    return made


def _long_row(rng: Random, style: str) -> Pair:
    """Between the headings and the first item a foreign heading, as long as the first half of a broken name."""
    del style  # only where spaces draw the table may a name be broken
    twin = item_sheet(rng, rng.choice(("aligned left", "aligned right", "aligned centred")))
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    said = words.drawn(rng, rng.choice(list(_HEADINGS.values())), twin.year)
    said = said.ljust(len(own.rows[0][0].text), "表")
    own.rows.insert(0, [MadeCell(said), *(MadeCell("") for _ in own.header[0][1:])])
    return made


def _sentence(rng: Random, style: str, *, after: bool) -> Pair:
    twin = full_sheet(rng, style) if rng.random() < 0.5 else table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    said = words.drawn(rng, _AFTER if after else _BEFORE, twin.year)
    (last(attack).after if after else last(attack).before).append(said)
    return made


def _corner(rng: Random, style: str) -> Pair:
    twin = table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    table(attack).header[0][0] = words.drawn(rng, _CORNERS, twin.year)
    return made


def _row(rng: Random, style: str) -> Pair:
    twin = funding_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    number = rng.randrange(len(own.rows))
    own.relabel(number, words.drawn(rng, _ROWS, twin.year) + own.rows[number][0].text)
    return made


def _stamp(rng: Random, style: str) -> Pair:
    twin = table_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    said = rng.choice(_STAMPS)
    if rng.random() < 0.4:
        attack.head[0] += "　" + said
    else:
        attack.head.insert(rng.randint(0, 1), said)
    return made


def _group_row(rng: Random, style: str) -> Pair:
    """A row that is a heading: what follows it is another's, and the total has it all."""
    twin = item_sheet(rng, style)
    attack, made = pair(twin, undecided=True)
    own = table(attack)
    said = words.drawn(rng, rng.choice(list(_HEADINGS.values())), twin.year)
    row = [MadeCell(rng.choice(("{0}", "【{0}】", "({0})")).format(said)), *(MadeCell("") for _ in own.header[0][1:])]
    own.rows.insert(rng.randrange(len(own.rows) - 1), row)
    return made


ATTACKS: dict[str, Maker] = {
    **{f"C {kind}": partial(_heading, kind=kind) for kind in _HEADINGS},
    "C foreign heading, only table": _alone,
    "C foreign heading above a known one": _under,
    "C foreign title above a known heading": partial(_over, texts=_TITLES),
    "C another year above a known heading": partial(_over, texts=_YEARS),
    "C foreign heading above two known ones": partial(
        _over, texts=tuple(text for texts in _HEADINGS.values() for text in texts), between=_BETWEEN
    ),
    "C heading of the whole office": _office,
    "C long heading inside a table": _long_row,
    "C sentence before": partial(_sentence, after=False),
    "C note after": partial(_sentence, after=True),
    "C first heading": _corner,
    "C row label": _row,
    "C stamp on the sheet": _stamp,
    "C heading inside a table": _group_row,
}
