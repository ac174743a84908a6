"""Group E: the request in running text, with words before or after it that make it something else."""

from functools import partial
from random import Random

from benchmarks.adversary import words
from benchmarks.adversary.attack import Maker, Pair, append, pair
from benchmarks.adversary.ordinary import Frame, items, lead, money, sentences, sheet
from benchmarks.adversary.sheet import MadeLines, MadeSheet

_SAID = {
    "change": (
        "要求額は{0}千円増である。", "要求額は{0}千円の増額となる。", "要求額は{0}千円減る。",
        "要求額は前年度を{0}千円上回る。", "要求額は昨年より{0}千円多い。",
        "要求額は{0}千円圧縮した。", "要求額は{0}千円積み増した。", "要求額は{0}千円の削減である。",
        "要求額は{0}千円不足する。", "要求額は{0}千円膨らむ。",
    ),
    "withdrawal": (
        "要求額は{0}千円だが、全額取り下げる。", "要求額は{0}千円であったが、見送った。",
        "要求額は{0}千円（取消）である。", "要求額は{0}千円としたが、その後なくした。",
        "要求額は{0}千円であるが、撤回する。", "要求額は{0}千円を予定したが中止した。",
        "要求額は{0}千円であるものの計上しない。", "要求額は{0}千円から改める。",
    ),
    "negation": (
        "要求額は{0}千円ではない。", "要求額は{0}千円に満たない。", "要求額は{0}千円には達しない。",
        "要求額は{0}千円とはならない。", "要求額は{0}千円を含まない。",
        "要求額は{0}千円以外である。", "要求額は{0}千円とは限らない。", "要求額は{0}千円でなく別に定める。",
    ),
    "condition": (
        "国の採択があれば、要求額は{0}千円である。", "仮に{pref}が参加した場合、要求額は{0}千円である。",
        "要求額は{0}千円となる場合がある。",
        "要求額は{0}千円となる可能性がある。", "要求額は{0}千円を上限とする。", "物価が上がれば要求額は{0}千円である。",
        "{body}が辞退したときは、要求額は{0}千円である。", "要求額は最大で{0}千円である。",
    ),
    "other project": (
        "{project}の要求額は{0}千円である。", "別事業の要求額は{0}千円である。",
        "関連する{thing}事業の要求額は{0}千円である。", "統合前の事業の要求額は{0}千円である。",
        "姉妹事業の要求額は{0}千円である。", "廃止した事業の要求額は{0}千円である。", "「{project}」の要求額は{0}千円である。",
    ),
    "other owner": (
        "{pref}の要求額は{0}千円である。", "{city}の要求額は{0}千円である。", "{body}の要求額は{0}千円である。",
        "{office}の要求額は{0}千円である。",
        "国の要求額は{0}千円である。", "隣県の要求額は{0}千円である。", "{office}による要求額は{0}千円である。",
        "他部局の要求額は{0}千円である。",
    ),
    "other time": (
        "令和{pp}年度の要求額は{0}千円である。", "昨年の要求額は{0}千円である。", "{n}年前の要求額は{0}千円である。",
        "令和{r}年度の要求額は{0}千円である。",
        "翌年度の要求額は{0}千円である。", "{n}か年の要求額は{0}千円である。", "前回の要求額は{0}千円である。",
        "当時の要求額は{0}千円である。", "かつて要求額は{0}千円であった。",
        "例年、要求額は{0}千円である。",
    ),
    "part": (
        "要求額のうち{thing}分は{0}千円である。", "要求額の一部は{0}千円である。",
        "要求額に含まれる{thing}費は{0}千円である。", "要求額を除く額は{0}千円である。",
        "要求額との差は{0}千円である。", "要求額の{n}割は{0}千円である。",
        "要求額を賄う{body}の負担は{0}千円である。", "要求額は{thing}だけで{0}千円である。",
    ),
    "hearsay": (
        "要求額は{0}千円と報じられた。", "要求額は{0}千円との意見があった。", "要求額は{0}千円か。",
        "要求額は{0}千円かどうか検討中である。", "要求額は{0}千円と仮定する。",
        "要求額は{0}千円と{city}は見込む。", "要求額は{0}千円が望ましい。", "要求額は{0}千円と誤って公表した。",
        "要求額は{0}千円だったはずである。",
    ),
}  # fmt: skip
_SOURCES = (
    "財源は、{0}ではない。", "財源は、{0}を除いて調達する。", "財源は、{0}を見込んだが得られなかった。",
    "{pref}の財源は、{0}である。", "前年度の財源は、{0}である。",
    "{n}年前の財源は、{0}であった。", "仮に採択されれば、財源は、{0}である。", "{project}の財源は、{0}である。",
    "財源は、{0}の増である。", "財源は、{0}をそれぞれ削った。",
    "不足する財源は、{0}である。", "{body}の財源は、{0}である。",
)  # fmt: skip
_NEXT = (
    "ただし、この要求は取り下げた。", "以上は{pref}の額である。", "この金額は{n}か年の合計である。",
    "これは前年度の数字である。", "以上は記入例である。", "上記は廃止した事業の額である。",
    "この額は{city}の負担を含む。", "なお、上の金額の単位は百万円の誤りである。", "ただし、国費は返還する。",
    "以上の額は採択がなければ要求しない。", "上の金額は誤りである。",
    "この額は{project}と合わせたものである。",
)  # fmt: skip
_TAILS = (
    "の増", "増", " 減", "（取下げ）", "を取り下げ", "のうち{thing}分", "（{n}か年）", "（{pref}分）", "ではない",
    "×{n}か年", "（廃案）", "を除く", "（{project}）", "（記入例）",
    "／{n}", "（前回）", "を上限", "（国費）",
)  # fmt: skip


def _spoken(rng: Random, style: str) -> tuple[Frame, MadeSheet, str, str]:
    """A sheet in running text, its first sentence and its second."""
    frame = Frame.draw(rng)
    twin = sheet(frame, sentences(frame, sources=rng.choice((2, 3))), style=style)
    first, second, _ = _text(twin).split("。")
    return frame, twin, first + "。", second + "。"


def _text(made: MadeSheet) -> str:
    block = made.blocks[0]
    return block.lines[0] if isinstance(block, MadeLines) else ""


def _request(rng: Random, style: str, *, kind: str) -> Pair:
    """The sentence of the request says another thing."""
    frame, twin, _, second = _spoken(rng, style)
    attack, made = pair(twin, undecided=True)
    said = words.drawn(rng, _SAID[kind], twin.year).replace("{0}", money(frame.request))
    attack.blocks = [MadeLines([said + second])]
    return made


def _sources(rng: Random, style: str) -> Pair:
    _, twin, first, second = _spoken(rng, style)
    attack, made = pair(twin, undecided=True)
    listed = second.removeprefix("財源は、").removesuffix("である。")
    attack.blocks = [MadeLines([first + words.drawn(rng, _SOURCES, twin.year).replace("{0}", listed)])]
    return made


def _next(rng: Random, style: str) -> Pair:
    """A sentence after them takes them back."""
    _, twin, first, second = _spoken(rng, style)
    attack, made = pair(twin, undecided=True)
    said = words.drawn(rng, _NEXT, twin.year)
    attack.blocks = [MadeLines([first + second + said] if rng.random() < 0.5 else [first + second, said])]
    append(twin, words.drawn(rng, ("{thing}の講座を{n}回開く。", "{thing}の手入れを住民とともに進める。")))
    return made


def _lead(rng: Random, style: str) -> Pair:
    """Words after the amount of the line beside the project's name."""
    frame = Frame.draw(rng)
    own = items(frame, stages=("request", "previous"))
    own.heading = "事業の内訳"
    twin = sheet(frame, lead(frame), own, style=style)
    attack, made = pair(twin, undecided=True)
    amount = f"{money(frame.request if rng.random() < 0.6 else frame.previous)}千円"
    line = _text(twin)
    attack.blocks[0] = MadeLines([line.replace(amount, amount + words.drawn(rng, _TAILS, twin.year))])
    return made


ATTACKS: dict[str, Maker] = {
    **{f"E request: {kind}": partial(_request, kind=kind) for kind in _SAID},
    "E sources": _sources,
    "E taken back after": _next,
    "E words after a lead amount": _lead,
}
