"""Running text that stands with an amount or in a field of the sheet: below an entry of a list, behind a label, in a cell."""

from collections.abc import Iterator

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.heading_words import BRACKETS, MARK
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_FIELD = (
    r"(?:事業の?|活動の?|実施の?|具体的な?|主な|[^\s:：]{1,6}の)?"
    r"(?:目的|内容|概要|意図|手段|対象(?:者|地域|校)?|方法|効果|背景|課題|現状|必要性|趣旨|ねらい|成果|取組|考え方)"
)
_OF_NO_COLUMN = re.compile(r"(?:事業の?)?(?:意図|手段|対象|目的)(?=[:：\s\u3000]|$)")
"""The label of a field that heads no column of a table: all behind it is what it says."""
_VERB = r"[一-龠ぁ-ん](?:[うくすつぬむる]|った|した)[)）]?$"
_SAID = re.compile(rf"。|{_VERB}|[一-龠]は.{{2}}|年度?の額$")
"""Words that are more than a name."""
_LABEL = re.compile(rf"(?:{_FIELD}|[^\s:：。、\d]{{2,12}}(?=.*(?:。|{_VERB})))[:：\s\u3000]+(?P<value>\S.*)")
_LABEL_ALONE = re.compile(rf"{_FIELD}[:：]?")
_NAMED = re.compile(r"[・○●◯*\-]\s?[^\s:：。]{2,24}(?:[:：]|[\s\u3000]{2,})[\s\u3000]*(?P<value>\S.*)")
"""Behind a bullet a name and, set apart from it, what is told of it."""
_MOST_BELOW = 6
_OF_REVIEW = re.compile(
    r"(?:財政課の?|財政当局の?|知事の?)?(?:査定|審査|評価)(?:の|に対する)?(?:意見|理由|所見|考え方)"
)
"""The heading over what a review made of the request, of which some was not granted: that is said of no entry above it."""


def running(grid: Grid, row: PrintedRow) -> Iterator[str]:
    """The words of a row that tell of an amount beside or above them, or are what a field says."""
    if row.kind != "line":
        label, *texts = [cell.text for cell in row.texts] or [""]
        field = len(row.texts) == len(("label", "text")) and _LABEL_ALONE.fullmatch(_bare(label)) is not None
        yield from (text for text in (texts if row.values or field else ()) if field or _is_said(text))
    elif not row.is_bare and not row.values:
        yield from _of_line(grid, row)


def _of_line(grid: Grid, row: PrintedRow) -> Iterator[str]:
    text = grid.source.lines[row.first - 1].drawn.strip()
    bare = MARK.sub("", text, count=1)
    found = _LABEL.match(bare) or _NAMED.match(text)
    above = grid.rows[row.position - 1] if row.position else row
    labelled = above.kind == "line" and _OF_NO_COLUMN.fullmatch(_bare(above.text).rstrip(":")) is not None
    if found is not None and (_OF_NO_COLUMN.match(bare) is not None or _is_said(found["value"])):
        yield found["value"]
    elif labelled or (_is_said(text) and _is_below(grid, row)):
        yield text


def _is_said(text: str) -> bool:
    return _SAID.search(squeeze(text)) is not None


def _is_below(grid: Grid, row: PrintedRow) -> bool:
    """True for a line below the label of a field, or below an entry of a list with its amount: no blank line is between them."""
    for above in reversed(grid.rows[max(0, row.position - _MOST_BELOW) : row.position]):
        if above.is_bare or above.kind != "line" or _OF_REVIEW.fullmatch(_bare(above.text)) is not None:
            return False
        if (above.values and above.texts) or _LABEL_ALONE.fullmatch(_bare(above.text)) is not None:
            return True
    return False


def _bare(text: str) -> str:
    return squeeze(MARK.sub("", tidy(text), count=1)).strip(BRACKETS)
