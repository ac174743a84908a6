"""Texts of a record are printed as they are, from an edge to an edge: a sentence cut before its negation is not whole."""

from collections.abc import Iterator
from itertools import accumulate

from structurer.sheet.model import Activity, Item, Sheet
from structurer.text import lazy_re as re
from structurer.text.source import Source
from structurer.text.words import plain


def not_whole(source: Source, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield each text of a record that is not printed whole, with the name of its field."""
    printed = _PrintedText("\n".join((source.drawn, *_broken(source))))
    for field, text in _said(sheet):
        if not all(printed.has(piece) for piece in text.split("\n")):
            yield field, text


def _broken(source: Source) -> Iterator[str]:
    """The texts of the drawn cells that are broken over lines, put together again."""
    for row in source.drawing.grids.values():
        yield from ("".join(source.drawn[a:b].strip() for a, b in spans) for spans in row.cells if len(spans) > 1)


def _said(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield from (("decisions", decision.text) for decision in sheet.decisions)
    yield from (("narrative", entry.text) for passage in sheet.narrative for entry in passage.entries)
    for section in sheet.sections:
        for item in section.items:
            yield from ((name, text) for name, text in _of_item(item) if text)
            for activity in item.activities:
                yield from ((name, text) for name, text in _of_activity(activity) if text)


def _of_item(item: Item) -> Iterator[tuple[str, str | None]]:
    yield from (("description", item.description), ("remark", item.remark), ("instead", item.instead))
    yield "eligible", None if item.subsidy is None else item.subsidy.eligible


def _of_activity(activity: Activity) -> Iterator[tuple[str, str | None]]:
    yield from (("method", activity.method), ("activities", activity.label.text), ("activities", activity.description))


class _PrintedText:
    """A drawn source without spaces, tags and marks, with the places where a text may begin or end."""

    def __init__(self, text: str) -> None:
        # put together for one pass over all of it; no letter joins with a NUL
        parts = _bare("\0".join(_PARTS.split(_TAG.sub("\n", text.replace("\0", "\n"))))).split("\0")
        self.text, self.edges = "".join(parts), {0, *accumulate(map(len, parts))}

    def has(self, piece: str) -> bool:
        """True where a piece stands from an edge to an edge."""
        bare = _bare(_TAG.sub("\n", piece))
        at = self.text.find(bare)
        while at >= 0 and bare:
            if at in self.edges and at + len(bare) in self.edges:
                return True
            at = self.text.find(bare, at + 1)
        return not bare


_PARTS = re.compile(r"(\s+|[|。・:：「」【】※\-－]|(?<=\())")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")


_MARKS = re.compile(r"[*\\<>|\s]+")


def _bare(text: str) -> str:
    return _MARKS.sub("", plain(text))
