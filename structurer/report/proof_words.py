"""The words of proofs in Japanese and English: the points, what proves them, what stopped a proof.

A record keeps codes and the sheet's own words; what is said here may change at any time.
"""

from collections.abc import Sequence

from structurer.language import say
from structurer.report.naming import HEAD
from structurer.text import lazy_re as re

POINT_NAMES = {
    "digits": ("数字", "digits"), "unit": ("単位", "unit"), "place": ("位置", "place"), "date": ("年度・段階", "year and stage"),
    "owner": ("事業", "owner"), "tie": ("式", "tie"),
}  # fmt: skip
"""The points of a proof in words, in their order."""


_BY = {
    ("digits", "scanner"): ("印字のとおり", "exactly as printed"),
    ("unit", "figure"): ("数字に付いた単位", "the unit at the figure"),
    ("unit", "cell"): ("セルか見出しの単位", "the unit in its cell or heading"),
    ("unit", "caption"): ("表の単位", "the caption of its table"),
    ("unit", "head"): ("冒頭の単位", "the unit in the head of the sheet"),
    ("unit", "tie"): ("単位の分かる額と式で結ばれている", "an equation with an amount whose unit is printed"),
    ("place", "cell"): ("行と列のセル", "its cell: row and column"),
    ("place", "screen"): ("画面上の桁", "its columns on the screen"),
    ("place", "word"): ("すぐ隣の語", "the words right beside it"),
    ("place", "count"): ("見出しとセルの個数", "as many cells as headings"),
    ("place", "pinned"): ("ほかの列では式が成り立たない", "no other column satisfies the equations"),
    ("place", "sentence"): ("語がすべて分かる文", "a sentence every word of which is understood"),
    ("date", "label"): ("行名", "the label of the row"),
    ("date", "heading"): ("列の見出し", "the heading of the column"),
    ("date", "cell"): ("同じセルの語", "words of its own cell"),
    ("date", "note"): ("注", "a note"),
    ("date", "title"): ("表題", "the title"),
    ("date", "only"): ("年度と段階の分かる額と式で結ばれている", "an equation with an amount whose year and stage are printed"),
    ("date", "none"): ("年度も段階もない", "no year or stage applies"),
    ("owner", "chain"): ("表題までの見出し", "the headings up to the title"),
    ("owner", "tie"): ("この事業の額と式で結ばれている", "an equation with an amount of the project"),
}  # fmt: skip


def proved_by(code: str, by: str) -> str:
    """What proves a point, in words; a code that has none is given as it is."""
    if code == "tie":
        return say(f"成り立つ検査 {by}", f"holds: {by}")
    return say(*_BY.get((code, by), (by, by)))


_LACKING = {
    "digits": ("印字「{}」と引用が違います", "the cite is not what is printed: “{}”"),
    "unit": (
        "「{}」の表に単位として読めるものがないか、記録の額と合いません",
        "no unit is understood at the table of “{}”, or it gives another amount",
    ),
    "place": ("「{}」からは、何の金額か確かめられません", "“{}” does not say which amount this is"),
    "date": ("「{}」からは、年度・段階が確かめられません", "“{}” does not say this year and stage"),
    "owner": (
        "見出し「{}」からは、この事業のものと分かりません",
        "the heading “{}” does not say that it is the project's",
    ),
}  # fmt: skip
"""What stopped a proof, around the words printed where it stopped."""
_NONE = {
    "tie": ("成り立つ式がありません", "no equation with it holds"),
    "": ("確かめられません", "not proved"),
}
_MARKS = {"円 ∉": ("文中に単位(円、千円、百万円)がありません", "no unit (円, 千円, 百万円) stands in the text")}
"""What stopped a proof, where that is nothing printed."""
_QUOTED = re.compile(r"「(.*)」", re.DOTALL)
_LONGEST = 60
"""Letters of a text that is named as not understood: enough to find it on its line."""


def reason(code: str, why: str) -> str:
    """What stopped the proof of a point, in words; a reason that has no words of its own is quoted."""
    quoted = _QUOTED.fullmatch(why)
    if quoted is None:
        return say(*_MARKS[why]) if why in _MARKS else why or say(*_NONE.get(code, _NONE[""]))
    ja, en = _LACKING[code]
    shown = quoted[1] if len(quoted[1]) <= _LONGEST else f"{quoted[1][:_LONGEST]}…"
    return say(ja.format(shown), en.format(shown))


_POINT_OF = {"PRF901": "unit", "PRF902": "place", "PRF903": "date", "PRF904": "owner", "PRF905": "tie"}
_QUOTES_ITS_NAME = ("PRF906", "PRF907")
_HEAD = "PRF908"
_MOST_SHOWN = 3
"""Amounts named in a finding about many: the first ones lead to the table, and the fields are listed beside."""


def claim_name(code: str, name: str) -> str:
    """The name of a claim; of one about a proof the reason or the field in words."""
    if code == _HEAD:
        return say(*HEAD[name]) if name in HEAD else name
    return reason(_POINT_OF[code], name) if code in _POINT_OF and name else name


def finding_words(
    code: str, name: str, working: tuple[str, ...], printed: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """The name and the working of a finding in words; `printed` are the amounts it is about."""
    if code in _POINT_OF and printed:
        return "", (_lacking(_POINT_OF[code], name, printed),)
    if code in _QUOTES_ITS_NAME:
        return name, ()
    if code == _HEAD:
        return claim_name(code, name), tuple(line.removeprefix(name).strip() for line in working)
    return claim_name(code, name), working


def _lacking(point: str, why: str, printed: Sequence[str]) -> str:
    """A missing point in one line: the point, the amounts that lack it, and the reason."""
    shown = ", ".join(printed[:_MOST_SHOWN]) + (" …" if len(printed) > _MOST_SHOWN else "")
    count = say(f"{len(printed)}件の金額", f"{len(printed)} amount(s)")
    return f"{say(*POINT_NAMES[point])}: {count} {shown} — {reason(point, why)}"
