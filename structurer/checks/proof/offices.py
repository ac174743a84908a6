"""Lines of offices and nothing else: whose they are."""

from collections.abc import Iterable

from structurer.checks.proof.heading_words import BRACKETS, CLOSING, MARK, OFFICE
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_OTHERS_OFFICE = re.compile(
    r"[隣旧元他試]|(?<=[^\s()（）])[県府省]|東京都|北海道|[一-龠]{2,}(?:市(?!街)|町(?!村)|(?<!町)村)(?=[一-龠]*(?:部|局|課|室|係|委員会))"
)
_FORMER_OFFICE = re.compile(r"(?:^|[\s\u3000])(?:隣|旧|元|他|廃止|前年度|国土|国の)")
"""Of an office that is none of the project's own: in brackets, and as it stands."""


_FIELD = re.compile(
    r"[\s*・|-]*(?:所[属管](?:課|部局|部署)?名?|(?:担当)?(?:部局?|課)・?(?:課|室)?名?|担当部署|主管課)[\s\u3000:：|*]+(?P<of>\S.*)"
)
_PART = re.compile(r"[^部局庁課室係所\s]+(?:部|局|庁|委員会|課|室|係|所)")
_HIGHER = ("部", "局", "庁", "委員会")
"""How offices end that stand beside each other: 企業局 and 県土整備部; 河川課 is within one."""


def is_beside(line: str, lines: Iterable[str]) -> bool:
    """True for a line of offices of which one stands beside those that a labelled field of the lines names: it is another's."""
    fields = [squeeze(found["of"]) for one in lines if (found := _FIELD.match(one)) is not None]
    levels = {part.endswith(_HIGHER) for field in fields for part in _PART.findall(field)}
    parts = line.strip("()（）【】■#* ").split()
    return any(part.endswith(_HIGHER) in levels and not any(part in field for field in fields) for part in parts)


def is_own_office(line: str) -> bool:
    """True for a line of offices that are not said to be another's or of another time."""
    former = _FORMER_OFFICE.search(line.strip("()（）【】")) is not None
    return not former and (line[:1] not in "(（【" or _OTHERS_OFFICE.search(line) is None)


def is_office(text: str) -> bool:
    """True for a heading of offices and nothing else: it is no title, for the office has other projects, too."""
    words = MARK.sub("", text.strip(), count=1).strip(BRACKETS + CLOSING)
    return all(OFFICE.fullmatch(part) is not None for part in words.split())
