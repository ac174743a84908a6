"""Whose amounts a table holds: the chain of headings over it, each consumed whole by an allow-list, up to the title."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from structurer.checks.proof.consume import BUDGET, Consumed, Lexicon
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.headers import FIELD
from structurer.checks.proof.residue import Note
from structurer.text.scan import Kind
from structurer.text.words import squeeze, tidy

_WORDS = (
    "過去の決算額 過去の予算額 これまでの予算額 これまでの決算額 "
    "本事業が貢献する 総合5か年計画の 人件費を含む 人件費を含めた 従事する職員 財政課処理欄 財政課使用欄 総事業費 結果 目的 "
    "背景 課題 趣旨 効果 必要性 対象 方法 期待 現状 主な 細々事業 細事業 事業別 事務事業 事業 予算 経費 所要 財源 特定 内訳 積算 根拠 "
    "基礎 内容 明細 一覧 概要 推移 経過 取組 実施 達成 目標 成果 活動 指標 コスト 職員数 職員 費用 資料 説明 詳細 区分 項目 "
    "施策 分野 考え方 参考 年度別 区分別 費目別 表 欄 等 額 分 の 及び と ・ 、 を に ごと 係る 関する 総括 集計 状況 計画 当該 "
    "本 含む 名 一般会計 歳出 歳入 計上 必要 見込まれる 要する 数値 案 当初 要求書 調書 見積書 説明書 編成過程 個票 経過表 "
    "シート 改善 評価 書 票 調 ( ) （ ） 編成過程の公開 部局 年度 年次 比較 増減 理由 主要 事項 補助 単価 数量 配分 使途 支出 科目 "
    "取組別 細事業別 節別 科目別 財源別 経費別 一般事業 公共事業 公共事業以外 調整内容"
)
"""Words that headings of the project's own tables are made of. What is not here is not understood, and stops the chain."""
_ALLOWED = re.compile("|".join(map(re.escape, sorted(_WORDS.split(), key=len, reverse=True))))
_MARK = re.compile(
    r"^\s*(?P<mark>#+|[【〈《≪≫〔\[「『＜<■◆●○◎□▼▽※☆★]+|[(（]\d{1,2}[)）]|[(（][ア-ンa-z][)）]|[①-⑳]|第\d+"
    r"|[ⅠⅡⅢⅣⅤⅥ]+[.．、]?|[ア-ン](?=[\s　.．、])[.．、]?|[一二三四五六七八九十](?=[\s　.．、])[.．、]?"
    r"|\d{1,2}(?:[.．、)）]|(?=[\s　]))|\d{1,2}(?=[^\d月年]))[\s　]*"
)
_NOTE = re.compile(
    r"[(\[【〔<〈]単位[^)\]】〕>〉]*[)\]】〕>〉]|単位[:はを].{1,8}$|[(\[](?:百万|千|万|億)?円(?:単位|表示)?(?:[、,・]\w{1,2})?[)\]]|\(再掲\)"
)
_DOCUMENT = re.compile(r"要求書|調書|要求資料|説明書|編成過程|個票|シート|概要$")
_OFFICE = re.compile(r"[^\s()（）、。0-9]{1,12}(?:部|局|庁|課|室|班|係|担当|委員会)")
"""Offices beside a title or the project's name; anywhere else an office is a word like any other."""
_ACCOUNTS = re.compile(
    r"(?:議会|総務|民生|衛生|労働|農林水産業?|商工|土木|警察|消防|教育|災害復旧|公債|諸支出)[費金](?:[\s\u3000]+[一-龠ァ-ヶーり・がい]{1,12}費){1,2}"
)
"""The 款, 項 and 目 of the expenditure on a line of their own, the 款 of the closed list for all of Japan: where the project is
budgeted. It belongs to the head, and heads nothing."""
_UNNAMED = re.compile(r"[Ss]heet\d{1,2}|シート\d{1,2}")
"""What programs call the sheets of a workbook that nobody named."""
_PAYERS = re.compile(r"財源(?:の?区分)?[\s\u3000:：]*(?:[国県市町]\s?\d{1,2}[/／]\d{1,2}[\s\u3000、,・]*){1,3}")
"""Who pays which part of the project, on a line of its own in the head."""
_RISK = re.compile(
    r"年度|昨年|一昨年|前年|過去|将来|次年|来年|翌年|隣|他県|他都|他の|県外|国外|全国|市町村|市の|町の|(?<![一-龠々])別の|類似|廃止|中止|取消|取り?下げ"
    r"|取りやめ|終了|見送|削除|除く|除外|含ま|なし|ない|無し|例|仮|参考|場合|見込|未|非|不要|不採|債務|負担行為|限度|積立|先進|視察先|一部|うち"
    r"|撤回|凍結|執行|実績"
)
"""Words of time, place, office, project, negation or condition: a heading with one of them is nobody's free heading."""
_TITLE_YEAR = re.compile(r"(?:令和|平成|[RH])(?:元|\d{1,2})年度?|(?:19|20)\d\d年度?")
_BRACKETS = "()（）[]【】〔〕<>《》≪≫〈〉*#■◆●○◎□"
_CLOSING = "〉>》】≫〕]」』＞ 　:："
_INSIDE = re.compile(r"[(（][)）]内[はが:：]?(?P<what>[^()（）。]{2,20})(?:です|である|を示す)?[。)）]?$")
_CONTACT = re.compile(r"お尋ね|問い?合わ?せ|担当課まで|承ります|電話|内線")
_HEAD_ROWS = 12
"""Rows of the head: the title stands in the first lines of every published sheet."""
_LONGEST_TITLE = 60
"""Letters of a title; what is longer is running text."""
_NOTHING = re.compile(r"(?:なし|無し|有り|どおり|とおり|該当せず)[)）]?$|^[無有]$")
"""Answers that stand alone on a line, and head nothing."""
_STEPS = re.compile(r"要求|要望|見積|査定|内示|裁定|保留|復活|調整|予算案|見込|決定|議決|計上|補正|暫定|骨格")
"""Words of the steps on the way to a budget: without any of them the amounts of 当初予算 are those of the budget."""
_LABELLED = re.compile(r"[^:：\d]{1,20}[:：][△▲\-−]?[\d,.]+(?:(?:百万|千|万|億)?円|人|%)")
"""A label and its amount that are a line: with them a list begins, over which a heading stands."""
_LONGEST_STAMP = 8
"""Letters of a stamp (`不採択`, `記入例`); the names that sheets print on lines of their own are longer."""
_PLACE = re.compile(r"[^\s\d]{1,6}[都道府県市町村]|(?:担当|会計|事業|要求|予算|課|部局|所管)(?:名|部局|部署|課|区分)?")
_NESTED = re.compile(r"[(（]\d{1,2}[)）]|[①-⑳]|\d{1,2}[)）]")
"""Marks of headings that stand under another one: (1), ①. Under a bracket or a bullet nobody's name passes unread."""
_LONGEST_CAPTION = 20
"""Letters of a caption, as much as `（単位：千円、人、％）` and a name before it; a longer line is a heading or a sentence."""
_GAP = 2
"""Columns of the screen between two headings: one is the space of a name."""
_MOST_HEADINGS = 40
"""Headings over a row: the deepest published sheets have five; more, with nothing between them, are no outline."""
TERM = ":"
"""The mark of a term of a definition list: it stands under any heading that has no mark."""
_UNDERLINE = re.compile(r"(?P<letter>[-=])(?P=letter){2,}")
_DEFINITION = re.compile(r"[:：][\s\u3000]")
_LONGEST = 40
"""Characters of a heading; a longer line is running text. The longest of the published sheets has 34."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: its mark (`(1)`, `#`, `【`), what it says where it is understood, and its depth in the outline."""

    row: PrintedRow
    mark: str
    text: str
    sense: Consumed | None
    depth: int
    is_title: bool = False

    @property
    def is_own_title(self) -> bool:
        """True for a title every word of which is understood, of no other year: what follows it is the sheet's own."""
        return self.is_title and self.sense is not None and not self.sense.is_of_another_year

    def is_free(self, *, listed: bool = False) -> bool:
        """True for one that is not understood but has no word of time, place, office, negation or condition in it."""
        return (
            self.sense is None
            and (listed or _NESTED.fullmatch(self.mark) is not None)
            and _RISK.search(self.text) is None
        )


@dataclass
class Outline:
    """The headings of a source and the chain of them over any row."""

    grid: Grid
    lexicon: Lexicon
    fiscal_year: int | None
    own: Collection[str]
    _chains: dict[int, tuple[Heading, ...]] = field(default_factory=dict)
    _all: list[Heading] = field(default_factory=list)
    _has_amounts: bool = False
    _inside: list[tuple[int, Consumed | None]] = field(default_factory=list)
    _known: dict[tuple[int, bool], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stack: list[Heading] = []
        told: Heading | None = None
        for row in self.grid.rows:
            self._has_amounts = self._has_amounts or bool(row.values)
            note = _INSIDE.search(squeeze(row.text)) if row.kind == "line" else None
            if note is not None:
                self._inside.append((row.position, self.lexicon.consume(note["what"], self.fiscal_year)))
            found = self._heading(row)
            narrative = row.kind == "line" and ("。" in row.text or tidy(row.text).startswith(("・", "-")))
            if narrative and stack and not row.values and not row.is_bare:
                told = stack[-1]
            if found is not None and found[0] in {"", TERM} and told is not None and stack and stack[-1] is told:
                stack = stack[:-1]  # 【取組状況】 and what is told under it end where a table's own heading begins
            if found is not None:
                stack = self._above(stack, row, found[0])
                titled = self._is_title(found[1]) and not _is_office(row.text)
                said = self._said(self._untitled(row.text) if titled else found[1])
                heading = Heading(row, found[0], found[1], said, len(stack), titled)
                stack = _bounded([*stack, heading])
                self._all.append(heading)
            self._chains[row.position] = tuple(stack)

    @property
    def understood(self) -> list[int]:
        """The positions of the headings whose words are understood."""
        return [heading.row.position for heading in self._all if heading.sense is not None]

    def stamps(self, labels: Collection[str], used: Collection[int] = frozenset()) -> Iterator[Note]:
        """Short lines of the head that are no field, no name, no office and no heading understood: 見本, 不採択.

        `used` are lines that the place of an amount rests on: halves of headings are no stamps.
        """
        for row in self.grid.rows:
            if row.values or (row.kind != "line" and len(row.cells) > 2):
                return
            if row.first in used:
                continue
            words = squeeze(row.text).strip(_BRACKETS)
            short = row.kind == "line" and not row.is_bare and len(row.cells) == 1 and len(words) <= _LONGEST_STAMP
            if (
                row.kind == "line"
                and "。" not in row.text
                and len(words) <= _LONGEST_TITLE
                and self._is_document(row.text)
            ):
                said = self._said(self._untitled(row.text))
                if said is None or said.years - {0}:
                    yield Note(row.first, tidy(row.text))
                continue
            if short and not re.search(r"\d|[:：。]", words) and words not in labels and not self._is_known(words):
                yield Note(row.first, tidy(row.text))

    @cached_property
    def document(self) -> Consumed:
        """What the sheet's own title says, every word of it understood; nothing where it is not understood or not the only one."""
        found = []
        for row in self.grid.rows[:_HEAD_ROWS]:
            if row.values or (row.kind != "line" and len(row.texts) > 1):
                break
            words = squeeze(row.text).lstrip("#")
            if _TITLE_YEAR.search(words) is not None and len(words) <= _LONGEST_TITLE and "。" not in words:
                found.append(self._said(self._untitled(words)) or Consumed())
        return found[0] if len(found) == 1 and found[0].years == {0} else Consumed()

    @cached_property
    def is_plain_budget(self) -> bool:
        """True where the title says a budget and no line of the sheet says that it is asked for, proposed or decided step by step."""
        text = squeeze(self.grid.source.drawn)
        return self.document.stages == {BUDGET} and _STEPS.search(text) is None

    def titles(self) -> Iterator[tuple[int, str]]:
        """The titles that begin with a year: their lines and words."""
        for row in self.grid.rows[:_HEAD_ROWS]:
            words = squeeze(row.text).lstrip("#")
            if row.kind == "line" and self._is_document(row.text) and _TITLE_YEAR.match(words) is not None:
                yield row.first, tidy(row.text)

    def _is_document(self, text: str) -> bool:
        """True for the title: a year and the name of a kind of document."""
        words = squeeze(text)
        return (
            (_DOCUMENT.search(words) is not None or "概要" in words)
            and _TITLE_YEAR.search(words) is not None
            and FIELD.match(tidy(text)) is None
        )

    def _is_known(self, words: str) -> bool:
        own = any(words in name or name in words for name in self.own)
        return (
            own
            or _OFFICE.fullmatch(words) is not None
            or _PLACE.fullmatch(words) is not None
            or self.consume(words) is not None
        )

    def in_brackets(self, position: int) -> Consumed | None:
        """What the nearest note above says of amounts in brackets (`()内は前年度当初予算額`); None where none is understood."""
        notes = [said for place, said in self._inside if place < position]
        return notes[-1] if notes else None

    def chain(self, position: int) -> tuple[Heading, ...]:
        """The headings over a row, the outermost first."""
        return self._chains.get(position, ())

    def _above(self, stack: list[Heading], row: PrintedRow, mark: str) -> list[Heading]:
        """The headings over a new one; those with nothing below them stay, if not the sheet's own title: they speak of what follows."""
        kept: list[Heading] = []
        outer = list(stack)
        while outer and not outer[-1].is_own_title and self._is_empty(outer[-1].row, kept[0].row if kept else row):
            kept.insert(0, outer.pop())
        kinds = [_kind(heading.mark) for heading in outer]
        kind = _kind(mark)
        return [*(outer[: kinds.index(kind)] if kind in kinds else outer), *kept]

    def _is_empty(self, heading: PrintedRow, following: PrintedRow) -> bool:
        """True where nothing but blank lines, captions and words of headings is between two headings."""
        between = self.grid.rows[heading.position + 1 : following.position]
        return all(row.is_bare or "単位" in squeeze(row.text)[:4] or self._is_words(row) for row in between)

    def _is_words(self, row: PrintedRow) -> bool:
        """True for a line of one heading understood whole, without an amount: it tells nothing of its own."""
        words = _MARK.sub("", tidy(row.text), count=1)
        return row.kind == "line" and bool(row.texts) and not row.values and self.consume(words) is not None

    def _is_title(self, text: str) -> bool:
        """True for a line that names the document or the project."""
        return any(name in squeeze(text) for name in self.own) or _DOCUMENT.search(squeeze(text)) is not None

    def _untitled(self, text: str) -> str:
        """The words of a title without its offices; without its year, too, where the sheet has no year to place it by."""
        words = _unofficed(text)
        return words if self.fiscal_year is not None else _TITLE_YEAR.sub("", squeeze(words))

    def _said(self, text: str) -> Consumed | None:
        """What a heading says, every word of it known; the project's name is, its office's is not: it has other projects, too."""
        words = squeeze(text)
        for name in self.own:
            words = words if _OFFICE.fullmatch(name) else words.replace(name, "")
        return self.consume(words)

    def consume(self, text: str) -> Consumed | None:
        """A heading consumed whole: the words of labels and those that headings are made of."""
        text, place, sense = squeeze(text), 0, Consumed()
        while place < len(text):
            said = self.lexicon.longest(text, place, self.fiscal_year)
            word = _ALLOWED.match(text, place)
            if said is None and word is None:
                return None
            if word is not None and (said is None or word.end() - place >= said[0]):
                place = word.end()
                continue
            assert said is not None  # noqa: S101  # for the type checker: one of the two is there
            place, sense = place + said[0], sense + said[1]
        return sense

    def _heading(self, row: PrintedRow) -> tuple[str, str] | None:
        """The mark and the words of a heading; None for any other row."""
        return self._heading_line(row) if row.kind == "line" else self._risky(row)

    def _heading_line(self, row: PrintedRow) -> tuple[str, str] | None:
        if row.is_bare or row.values or _INSIDE.search(squeeze(row.text)) or self._is_own_line(row):
            return None
        text = tidy(row.text)
        if (
            len(text) > _LONGEST
            or (not self._has_amounts and _is_of_head(text))
            or "。" in text
            or text[:1] in "・-*"
            or re.search(r"[:：](?!\s*\d?[(（])(?=.)", _NOTE.sub("", squeeze(text)))
        ):
            return None
        match = _MARK.match(text)
        mark = "" if match is None else match["mark"]
        rest = text if match is None else text[match.end() :]
        numbered = _MARK.match(rest) if mark.startswith("#") else None
        words = _NOTE.sub("", squeeze(rest if numbered is None else rest[numbered.end() :])).strip(_CLOSING)
        offices = re.split(r"[\s\u3000]+", row.text.strip())
        if not self._has_amounts and all(_OFFICE.fullmatch(part) for part in offices):
            return None  # the head's own line of offices
        if (
            not words
            or _UNNAMED.fullmatch(words)
            or any(f.kind is Kind.MONEY for cell in row.cells for f in cell.figures)
        ):
            return None
        named = [cell for cell in row.cells if _NOTE.fullmatch(squeeze(cell.text)) is None]
        apart = any(b.wide[0] - a.wide[1] > 2 for a, b in pairwise(named))
        drawn = "" if mark else self._underline(row)
        if FIELD.match(text) or (not mark and (apart or not (drawn or self._leads(row)))):
            return None
        return mark or drawn or (TERM if self._is_term(row) else ""), words

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
        return below is not None and is_definition(below)

    def _risky(self, row: PrintedRow) -> tuple[str, str] | None:
        """Words of another time, place or condition that stand alone in a row of cells and above a heading, a caption or a line."""
        texts = [words for cell in row.texts if (words := _NOTE.sub("", squeeze(cell.text)))]
        if row.values or len(texts) != 1 or len(texts[0]) > _LONGEST or "。" in texts[0] or texts[0] in self.own:
            return None
        below = next(
            (found for found in self.grid.rows[row.position + 1 : row.position + 4] if not found.is_bare), None
        )
        if (
            below is None
            or below.values
            or (below.kind != "line" and len(below.texts) == 1 and not _NOTE.search(below.text))
        ):
            return None
        mark = _MARK.match(texts[0])
        words = texts[0][0 if mark is None else mark.end() :].strip(_CLOSING)
        return ("", words) if _RISK.search(words) and self.consume(words) is None else None

    def _is_own_line(self, row: PrintedRow) -> bool:
        """True for a name of the head on a line of its own; below amounts an office's heads what is the office's."""
        return squeeze(row.text) in self.own and not (self._has_amounts and _is_office(row.text))

    def _leads(self, row: PrintedRow) -> bool:
        """True for an unmarked line that stands right before a table, a caption or a marked heading."""
        text = squeeze(row.text)
        contact = _CONTACT.search(text) is not None and text[:1] in "(（"
        if self._is_own_line(row) or contact or _NOTHING.search(text) is not None or self._is_value(row):
            return False
        if _NOTE.search(text) is not None:
            return True
        below = self._below(row)
        return below is not None and (self._begins_table(below) or self._heads_heading(row, below))

    def _begins_table(self, row: PrintedRow) -> bool:
        """True for a row of a table's cells, its caption, or the heading of its names."""
        captioned = "単位" in squeeze(row.text) and len(squeeze(row.text)) < _LONGEST_CAPTION
        wide = any(b.wide[0] - a.wide[1] >= _GAP for a, b in pairwise(row.cells))
        named = len(row.texts) == 1 and squeeze(row.text).lower() in self.lexicon.heads
        listed = row.kind == "line" and (_LABELLED.fullmatch(squeeze(row.text)) is not None or self._begins_pairs(row))
        listed = listed or self._is_term(row)
        return row.kind != "line" or captioned or len(row.texts) > 2 or (wide and not row.values) or named or listed

    def _begins_pairs(self, row: PrintedRow) -> bool:
        """True for the first of two lines and more that are each the word of a cost or a source with an amount below it."""
        pairs = self.grid.rows[row.position : row.position + 4]
        if len(pairs) < 4 or any(len(one.cells) != 1 or bool(one.values) != bool(n % 2) for n, one in enumerate(pairs)):
            return False
        return all(
            (said := self.lexicon.consume(one.text, self.fiscal_year)) is not None and said.measures
            for one in pairs[::2]
        )

    def _is_value(self, row: PrintedRow) -> bool:
        """True for a line set in below the label of a field that stands alone: 根拠法令, and its name on the next line."""
        if row.position == 0:
            return False
        own, above = (
            self.grid.source.lines[number - 1].drawn for number in (row.first, self.grid.rows[row.position - 1].first)
        )
        set_in = len(own) - len(own.lstrip()) > len(above) - len(above.lstrip())
        return set_in and FIELD.fullmatch(squeeze(above) + ":") is not None

    def _heads_heading(self, row: PrintedRow, below: PrintedRow) -> bool:
        """True for words nobody knows, or of another year, over a heading that is understood; for a word of risk over any heading."""
        said = self.consume(squeeze(row.text).rstrip(":："))
        foreign = said is None or said.is_of_another_year
        if foreign and self._is_known_heading(below):
            return True
        text = tidy(below.text)
        mark = None if below.values else _MARK.match(text)
        if mark is None:
            return False
        above = self.grid.rows[row.position - 1] if row.position else None
        apart = above is None or above.is_bare or bool(above.values)
        return (apart and foreign and self.consume(text[mark.end() :]) is not None) or _RISK.search(
            squeeze(row.text)
        ) is not None

    def _is_known_heading(self, row: PrintedRow) -> bool:
        """True for a line understood whole that leads a table or is marked as a heading, or stands over more such lines.

        Worked out from the lowest line of a run upwards and kept, so that a long run costs its length.
        """
        known, state = self._known, self._has_amounts
        run: list[PrintedRow] = []
        following: PrintedRow | None = row
        while following is not None and (following.position, state) not in known and self._is_words(following):
            run.append(following)
            following = self._below(following)
        said = following is not None and known.get((following.position, state), False)
        for found in reversed(run):
            said = said or _MARK.match(tidy(found.text)) is not None or self._leads(found)
            known[found.position, state] = said
        return said

    def _below(self, row: PrintedRow) -> PrintedRow | None:
        """The next line that is not blank, at most two further down."""
        return next((found for found in self.grid.rows[row.position + 1 : row.position + 4] if not found.is_bare), None)


def _bounded(stack: list[Heading]) -> list[Heading]:
    """A chain of headings, of one that is too long only the last ones under one that nobody understands."""
    if len(stack) <= _MOST_HEADINGS:
        return stack
    first, *rest = stack[1 - _MOST_HEADINGS - 1 :]
    return [replace(first, mark="", sense=None, is_title=False), *rest]


def is_definition(row: PrintedRow) -> bool:
    """True for a line of a definition list below its term: `: 5,900千円`."""
    return row.kind == "line" and _DEFINITION.match(row.text) is not None


def _is_of_head(text: str) -> bool:
    """True for a line of the head that is no field: the accounts of the project, who pays which part of it."""
    accounts = _ACCOUNTS.fullmatch(text) is not None and _RISK.search(text) is None
    return accounts or _PAYERS.fullmatch(text) is not None


def _is_office(text: str) -> bool:
    """True for a heading of offices and nothing else: it is no title, for the office has other projects, too."""
    words = _MARK.sub("", text.strip(), count=1).strip(_BRACKETS + _CLOSING)
    return all(_OFFICE.fullmatch(part) is not None for part in words.split())


def _unofficed(text: str) -> str:
    """The words of a title without the offices that stand apart in it, and without a prefecture's name before the year."""
    parts = re.split(r"([\s\u3000()（）]+)", _MARK.sub("", text, count=1))
    kept = "".join(part for part in parts if _OFFICE.fullmatch(part) is None)
    return re.sub(r"^\s*[^\s0-9]{1,4}[都道府県](?=の?(?:令和|平成|[RH0-9]))の?", "", tidy(kept))


def _kind(mark: str) -> str:
    """Marks of one kind are of one depth: `(1)` and `(2)`, `1` and `2.`."""
    return re.sub(r"\d+", "1", re.sub(r"[①-⑳]", "①", re.sub(r"[ア-ン]", "ア", mark))).strip(".．、 　")
