"""The accounts that a project is budgeted in, as a line of the head: 款, 項 and 目."""

from structurer.checks.proof.head_fields import LABEL_LINE
from structurer.checks.proof.heading_words import RISK
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_ACCOUNTS = re.compile(
    r"(?:議会|総務|民生|衛生|労働|農林水産業?|商工|土木|警察|消防|教育|災害復旧|公債|諸支出)[費金](?:[\s\u3000>＞›/／・]+[一-龠ァ-ヶーり・がい]{1,12}費){1,2}"
)
"""The 款, 項 and 目 of the expenditure on a line of their own, the 款 of the closed list for all of Japan: where the project is
budgeted. It belongs to the head, and heads nothing."""
_MARKED_ACCOUNTS = re.compile(
    r"[(（]?款[)）]?[\s　:：]*[^\s　\d()（）]{1,14}[\s　]*[(（]?項[)）]?[\s　:：]*[^\s　\d()（）]{1,14}"
    r"(?:[\s　]*[(（]?目[)）]?[\s　:：]*[^\s　\d()（）]{1,18})?"
)
"""The same with their own words before them."""


def is_of_accounts(text: str) -> bool:
    """True for a line of labels of the head, and for one of the accounts that the project is budgeted in."""
    if LABEL_LINE.fullmatch(squeeze(text)) is not None:
        return True
    accounts = any(known.fullmatch(text) is not None for known in (_ACCOUNTS, _MARKED_ACCOUNTS))
    return accounts and RISK.search(text) is None
