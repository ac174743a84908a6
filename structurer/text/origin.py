"""The origin of a source: the document it came from, its number among the sheets there, and the place of every line.

A place is a fragment, as it stands behind the `#` of a link: `page=3&viewrect=72,110,448,14` (RFC 8118: points from the
left and from the top, width, height), `sheet=要求書&range=A3:F3`, `table=2&row=3`, `row=3` (RFC 7111, of CSV), `block=14`. Empty where a
line stands nowhere in the document.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from structurer.language import say

DocumentKind = Literal["pdf", "html", "xlsx", "docx", "csv", "text"]
SplitMode = Literal["none", "auto", "told"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something of a document that is not in the text as it stands there, or stands there on somebody else's word.

    Attributes:
        kind: `ocr` (the text of a scanned page is a machine's guess), `unseen` (text that nobody can see, left out),
            `hidden` (hidden rows, columns or worksheets, left out), `deleted` (tracked deletions, left out), `image` (an
            image, not read), `shape` (text boxes of a workbook, not read), `styles` (styles outside the page, not looked at),
            `outside` (what is in no sheet of the document, as a cover is).
        place: a fragment.
        count: how many.
    """

    kind: Literal["ocr", "unseen", "hidden", "deleted", "image", "shape", "styles", "outside"]
    place: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """A sheet's place in the document it was taken from.

    Attributes:
        document: the document's name, for people.
        sha256: of the document's bytes.
        kind: what the bytes are, whatever the file is called.
        part, parts: this is sheet `part` (1-based) of the `parts` in the document.
        split: who drew the bounds: `none` where the whole document is one sheet, `auto` where a person let the
            built-in rules decide, `told` where a person named them.
        places: one fragment per line of the source.
        notices: what of the document is not in the text, or not as certain as print.
    """

    document: str
    sha256: str
    kind: DocumentKind
    part: int = 1
    parts: int = 1
    split: SplitMode = "none"
    places: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()

    def place(self, line: int) -> str:
        """The fragment of a 1-based line; empty where there is none."""
        return self.places[line - 1] if 0 < line <= len(self.places) else ""


def spoken(fragment: str) -> str:
    """A place for people: `3ページ`, `要求書!A3:F3`, `表2の3行目`; empty for an empty one."""
    parts = dict(parse_qsl(fragment, keep_blank_values=True))
    if "page" in parts:
        return say(f"{parts['page']}ページ", f"p. {parts['page']}")
    if "range" in parts:
        return f"{parts.get('sheet', '')}!{parts['range']}"
    if "sheet" in parts:
        return parts["sheet"]
    if "row" in parts:
        table = say(f"表{parts['table']}の", f"table {parts['table']}, ") if "table" in parts else ""
        return table + say(f"{parts['row']}行目", f"row {parts['row']}")
    if "line" in parts:
        return say(f"{parts['line']}行", f"lines {parts['line']}")
    return say(f"{parts['block']}番目の段落", f"block {parts['block']}") if "block" in parts else ""


def page_of(fragment: str) -> str:
    """The page or worksheet that a place is on, as a fragment; empty where it is on none."""
    return next((part for part in fragment.split("&") if part.startswith(("page=", "sheet="))), "")


def noticed(notice: Notice) -> str:
    """A notice for people, in one sentence."""
    place, count = spoken(notice.place), notice.count
    ja, en = {
        "ocr": ("文字認識(OCR)で作られた本文です。紙面と見比べてください", "the text was made by OCR: compare it with the page"),
        "unseen": (f"目に見えない文字{count}字を除きました", f"{count} character(s) that nobody can see were left out"),
        "hidden": (f"非表示の行・列・シート{count}件を除きました", f"{count} hidden row(s), column(s) or worksheet(s) were left out"),
        "deleted": (f"変更履歴で削除された{count}か所を除きました", f"{count} tracked deletion(s) were left out"),
        "image": (f"画像{count}枚の中は読んでいません", f"{count} image(s) were not read"),
        "shape": (f"図形の中の文字{count}か所は読んでいません", f"{count} text box(es) of the workbook were not read"),
        "outside": ("シートではないとして読んでいません", "is no sheet and was not read"),
        "styles": ("ページの外にある書式は見ていません", "styles kept outside the page were not looked at"),
    }[notice.kind]  # fmt: skip
    return f"{place}: {say(ja, en)}" if place else say(ja, en)
