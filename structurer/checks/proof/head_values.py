"""What stands as the value of a label in the head of a sheet."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from structurer.checks.proof.head_lines import GAP, INVISIBLE, LABEL, LABELS, NOT_NOW, PROJECT, WIDE, HeadLines
from structurer.text import lazy_re as re
from structurer.text.words import squeeze


def same(one: str, other: str) -> bool:
    """True for the same words, whatever is between their letters and whether a colon ends them."""
    return squeeze(INVISIBLE.sub("", one)).strip(":") == squeeze(INVISIBLE.sub("", other)).strip(":")


def values(lines: HeadLines, number: int, names: str) -> Iterator[str]:
    """What stands as the value of a label: in its cell, in the next one, below it in a row of labels, or on the next line."""
    cells, (label, value) = lines.cells(number), _value_patterns(names)
    filled = [cell for cell in cells if cell.strip()]
    for before, cell in pairwise(filled):
        if label.fullmatch(squeeze(before)) and not LABEL.match(squeeze(cell)):
            yield cell
    for cell in (WIDE.sub(lambda gap: gap[0] if len(gap[0]) > GAP else " ", cell.strip()) for cell in cells):
        opened = list(value.finditer(cell))
        yield from (_until_label(cell[found.end() :]) for found in opened if found.start() == 0 or LABEL.match(cell))
        if not opened and (glued := re.match(rf"(?:{names})(?![称等])", cell)) is not None and names == PROJECT:
            yield cell[glued.end() :]
    upper = lines.cells(number - 1)
    if len(upper) == len(cells) > 1 and all(LABEL.match(squeeze(cell)) or not cell for cell in upper):
        yield from (cell for name, cell in zip(upper, cells, strict=True) if label.fullmatch(squeeze(name)))
    heads, words = _only_labels(lines.text(number - 1)), lines.text(number).split()
    if len(heads) == len(words) > 1 and len(words) != len(lines.text(number + 1).split()):
        yield from (word for name, word in zip(heads, words, strict=True) if label.fullmatch(name))
    if len(cells) == 1 and label.fullmatch(squeeze(lines.above(number))):
        yield cells[0].lstrip(": ")


def _only_labels(text: str) -> list[str]:
    """The labels of a line that is nothing else; none of any other line."""
    label, whole = _label_patterns()
    line = " ".join(text.split())
    return [squeeze(found) for found in label.findall(line)] if whole.fullmatch(line) else []


@cache
def _label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One label of a line, and a line of labels."""
    label = rf"(?:{spaced(LABELS)})(?= |$) ?"
    return re.compile(label), re.compile(rf"(?:{label})+")


@cache
def _value_patterns(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label alone, and a label before its value."""
    before = re.compile(rf"(?:^|(?<=\s)){spaced(names)}(?:\s*:\s*|\s+)(?=\S)")
    return re.compile(rf"(?:{names})\s?:?"), before


@cache
def spaced(names: str) -> str:
    """A pattern of labels whose letters may be spread."""
    return "(?:" + re.sub(r"([一-龠])(?!\?)", r"\1\\s*", names) + ")"


def _until_label(text: str) -> str:
    """A value up to the next label of its line, or to a gap that parts two columns of the screen."""
    gaps = re.finditer(r"\s+", text)
    parted = next((gap for gap in gaps if _is_parting(gap, text[gap.end() :])), None)
    return text if parted is None else text[: parted.start()]


def _is_parting(gap: re.Match[str], rest: str) -> bool:
    """True for a gap behind which a label stands, or another column with nothing that takes the value back."""
    return LABEL.match(rest) is not None or (len(gap[0]) > GAP and NOT_NOW.search(rest) is None)
