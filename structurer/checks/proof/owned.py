"""The owner of an amount: the headings over its table are the project's own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from structurer.checks.proof.asides import IN_BRACKETS, PLAIN, is_apart
from structurer.checks.proof.cells import goes_on_in_cells
from structurer.checks.proof.consume import SILENT
from structurer.checks.proof.corners import Corners
from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.headers import HeaderRows
from structurer.checks.proof.heading import TERM
from structurer.checks.proof.heading_meaning import EARLIER
from structurer.checks.proof.heading_words import (
    BRACKETS,
    ELSEWHERE,
    NOTE,
    RISK,
)
from structurer.checks.proof.owner import Heading, Outline
from structurer.checks.proof.place import Walker
from structurer.checks.proof.points import Point
from structurer.checks.proof.reckoning import is_working_line
from structurer.checks.proof.remarks import remarked
from structurer.checks.proof.residue import AMOUNTS, is_loaded
from structurer.checks.proof.row_label import is_bracketed
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.terms import TERMS
from structurer.checks.proof.told import tells
from structurer.checks.proof.unit_words import told_units
from structurer.checks.proof.wrapped import is_rest
from structurer.sheet.model import Measure
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_SHARE = re.compile(
    r"^旧|(?:会計|[かヶカ]年|年度|局|[国県市]費)分$|円[)）]?$|年分|税[抜込]|ひな形|試算|イメージ|半額|保留|再掲|単位|当初案|要[望求]段階"
    r"|(?:財団|企業局|負担)[)）]?$"
)
"""Of the name of an item: what makes it a part that is another's, or another time's."""
_OF_PART = re.compile(
    r"(?:経費|取組|支援|促進|推進|体制|整備|強化|活動|対応|対策|普及|啓発|管理|運営|業務|調査|研修|育成|確保|もの)$"
)
"""How the name of a part of a project ends that is numbered right under the title; 当初案 and 指定管理費 are none."""
_GROUPS = frozenset({"事務費"})
"""Groups of rows inside a table that are a part of any project's cost; over a table they would be all of it."""
_NEW = re.compile(r"^[*・-]?前年度(?:当初)?(?:予算)?額?:(?:な[しい]|無し?|-|皆増|新規)(?:\(新規\))?$")
"""A line of an item that had nothing the year before."""
_BELOW = 4
"""Lines below the amounts of an item that may still tell of them."""
_BULLETED = re.compile(r"^[*・+-]")
_SIGN = re.compile(r"[■◆◇●○◎□▼▽▶▷]")
"""What stands before the names of items over what is told of them."""


@dataclass(frozen=True)
class Owners:
    """The owners of the tables of one sheet; `labels` are the names of its rows."""

    outline: Outline
    walker: Walker
    labels: frozenset[str]
    _loose: dict[int, str | None] = field(default_factory=dict)
    _remarks: dict[int, str | None] = field(default_factory=dict)
    _chains: dict[tuple[int, str | None], tuple[Heading, ...]] = field(default_factory=dict)
    _told: dict[int, bool] = field(default_factory=dict)
    _tagged: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def _corners(self) -> Corners:
        return Corners(self.outline, self.walker)

    def point(self, spot: Spot, line: int, year_offset: int, is_owned: Callable[[], bool]) -> Point | str:
        """By what the owner of an amount on a line is proved; else the printed words that stand against it."""
        chain = self._above(spot)
        other = [heading.text for heading in chain if heading.is_of_another_year]
        if other and year_offset == 0:
            return other[0]
        past = [one.text for one in chain if one.sense is not None and EARLIER in one.sense.marks]
        if past and year_offset >= 0:
            return past[0]
        told = year_offset < 0 and self._says_earlier(spot)
        tagged = next((text for text in spot.label if self._is_tagged(text)), None)
        if tagged is not None:
            return tagged
        foreign = self._foreign([one for one in chain if not (told and one.text == "参考")], is_owned)
        if foreign is None:
            foreign = self._listed_under(self.walker.grid.row_of(line))
        if foreign is None and spot.by in {"cell", "screen", "count"}:
            row = self.walker.grid.row_of(line)
            foreign = self._between(row) or self._corners.over(row) or self._remarked(row)
        return Point("chain", tuple(heading.row.first for heading in chain)) if foreign is None else foreign

    def _is_tagged(self, name: str) -> bool:
        """True for a quoted name with a bracket that takes its amounts from the project: 講習会（隣県）."""
        if name not in self._tagged:
            tags = [words for words in IN_BRACKETS.findall(name) if told_units(words) is None]  # 参加団体数（団体）
            self._tagged[name] = self.walker.headers.words.said(name) is None and any(map(is_apart, tags))
        return self._tagged[name]

    def _remarked(self, row: PrintedRow) -> str | None:
        """What a cell beside a row's amounts, or the heading over such cells, says of whose they are."""
        if row.position not in self._remarks:
            header = None if len(row.cells) == 1 else self.walker.headers.over(row)
            self._remarks[row.position] = remarked(row, header) or self._told_by(row, header)
        return self._remarks[row.position]

    def _told_by(self, row: PrintedRow, header: HeaderRows | None) -> str | None:
        """The heading of a column of words that nobody knows: 負担者, 支払者."""
        if header is None or not row.values or len(header.rows) > 1:
            return None  # a heading broken over two rows is no word of its own
        known = self.walker.headers.words
        texts = header.rows[-1].texts
        amounts = [known.heads_amounts(cell.text) for cell in texts]
        for n, cell in enumerate(texts[1:], start=1):
            if any(amounts[1:n]) and amounts[n + 1 : n + 2] == [True]:
                continue  # it heads the rows of the right one of two tables side by side
            words = NOTE.sub("", squeeze(cell.text))
            said = self.outline.headings.consume(words)
            told = known.is_heading(words) or said is not None
            empty = any(one.is_dash or one.is_blank for one in row.cells if one.index == cell.index)
            named = row.kind != "line" and cell.index < row.values[0].index and not empty
            narrow = is_apart(words) or (IN_BRACKETS.search(words) is not None and said is not None)
            if named and narrow and (said is None or said.units or self._corners.narrows(said)):
                return tidy(cell.text)  # 項目（前年度） over names
            if words and (_PAYERS.fullmatch(words) if told else _COLUMN.fullmatch(words) is None):
                return tidy(cell.text)
        return None

    def _says_earlier(self, spot: Spot) -> bool:
        """True where the words of an amount's own row say an earlier year, all of them known: 参考 over it says no more."""
        said = self.outline.headings.consume("".join((*spot.label, spot.own)).strip(" \u3000:：()（）"))
        return said is not None and bool(said.years) and max(said.years) < 0

    def _listed_under(self, row: PrintedRow) -> str | None:
        """The entry of a list that an entry is set in below, where it has no amount and says a year, a stage or what nobody knows."""
        own = self.walker.grid.indent(row)
        if row.kind != "line" or not own:
            return None
        header = self.walker.headers.over(row) if len(row.values) > 1 else None
        headings = {heading.row.position for heading in self.outline.chain(row.position)}
        for above in reversed(self.walker.grid.rows[max(0, row.position - _MOST_ENTRIES) : row.position]):
            if above.position in headings:
                return None  # ● 予算額: the chain says what it and those over it are
            if above.is_bare or self.walker.grid.indent(above) >= own:
                continue
            match = _ENTRY.match(above.text.strip())
            words = above.text.strip()[0 if match is None else match.end() :].rstrip(":：")
            if header is not None and above.position < header.top:
                return None  # it stands over the headings of the columns, and heads the table as a whole
            named = squeeze(words) in self.labels or any(name in squeeze(words) for name in self.outline.own)
            priced = above.values or any(figure.is_money for cell in above.cells for figure in cell.figures)
            if match is None or priced or named or self._tells(words):
                return None
            said = self.outline.headings.consume(words)
            return tidy(words) if said is None or said.years or said.stages else None
        return None

    def _tells(self, words: str) -> bool:
        """True for a sentence of what is done: amounts set in below it are what it takes."""
        return "。" in words and tells(squeeze(words), self.outline.fiscal_year)

    def _above(self, spot: Spot) -> tuple[Heading, ...]:
        """The headings over a table, worked out once for all of its amounts."""
        if (spot.top, spot.by) not in self._chains:
            self._chains[spot.top, spot.by] = self._over_table(spot)
        return self._chains[spot.top, spot.by]

    def _over_table(self, spot: Spot) -> tuple[Heading, ...]:
        """The headings over a table; the heading of its own names (No., 細事業名), alone on the table's first line, is none of them."""
        chain, known = self.outline.chain(spot.top), self.walker.headers.words
        if chain and spot.by == "word" and spot.columns and chain[-1].row.first in spot.lines[1:]:
            return chain[:-1]  # the titles of two lists side by side, of which its own is over an amount's column
        if (
            chain
            and spot.by in {"word", "sentence"}
            and self._is_item(chain[-1])
            and not self._is_told(chain[-1], spot.top + _BELOW)
        ):
            return chain[:-1]  # the name of an item over what is told of it, which is quoted
        own = spot.by == "count" and bool(chain) and chain[-1].row.position == spot.top
        return chain[:-1] if own and squeeze(chain[-1].row.text).lower() in known.heads else chain

    def _is_item(self, heading: Heading) -> bool:
        """True for the name of a row as the term of a definition list, or numbered, or behind a sign, and without a word of risk."""
        named = squeeze(heading.text) in self.labels
        listed = re.sub(r"\W", "", heading.mark).isdigit() or _SIGN.fullmatch(heading.mark) is not None
        risky = (RISK.search(heading.text) or _SHARE.search(heading.text)) is not None
        return named and (heading.mark == TERM or (listed and not risky))

    def _is_told(self, name: Heading, end: int | None = None) -> bool:
        """True where a line without an amount, below the name of an item and beside its amounts, may say that they are not its own.

        `end` is the first row that is not looked at; without it all up to the next heading are.
        """
        told = (_NEW.sub("", text) for text in self._told_below(name, end))
        return any(is_loaded(text, self.outline.fiscal_year) for text in told)

    def _told_below(self, name: Heading, end: int | None) -> Iterator[str]:
        """The squeezed lines without an amount below a name, down to the next heading or a row."""
        rows = self.walker.grid.rows[name.row.position + 1 : end]
        own = takewhile(lambda row: self.outline.headings.of(row) is None, rows)
        for row in own:
            if row.kind == "line" and not any(f.is_money for cell in row.cells for f in cell.figures):
                yield squeeze(row.text)

    def _is_told_of(self, heading: Heading) -> bool:
        """True unless all that stands under a heading of Markdown tells what is done there; worked out once."""
        place = heading.row.position
        if place not in self._told:
            texts = (_BULLETED.sub("", _NEW.sub("", text)) for text in self._told_below(heading, None))
            self._told[place] = not all(tells(text, self.outline.fiscal_year) for text in texts if text)
        return self._told[place]

    def _foreign(self, chain: Sequence[Heading], is_owned: Callable[[], bool]) -> str | None:
        """The first heading that is not understood and is no free name under one that is."""
        for heading, above in zip(chain, [None, *chain], strict=False):
            if heading.sense is None and not (self._is_free(heading, above) and is_owned()):
                return heading.text
        return None

    def _is_free(self, heading: Heading, above: Heading | None) -> bool:
        """True for a name under a heading of the project that is understood; in Markdown one of a project only as an item's.

        Under the sheet's own title it is one of several with a number, and no project.
        """
        dated = above is not None and above.sense is not None and above.sense.years == {0} and not above.mark
        if above is not None and (above.is_own_title or dated):
            named = _OF_PART.search(heading.text) is not None and _OTHERS.search(heading.text) is None
            return heading.mark[:1].isdigit() and named and heading.is_free(listed=True)
        if above is None or above.sense is None or above.is_title:
            return False
        nested = heading.mark[:1].isdigit() or (set(heading.mark) == {"#"} and len(heading.mark) > len(above.mark))
        within = nested and above.mark.startswith("#")
        named = squeeze(heading.text) in self.labels
        project = set(heading.mark) == {"#"} and heading.text.endswith("事業") and not named
        other = _OTHERS.search(heading.text) is not None
        named = named and set(heading.mark) == {"#"}
        other = other or (named and (_SHARE.search(heading.text) is not None or self._is_told_of(heading)))
        apart = within and (project or other)
        return heading.is_free(listed=above.mark.startswith("#") and nested) and not apart

    def _between(self, row: PrintedRow) -> str | None:
        """A line of words between the headings of a table and a row that is neither a part of a name nor understood."""
        if row.position not in self._loose:
            header = None if not row.values or len(row.cells) == 1 else self.walker.headers.over(row)
            passed = () if header is None else header.between
            self._loose[row.position] = next((found.text for found in passed if self._is_loose(found, row)), None)
        return self._loose[row.position]

    def _is_loose(self, found: PrintedRow, row: PrintedRow) -> bool:
        text = squeeze(found.text)
        rest = is_rest(self.walker.grid, self.walker.words, found, self.outline.fiscal_year)
        if (
            rest
            or goes_on_in_cells(self.walker.grid, self.labels, found, self.outline.fiscal_year)
            or self.walker.headers.is_blank(found)
        ):
            return False
        following = self.walker.grid.rows[found.position + 1 : found.position + 2]
        goes_on = any(text + squeeze(one.cells[0].text) in self.labels for one in following if one.cells)
        dated = re.fullmatch(r"[前昨翌]年度?", text) is not None and not goes_on  # no half of 前年度当初予算額 alone
        named = not is_bracketed(text) and not dated and any(text in name or name in text for name in self.labels)
        told = found.position >= row.position or named or _is_term(text) or self._is_told_of_item(text, row)
        told = told or self.outline.headings.is_told(found) or is_working_line(found.text) or self._is_done(found)
        words = text.strip(BRACKETS)
        said = SILENT if words in _GROUPS else self.outline.headings.consume(words)
        if told or said is None:
            return not told
        return (
            bool(said.years or said.stages or said.measures - {Measure.PROJECT_COST}) or RISK.search(text) is not None
        )

    def _is_done(self, found: PrintedRow) -> bool:
        """True for a sentence right below a drawn row of amounts that tells what is done for them."""
        above = self.walker.grid.rows[found.position - 1] if found.position else None
        below = above is not None and above.kind != "line" and bool(above.values) and bool(above.texts)
        return below and found.kind == "line" and self._tells(found.text)

    def _is_told_of_item(self, text: str, row: PrintedRow) -> bool:
        """True for a sentence between the items of a list, over which one heading stands and none of columns."""
        header = self.walker.headers.over(row)
        listed = header is not None and len(header.rows) == 1 and len(header.rows[0].texts) == 1
        return (
            listed
            and text.endswith("。")
            and not is_loaded(text, self.outline.fiscal_year)
            and AMOUNTS.search(text) is None
        )


_PAYERS = re.compile(r"(?:費用|経費)?負担(?:区分|額の区分)?|予算(?:区分|年度)|(?:計上|要求|対象)?年度")
"""The heading of a column of words, all of it known, of whose and of which year the amounts beside them are."""
_COLUMN = re.compile(
    rf"{PLAIN.pattern}|(?:執行|進捗|達成|充当|補助)率|不用額?|[^負払出資執財会]{{2,6}}(?:名|内容|理由|方法|番号)"
)
"""The heading of a column of words or rates that says of nobody that he pays."""


def _is_term(text: str) -> bool:
    """True for a term of a subsidy with what it says: 限度額 alone would be over the amounts below it."""
    return text.startswith(TERMS) and text not in TERMS


_ENTRY = re.compile(r"[・\-*+○●][\s\u3000]*")
_MOST_ENTRIES = 24
"""Lines from an entry of a list in a list up to the one that it stands under."""
_OTHERS = re.compile(
    rf"補正|概算|[国県]費|決算|以外|特会|[独託金]分|民間|警察|留保|^前期|^他[課部局]|{ELSEWHERE.pattern}"
)
"""Of a name one step deeper in Markdown: what may be another project's, or another budget's."""
