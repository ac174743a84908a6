"""The name of a row: what is printed beside its amounts, whole, whatever the reader called it.

Labels are consumed for what they say, and 復活 and 要求額 say the same: only the letters tell one row of a table from another.
"""

from collections.abc import Iterator, Sequence

from structurer.checks.proof.consume import BUDGET, STAFF, Consumed
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Measure
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_MARKS = re.compile(
    r"^(?:[・○●◎■◆▼*\-]+|\+[ \u3000]|"
    r"[(（【〔\[<＜]財源(?:の?内訳)?[)）】〕\]>＞]|[①-⑳]|[(（]?\d{1,3}[)）.．、](?!\d)|\d{1,3}(?=[\s\u3000])|[(（][ア-ン][)）]|[ア-ン](?=[\s\u3000.．、)）])[.．、)）]?)[\s\u3000]*"
    r"|[\s\u3000]*(?:…|‥|\.{3,}|・{3,})+$"
    r"|[\s\u3000]*[(（](?:補助率)?\s?\d{1,2}[/／]\d{1,2}[)）]$|[\s\u3000]*[:：]$|[\s\u3000]*[(（](?:(?:百万|千)?円|人|%|％)[)）]$"
)
"""What stands beside a name and is no part of it: a bullet or a number before it, a rate, a unit or a colon behind it."""
_BRACKETED = re.compile(r"[(（\[［【](?P<inner>[^()（）\[\]［］【】]+)[)）\]］】]")
_AROUND = " \u3000\n\t*:：、,（(〔【[「・…‥.．-"
"""What stands around the words of an amount in its own line."""
_PARTS = re.compile(r"[\s\u3000:：、,（(〔【\[「）)]+")
_PARTICLES = "はがをのにで"
_JOINTS = "のるたはがをにへと、,（(分 \u3000"
"""Behind what a name begins in a sentence: a particle, the ending of a verb."""
LETTER = re.compile("[一-龠々ァ-ヶー]")
"""Letters that names are made of: before or behind a name they make it a part of another."""


def bare(text: str) -> str:
    """A name without its bullet, its number, its rate and brackets that are all around it."""
    text = tidy(text)
    rest = _MARKS.sub("", text) or text
    whole = _BRACKETED.fullmatch(rest)
    return rest if whole is None else whole["inner"]


def own_name(spot: Spot) -> str:
    """The last words before an amount in its own line: 計上額 of `一般事業査定:計上 計上額:`."""
    return _PARTS.split(tidy(spot.own).strip(_AROUND))[-1]


def is_name(name: str, spot: Spot, words: KnownWords) -> bool:
    """True where a row's name is the whole one that is printed beside an amount."""
    name, texts = squeeze(name), [text for text in spot.label if squeeze(text)]
    if texts:
        return _is_labelled(name, texts, words)
    own = squeeze(spot.own.strip(_AROUND))
    if name in words.letters:  # 財　源　債 17,100
        own = own.removeprefix("財源")
    if spot.by != "sentence":
        opened = re.split("[:：、]", own)  # 令和4年度要求：人件費 is of a row by either name
        return name in {own, squeeze(own_name(spot)), squeeze(bare(spot.own)), *(opened if len(opened) == 2 else ())}
    ends = {own, own.rstrip(_PARTICLES)}
    return name in ends or any(said.endswith(name) and said[: -len(name)].endswith(tuple(_JOINTS)) for said in ends)


def _is_labelled(name: str, texts: Sequence[str], words: KnownWords) -> bool:
    """True for texts of a label that follow each other, where those left out say nothing."""
    for first in range(len(texts)):
        for last in range(first + 1, len(texts) + 1):
            given = " ".join(map(tidy, texts[first:last]))
            if name in {squeeze(given), squeeze(bare(given))}:
                own = words.said(given)
                others = (text for text in (*texts[:first], *texts[last:]) if squeeze(text) != name)
                return not any(_tells(text, words, own) for text in others)
    return False


def _tells(text: str, words: KnownWords, own: Consumed | None) -> bool:
    """True for words of a measure that the name does not say itself, of a year, a stage or a total."""
    said = words.said(text)
    if said is None:
        return False
    named = frozenset[Measure]() if own is None else own.measures
    staff = {Measure.HEADCOUNT} if named & STAFF else set()  # 従事人数 over 正職員
    measures = said.measures - named - staff
    stages = said.stages - ({BUDGET} if own is not None and own.stages else set())  # 予算額 over 補正予算額
    return bool(measures or said.years or stages or said.marks & {"total", "change"})


def is_whole_word(name: str, text: str) -> bool:
    """True where a squeezed name stands in a squeezed text with no letter of a longer word before or behind it."""
    return any(not LETTER.match(text, end) for _, end in word_begins(re.escape(name), text))


def word_begins(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a name, given as a pattern, with no letter of a longer word before it."""
    for found in re.finditer(f"(?=({name}))", text):
        begin, end = found.span(1)
        if not LETTER.match(text[begin - 1 : begin]):
            yield begin, end
