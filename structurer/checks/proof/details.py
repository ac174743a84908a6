"""The source of a detail of revenue, by the accounts that it names: 総務費国庫補助金."""

from collections.abc import Sequence

from structurer.checks.proof.consume import Consumed
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure
from structurer.text import lazy_re as re

_DETAILS = (
    (("国庫", "国費"), Measure.NATIONAL), (("債",), Measure.BONDS), (("県支出金", "県補助金"), Measure.PREFECTURAL),
    (("分担金", "負担金"), Measure.CONTRIBUTIONS), (("使用料", "手数料"), Measure.FEES),
    (("財産収入", "財産運用"), Measure.PROPERTY_INCOME),
    (("寄附金", "寄付金"), Measure.DONATIONS), (("繰入金",), Measure.TRANSFERS), (("繰越金",), Measure.CARRIED_OVER),
    (("諸収入", "雑入"), Measure.MISCELLANEOUS),
)  # fmt: skip
"""The source that a detail under it belongs to, by a word of its name (`社会資本整備総合交付金(国費)`)."""
_ACCOUNT = re.compile(
    r"[^\s()（）、。のたるとがな]{1,20}(?:費|債|料|金|収入)(?:[(（](?:補助率)?\d{1,2}[/／]\d{1,2}[)）]|[(（][国県]費[)）])?"
)
"""The name of a 款, 項, 目 or 節 of the revenue, as details print it: 総務費国庫補助金, 防災事業債."""
_CHAPTER = re.compile(
    r"(?:議会|総務|企画|民生|衛生|環境|労働|農林水産業?|農林|商工|土木|警察|消防|教育|災害復旧|公債|諸支出)(?:費(?:国庫|県)?(?:負担金|補助金|委託金|交付金)|債)"
    r"|分担金及び負担金|使用料及び手数料|国庫支出金|県支出金|都道府県支出金|財産収入|寄[附付]金|繰入金|繰越金|諸収入|[県市町道府都]債|地方債"
)
"""The 款 of a budget's revenue, or the 項 under 国庫支出金 and 県債 that a 款 of the expenditure names: a closed list for all of Japan."""
_PAID = re.compile(r"[^のたるとがな]+[(（][国県]費[)）]")
"""A grant by its own name, with who pays it."""
_RATED = re.compile(r"[(（](?:補助率)?\s?\d{1,2}\s?[/／]\s?\d{1,2}[)）]")
_OTHERS = re.compile(r"他|隣|除|以外|前年|昨年|翌年|次年|過去|返還|うち|未|廃止|中止|取消|見送|参考|例|限度")
"""Words that take an account out of the project's sources."""


def detail(fact: Fact, texts: Sequence[str]) -> Consumed | None:
    """The source that the accounts of a detail name, where their words are not all known."""
    whole = "".join(texts)
    accounts = _RATED.sub(" ", " ".join(texts)).split()
    if _OTHERS.search(whole) is not None or not accounts or not all(map(_ACCOUNT.fullmatch, accounts)):
        return None
    if _CHAPTER.fullmatch(accounts[0]) is None and _PAID.fullmatch(whole) is None:
        return None  # nobody knows whose account it is: 川端市民生費国庫補助金
    detail = next((measure for words, measure in _DETAILS if any(word in whole for word in words)), None)
    if fact.measure is Measure.OTHER and detail not in {Measure.NATIONAL, Measure.BONDS, None}:
        detail = Measure.OTHER  # 市町村負担金 of a table whose own columns have no 分担金 but その他
    return None if detail is None else Consumed(frozenset({detail}))
