"""Running text about amounts, word for word: labels, names of the record, what joins them, and what is told behind an amount."""

from collections.abc import Sequence
from itertools import pairwise

from structurer.checks.proof.consume import Consumed
from structurer.checks.proof.parted_text import BULLET
from structurer.checks.proof.told import tells
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Stage
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR
from structurer.text.words import squeeze, tidy

_IS = (
    r"(?:で(?:あります|ある|あり|す|あった|した|ございます)"
    r"|と(?:なりました|なります|なっている|なっています|なっております|なる|なり|なった|する|した|しました))"
)
_DOES = r"(?:する|した|します|しました|している|しています|しております|いたします|いたしました)"
_JOINT = re.compile(
    r"本事業は[^、。]{2,24}が所管し、|本事業[はの]|財政当局の審査を経た|(?:財政当局による)?(?:査定|審査)の結果、|このうち|その|内訳(?:は|といたしましては|としては)、|財源は、|全額が"
    r"|要求の?(?:とおり|通り|どおり)|については、?|につきましては、?|における|(?:と|に)(?:比べ|比較し)(?:た|て|、)?|に対し(?:て)?、?"
    rf"|に(?:減額|増額)(?:した|しました|する)。?|とする(?:こと)?を目標と{_DOES}。?|を予定(?:{_DOES})?。?|を見込(?:む|んでいる|んでいます|んでおります|みます)。?"
    rf"|を充て(?:る|た|ます|ました)?。?|を(?:計上|措置){_DOES}。?|を加えた(?![。、]|$)|(?:(?:この|本|当該)事業に)?従事する|{_IS}、?。?|{_DOES}。?"
    rf"|(?<=予算)案|の(?=(?:当初)?(?:予算|要求|査定|決定|計上|財源|事業費))|(?:なお|また)、|から(?=(?:{ERA_YEAR})年度?(?:に|の|目標))|分の|補助率|残る(?![。、]|$)|残りの|として|は、?|に、?|で、?|が|を|[。、]"
)
"""What may stand between labels and amounts in a sentence."""
_TELLING = re.compile(r"(?:(?:を計上|を要求|を措置|を充当|と)し|で)、(?P<tail>[^。]+)。?$")
"""What is done for an amount, behind it: `を計上し、次の取組を行う。`."""
_WHAT_FOLLOWS = re.compile(r"(?:次|以下|下記)の(?:取組|事業|内容)を(?:行う|実施する|行います|実施します)")
_COUNTED = re.compile(r"[(（][^()（）円]{1,12}[)）]$")
_AGED = re.compile(r"から\d{1,2}年(?:以上)?を経過")
_TAG = re.compile(r"\(?(?:一部)?(?:新規|拡充|継続)\)")
_DIFFERENCE = re.compile(r"の[増減]")
_AIM = re.compile(r"(?:とする(?:こと)?|を達成すること)を目標と(?:する|している|します|しています)。?")
_LED = re.compile(
    r"(?:なお、|また、)?(?P<when>[^、。()（）]{2,20}?)(?:案?の財源(?:内訳)?(?:は|としては|について(?:は)?)、|に係る)"
)
_DONE_WITH = re.compile(r"(?P<words>(?:[をと]|の(?=見込))[^、。は()（）]{2,}?)(?:(?P<on>し)、|[、。])")
_PUT_IN = "計上"
_ABOUT = re.compile(r"(?:については|につきましては|は|を|では|として|に)、")


def aim(behind: str) -> str:
    """The word behind an amount that makes it a target: 目標 of `16校とすることを目標とする`; empty where there is none."""
    return "目標" if _AIM.match(re.sub(r"^[^と]{0,3}(?=と)", "", squeeze(behind))) is not None else ""


def led_by(opening: str, words: KnownWords) -> str:
    """The year and stage that a sentence gives all of its amounts: 要求額 of `要求額の財源は、国庫支出金が`; else empty."""
    found = _LED.match(squeeze(BULLET.sub("", opening)))
    said = None if found is None else words.said(found["when"])
    return found["when"] if found is not None and said is not None and (said.years or said.stages) else ""


def about(name: str, paragraph: str) -> str:
    """The words of a paragraph, without its number, without the name and the particle that make that what it is about."""
    text, own = squeeze(BULLET.sub("", tidy(paragraph))), squeeze(name)
    opened = _ABOUT.match(text, len(own)) if text.startswith(own) else None
    return text if opened is None else text[opened.end() :]


class Speech:
    """The sentences of a sheet; `names` are names of the record, without spaces."""

    def __init__(self, words: KnownWords, names: frozenset[str]) -> None:
        self.words, self._names = words, names
        self._lengths: dict[str, list[int]] = {}
        for first in {name[0] for name in names}:
            self._lengths[first] = sorted({len(name) for name in names if name[0] == first}, reverse=True)

    def first_unspoken(self, segments: Sequence[str]) -> str | None:
        """The first part of a sentence that is not understood; `の増` behind an amount needs a word of change before it."""
        segments = [BULLET.sub("", segments[0]), *segments[1:]]
        opened = _LED.match(squeeze(segments[0]))
        said = None if opened is None else self.words.said(opened["when"])
        if opened is not None and "財源" in opened[0] and said is not None and (said.measures or said.marks):
            return segments[0]  # the sources of a change, or of a source
        for before, after in pairwise(segments):
            if _DIFFERENCE.match(squeeze(after)) and not re.search(r"比|増減|差", before):
                return after
        return next((segment for segment in segments if self.spoken(segment) is None), None)

    def spoken(self, segment: str) -> Consumed | None:
        """What a part of a sentence says, every word of it understood."""
        said = self._said(squeeze(segment))
        return None if said is None else sum((sense for _, sense in said), Consumed())

    def done_with(self, behind: str) -> tuple[str, ...]:
        """The labels in what was done with an amount, as the clause behind it says: 翌年度 of `を翌年度に計上します`.

        What is put into a supplement is of that, whoever put it in; a sentence that goes on says 計上 of what is asked for, too.
        """
        found = _DONE_WITH.match(squeeze(behind))
        said = None if found is None else self._said(found["words"])
        words = [(word, sense) for word, sense in said or () if sense.years or sense.stages or sense.measures]
        supplements = [word for word, sense in words if Stage.SUPPLEMENTARY in sense.stages]
        goes_on = found is not None and found["on"] is not None
        return tuple(supplements or [word for word, _ in words if not (goes_on and word == _PUT_IN)])

    def _said(self, text: str) -> list[tuple[str, Consumed]] | None:
        """The words of squeezed text that are labels, each with what it says; None where a word is not understood."""
        place = 0
        found: list[tuple[str, Consumed]] = []
        while place < len(text):
            name = self._name_at(text, place)
            word = self.words.longest(text, place)
            joint = _JOINT.match(text, place) or _TAG.match(text, place) or (None if place else _DIFFERENCE.match(text))
            joined = 0 if joint is None else joint.end() - place
            reach = max(name, 0 if word is None else word[0], joined)
            told = _TELLING.match(text, place)
            if told is not None and self._is_told(told["tail"]):
                return found  # what is done says nothing of the amount before it
            if reach == 0:
                return None
            if word is not None and word[0] == reach and name < reach:
                found.append((text[place : place + reach], word[1]))
            place += reach
        return found

    def _is_told(self, tail: str) -> bool:
        words = _COUNTED.sub("", tail)
        plain = re.search(r"\d", _AGED.sub("", words)) is None
        return _WHAT_FOLLOWS.fullmatch(words) is not None or (plain and tells(tail, self.words.fiscal_year))

    def _name_at(self, text: str, place: int) -> int:
        """The letters of the longest name of the record that begins at a place; 0 where none does."""
        lengths = self._lengths.get(text[place], ())
        return next((length for length in lengths if text[place : place + length] in self._names), 0)
