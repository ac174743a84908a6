"""Lines of offices and nothing else: whose they are."""

import re

from structurer.checks.proof.heading_words import BRACKETS, CLOSING, MARK, OFFICE

_OTHERS_OFFICE = re.compile(
    r"[隣旧元他試]|(?<=[^\s()（）])[県府省]|東京都|北海道|[一-龠]{2,}(?:市(?!街)|町(?!村)|(?<!町)村)(?=[一-龠]*(?:部|局|課|室|係|委員会))"
)
_FORMER_OFFICE = re.compile(r"(?:^|[\s\u3000])(?:隣|旧|元|他|廃止|前年度|国土|国の)")
"""Of an office that is none of the project's own: in brackets, and as it stands."""


def is_own_office(line: str) -> bool:
    """True for a line of offices that are not said to be another's or of another time."""
    former = _FORMER_OFFICE.search(line.strip("()（）【】")) is not None
    return not former and (line[:1] not in "(（【" or _OTHERS_OFFICE.search(line) is None)


def is_office(text: str) -> bool:
    """True for a heading of offices and nothing else: it is no title, for the office has other projects, too."""
    words = MARK.sub("", text.strip(), count=1).strip(BRACKETS + CLOSING)
    return all(OFFICE.fullmatch(part) is not None for part in words.split())
