"""Which lines are headings, and what each says: every word of it known, or nothing."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from structurer.checks.proof.accounts import is_of_accounts
from structurer.checks.proof.consume import BUDGET, Consumed, Lexicon
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import FIELD, HEAD_FIELD
from structurer.checks.proof.heading_meaning import HeadingMeaning
from structurer.checks.proof.heading_words import (
    BRACKETS,
    CLOSING,
    FORM,
    LINKS,
    MARK,
    NOTE,
    OFFICE,
    PATH,
    RATED,
    RISK,
    SPAN_ALONE,
    VALUED,
)
from structurer.checks.proof.offices import is_beside, is_office, is_own_office
from structurer.checks.proof.over import unnoted
from structurer.checks.proof.pages import repeated_head
from structurer.checks.proof.stamps import holds_field, is_begun, is_field
from structurer.checks.proof.titles import DOCUMENT, TITLE_YEAR, is_plain_paper
from structurer.checks.proof.told import LEADING, is_told
from structurer.checks.proof.unfilled import is_dashed, is_unfilled
from structurer.checks.proof.unit_words import row_of_units
from structurer.sheet.model import Stage
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR
from structurer.text.scan import Kind
from structurer.text.words import squeeze, tidy

_UNNAMED = re.compile(r"[Ss]heet\d{1,2}|シート\d{1,2}")
"""What programs call the sheets of a workbook that nobody named."""
_PAYERS = re.compile(
    r"財源(?:の?区分)?[\s\u3000:：]*(?:[国県市町]\s?\d{1,2}[/／]\d{1,2}[\s\u3000、,・]*){1,3}"
    r"|(?:国庫)?補助率[\s\u3000:：]*\d{1,2}[/／]\d{1,2}(?:[(（][^()（）。\d]{1,16}[)）])?"
)
"""Who pays which part of the project, on a line of its own."""
INSIDE = re.compile(
    r"(?:(?P<open>[(（〔\[])[)）〕\]]|(?:カッコ|かっこ|括弧)(?:書き?)?)内[はが:：]?(?P<what>[^()（）。]{2,20})(?:です|である|を示す)?[。)）]?$"
)
_WITH_OTHER = re.compile(r"[▲△\-]?\d{1,3}\((?:[▲△\-]?[\d,]+|新規|皆増|-)\)")
"""An amount below a thousand and another one in brackets, in the last cell of a line: 500（401）."""
_CONTACT = re.compile(r"お尋ね|お寄せ|問い?合わ?せ|担当課まで|承ります|電話|内線")
_NOTHING = re.compile(r"(?:なし|無し|有り|どおり|とおり|該当せず)[)）]?$|^[無有]$")
"""Answers that stand alone on a line, and head nothing."""
_LABELLED = re.compile(r"[^:：\d]{1,20}[:：][△▲\-−]?[\d,.]+(?:億[\d,.]*)?(?:(?:百万|千|万|億)?円|人|%)")
"""A label and its amount that are a line: with them a list begins, over which a heading stands."""
_LEADING = re.compile(
    r"(?:[・\-*○]|[(（]?\d{1,2}[)）.．]?|[①-⑳])?[\s\u3000]*[^:：\d。]{1,20}[\s\u3000:：][△▲\-−]?[\d,.]+(?:億[\d,.]*)?(?:百万|千|万|億)?円"
)
"""The same with more behind it, parted by a space or a colon, behind a bullet or not."""
_NONE = re.compile(r"なし|無し?|[-－―−‐]")
"""What stands in place of an amount."""
_LONGEST_CAPTION = 20
"""Letters of a caption, as much as `（単位：千円、人、％）` and a name before it; a longer line is a heading or a sentence."""
_GAP = 2
"""Columns of the screen between two headings: one is the space of a name."""
TERM = ":"
"""The mark of a term of a definition list: it stands under any heading that has no mark."""
_APART = re.compile(r"[\s\u3000()（）]+")
_FIRST = re.compile(r"[1１][.．、)）]?")
"""The mark of the first name of a list that no bracket sets under a heading."""
_RULED = re.compile(r"^[\-－―]+\s*(?P<text>(?:[^\d\s]|\d{1,2}[かカヵケヶ箇]?年).*?)\s*[\-－―]+$")
"""A heading between two dashes."""
_BRACKETED = re.compile(r"^[【〔\[]([^】〕\]]{2,8})[】〕\]][\s\u3000]*(?=\S)")
"""A label in brackets before its value: 【事業名】 水辺再生事業."""
_UNDERLINE = re.compile(r"(?P<letter>[-=])(?P=letter){2,}")
_DEFINITION = re.compile(r"[:：][\s\u3000]")
_DEFINED = re.compile(rf"{_DEFINITION.pattern}*[△▲\-−]?[\d,.]+(?:百万|千|万|億)?円")
"""A definition that is an amount, whatever stands behind it: its term names the amount, and heads nothing."""
_OF_LETTER = re.compile(
    rf"(?:{ERA_YEAR}年\d{{1,2}}月\d{{1,2}}日|(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日)(?:更新|公開|作成|掲載)?|[一-龠]{{1,6}}第\d{{1,5}}号"
    r"|[一-龠ァ-ヶー]{2,24}(?:(?:部|局|課)長(?:様|殿)?|担当(?:様|殿)|(?:部|局|課)御中)"
)
"""The lines above a letter: its date, its number, whom it is to and from."""
_NAME = re.compile(r"(?:事務)?事業名")
_LONGEST = 40
"""Characters of a heading; a longer line is running text. The longest of the published sheets has 34."""


@dataclass
class HeadingLines:
    """The headings of one source; `has_amounts` is true below the first amounts, where the head of the sheet has ended."""

    grid: Grid
    lexicon: Lexicon
    fiscal_year: int | None
    own: Collection[str]
    has_amounts: bool = False
    _known: dict[tuple[int, bool], bool] = field(default_factory=dict)

    def is_words(self, row: PrintedRow) -> bool:
        """True for a line of one heading understood whole, without an amount: it tells nothing of its own."""
        words = MARK.sub("", tidy(row.text), count=1)
        return row.kind == "line" and bool(row.texts) and not row.values and self.consume(words) is not None

    def consume(self, text: str) -> Consumed | None:
        """A heading consumed whole: the words of labels and those that headings are made of."""
        return self._meaning.of(text)

    @cached_property
    def _meaning(self) -> HeadingMeaning:
        return HeadingMeaning(self.grid, self.lexicon, self.fiscal_year)

    def of(self, row: PrintedRow) -> tuple[str, str] | None:
        """The mark and the words of a heading; None for any other row, and for the head over again on the next page."""
        if row.position in repeated_head(self.grid.source) or row_of_units(row.text) is not None:
            return None
        leading = LEADING.fullmatch(tidy(row.text))
        if leading is not None and self.has_amounts:
            return "", squeeze(leading["what"])
        return self._heading_line(row) if row.kind == "line" else self._risky(row)

    def _heading_line(self, row: PrintedRow) -> tuple[str, str] | None:
        text = unnoted(tidy(row.text))
        ruled = _RULED.fullmatch(text) is not None
        text = _RULED.sub(r"\g<text>", text)
        valued = bool(row.values) or is_dashed(row)
        if row.is_bare or valued or not text.strip("※＊*()（）") or self._is_own_line(row):
            return None
        if (
            len(text) > _LONGEST
            or self._is_path(row)
            or LINKS.fullmatch(squeeze(text)) is not None
            or _PAYERS.fullmatch(text) is not None
            or RATED.fullmatch(squeeze(text)) is not None
            or (
                not self.has_amounts
                and (_OF_LETTER.fullmatch(squeeze(text)) or FORM.fullmatch(squeeze(text))) is not None
                and RISK.search(squeeze(text)) is None
            )
            or self._is_of_own_accounts(text)
            or "。" in text
            or (text[:1] in "・-*" and not self._is_dated_bullet(row))
            or (VALUED.search(NOTE.sub("", squeeze(text))) and not (self.has_amounts and self._is_over_table(row)))
        ):
            return None
        match = MARK.match(text)
        mark = "" if match is None else match["mark"]
        rest = text if match is None else text[match.end() :]
        numbered = MARK.match(rest) if mark.startswith("#") else None
        words = NOTE.sub("", squeeze(rest if numbered is None else rest[numbered.end() :])).strip(CLOSING)
        line = row.text.strip().lstrip("# ■◆●○◇□▼▶")
        offices = all(OFFICE.fullmatch(part) for part in _APART.split(line.strip("()（）【】")))
        if offices and self._is_over_labels(row):
            return "", squeeze(row.text)
        headed = offices and not self.has_amounts and is_own_office(line) and not self.is_beside(row.text)
        if (
            headed
            or not words
            or _UNNAMED.fullmatch(words)
            or any(f.kind is Kind.MONEY or "," in f.printed for cell in row.cells for f in cell.figures)
            or (len(row.cells) > 1 and _WITH_OTHER.fullmatch(squeeze(row.cells[-1].text)) is not None)
        ):
            return None
        named = [cell for cell in row.cells if NOTE.fullmatch(squeeze(cell.text)) is None]
        apart = any(b.wide[0] - a.wide[1] > 2 for a, b in pairwise(named))
        drawn = "" if mark else self._underline(row)
        led = drawn or (self._leads(row) and not self.is_told(row))
        loose = not mark and ((apart and not ruled) or not led or is_unfilled(self.grid, row, self.consume(words)))
        if loose or self._is_field(row, text):
            return None
        return mark or drawn or (TERM if self._is_term(row) else ""), words

    def _is_dated_bullet(self, row: PrintedRow) -> bool:
        """True for a bullet right over a caption or a drawn table that says of which year, stage or source its amounts are."""
        return self._narrows(row.text.strip().lstrip("・-*")) and self._leads(row)

    def _is_of_own_accounts(self, text: str) -> bool:
        """True for the accounts of the project: the first that are printed, below the first amounts or above."""
        if not is_of_accounts(text):
            return False
        first = next((one.text for one in self.grid.rows if is_of_accounts(tidy(one.text))), text)
        return not self.has_amounts or squeeze(first) == squeeze(text)

    def is_beside(self, line: str) -> bool:
        """True for offices of which one stands beside those that a field of the head names: 企業局 beside 県土整備部."""
        return is_beside(line, self._head)

    @cached_property
    def _head(self) -> list[str]:
        """The lines over the first amounts."""
        end = next((row.first for row in self.grid.rows if row.values), len(self.grid.source.lines) + 1)
        return [line.drawn for line in self.grid.source.lines[: end - 1]]

    def _is_path(self, row: PrintedRow) -> bool:
        """True for the way to a page above everything else; further down such a line may be any heading."""
        if PATH.match(tidy(row.text)) is None:
            return False
        above = [one for one in self.grid.rows[: row.position] if not one.is_bare]
        titled = (
            len(above) == 1 and TITLE_YEAR.search(squeeze(above[0].text)) is not None
        )  # the page's name, over the way to it
        return titled or all(PATH.match(tidy(one.text)) for one in above)

    def names_again(self, row: PrintedRow) -> bool:
        """True for the label of the project's name further down, where a page begins: what stands over it is over the page."""
        return self.has_amounts and row.kind == "line" and _NAME.match(squeeze(row.text)) is not None

    def is_told(self, row: PrintedRow) -> bool:
        """True for a line that tells of the one above it; see `told`."""
        return is_told(self.grid, row, self.fiscal_year)

    def _is_over_labels(self, row: PrintedRow) -> bool:
        """True for a line between a caption, or a marked heading, and a heading of columns: there it stands over a table's labels."""
        rows = self.grid.rows
        above, below = (rows[n] if 0 <= n < len(rows) else None for n in (row.position - 1, row.position + 1))
        marked = above is not None and MARK.match(tidy(above.text)) is not None and self.is_words(above)
        captioned = marked or (above is not None and NOTE.fullmatch(squeeze(above.text)) is not None)
        named = not re.search(r"[:：]", row.text) and squeeze(row.text) not in self.own
        return named and captioned and below is not None and not below.is_bare and self.consume(below.text) is not None

    def _is_field(self, row: PrintedRow, text: str) -> bool:
        """True for a label of the head, its letters spread over a cell or not (`計　画　地域交通計画`), and what it names."""
        text = _BRACKETED.sub(r"\1:", text)
        fields = FIELD if self.has_amounts else HEAD_FIELD
        cells = row.cells[1:] if row.cells[0].text.strip(BRACKETS) == "" else row.cells  # behind a mark
        spread = not self.has_amounts and len(cells) > 1 and fields.match(squeeze(cells[0].text) + ":") is not None
        alone = not self.has_amounts and fields.fullmatch(squeeze(text) + ":") is not None
        return (
            fields.match(text) is not None
            or spread
            or alone
            or (self.has_amounts and holds_field(text))
            or is_begun(text)
        )

    def _underline(self, row: PrintedRow) -> str:
        """The letter of the rule right below a line, by which Markdown draws a heading; empty where there is none."""
        rows = self.grid.rows
        below = rows[row.position + 1] if row.position + 1 < len(rows) else None
        found = None if below is None or below.kind != "line" else _UNDERLINE.fullmatch(squeeze(below.text))
        return "" if found is None else found["letter"]

    def _is_term(self, row: PrintedRow) -> bool:
        """True for the term of a definition list: `: ` and its definition stand on the next line."""
        rows = self.grid.rows
        below = rows[row.position + 1] if row.position + 1 < len(rows) else None
        return below is not None and below.kind == "line" and _DEFINITION.match(below.text) is not None  # `: 5,900千円`

    def _risky(self, row: PrintedRow) -> tuple[str, str] | None:
        """Words alone in a row of cells: the title in a table's first row, and a word of another time, place or condition further down.

        Such a word counts above a heading, a caption or a line.
        """
        texts = [words for cell in row.texts if (words := NOTE.sub("", squeeze(cell.text)))]
        if row.values or len(texts) != 1 or len(texts[0]) > _LONGEST or "。" in texts[0] or texts[0] in self.own:
            return None
        if not self.has_amounts and is_office(texts[0]) and is_own_office(texts[0]) and not self.is_beside(row.text):
            return None
        below = next(
            (found for found in self.grid.rows[row.position + 1 : row.position + 4] if not found.is_bare), None
        )
        if (
            below is None
            or below.values
            or (below.kind != "line" and len(below.texts) == 1 and not NOTE.search(below.text))
        ):
            return None
        mark = MARK.match(texts[0])
        words = texts[0][0 if mark is None else mark.end() :].strip(CLOSING)
        above = self.grid.rows[row.position - 1] if row.position else None
        headed = self._heads_amounts(below) or (self.has_amounts and len(below.texts) > 1)
        titled = headed and (above is None or above.kind != row.kind or not above.texts)
        return ("", words) if titled or (RISK.search(words) and self.consume(words) is None) else None

    def _heads_amounts(self, row: PrintedRow) -> bool:
        """True for a row of headings of which two say a year, a stage, a change or what amounts are of."""
        said = [one for cell in row.texts if (one := self.consume(cell.text)) is not None]
        return sum(bool(one.years or one.stages or one.measures or "change" in one.marks) for one in said) > 1

    def _is_own_line(self, row: PrintedRow) -> bool:
        """True for a name of the head on a line of its own; below amounts an office's heads what is the office's."""
        return squeeze(row.text) in self.own and not (self.has_amounts and is_office(row.text))

    def _leads(self, row: PrintedRow) -> bool:
        """True for an unmarked line that stands right before a table, a caption or a marked heading."""
        text = squeeze(row.text)
        contact = _CONTACT.search(text) is not None and text[:1] in "(（"
        if self._is_own_line(row) or contact or _NOTHING.search(text) is not None or self._is_value(row):
            return False
        if NOTE.search(text) is not None:
            return True
        below = self._below(row)
        return below is not None and (self._begins_table(below) or self._heads_heading(row, below))

    def is_over_paper(self, row: PrintedRow) -> bool:
        """True for words that narrow all amounts, on a line right over the title or a letter's 記: 決算, 前年度."""
        below = self._below(row)
        words = "" if below is None or row.kind != "line" else squeeze(below.text)
        titled = words == "記" or (TITLE_YEAR.search(words) is not None and DOCUMENT.search(words) is not None)
        return titled and not is_plain_paper(squeeze(row.text)) and self._narrows(row.text)

    def _narrows(self, text: str) -> bool:
        """True for words of another year, of a stage, a source, several years, or an office beside the head's."""
        said = self.consume(text)
        named = said is not None and bool(said.years - {0} or said.stages - {BUDGET} or said.measures)
        return named or SPAN_ALONE.fullmatch(squeeze(text)) is not None or (is_office(text) and self.is_beside(text))

    def _is_over_table(self, row: PrintedRow) -> bool:
        """True right over a caption or a drawn row of cells: there a label with its value may as well be a heading."""
        below = self._below(row)
        return below is not None and (below.kind != "line" or NOTE.fullmatch(squeeze(below.text)) is not None)

    def _begins_table(self, row: PrintedRow) -> bool:
        """True for a row of a table's cells, its caption, or the heading of its names."""
        captioned = "単位" in squeeze(row.text) and len(squeeze(row.text)) < _LONGEST_CAPTION
        wide = any(b.wide[0] - a.wide[1] >= _GAP for a, b in pairwise(row.cells))
        named = len(row.texts) == 1 and squeeze(row.text).lower() in self.lexicon.heads
        listed = row.kind == "line" and (_LABELLED.fullmatch(squeeze(row.text)) is not None or self._begins_pairs(row))
        amounts = sum(figure.kind is Kind.MONEY for cell in row.cells for figure in cell.figures)
        listed = listed or (0 < amounts < 3 and _LEADING.match(tidy(row.text)) is not None)
        listed = listed or self._is_term(row) or self._is_absent(row)
        wide = (wide and not row.values) or len(row.texts) > 2
        return row.kind != "line" or captioned or (wide and _DEFINED.match(row.text) is None) or named or listed

    def _is_absent(self, row: PrintedRow) -> bool:
        """True for the word of a cost or a source and, behind a colon, that there is none: `国庫支出金：なし`."""
        label, _, value = squeeze(row.text).partition(":")
        said = self.lexicon.consume(label, self.fiscal_year) if _NONE.fullmatch(value) is not None else None
        return said is not None and bool(said.measures)

    def _begins_pairs(self, row: PrintedRow) -> bool:
        """True for the first of two lines and more that are each the word of a cost or a source with an amount below it."""
        pairs = self.grid.rows[row.position : row.position + 4]
        if len(pairs) < 4 or any(len(one.cells) != 1 or bool(one.values) != bool(n % 2) for n, one in enumerate(pairs)):
            return False
        return all(
            (said := self.lexicon.consume(one.text, self.fiscal_year)) is not None and (said.measures or said.stages)
            for one in pairs[::2]
        )

    def _is_value(self, row: PrintedRow) -> bool:
        """True for a line below the label of a field that stands alone, whole or in two halves: 根拠法令, and its name below."""
        if row.position == 0:
            return False
        if NOTE.search(squeeze(row.text)) is not None or self._is_over_table(row):
            return False
        above = self.grid.rows[row.position - 1]
        before = self.grid.rows[row.position - 2] if row.position > 1 else above
        own, over = (self.grid.source.lines[one.first - 1].drawn for one in (row, above))
        set_in = len(own) - len(own.lstrip()) > len(over) - len(over.lstrip())
        label = squeeze(MARK.sub("", tidy(over), count=1))
        names = (label, squeeze(before.text) + label)
        labelled = any(HEAD_FIELD.fullmatch(name + ":") is not None for name in names)
        if labelled and (set_in or not self.has_amounts):
            return True  # below the first amounts, as pages print them, its form tells a value
        return is_field(self.grid, row) or (labelled and squeeze(row.text) in self.own)

    def _heads_heading(self, row: PrintedRow, below: PrintedRow) -> bool:
        """True for words nobody knows, or of another year or budget, over a heading understood; for a word of risk over any heading."""
        said = self.consume(squeeze(row.text).rstrip(":："))
        foreign = said is None or said.is_of_another_year or Stage.SUPPLEMENTARY in said.stages
        if foreign and self._is_known_heading(below):
            return True
        text = tidy(below.text)
        mark = None if below.values else MARK.match(text)
        if mark is None:
            return False
        if foreign and _FIRST.fullmatch(mark["mark"].strip()) is not None:
            return True  # 9月補正分 over 1., the first of a list of names
        above = self.grid.rows[row.position - 1] if row.position else None
        apart = above is None or above.is_bare or bool(above.values)
        return (apart and foreign and self.consume(text[mark.end() :]) is not None) or RISK.search(
            squeeze(row.text)
        ) is not None

    def _is_known_heading(self, row: PrintedRow) -> bool:
        """True for a line understood whole that leads a table or is marked as a heading, or stands over more such lines.

        Worked out from the lowest line of a run upwards and kept, so that a long run costs its length.
        """
        known, state = self._known, self.has_amounts
        run: list[PrintedRow] = []
        following: PrintedRow | None = row
        while following is not None and (following.position, state) not in known and self.is_words(following):
            run.append(following)
            following = self._below(following)
        said = following is not None and known.get((following.position, state), False)
        for found in reversed(run):
            said = said or MARK.match(tidy(found.text)) is not None or self._leads(found)
            known[found.position, state] = said
        return said

    def _below(self, row: PrintedRow) -> PrintedRow | None:
        """The next line that is not blank, at most two further down."""
        return next((found for found in self.grid.rows[row.position + 1 : row.position + 4] if not found.is_bare), None)
