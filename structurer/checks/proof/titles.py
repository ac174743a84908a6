"""The words of a sheet's title: the kind of paper that it names, its year, whose it is."""

import re

from structurer.checks.proof.heading_words import MARK, OFFICE, RISK, VOID
from structurer.text.words import tidy

DOCUMENT = re.compile(r"要求書|調書|要求資料|説明書|編成過程|個票|シート|概要$")
PAPER = re.compile(r"[一-龠々ァ-ヶーぁ-ん・]{2,16}(?:調書|要求書|見積書|説明書|シート|個票|評価書)")
NO_PAPER = re.compile(
    rf"{RISK.pattern}|{VOID.pattern}|[旧前次翌隣元現案版]|様式|(?:特別|企業)会計|繰越|基金|交付税|国の|[県市町村局部課室所]の|[局署]|関連|共通"
)
"""The name of a kind of paper in a title, and the words with which it may be one of other amounts, or of an office's."""
OTHER_TIMES_PAPER = re.compile(rf".{{0,40}}(?:{DOCUMENT.pattern}).{{0,4}}[(（](?:前|昨|翌|次)年度")
"""A title that adds in brackets that it is of another year than the sheet."""
TITLE_YEAR = re.compile(r"(?:令和|平成|[RH])(?:元|\d{1,2})年度?|(?:19|20)\d\d年度?")


def unofficed(text: str) -> str:
    """The words of a title without the offices that stand apart in it, and without the name of a body before the year."""
    parts = re.split(r"([\s\u3000()（）]+)", MARK.sub("", text, count=1))
    kept = "".join(part for part in parts if OFFICE.fullmatch(part) is None)
    return re.sub(
        r"^\s*(?![隣他各全旧元][都道府県市町村])[^\s0-9]{1,5}[都道府県市町村](?=[\s\u3000]*の?(?:令和|平成|[RH0-9]))の?",
        "",
        tidy(kept),
    )
