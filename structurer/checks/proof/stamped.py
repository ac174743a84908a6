"""Short lines of the head that are no field, no name, no office and no heading understood: 見本, 不採択; titles of other papers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.head_fields import FIELD
from structurer.checks.proof.heading_words import BRACKETS, LINKS, MARK, OFFICE, PATH, RISK, SITE, SPAN_ALONE
from structurer.checks.proof.offices import has_own_account, is_named
from structurer.checks.proof.owner import LONGEST_TITLE, Outline
from structurer.checks.proof.residue import Note, is_about_amounts, is_listed
from structurer.checks.proof.stamps import (
    LONGEST_STAMP,
    NARROWED,
    STAMP_LINE,
    STAMPED,
    accounts,
    is_field,
    is_taken_back,
)
from structurer.checks.proof.titles import (
    OTHER_TIMES_PAPER,
    TITLE_YEAR,
    is_of_other_state,
    is_plain_paper,
    is_state,
    offices_of,
    title_parts,
)
from structurer.checks.proof.unit_words import is_caption
from structurer.sheet.model import Measure
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_TAG = re.compile(r"(?:一部)?(?:新規?|拡充?|継続?|重点|組替)(?:事業)?")
"""What is new about the project, alone on its line."""
_SECTION = re.compile(r"(?:行?財政|予算|[県市町区都府道]政|情報|公開|運営|案内|[・とや])+")
"""The part of a web site that a page stands in: 財政・予算."""
_PLACE = re.compile(r"[^\s\d]{1,6}[都道府県市町村]|(?:担当|会計|事業|要求|予算|課|部局|所管)(?:名|部局|部署|課|区分)?")
_OTHERS_PAPER = re.compile(
    r"隣[県市町村の]|他[県都市町村部局課室の]|別の|廃止|中止|取消|取り?下げ|取りやめ|見送|記入例|見本"
)
"""Words of a title by which the paper is about another body's projects, or about some that are no more asked for."""
_SPENT = re.compile(r"[(（](?:決算|執行|実績)[)）]\s*$")
"""What a title ends with that is about what was spent."""


@dataclass(frozen=True)
class Stamps:
    """The stamps on the head of a sheet."""

    outline: Outline

    def notes(self, labels: Collection[str], used: Collection[int] = frozenset()) -> Iterator[Note]:
        """Short lines of the head that are no field, no name, no office and no heading understood: 見本, 不採択; accounts that are none.

        `used` are lines that the place of an amount rests on: halves of headings are no stamps.
        """
        yield from (Note(line, text) for line, text in accounts(self.outline.grid, self._is_heading_word))
        yield from (Note(row.first, tidy(row.text)) for row in self._stamped() if is_taken_back(row))
        yield from (
            Note(row.first, tidy(row.text))
            for row in self.outline.head_rows()
            if self.outline.headings.is_over_paper(row)
        )
        yield from (Note(row.first, tidy(row.text)) for row in self._spans() if row.first not in used)
        yield from (Note(row.first, tidy(row.text)) for row in self.outline.head_rows() if self._is_bounded(row))
        on_path = False
        for row in self.outline.grid.rows:
            if row.values or (row.kind != "line" and len(row.cells) > 2):
                return
            words = squeeze(row.text).strip(BRACKETS)
            ends = row.is_bare or TITLE_YEAR.search(words) is not None
            on_path = not ends and (on_path or SITE.fullmatch(words) is not None)
            piece = row.first in used or row.position in self.outline.pieces
            plain = row.kind == "line" and is_plain_paper(words)
            if piece or plain or (on_path and STAMPED.search(words) is None):
                continue
            if row.kind == "line" and _is_of_others(words):
                yield Note(row.first, tidy(row.text))
                continue
            if (
                row.kind == "line"
                and "。" not in row.text
                and len(words) <= LONGEST_TITLE
                and self.outline.is_document(row.text)
            ):
                said = self.outline.said_of_title(PATH.sub("", tidy(row.text)))
                if (
                    said is None
                    or said.years - {0}
                    or said.measures - {Measure.PROJECT_COST}
                    or _SPENT.search(row.text)
                ):
                    yield Note(row.first, tidy(row.text))
                continue
            if self._is_stamp(row, words, labels):
                yield Note(row.first, tidy(row.text))

    def _is_bounded(self, row: PrintedRow) -> bool:
        """True for a title to which something is added that makes its amounts others: （復活）, 骨格, 市町村, 百万円, another year."""
        words = squeeze(row.text)
        dated = TITLE_YEAR.search(words) is not None and len(words) <= LONGEST_TITLE and "。" not in words
        headings = (
            bool(row.texts) and squeeze(row.texts[0].text) in self.outline.lexicon.heads
        )  # 区分, and a year over each column
        if not dated or headings or FIELD.match(tidy(row.text)) is not None:
            return False
        if is_of_other_state(tidy(row.text), self.outline.grid.source.drawn):
            return True
        parts = title_parts(row.text)
        said = [self.outline.lexicon.consume(part, self.outline.fiscal_year) for part in parts]
        others = any(one is not None and (one.years - {0} or one.measures - {Measure.PROJECT_COST}) for one in said)
        head = [one.text for one in self.outline.head_rows()]
        others = others or any(has_own_account(one) and not is_named(one, head) for one in offices_of(row.text))
        return self.outline.is_document(row.text) and (others or any(map(RISK.fullmatch, parts)))

    def _spans(self) -> Iterator[PrintedRow]:
        """The lines over the first amounts that are nothing but several years, and no value of a field: 2か年."""
        for row in self.outline.grid.rows:
            if not _is_span(row):
                if row.values:
                    return
            elif not is_field(self.outline.grid, row):
                yield row

    def _stamped(self) -> Iterator[PrintedRow]:
        """The lines that a stamp may stand on: those of the head, and any that is nothing but words in brackets."""
        head = list(self.outline.head_rows())
        yield from head
        rest = self.outline.grid.rows[len(head) :]
        yield from (
            row
            for row in rest
            if row not in head
            and any(found.fullmatch(squeeze(row.text)) is not None for found in (STAMP_LINE, NARROWED))
        )

    def _is_heading_word(self, words: str) -> bool:
        return (
            words.lower() in self.outline.lexicon.heads
            or self.outline.lexicon.consume(words, self.outline.fiscal_year) is not None
        )

    def _is_stamp(self, row: PrintedRow, words: str, labels: Collection[str]) -> bool:
        """True for a short line that nothing explains: no heading of names, no one of several bullets, no field and no value of one."""
        listed = is_listed(self.outline.grid, row) and STAMPED.search(words) is None and not is_about_amounts(words)
        told = any(found.fullmatch(words) is not None for found in (_TAG, _SECTION, LINKS))
        told = told or is_caption(row.text) or is_field(self.outline.grid, row)
        if words in self.outline.lexicon.heads or listed or told:
            return False
        short = row.kind == "line" and not row.is_bare and len(row.cells) == 1 and len(words) <= LONGEST_STAMP
        bare = squeeze(MARK.sub("", row.text, count=1)).strip(BRACKETS)
        known = words in labels or self._is_known(words) or self._is_known(bare)
        return short and not re.search(r"\d|[:：。]", words) and not known

    def _is_known(self, words: str) -> bool:
        own = any(words in name or name in words for name in self.outline.own)
        said = self.outline.headings.consume(words)
        return (
            own
            or OFFICE.fullmatch(words) is not None
            or (_PLACE.fullmatch(words) is not None and RISK.search(words) is None)
            or (
                said is not None
                and (not said.measures or Measure.PROJECT_COST in said.measures)
                and not is_state(words)
                and words[-1:] != "分"
            )
        )


def _is_of_others(words: str) -> bool:
    """True for a title of another body's projects, of some that are no more asked for, or of another time."""
    dated = TITLE_YEAR.sub("", words, count=1)
    others = dated != words and "。" not in words and _OTHERS_PAPER.search(dated) is not None
    return others or OTHER_TIMES_PAPER.match(words) is not None


def _is_span(row: PrintedRow) -> bool:
    """True for a line that is nothing but several years."""
    return row.kind == "line" and SPAN_ALONE.fullmatch(squeeze(row.text).strip(BRACKETS)) is not None
