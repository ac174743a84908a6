"""Amounts in words: a line that is a label and its amount, and sentences every word of which is understood."""

from bisect import bisect_left
from collections.abc import Sequence

from structurer.checks.proof.consume import Consumed
from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.headers import NUMBERED
from structurer.checks.proof.heading_words import ELSEWHERE, MARK, NOTE, RISK
from structurer.checks.proof.parted_text import BULLET, TAG, PartedText, without
from structurer.checks.proof.parts import tells_what_is_bought
from structurer.checks.proof.row_name import bare, is_whole_word
from structurer.checks.proof.spoken import Speech, about, aim, led_by
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.told import tells
from structurer.checks.proof.unit_words import told_units
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import SOURCES, Label, Measure
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure, Line
from structurer.text.words import plain, squeeze, tidy

_AMOUNT_BEHIND = re.compile(r"[\s　:：.…‥・]*[△▲\-]?\d[\d,.]*\s*(?:百万|千|万|億)?円.*$")
"""An amount on the line of a name, and what follows it."""
_IN_BRACKETS = re.compile(r"[(（](?P<unit>[^()（）]{1,6})[)）][\s　]*$")
"""The unit in brackets behind a name."""
_NAMING = re.compile(r"^[\s　]*(?:(?:成果|活動)?指標|細?々?事業|取組|項目)名?[:：][\s　]*")
"""The label of a name on the name's own line: 指標名：利用者数."""
_NEW = frozenset({"皆増", "新規"})
"""What stands behind an amount where the year before had none."""
_GRANT = re.compile(r"[一-龠ぁ-んァ-ヶー々・]{2,30}")
_PAID = r"(?:補助金|交付金|負担金|委託金|助成金)$"
_REST = r"(?<![補交負])(?<!補助)(?<!交付)(?:収入|協賛金|助成金|負担金)$"
_PAYERS = re.compile(r"[県都道府市町村](?:単|の)|受益者|民間|団体|寄[附付]|債(?!$)")
"""Who gives a grant that is of another source than the one it stands behind."""
_ENDINGS = {
    Measure.NATIONAL: _PAID,
    Measure.PREFECTURAL: _PAID,
    Measure.BONDS: r"債$",
    Measure.FEES: r"料$",
    Measure.TRANSFERS: r"繰入金$",
}
"""How the name of what a source is made of ends."""
_SOURCES = frozenset(SOURCES)
_SOURCED = re.compile(r"財源[:：]")
"""Behind it stands who pays, with rates and without amounts."""
_MOST_BELOW = 12
"""Lines from an item of a list down to its amounts: the longest of the published lists has seven."""
_AMOUNT_FIRST = re.compile(r"\s*\d{1,3}(?:,\d{3}|[億万千百]|円)")
"""How a line of running text goes on with an amount, which numbers nothing."""
_WRAPPED = 30
"""A line of running text is wrapped at no less: the narrowest pages of published sheets hold 34 letters."""
_IN_SECTION = re.compile(r"^[*\-+・]\s?[^*]|。(?:[(（][^()（）]*[)）])?$")
"""An entry of a list, or a sentence."""
_OF_SUBSIDY = re.compile(
    r"(?:(?:補助|交付|助成)(?:対象)?(?:者|先|経費|事業者?|率|上限額|限度額|(?:予定)?件数)|(?:交付|補助|助成)?予定(?:件数|者数)|対象(?:者|経費)|(?:上限|限度)額)[:：].+"
)
"""A field that tells of a subsidy between its name and its amounts: 補助対象者：市町村."""
_AROUND_LABEL = re.compile(r"^(?:に対して?、?|から)|[はがをにの、]*$")
"""What joins the label of an amount to the amounts before and behind it."""
_AS_ASKED = re.compile(r"要求の?(?:とおり|通り|どおり)")
_OF_BUDGET = re.compile(r"の(?:(?:[前本今]年度|令和\d{1,2}年度)の?)?(?:当初)?(?:予算|要求|査定|決定|計上|決算|財源)")
_APART = re.compile(r"[ \u3000]{2,}|[ ]?\u3000|\t")
"""The gap between an amount and the sentence that tells what it is for."""


class Sentences:
    """The amounts in running text of one source."""

    def __init__(
        self, grid: Grid, words: KnownWords, names: frozenset[str], cited: frozenset[str], project: str = ""
    ) -> None:
        self.grid, self.words, self._cited, self._project = grid, words, cited, project
        self._passages: dict[tuple[int, int, str], PartedText] = {}
        self._unspoken: dict[tuple[int, int, str], str | None] = {}
        self._names = names
        self._speech = Speech(words, names)

    def passage(self, start: int, end: int, figure: Figure) -> PartedText:
        """A span of the source parted at the figures that the record cites, at rates, and at the figure itself.

        Any other number is a word of the text, and understood or not.
        """
        key = self._key(start, end, figure)
        if key not in self._passages:
            source = self.grid.source
            first, last = bisect_left(source.figure_starts, start), bisect_left(source.figure_starts, end)
            held = [found for found in source.figures[first:last] if found is figure or self._parts(found)]
            self._passages[key] = PartedText(source.drawn[start:end], start, held, self.words)
        return self._passages[key]

    def _key(self, start: int, end: int, figure: Figure) -> tuple[int, int, str]:
        return start, end, "" if self._parts(figure) else figure.id

    def _parts(self, figure: Figure) -> bool:
        return figure.id in self._cited or figure.kind is Kind.RATIO

    def worded(self, row: PrintedRow, cell: GridCell, figure: Figure, label: Label | None) -> Spot:
        """A label and its amount in one line or cell that is nothing else; the row's name is quoted."""
        whole = row.kind == "line"
        first, last = (self._term(row), row.cells[-1]) if whole else (cell, cell)
        passage = self.passage(first.start, last.start + len(last.text), figure)
        name = "" if label is None else label.text
        unread, quoted = passage.quoting(name)
        told = quoted and bool(name) and unread in {None, len(passage.figures)} and self._is_told(passage.segments[-1])
        told = told or (not name and unread == len(passage.figures) and self._is_granted(passage))
        if unread is not None and not told:
            return self._sentence(row, figure, label) if whole else _stopped(passage.segments[unread])
        if not told and self._is_qualified(passage.behind(figure)):
            return _stopped(passage.behind(figure), row)
        if not told and self._is_narrowed(row, passage.segments[-1]):
            return _stopped(passage.segments[-1], row)
        own = passage.own(figure)
        if quoted and name and squeeze(name) in squeeze(own):
            own = without(own, name)
        below = not quoted and whole and label is not None and self._is_below(row, label)
        quoted = quoted or below
        of_row = BULLET.sub("", passage.over_bracket(figure)).strip("、, \u3000")
        label_texts = (name,) if quoted else (of_row,) if of_row else ()
        units = self._units_of(label) if below and label is not None else ()
        return Spot("word", label_texts, (), BULLET.sub("", own), units, (row.first,), row.position)

    def _is_granted(self, passage: PartedText) -> bool:
        """True for a source whose grant stands in brackets behind its amount: `国庫支出金 900千円（観察会支援事業補助金）`."""
        said = self.words.said(BULLET.sub("", passage.segments[0])) if len(passage.figures) == 1 else None
        tail = squeeze(passage.segments[-1]).strip("()")
        sources = frozenset() if said is None else said.measures & _SOURCES
        apart = any(found.search(tail) is not None for found in (RISK, ELSEWHERE, _PAYERS))
        if len(sources) != 1 or _GRANT.fullmatch(tail) is None or apart:
            return False
        return re.search(_ENDINGS.get(next(iter(sources)), _REST), tail) is not None

    def _is_told(self, tail: str) -> bool:
        """True for words behind the amount of a named row: what is bought, which subsidy of the record is paid, what is done."""
        name = squeeze(tail).strip("()")
        named = name in self._names and RISK.search(name) is None
        apart = _APART.match(tail) is not None and "円" not in name
        return named or name in _NEW or tells_what_is_bought(tail) or (apart and tells(name, self.words.fiscal_year))

    def is_spoken(self, row: PrintedRow) -> bool:
        """True for running text that is nothing but sentences about amounts of the record, every word understood: it is no note."""
        own = [figure for cell in row.cells for figure in cell.figures if figure.is_money]
        if row.kind != "line" or any(figure.id not in self._cited for figure in own):
            return False
        spans = {self._bounds(row, figure): figure for figure in own}
        text, begin = row.text, row.cells[0].start
        rest = "".join(letter for n, letter in enumerate(text, begin) if not any(a <= n < b for a, b in spans))
        passages = (self.passage(*span, figure) for span, figure in spans.items())
        return not rest.strip() and all(self._speech.first_unspoken(one.segments) is None for one in passages)

    def _units_of(self, label: Label) -> tuple[str, ...]:
        """The unit in brackets behind a name that its amounts stand below: 生産額（億円）."""
        found = _IN_BRACKETS.search(self.grid.source.lines[(label.line or 1) - 1].drawn)
        return (found["unit"],) if found is not None and told_units(found["unit"]) is not None else ()

    def lead(self, row: PrintedRow, figure: Figure) -> str:
        """The words before the amount of a line that a figure in brackets behind it is a part of."""
        last = row.cells[-1]
        return (
            self.passage(row.cells[0].start, last.start + len(last.text), figure).lead(figure)
            if row.kind == "line"
            else ""
        )

    def _term(self, row: PrintedRow) -> GridCell:
        """The cell that a line begins with; for the definition of a Markdown list (`: 0円`) the term on the line above it."""
        above = self.grid.rows[row.position - 1] if row.position and row.cells[0].text[:1] in ":：" else None
        term = above is not None and above.kind == "line" and len(above.cells) == 1 and not above.values
        return above.cells[0] if above is not None and term and above.text[:1] not in ":：" else row.cells[0]

    def _sentence(self, row: PrintedRow, figure: Figure, label: Label | None) -> Spot:
        """A sentence every word of which is understood: labels, amounts, names of the record, and the words between them."""
        begin, end = self._bounds(row, figure)
        passage = self.passage(begin, end, figure)
        key = self._key(begin, end, figure)
        if key not in self._unspoken:
            self._unspoken[key] = self._speech.first_unspoken(passage.segments)
        unspoken = self._unspoken[key]
        if unspoken is None and self._is_qualified(passage.behind(figure)):
            unspoken = passage.behind(figure)
        if unspoken is not None:
            return _stopped(unspoken, row)
        own, base = passage.own(figure), passage.base(figure)
        clause = re.split(r"[、。(（]", own.rstrip("、"))[-1] if "、" in own.rstrip("、") or base else own
        clause, name = BULLET.sub("", clause), "" if label is None else label.text
        quoted = bool(name) and is_whole_word(squeeze(name), squeeze(base or clause))
        quoted = quoted or (bool(name) and self._is_subject(name, figure, own))
        if self._is_anothers(passage.segments[0] + own, name):
            return _stopped(own, row)
        clause += aim(passage.behind(figure))
        led = led_by(passage.segments[0], self.words)
        over = (*([led] if led else []), *self._speech.done_with(passage.behind_bracket(figure)))
        first = next(n for n in range(figure.line, 0, -1) if self.grid.source.lines[n - 1].start <= begin)
        lines = tuple(dict.fromkeys((row.first, first)))
        return Spot("sentence", (name,) if quoted else (), over, clause, (), lines, row.position)

    def _is_subject(self, name: str, figure: Figure, own: str) -> bool:
        """True where the paragraph of a figure is about the name it begins with, and its sentence has but a label before the figure."""
        lines, first = self.grid.source.lines, figure.line - 1
        while first > 0 and self._runs_on(first - 1):
            first -= 1
        label = _AROUND_LABEL.sub("", about(name, own))
        told = _AS_ASKED.fullmatch(label) is not None or self.words.said(label) is not None
        paragraph = self.grid.source.drawn[lines[first].start : figure.start]
        return told and about(name, paragraph) != squeeze(BULLET.sub("", tidy(paragraph)))

    def _is_anothers(self, said: str, name: str) -> bool:
        """True for words that say that an amount is of another name of the record than its own and the project's: 観察会の財源は."""
        text = squeeze(said).replace(squeeze(name), "")
        others = self._names - {self._project, squeeze(name)}
        return any(_OF_BUDGET.match(text, found.end()) for one in others for found in re.finditer(re.escape(one), text))

    def spoken(self, segment: str) -> Consumed | None:
        """What a part of a sentence says, every word of it understood."""
        return self._speech.spoken(segment)

    def _is_qualified(self, behind: str) -> bool:
        """True for a bracket right behind an amount that names a measure, a year or a stage: `2,800千円（国費）`."""
        match = re.match(r"\s*[(（](?P<what>[^()（）]+)[)）]", behind)
        said = None if match is None else self.words.said(match["what"])
        return said is not None and bool(said.measures or said.years or said.stages)

    def _is_narrowed(self, row: PrintedRow, tail: str) -> bool:
        """True for words at the end of a line that say another year, a stage or a source of the amounts before them."""
        said = self.words.said(tail)
        sourced = _SOURCED.search(squeeze(row.text)) is not None  # 財源：国1/2、県債 names who pays, and no amount
        return said is not None and bool((said.years - {0}) or said.stages or (said.measures and not sourced))

    def _bounds(self, row: PrintedRow, figure: Figure) -> tuple[int, int]:
        """Where the sentence around a figure begins and ends, over the ends of lines where it is wrapped."""
        lines = self.grid.source.lines
        first = last = row.first - 1
        while (
            first > 0
            and "。" not in lines[first].drawn[: max(0, figure.start - lines[first].start)]
            and self._runs_on(first - 1)
        ):
            first -= 1
        while (
            last + 1 < len(lines)
            and "。" not in lines[last].drawn[max(0, figure.end - lines[last].start) :]
            and self._runs_on(last)
        ):
            last += 1
        text = self.grid.source.drawn
        stop = lines[last].start + len(lines[last].text)
        begin = text.rfind("。", lines[first].start, figure.start) + 1 or lines[first].start
        end = text.find("。", figure.end, stop)
        return begin, (stop if end < 0 else end + 1)

    def behind(self, row: PrintedRow) -> list[str]:
        """The squeezed sentences without an amount behind the first amount of a line, to the end of its paragraph."""
        source, amounts = self.grid.source, [f for cell in row.cells for f in cell.figures if f.is_money]
        if row.kind != "line" or not amounts:
            return []
        last = row.first - 1
        while last + 1 < len(source.lines) and self._runs_on(last):
            last += 1
        begin, stop = amounts[0].start, source.lines[last].start + len(source.lines[last].text)
        found = []
        for sentence in source.drawn[begin:stop].split("。")[:-1]:
            end = begin + len(sentence)
            starts = source.figures[bisect_left(source.figure_starts, begin) : bisect_left(source.figure_starts, end)]
            if not any(figure.is_money for figure in starts):
                found.append(squeeze(sentence))
            begin = end + 1
        return found

    def _runs_on(self, number: int) -> bool:
        """True for a line of running text that the next one goes on: it is long, ends in no stop, and no list begins below."""
        line, below = self.grid.source.lines[number].drawn, self.grid.source.lines[number + 1].drawn
        stopped = line.rstrip().endswith(("。", "」", ")", "）", ":", "："))
        numbered = NUMBERED.match(below) is not None and _AMOUNT_FIRST.match(below) is None
        set_in = below[:1] in " \u3000" and not self._hangs(line, below)
        listed = not below.strip() or set_in or below.strip()[:1] in "・-*○#|" or numbered
        return (
            len(line.strip()) >= _WRAPPED
            and not stopped
            and not listed
            and "\t" not in line + below
            and "|" not in line + below
        )

    @staticmethod
    def _hangs(line: str, below: str) -> bool:
        """True for a line set in below the one that begins an entry of a list, or as far as the one above it."""
        first, second = (len(text) - len(text.lstrip()) for text in (line, below))
        begins = BULLET.match(line) is not None and not line.lstrip()[:1].isalnum()
        return BULLET.match(below) is None and (second > first if begins else second == first > 1)

    def _is_below(self, row: PrintedRow, label: Label) -> bool:
        """True where every line from a name down to a row is set in below it, or in its section of Markdown."""
        if label.line is None or not 0 < row.first - label.line < _MOST_BELOW:
            return False
        lines = self.grid.source.lines[label.line - 1 : row.first]
        if all(line.drawn[:1] in ":：" and line.drawn.strip() for line in lines[1:]):  # the term of a definition list
            return squeeze(label.text) == squeeze(lines[0].drawn)
        if self._is_block(label.line, row) or self._alternates(label.line, row) or _is_section(lines):
            return _is_name_of(label.text, lines[0].drawn)
        depth = [len(line.drawn) - len(line.drawn.lstrip()) for line in lines if line.drawn.strip()]
        return _is_name_of(label.text, lines[0].drawn) and all(own > depth[0] for own in depth[1:])

    def _alternates(self, first: int, row: PrintedRow) -> bool:
        """True for a name and its values on the next line, where another name and values alike stand below it or above it."""
        rows, position = self.grid.rows, row.position
        if self.grid.row_of(first).position != position - 1 or rows[position - 1].values or not row.texts:
            return False
        opening = row.texts[0].text

        def is_alike(place: int) -> bool:
            pair = rows[max(0, place - 1) : place + 1]
            named = len(pair) == len(("name", "values")) and bool(pair[0].texts) and not pair[0].values
            return (
                named
                and pair[1].kind == "line"
                and bool(pair[1].values)
                and pair[1].texts[:1] != ()
                and pair[1].texts[0].text == opening
            )

        return self.words.is_heading(opening) and (is_alike(position + 2) or is_alike(position - 2))

    def _is_block(self, first: int, row: PrintedRow) -> bool:
        """True for lines right below a marked name that each begin with a known word: ① 観察会, and below it 要求額 and 財源."""
        rows = self.grid.rows[self.grid.row_of(first).position : row.position + 1]
        if MARK.match(tidy(rows[0].text)) is None or rows[0].values:
            return False
        return all(
            one.kind == "line"
            and bool(one.texts)
            and not one.is_bare
            and (
                self.words.is_heading(squeeze(one.texts[0].text).partition(":")[0])
                or _OF_SUBSIDY.match(squeeze(one.text)) is not None
            )
            for one in rows[1:]
        )


def _is_section(lines: Sequence[Line]) -> bool:
    """True for a heading of Markdown with nothing but sentences and entries of lists below it."""
    own = [line.drawn.strip() for line in lines[1:] if line.drawn.strip()]
    return lines[0].drawn.startswith("#") and all(_IN_SECTION.search(text) is not None for text in own)


def _is_name_of(name: str, line: str) -> bool:
    """True where a line is a name and nothing else but its mark, its tag, its unit and what a caption says."""
    words = _NAMING.sub("", TAG.sub("", NOTE.sub("", _AMOUNT_BEHIND.sub("", plain(line).lstrip("# ")))))
    return squeeze(name) in {squeeze(bare(one)) for one in (words, _IN_BRACKETS.sub("", words))} | {squeeze(words)}


def _stopped(words: str, row: PrintedRow | None = None) -> Spot:
    """A spot without a place: the words that are not understood."""
    return Spot(None, why=f"「{tidy(words)}」", lines=() if row is None else (row.first,))
