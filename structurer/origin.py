"""Where the text of a source came from: a document, which of its sheets it is, and the place of every line in it.

A place is a fragment, as it stands behind the `#` of a link: `page=3&viewrect=72,110,448,14` (RFC 8118: points from the
left and from the top, width, height), `sheet=要求書&range=A3:F3`, `table=2&row=3`, `block=14`. Empty where a line stands
nowhere in the document.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from structurer.language import say

Kind = Literal["pdf", "html", "xlsx", "docx", "markdown", "text"]


@dataclass(frozen=True, slots=True)
class Origin:
    """A sheet's place in the document it was taken from.

    Attributes:
        document: the document's name, for people.
        sha256: of the document's bytes.
        kind: what the bytes are, whatever the file is called.
        part, parts: this is sheet `part` (1-based) of the `parts` in the document.
        split: who drew the bounds: `none` where the whole document is one sheet, `auto` where the built-in rules were told
            to be right, `told` where a person named them.
        places: one fragment per line of the source.
    """

    document: str
    sha256: str
    kind: Kind
    part: int = 1
    parts: int = 1
    split: Literal["none", "auto", "told"] = "none"
    places: tuple[str, ...] = ()

    def place(self, line: int) -> str:
        """The fragment of a 1-based line; empty where there is none."""
        return self.places[line - 1] if 0 < line <= len(self.places) else ""


def spoken(fragment: str) -> str:
    """A place for people: `3ページ`, `要求書!A3:F3`, `表2の3行目`; empty for an empty one."""
    told = dict(parse_qsl(fragment, keep_blank_values=True))
    if "page" in told:
        return say(f"{told['page']}ページ", f"p. {told['page']}")
    if "range" in told:
        return f"{told.get('sheet', '')}!{told['range']}"
    if "table" in told:
        return say(
            f"表{told['table']}の{told.get('row', '?')}行目", f"table {told['table']}, row {told.get('row', '?')}"
        )
    return say(f"{told['block']}番目の段落", f"block {told['block']}") if "block" in told else ""
