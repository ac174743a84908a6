"""The drawing of a text: the text with its cells as tabs and bars part them, as long as the text itself.

The commas of CSV are tabs in it, the quotes around a cell are blank, and so are cells that say they are empty (`NaN`), the
backslashes of Markdown and the `<br>` of a cell. Readers and proofs look for cells there; what is printed stays what is printed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from structurer.text import lazy_re as re
from structurer.text.broken import broken_tables
from structurer.text.commas import VOID, CommaRecord, Span, comma_records, quoted_rows, semicolon_records
from structurer.text.frames import unindexed, unlisted, unnumbered
from structurer.text.grids import GridRow, grid_rows
from structurer.text.openrows import open_rows
from structurer.text.pages import rejoined, unpaged
from structurer.text.slashes import unslashed
from structurer.text.tagged import TaggedTable, tagged_tables
from structurer.text.twice_dated import dated_once
from structurer.text.words import BOLD

_ESCAPED = re.compile(r"\\([!-+\-/:-@\[-`{-~])")  # a point or a comma may be part of a number
_BREAK = re.compile(r"<[bB][rR]\s{0,3}/?>")
_VOID_CELL = re.compile(rf"(?:^|(?<=[|｜\t]))[ \u3000]*(?:{VOID.pattern})[ \u3000]*(?=[|｜\t]|$)")
_LEVELS = re.compile(
    r"\('(?P<over>[^'|\t\n]{0,40})', '(?P<own>[^'|\t\n]{0,40})'\)"
)  # a heading of pandas: ('財源内訳', '県債')
_GROUPS = re.compile(r"(?:左の)?財源(?:の?内訳)?|内訳|区分|項目")
"""A heading over others that only groups them: any other may say whose, of when or in what unit their amounts are."""
_STAFF = re.compile(r"(?:従事)?職員数|人員")
_POINTED = re.compile(
    r"(?<=\|)(?P<gap>[ \u3000]*)(?P<over>[^\W\d_][^|.]{0,39}(?<![\d\s]))\.(?P<own>[^\W\d_][^|.]{0,39})(?=\|)"
)  # a heading of docling: 財源内訳.県債
_UNNAMED = re.compile(r"Unnamed: .*")
_RULED = re.compile(r"\|[-:| ]*-[-:| ]*\|\s*")
_MAY_HOLD = re.compile(rf"\\|<[bB][rR]|\('|{VOID.pattern}")
_CELLED = re.compile(r"[|｜\t]")
_CAPTION = re.compile(r"\s*[(（\[【〔<〈《]\s*単\s*位[^,\d]{1,16}\s*")
_AMOUNT = re.compile(r"[\s\-+▲△(]*\d[\d,.]*[\s)]*")
_LEADERS = re.compile(
    r"(?:(?<=[^\W\d])|(?<=[)）]))[ \u3000]*(?:…{2,}|‥{2,}|・{4,}|\.{4,}|．{4,})[ \u3000]*(?=[\d▲△(（])"
)  # from a label to its amount
_LED_WORDS = re.compile(
    r"(?m)^(?P<label>[ \u3000]*[^\s…‥.:：。、|\t][^…‥:：。、|\t\n]{0,30}?)"
    r"[ \u3000]+(?:…{2,}|‥{2,}|・{4,}|\.{4,}|．{4,})[ \u3000]+(?=[^\s\d…])"
)  # from a label to words: as a colon
_CIRCLE = re.compile(
    r"(?m)^(?P<indent>[ \u3000]*)[〇◯](?=[ \u3000]*[^\s〇一二三四五六七八九十百千万\d])"
)  # a bullet in the shape of a zero
_DOTS = ("……", "‥‥", "・・・・", "....", "．．．．")
"""One of these is in every leader, and to look for them is fast."""
_BOXES = re.compile("[│┃║┌├└]")
_GRID = re.compile(r"(?m)^\s*[+┌┏╔][-=─━═]")
_BOX_RULE = re.compile(
    r"(?m)(?<=^)[ \u3000]*[┌├└┏┣┗╔╠╚][┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝─━═]+(?=[ \u3000\r]*$)"
)  # a line that parts rows
_BOX = str.maketrans(dict.fromkeys("│┃║┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝", "|") | dict.fromkeys("─━═", "-"))
_IN_CELL = {"\t": " ", "|": "¦", "｜": "¦"}  # the marks of cells inside one
_BROKEN_CELL = re.compile(r"[^\s|] {2,3}\r?\n")  # a line of Markdown that ends amid a cell
_FEWEST_BARS = 2  # of a row whose table has no bars at its ends: one bar parts a line of text, too
_FEWEST_TABS = 4  # of a row: with fewer, lines that belong together are chance
_MOST_PIECES = 8  # lines of one row: a cell of some lines beside another


@dataclass(frozen=True)
class Drawing:
    """A text as it is drawn.

    Attributes:
        text: as long as the text it is of.
        records: the 1-based lines that are CSV, whose cells are scanned one by one.
        joined: the last line of each row that cells in quotes or in tags carry over lines, by its first one.
        in_doubt: the lines whose commas may part cells or group numbers.
        grids: the rows of tables that lines draw, by their first line.
    """

    text: str
    records: frozenset[int] = frozenset()
    joined: dict[int, int] = field(default_factory=dict)
    in_doubt: frozenset[int] = frozenset()
    grids: dict[int, GridRow] = field(default_factory=dict)


def draw(text: str, lines: Sequence[Span]) -> Drawing:
    """The drawing of a text whose lines have these spans."""
    tagged = tuple(tagged_tables(text, lines)) if "<" in text else ()
    text = _without_tags(text, tagged) if tagged else text
    text = _unmarked(text)
    csv = comma_records(text, lines)
    found = csv.found or semicolon_records(text, lines) or quoted_rows(text, lines)
    drawn = _parted(text, found) if found else text
    if _MAY_HOLD.search(drawn) is not None:
        drawn = "".join(_pieces(drawn, lines))
    joined = {record.first: record.last for record in found if record.last > record.first and len(record.cells) > 1}
    joined = joined or broken_rows(drawn, lines) or broken_tables(drawn, lines)
    joined |= {first: last for table in tagged for first, last in table.joined.items()}
    drawn, slashed = _rejoined(drawn, lines)
    if any(dots in drawn for dots in _DOTS):
        drawn = _LEADERS.sub(lambda match: " " * len(match[0]), drawn)
        drawn = _LED_WORDS.sub(lambda match: f"{match['label']}:".ljust(len(match[0])), drawn)
    if _BOXES.search(drawn) is not None:
        drawn = _BOX_RULE.sub(lambda match: "-" * len(match[0]), drawn).translate(_BOX)
    if "|" in drawn:
        drawn = unnumbered(_headed(drawn, lines), lines) if "|---" in drawn or "|:--" in drawn else drawn
        rows = dict(open_rows(drawn, lines)) if _BROKEN_CELL.search(drawn) is not None else {}
        joined |= {first: last for first, last in rows.items() if last > first}
        drawn = _unbordered(_tabbed(drawn, lines, rows), lines)
    records = frozenset(line for record in csv.found for line in range(record.first, record.last + 1))
    return Drawing(drawn, records | slashed, joined, csv.in_doubt, grid_rows(text, lines) if _GRID.search(text) else {})


def _rejoined(drawn: str, lines: Sequence[Span]) -> tuple[str, frozenset[int]]:
    """A text without what its pages print again, its bullets and slashes as they are drawn elsewhere; the rows of slashes."""
    if "〇" in drawn or "◯" in drawn:
        drawn = _CIRCLE.sub(r"\g<indent>○", drawn)
    drawn = unlisted(unpaged(drawn, lines), lines)
    slashed = frozenset[int]()
    if " / " in drawn or "／" in drawn or "\u3000/" in drawn:
        drawn, slashed = unslashed(drawn, lines)
    if "続" in drawn or "つづき" in drawn:
        drawn = rejoined(drawn, lines)
    return drawn, slashed


def _unmarked(text: str) -> str:
    """A text with the bold words of Markdown alone, and with years that are printed twice as one."""
    return dated_once(BOLD.sub(r"  \1  ", text) if "**" in text else text)


def _without_tags(text: str, tables: Sequence[TaggedTable]) -> str:
    """A text with the bars of tables by tags in the place of their tags."""
    pieces: list[str] = []
    kept = 0
    for table in tables:
        begin, end = table.span
        letters = [_IN_CELL.get(letter, letter) for letter in text[begin:end]]
        for (start, stop), bars in table.marks.items():
            here = slice(start - begin, stop - begin)
            letters[here] = [
                letter if letter.isspace() else " " for letter in letters[here]
            ]  # a tag may run over lines
            letters[here.start : here.start + len(bars)] = bars
        pieces += [text[kept:begin], "".join(letters)]
        kept = end
    return "".join([*pieces, text[kept:]])


def _tabbed(text: str, lines: Sequence[Span], rows: dict[int, int]) -> str:
    """A text with tabs for the bars of some rows."""
    letters = list(text) if rows else []
    for first, last in rows.items():
        span = slice(lines[first - 1][0], lines[last - 1][1])
        letters[span] = text[span].replace("|", "\t")
    return "".join(letters) if rows else text


def _unbordered(text: str, lines: Sequence[Span]) -> str:
    """A text with tabs for the bars of tables that have none at the ends of their rows: there a blank first cell counts."""
    pieces: list[str] = []
    place = kept = 0
    counts = [text.count("|", *span) for span in lines]
    while place < len(lines):
        run, is_open = _bars_alike(text, lines, place) if counts[place] >= _FEWEST_BARS else (0, False)
        if run > 1 and is_open:
            start, end = lines[place][0], lines[place + run - 1][1]
            pieces += [text[kept:start], text[start:end].replace("|", "\t")]
            kept = end
        place += max(run, 1)
    return "".join([*pieces, text[kept:]])


def _bars_alike(text: str, lines: Sequence[Span], place: int) -> tuple[int, bool]:
    """The number of lines from a place on with equally many bars and none at the left, and whether one has none at the right.

    The first of them has bars enough; with a tab, too, it is no such row.
    """
    count = text.count("|", *lines[place])
    if "\t" in text[slice(*lines[place])]:
        return 0, False
    run, is_open = 0, False
    for span in (lines[at] for at in range(place, len(lines))):  # a slice would copy the rest for every line
        if text.count("|", *span) != count or text.startswith("|", span[0]):
            break
        run += 1
        is_open = is_open or not text[slice(*span)].rstrip().endswith("|")
    return run, is_open  # equally many bars: what one row leaves open, all do


def broken_rows(text: str, lines: Sequence[Span]) -> dict[int, int]:
    """The rows of a spreadsheet whose cells hold line ends, by their first line: pieces that together have its width.

    The width is the number of tabs that most rows have; a piece has fewer, and only whole lines count.
    """
    counts = [text.count("\t", *span) for span in lines]
    tabbed = [count for count in counts if count]
    width, often = Counter(tabbed).most_common(1)[0] if tabbed else (0, 0)
    if width < _FEWEST_TABS or 2 * often < len(tabbed):
        return {}
    found: dict[int, int] = {}
    place = 0
    while place < len(lines):
        total, last = counts[place], place
        while 0 < total < width and last + 1 < len(lines) and last - place < _MOST_PIECES and counts[last + 1] < width:
            last += 1
            total += counts[last]
        if last > place and total == width and text[slice(*lines[last])].strip():
            found[place + 1] = last + 1
            place = last
        place += 1
    pieces = sum(sum(count > 0 for count in counts[first - 1 : last]) for first, last in found.items())
    if 4 * often >= 3 * len(tabbed):
        return found
    filled = sum(count == width and text[end - 1 : end] == "\t" for count, (_, end) in zip(counts, lines, strict=True))
    whole = often + pieces == len(tabbed) and 2 * filled >= often  # no row is cut short at its last filled cell
    return found if whole else {}  # many other widths are other tables


def _parted(text: str, records: Sequence[CommaRecord]) -> str:
    """A text with tabs between the cells of records and blanks for their quotes."""
    letters = list(text)
    for record in unindexed(records):
        begins = record.cells[0].start if record.cells else record.end
        letters[record.start : begins] = " " * (begins - record.start)  # a number of the row, with its comma
        mark = " " if _is_line(record) else "\t"
        for cell, content in zip(record.cells, record.texts, strict=True):
            _draw_cell(letters, text, cell.start, cell.end, is_quoted=cell.is_quoted)
            if VOID.fullmatch(content.strip()) is not None:
                letters[cell.start : cell.end] = " " * (cell.end - cell.start)
            if cell.end < record.end:
                letters[cell.end] = mark
    return "".join(letters)


def _draw_cell(letters: list[str], text: str, start: int, end: int, *, is_quoted: bool) -> None:
    """Blank the quotes of a cell and the marks of cells inside them."""
    if not is_quoted:
        return
    for place in (text.index('"', start), text.rindex('"', start, end)):
        letters[place] = " "
    for place in range(start, end):
        letters[place] = _IN_CELL.get(letters[place], letters[place])


def _is_line(record: CommaRecord) -> bool:
    """True for a title or a heading of a section: words in the first cell, and nothing else in the record but a unit."""
    first, *others = record.texts or ("",)
    words = first.strip() and _AMOUNT.fullmatch(first) is None
    alone = all(not text.strip() or _CAPTION.fullmatch(text) is not None for text in others)
    return bool(words) and record.first == record.last and alone


def _pieces(drawn: str, lines: Sequence[Span]) -> Iterator[str]:
    position = 0
    for start, end in lines:
        yield drawn[position:start]
        yield _marked(drawn[start:end])
        position = end
    yield drawn[position:]


def _marked(line: str) -> str:
    """A line without the marks of Markdown, HTML and pandas that are no part of a cell's words."""
    if _MAY_HOLD.search(line) is None:
        return line
    line = _ESCAPED.sub(lambda match: " ¦" if match[1] == "|" else f" {match[1]}", line)
    if _CELLED.search(line) is None:
        return line
    line = _LEVELS.sub(_lowest, line)
    line = _BREAK.sub(lambda match: " " * len(match[0]), line)
    return _VOID_CELL.sub(lambda match: " " * len(match[0]), line)


def _headed(text: str, lines: Sequence[Span]) -> str:
    """A text whose headings of two levels, put together with a point over the rule of a table, are apart."""
    pieces: list[str] = []
    kept = 0
    for (start, end), below in pairwise(lines):
        if "." in text[start:end] and "|-" in text[slice(*below)] and _RULED.fullmatch(text, *below) is not None:
            pieces += [text[kept:start], _POINTED.sub(_lowest, text[start:end])]
            kept = end
    return "".join([*pieces, text[kept:]])


def _groups_only(over: str, own: str) -> bool:
    """True for a heading that says no more than the one under it: 財源内訳 over 県債, 職員数 over 正職員."""
    staff = _STAFF.fullmatch(over) is not None and own.endswith("員")
    return over == own or staff or (_GROUPS.fullmatch(over) is not None and own != "")


def _lowest(match: re.Match[str]) -> str:
    """The lower of two headings of a column alone; the upper one too unless it only groups them."""
    same = _groups_only(match["over"].strip(), match["own"].strip())
    unnamed = _UNNAMED.fullmatch(match["own"]) is not None
    kept = ["over"] if unnamed else ["own"] if same else ["over", "own"]
    letters = [" "] * len(match[0])
    for name in kept:
        start, end = match.start(name) - match.start(), match.end(name) - match.start()
        letters[start:end] = match[name]
    return "".join(letters)
