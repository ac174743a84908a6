"""Group M: every consistent fixture with one thing changed in its text, and what is then right."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.adversary.attack import Maker, Pair
from benchmarks.adversary.judge import exact
from benchmarks.adversary.sheet import MadeLines, MadeSheet, Meaning, Want

FIXTURES = Path(__file__).parents[2] / "fixtures"

_REMARKS = (
    "(国費)",
    "（うち新規分）",
    "(3か年計)",
    "（隣県分）",
    "(取下げ)",
    "（内数）",
    "の残額",
    "との差",
    "（市町村分）",
    "の限度",
    "（記入例）",
)
_BEFORE = ("5年前の", "隣県の", "取り下げた", "うち", "例年の", "他事業の")
_OWNERS = (*_BEFORE, "姉妹事業の", "旧", "試算", "国直轄", "川端市", "統合前の", "別会計の")
_ACCOUNT = re.compile(r"[^\s|\d]+(?:費国庫補助金|費国庫負担金|費県補助金|債(?=\s|$)|金及び負担金)")
_CAPTION = re.compile(r"(単位\s?[:：]\s?)(千円|円|百万円)")
_OTHER_UNITS = ("%", "件", "千ドル", "人", "千円/件", "トン")
_LONG = 1_000_000  # in yen: a shorter amount is the same by chance
_AMOUNT = re.compile(r"[▲△]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Row:
    """A row of a fixture's gold."""

    want: Want
    printed: str
    line: int


@dataclass(frozen=True)
class Fixture:
    """A consistent fixture: its lines, its gold, what its head says."""

    name: str
    lines: tuple[str, ...]
    rows: tuple[Row, ...]
    project: str
    publisher: str
    year: str
    optional: frozenset[tuple[str, Decimal]]

    def sheet(self, lines: list[str], rows: list[Row] | None) -> MadeSheet:
        """A sheet of these lines and this gold; None where nothing may be verified."""
        wants = [row.want for row in rows or ()]
        return MadeSheet(
            head=lines,
            blocks=[MadeLines([], wants)],
            style="tabs",
            year=0,
            projects=frozenset({self.project}),
            years=frozenset({self.year}),
            publishers=frozenset({self.publisher}),
            undecided=rows is None,
            optional=self.optional,
        )


@cache
def fixtures() -> tuple[Fixture, ...]:
    """Every fixture whose sums hold: only such a one can be verified."""
    return tuple(_read(path.parent) for path in sorted(FIXTURES.glob("*/gold.csv")) if _consistent(path.parent))


def _consistent(folder: Path) -> bool:
    return bool(json.loads((folder / "meta.json").read_text("utf-8"))["verdict"] == "verified")


def _read(folder: Path) -> Fixture:
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    lines = (folder / "source.txt").read_bytes().decode("utf-8").splitlines()
    rows = [Row(Want(_meaning(row), exact(row["amount"])), row["printed"], int(row["line"])) for row in found]
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    optional = {("", exact(one["amount"])) for one in meta["optional"]}
    head = found[0]
    return Fixture(
        folder.name,
        tuple(lines),
        tuple(rows),
        head["project"],
        head["publisher"],
        head["fiscal_year"],
        frozenset(optional),
    )


def _meaning(row: dict[str, str]) -> Meaning:
    return Meaning(row["table"], None, row["measure"], int(row["year_offset"]), row["stage"], row["unit"])


Change = Callable[[Random, Fixture], "tuple[list[str], list[Row] | None] | None"]
"""The lines and the gold after one change; None where the fixture has no place for it."""


def _cells(line: str) -> tuple[str, list[str]] | None:
    """The mark between the cells of a line and its cells."""
    mark = "\t" if "\t" in line else "|" if "|" in line else None
    return None if mark is None else (mark, line.split(mark))


def _placed(made: Fixture) -> Iterator[tuple[int, int, Row]]:
    """The figures that fill a cell of their line alone: (line, cell, gold)."""
    by_line = defaultdict(list)
    for row in made.rows:
        by_line[row.line].append(row)
    for number, rows in by_line.items():
        found = _cells(made.lines[number - 1])
        if found is None:
            continue
        texts = [text.strip() for text in found[1]]
        for row in rows:
            if texts.count(row.printed) == 1 and sum(r.printed == row.printed for r in rows) == 1:
                yield number - 1, texts.index(row.printed), row


def _exchange(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """Two amounts of a line change places: each means now what stood there."""
    placed = defaultdict(list)
    for line, cell, row in _placed(made):
        placed[line].append((cell, row))
    pairs = [
        (line, *both)
        for line, found in placed.items()
        for both in combinations(found, 2)
        if both[0][1].want.meaning.unit == both[1][1].want.meaning.unit
    ]
    if not pairs:
        return None
    line, (first, one), (second, other) = rng.choice(pairs)
    mark, cells = _cells(made.lines[line]) or ("", [])
    cells[first], cells[second] = cells[second], cells[first]
    swapped = {id(one): Row(Want(other.want.meaning, one.want.amount), one.printed, one.line)}
    swapped[id(other)] = Row(Want(one.want.meaning, other.want.amount), other.printed, other.line)
    return _line(made, line, mark.join(cells)), [swapped.get(id(row), row) for row in made.rows]


def _line(made: Fixture, number: int, *texts: str) -> list[str]:
    return [*made.lines[:number], *texts, *made.lines[number + 1 :]]


def _drop_empty(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """An empty cell between amounts is dropped, and what follows it moves."""
    able = []
    for line, text in enumerate(made.lines):
        found = _cells(text)
        if found is not None:
            filled = [n for n, cell in enumerate(found[1]) if _AMOUNT.fullmatch(cell.strip())]
            empty = [n for n, cell in enumerate(found[1]) if not cell.strip() and filled and filled[0] < n < filled[-1]]
            able += [(line, n) for n in empty]
    if not able:
        return None
    line, cell = rng.choice(able)
    mark, cells = _cells(made.lines[line]) or ("", [])
    del cells[cell]
    return _line(made, line, mark.join(cells)), None


def _label(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """The label of a row of amounts becomes another's, or a part's."""
    able = []
    for line in {line for line, _, _ in _placed(made)}:
        mark, cells = _cells(made.lines[line]) or ("", [])
        named = [n for n, cell in enumerate(cells) if cell.strip() and not any(letter.isdigit() for letter in cell)]
        if named and any(row.line == line + 1 and row.want.meaning.table in {"cost", "funding"} for row in made.rows):
            able.append((line, named[0], mark))
    if not able:
        return None
    line, cell, mark = rng.choice(sorted(able))
    cells = made.lines[line].split(mark)
    bare = cells[cell].strip()
    said = bare + rng.choice(_REMARKS) if rng.random() < 0.6 else rng.choice(_BEFORE) + bare
    cells[cell] = cells[cell].replace(bare, said)
    return _line(made, line, mark.join(cells)), None


def _account(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """The account that a detail of a source is booked to becomes another's."""
    held = {row.line - 1 for row in made.rows if row.want.meaning.table == "funding"}
    near = {line + step for line in held for step in (-1, 0)}
    able = [line for line, text in enumerate(made.lines) if line in near and _ACCOUNT.search(text) is not None]
    if not able:
        return None
    line, word = rng.choice(able), rng.choice(_OWNERS)
    return _line(made, line, _ACCOUNT.sub(lambda found: word + found[0], made.lines[line], count=1)), None


def _heading(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """The heading of a column of amounts becomes another's, or a part's."""
    able = []
    for line, cell, row in _placed(made):
        up = next((n for n in range(line - 1, max(-1, line - 8), -1) if _is_heading(made.lines[n], cell)), None)
        if up is not None and row.want.meaning.unit == "yen":
            able.append((up, cell))
    if not able:
        return None
    line, cell = rng.choice(sorted(set(able)))
    mark, cells = _cells(made.lines[line]) or ("", [])
    bare = cells[cell].strip()
    said = bare + rng.choice(_REMARKS) if rng.random() < 0.6 else rng.choice(_BEFORE) + bare
    cells[cell] = cells[cell].replace(bare, said)
    return _line(made, line, mark.join(cells)), None


def _is_heading(line: str, cell: int) -> bool:
    """A line of cells without any digit, with a word in this one."""
    found = _cells(line)
    if found is None or any(letter.isdigit() for letter in line) or len(found[1]) <= cell:
        return False
    return bool(found[1][cell].strip(" -:")) and "額" in found[1][cell]


def _caption(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """A caption says something that is no money."""
    able = [
        line for line, text in enumerate(made.lines) if _CAPTION.search(text) is not None and _bare_below(made, line)
    ]
    if not able:
        return None
    line, unit = rng.choice(able), rng.choice(_OTHER_UNITS)
    return _line(made, line, _CAPTION.sub(rf"\g<1>{unit}", made.lines[line], count=1)), None


def _bare_below(made: Fixture, line: int) -> bool:
    """True where the next gold figures below a line are money that prints no unit."""
    below = [row for row in made.rows if row.line > line + 1]
    return (
        bool(below)
        and below[0].want.meaning.unit == "yen"
        and below[0].line < line + 12
        and "円" not in below[0].printed
    )


def _one_caption(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """One caption says another unit of money, while amounts under it are printed elsewhere in the old one."""
    captions = [line for line, text in enumerate(made.lines) if "単位" in text]
    able = [
        line for line in captions if _CAPTION.search(made.lines[line]) is not None and _repeated(made, line, captions)
    ]
    if not able:
        return None
    line = rng.choice(able)
    found = _CAPTION.search(made.lines[line])
    unit = rng.choice([one for one in ("円", "千円", "百万円") if found is not None and one != found[2]])
    return _line(made, line, _CAPTION.sub(rf"\g<1>{unit}", made.lines[line], count=1)), None


def _repeated(made: Fixture, line: int, captions: list[int]) -> bool:
    """True where two long amounts between a caption and the next stand outside as well."""
    end = next((other for other in captions if other > line), len(made.lines))
    money = [row for row in made.rows if row.want.meaning.unit == "yen" and row.want.amount >= _LONG]
    inside = {row.want.amount for row in money if line < row.line - 1 < end and "円" not in row.printed}
    outside = {row.want.amount for row in money if not line < row.line - 1 < end}
    return len(inside & outside) > 1


def _item_lines(made: Fixture) -> list[int]:
    """The lines that hold an item's amount above 0 and nothing of another row, in a table with a total."""
    by_line = defaultdict(list)
    for row in made.rows:
        by_line[row.line].append(row)
    has_total = any(row.want.meaning.table == "total" for row in made.rows)
    return [
        line - 1
        for line, rows in by_line.items()
        if has_total
        and _cells(made.lines[line - 1]) is not None
        and all(row.want.meaning.table == "item" for row in rows)
        and any(row.want.meaning.measure == "amount" and row.want.amount for row in rows)
        and sum(row.want.meaning.measure == "amount" for row in rows) > 1
    ]


def _delete(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """An item is gone; its total is not."""
    able = _item_lines(made)
    return (_line(made, rng.choice(able)), None) if able else None


def _double(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """An item stands twice; its total counts it once."""
    able = _item_lines(made)
    if not able:
        return None
    line = rng.choice(able)
    return _line(made, line, made.lines[line], made.lines[line]), None


def _join(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """Two amounts side by side run into one cell."""
    placed = {(line, cell) for line, cell, row in _placed(made) if row.want.meaning.unit == "yen"}
    able = sorted((line, cell) for line, cell in placed if (line, cell + 1) in placed)
    if not able:
        return None
    line, cell = rng.choice(able)
    mark, cells = _cells(made.lines[line]) or ("", [])
    gap = rng.choice(("", "/", "・"))
    cells[cell : cell + 2] = [cells[cell].rstrip() + gap + cells[cell + 1].lstrip()]
    return _line(made, line, mark.join(cells)), None


def _split(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """An amount is cut in two cells at its separator."""
    able = [(line, cell) for line, cell, row in _placed(made) if "," in row.printed and row.want.meaning.unit == "yen"]
    if not able:
        return None
    line, cell = rng.choice(able)
    mark, cells = _cells(made.lines[line]) or ("", [])
    first, _, second = cells[cell].partition(",")
    cells[cell : cell + 1] = [first, second]
    return _line(made, line, mark.join(cells)), None


def _digit(rng: Random, made: Fixture) -> tuple[list[str], list[Row] | None] | None:
    """An amount is another by a digit, in a table with a sum over it; most fixtures print each twice."""
    rows = [
        (line, cell, row)
        for line, cell, row in _placed(made)
        if row.want.meaning.table == "funding" and row.want.amount
    ]
    if not rows:
        return None
    line, cell, _ = rng.choice(rows)
    mark, cells = _cells(made.lines[line]) or ("", [])
    bare = cells[cell].strip()
    cells[cell] = cells[cell].replace(bare, bare[:-1] + str((int(bare[-1]) + rng.randint(1, 9)) % 10))
    return _line(made, line, mark.join(cells)), None


_CHANGES: dict[str, Change] = {
    "M amounts exchanged": _exchange,
    "M empty cell dropped": _drop_empty,
    "M word at a row label": _label,
    "M word at an account": _account,
    "M word at a heading": _heading,
    "M caption of another kind": _caption,
    "M caption of another unit": _one_caption,
    "M item deleted": _delete,
    "M item doubled": _double,
    "M cells joined": _join,
    "M cell split": _split,
    "M digit": _digit,
}
_SIGNS = "アイウエオカキクケコサシスセソ"


def _pair(rng: Random, style: str, *, change: Change) -> Pair:
    """A fixture with one change, and the same fixture with a line that says nothing."""
    del style  # a fixture is drawn as it is
    all_of_them = list(fixtures())
    rng.shuffle(all_of_them)
    for made in all_of_them:
        found = change(rng, made)
        if found is not None:
            mark = "".join(rng.choices(_SIGNS, k=6))
            twin = made.sheet([*made.lines, f"管理記号 {mark}"], list(made.rows))
            return Pair(made.sheet(*found), twin)
    raise LookupError(change)


ATTACKS: dict[str, Maker] = {name: partial(_pair, change=change) for name, change in _CHANGES.items()}
