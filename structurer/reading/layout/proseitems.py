"""Items inside sentences: `○○事業に102万円を計上する`, `主な内訳は、…である`, a bullet that ends in its amount."""

from collections.abc import Iterator

from structurer.labels.label import plain
from structurer.labels.vocabulary import Vocabulary
from structurer.reading.layout.sentences import Sentence
from structurer.sheet.model import Breakdown, Cell, Item, Label, Measure, Stage
from structurer.tables.cites import cell
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure
from structurer.text.words import tidy

BESIDE = re.compile(
    r"\((?:(?P<when>前年度(?:当初)?(?:予算額?)?)[\s:は]*[\d兆億万千百,. ]+円|(?:一部)?新規|継続|拡充)\)"
)
"""The budget of the year before, or the word that there was none, in brackets behind an amount."""
_ITEM_LIST = re.compile(
    r"^[\s・]*(?:(?:主な)?(?:経費の|事業費の)?(?:内訳|経費|内容|支出)|(?:支出|経費|事業|事業費)の主なもの)"
    r"(?:は|(?:として|といたしまして|につきまして|について)は)"
)
_ITEM_VERB = re.compile(r"^(?:程度)?(?:を|の経費を)(?:計上|見込|充て|要求|措置|予定|充当|要す)")
_PARTICLE = re.compile(r"(?:として|について|に係る経費|には|に|は|の|を|へ)?[\s:]*$")
_NAME = re.compile(r"[^\s、。,()（）「」:：]{2,40}$")
PROPER = re.compile(r"(?:事業|費|金|料|工事|講座|業務|調査|交流会|研修|整備|支援|委託|派遣|運営|セミナー|イベント)$")
_AND = re.compile(r"^(?:及び|並びに|また|ならびに)")
_BRACKETED = re.compile(r"\((?P<words>[^()]*)\)")
_OPENING = re.compile(
    r"[\s・]*(?:\(\d{1,2}\)|\d{1,2}[.)、]?|[①-⑳])?\s*([^\s、。()]{2,40}?)(?:として|については|について|では|は|に)、"
)
_CLOSING = re.compile(r"\)[。\s]*$")
_LONGEST_LEAD = 120  # characters before an amount in which its name is sought; bounds the search in a long sentence
_SHORT_SOURCES = {"国": Measure.NATIONAL, "県": Measure.GENERAL, "一財": Measure.GENERAL, "一般": Measure.GENERAL}


def items(vocabulary: Vocabulary, sentence: Sentence, figures: list[Figure], stage: Stage) -> Iterator[Item]:
    """The items of a list in a sentence, of a bullet, or of a sentence of its own. Their stage is settled by their sum."""
    listed = _ITEM_LIST.match(sentence.text) is not None
    used: set[str] = set()
    begin = 0
    for figure in figures:
        place = sentence.at(figure)
        if figure.kind is not Kind.MONEY or place < begin:
            continue
        after = sentence.after(figure)
        beside = BESIDE.match(after)
        verb = after if beside is None else after[beside.end() :]
        alone = sentence.bullet and not used and _ends_bullet(after)
        closing = (
            sentence.bullet and not used and _CLOSING.match(after) is not None and sentence.text[:place].endswith("(")
        )
        name = (
            _opening_name(sentence)
            if closing
            else _item_name(vocabulary, sentence, (begin, place), listed=listed or alone)
        )
        alone = alone or closing
        if name is not None and (listed or alone or _ITEM_VERB.match(verb) is not None):
            made = cell(figure, Measure.AMOUNT, 0, stage)
            if made is not None:
                parts = tuple(_parts(vocabulary, sentence, figures, place, stage)) if alone else ()
                before = _year_before(sentence, figures, figure) if beside is not None and beside["when"] else ()
                item = Item(label=name, cells=(made, *before), breakdown=parts)
                used |= cited_by(item)
                yield item
        begin = place + len(figure.printed)


def cited_by(item: Item) -> set[str]:
    """The figures that an item cites."""
    cells = (*item.cells, *(part.cell for part in item.breakdown))
    return {one.cite.figure for one in cells if one is not None and one.cite.figure is not None}


def _year_before(sentence: Sentence, figures: list[Figure], figure: Figure) -> tuple[Cell, ...]:
    """The budget of the year before, in brackets right behind an amount."""
    behind = next((one for one in figures if sentence.at(one) > sentence.at(figure)), None)
    made = None if behind is None else cell(behind, Measure.AMOUNT, -1, Stage.INITIAL)
    return () if made is None else (made,)


def _ends_bullet(after: str) -> bool:
    """True where nothing but a remark in brackets follows the amount of a bullet."""
    return _BRACKETED.sub("", after).strip() in {"", "。"}


def _opening_name(sentence: Sentence) -> Label | None:
    """The name that opens a numbered sentence whose amount closes it in brackets (`(1) ○○事業として、…(878千円)`)."""
    named = _OPENING.match(sentence.text)
    if named is None or PROPER.search(named[1]) is None:
        return None
    return Label(text=tidy(named[1]), line=sentence.line_at(named.start(1)))


def _item_name(vocabulary: Vocabulary, sentence: Sentence, span: tuple[int, int], *, listed: bool) -> Label | None:
    begin, place = span
    begin = max(begin, place - _LONGEST_LEAD)
    before = sentence.text[begin:place]
    named = _NAME.search(_PARTICLE.sub("", before))
    if named is None:
        return None
    text = named[0]
    for word in ("内訳は", "経費は", "内容は", "事業費は"):
        text = text.rpartition(word)[2]
    text = _AND.sub("", text.strip("*").lstrip("・○●◇◆※-"))
    word = plain(text)
    known = vocabulary.names_measure(word) or word in vocabulary.funding_totals or word in vocabulary.totals
    amount = vocabulary.is_stage_label(text) or vocabulary.is_change(text)
    amount = amount or vocabulary.when(text, None).stage is not None
    if known or amount or len(text) < 2 or text.isdigit():
        return None
    if not listed and PROPER.search(text) is None:
        return None
    return Label(text=tidy(text), line=sentence.line_at(begin + named.end() - len(text)))


def _parts(
    vocabulary: Vocabulary, sentence: Sentence, figures: list[Figure], place: int, stage: Stage
) -> Iterator[Breakdown]:
    """The parts of an item by who bears them, in brackets behind it: `946万円(国4,730千円、一財4,730千円)`."""
    bracket = _BRACKETED.search(sentence.text, place)
    if bracket is None:
        return
    inside = [f for f in figures if bracket.start() < sentence.at(f) < bracket.end() and f.kind is Kind.MONEY]
    for figure in inside:
        word = re.split(r"[(、,・\s]", sentence.before(figure))[-1]
        made = cell(figure, Measure.BREAKDOWN, 0, stage)
        if made is not None and (word in _SHORT_SOURCES or plain(word) in vocabulary.sources):
            yield Breakdown(text=word, cell=made)
