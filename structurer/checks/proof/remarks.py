"""What stands in cells beside the amounts of a row and takes them all away."""

from collections.abc import Iterator

from structurer.checks.proof.asides import is_taken
from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.headers import HeaderRows
from structurer.checks.proof.heading_words import REMARK
from structurer.checks.proof.predicates import is_bounded
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_PART_OF_ROW = re.compile(
    r"(?:民間|県警|企業局|財団|協議会|市町村|国|隣県)分|保留|概算|仮置き?|当初案|査定前|見直し前|旧|決算|半額|半額の額|税[抜込]|全額国費|再掲|参考|取下げ|見送り|廃止"
    r"|[^、。\d]{1,8}が(?:全額|半額)?(?:を?負担|支払)(?:する|う)?"
)
"""All of a cell beside a row's name, by which its amounts are a part, another's or not in force."""
_APART = re.compile(
    r"(?:隣|他|別の?)[県市町村課部局].{0,3}|国|県警|[^、。\d]{0,6}(?:警察|企業局|協議会|財団|組合|公社|連合会|[市町村])(?:等|負担)?|民間.{0,3}|企業|団体"
    r"|受益者|地元|委託先|(?:自己|国|地元|受益者)負担|[前昨翌次]年度.{0,2}|内数|外数|限度額|上限額?|債務負担(?:行為)?|見込み?額?|仮|[国県]費"
    r"|(?:補助|国庫|県債|起債|単独|地元|受託|繰越|補正|債務負担|他会計)分"
)
"""The same for bodies, parts and states; under a heading of those who are served bodies are no owners."""
_SERVED = re.compile(
    r"対象|交付|補助|委託|相手|利用|参加|実施|主体|所管|担当|所属|課|協力|連携|区分|名|内訳|場所|地域|団体"
)
_ENDED = re.compile(r"廃止|中止|取り?下げ|見送")


def remarked(row: PrintedRow, header: HeaderRows | None) -> str | None:
    """What a cell right of a row's amounts says of them all: that they are withdrawn, spent, another year's or another body's.

    One that is over, 廃止, says nothing of another where the row asks for nothing.
    """
    if not row.values or len(row.cells) == 1:
        return None
    lined = row.kind == "line"
    beside = _beside(row, header)
    apart = next((text for text in beside if _APART.fullmatch(text) is not None or (lined and is_taken(text))), None)
    if apart is not None or row.kind == "line":
        return (
            apart
            if apart is not None
            else next(
                (text for text in _beside(row, header) if REMARK.fullmatch(text) or _PART_OF_ROW.fullmatch(text)), None
            )
        )
    beside = (squeeze(cell.text) for cell in row.texts[1:])
    absent = any(cell.is_dash for cell in row.cells)
    part = next(
        (t for t in beside if _PART_OF_ROW.fullmatch(t) is not None or (not absent and _is_told_in_part(t))), None
    )
    if part is not None or row.values[-1] is row.cells[-1]:
        return part
    text = squeeze(row.cells[-1].text)
    nought = any(cell.value is not None and not cell.value.number for cell in row.values)
    return text if REMARK.fullmatch(text) and not (nought and _ENDED.search(text)) else None


def _beside(row: PrintedRow, header: HeaderRows | None) -> Iterator[str]:
    """The texts of a row beside its name; on a line those behind its amounts; none under a heading of those who are served."""
    tops = () if header is None else header.rows
    heads = [
        cell for top in tops for cell in (top.texts[1:] if row.kind == "line" else top.texts)
    ]  # 区分 heads the names
    for cell in row.texts[1:] if row.kind != "line" else [one for one in row.texts if one.index > row.values[-1].index]:
        own = [head for head in heads if row.kind == "line" or head.index == cell.index]
        counted = row.kind != "line" and any(squeeze(head.text) == "単位" for head in own)
        if not counted and not any(_SERVED.search(squeeze(head.text)) is not None for head in own):
            yield squeeze(cell.text)


def _is_told_in_part(text: str) -> bool:
    """True for a sentence with a bracket behind it that says more than how often and for whom: 魚を調べる（人件費のみ）."""
    return re.search(r"[ぁ-ん。][(（][^()（）]{1,8}[)）]。?$", text) is not None and is_bounded(text)
