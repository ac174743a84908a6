"""Items that running text tells of one after another: what each asks for, what it had, and below a decision what it gets.

`① 観察会については、要求額を900千円とし、…。前年度当初予算額は800千円である。`, and under 査定の結果 `観察会は、850千円に減額した。`
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from structurer.reading.layout.sentences import Sentence
from structurer.sheet.model import Cell, Item, Label, Measure
from structurer.tables.cites import cell
from structurer.tables.context import Context
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure
from structurer.text.words import squeeze, tidy

_ABOUT = re.compile(
    r"[\s・]*(?:(?:\(\d{1,2}\)|\d{1,2}[.)、]?|[①-⑳])\s*)?(?P<name>[^\s、。()]{2,40}?)(?:については|につきましては)、"
)
_STAGED = re.compile(
    r"(?:^\s*|[、。]\s*)(?P<label>(?:前々?年度の?)?(?:当初)?(?:予算)?(?:要求額|予算額|査定額|計上額|内示額|決定額|決算額))(?:を|は|が)?$"
)
_DECIDED = re.compile(r"(?:^|[。\s])(?P<name>[^\s、。()]{2,40}?)は、(?:要求の?(?:とおり|通り|どおり))?$")
_GIVEN = re.compile(r"に(?:減額|増額)(?:した|しました|する)|と(?:した|しました|する)|を認め(?:た|る|ました)")
_Heading = Label | None


@dataclass
class Narrated:
    """What the paragraphs so far tell of items: the item that the present one is about, and the amounts of each."""

    about: Label | None = None
    _end: int = 0
    _heading: _Heading = None
    _cells: dict[tuple[_Heading, str], tuple[Label, list[Cell]]] = field(default_factory=dict)

    def hear(self, sentence: Sentence) -> None:
        """Know what a sentence is about: the item that it opens with, or that its paragraph opened with."""
        opened = _ABOUT.match(sentence.text)
        if opened is not None:
            self.about = Label(text=tidy(opened["name"]), line=sentence.line_at(opened.start("name")))
        elif sentence.bullet or sentence.heading != self._heading:
            self.about = None
        self._heading = sentence.heading

    def take(self, context: Context, sentence: Sentence, figures: Sequence[Figure]) -> set[str]:
        """Take the amounts of items in a sentence; return the figures taken."""
        told = [*self._of_paragraph(context, sentence, figures), *self._decided(context, sentence, figures)]
        for name, made in told:
            key = sentence.heading, squeeze(name.text)
            self._cells.setdefault(key, (name, []))[1].append(made)
        self._end = sentence.parts[-1][2]
        return {made.cite.figure for _, made in told if made.cite.figure is not None}

    def items(self) -> Iterator[tuple[_Heading, Item]]:
        """The items with their amounts, each with the heading it stands under, in the order of the text."""
        for (heading, _), (name, cells) in self._cells.items():
            yield heading, Item(label=name, cells=tuple(cells))

    def _of_paragraph(
        self, context: Context, sentence: Sentence, figures: Sequence[Figure]
    ) -> Iterator[tuple[Label, Cell]]:
        goes_on = _ABOUT.match(sentence.text) is not None or sentence.line_at(0) == self._end
        for figure in figures if self.about is not None and goes_on else ():
            staged = _STAGED.search(sentence.before(figure)) if figure.kind is Kind.MONEY else None
            when = None if staged is None else context.when(staged["label"])
            if when is not None and when.stage is not None and self.about is not None:
                made = cell(figure, Measure.AMOUNT, when.year_offset or 0, when.stage)
                if made is not None:
                    yield self.about, made

    def _decided(self, context: Context, sentence: Sentence, figures: Sequence[Figure]) -> Iterator[tuple[Label, Cell]]:
        stage = None if sentence.heading is None else context.vocabulary.last_stage(sentence.heading.text)
        known = {name for _, name in self._cells}
        for figure in figures if stage is not None else ():
            named = _DECIDED.search(sentence.before(figure)) if figure.kind is Kind.MONEY else None
            given = _GIVEN.match(sentence.after(figure)) is not None
            if named is None or not given or squeeze(named["name"]) not in known or stage is None:
                continue
            made = cell(figure, Measure.AMOUNT, 0, stage)
            if made is not None:
                line = sentence.line_before(figure, named.start("name"))
                yield Label(text=tidy(named["name"]), line=line), made
