"""A document cannot be read, or not with certainty; or which sheets stand in it is not settled."""

from structurer.errors.inputs import InputError

_MOST_PAGES = 12


class DocumentError(InputError):
    """A document cannot be read, or not with certainty."""


class DocumentUnsupported(DocumentError):
    """Bytes of a kind that is not read. `kind` names it; `ja` and `en` are the way out."""

    def __init__(self, name: str, kind: str, ja: str, en: str) -> None:
        super().__init__(f"{name}: {kind}は読めません。{ja}", f"{name}: {kind} is not read. {en}")


class DocumentEncrypted(DocumentError):
    """A document that opens with a password only."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: パスワードで保護されています。保護を外して保存し直したものを渡してください。",
            f"{name}: protected by a password. Save it without one and give that.",
        )


class DocumentDamaged(DocumentError):
    """A document that breaks off or contradicts itself."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 壊れているか途中で切れています({reason})。元のアプリで開いて保存し直したものを渡してください。",
            f"{name}: damaged or cut off ({reason}). Open it in its own application, save it again and give that.",
        )


class DocumentTooLarge(DocumentError):
    """More of something than a budget document has: `what` is one of `_MEASURES`, `limit` the most that is read."""

    _MEASURES = {  # noqa: RUF012  # never changed
        "pages": ("ページ数", "pages"),
        "unpacked": ("展開後のバイト数", "bytes when unpacked"),
        "depth": ("入れ子の深さ", "levels of nesting"),
        "cells": ("表のセル数", "cells"),
        "memory": ("読み取りに要るメモリー", "bytes of memory to read"),
        "text": ("本文の文字数", "characters of text"),
        "figures": ("数字の個数", "figures"),
    }

    def __init__(self, name: str, what: str, limit: int) -> None:
        ja, en = self._MEASURES[what]
        super().__init__(
            f"{name}: {ja}が上限({limit:,})を超えます。必要なシートだけのファイルに分けてください。",
            f"{name}: more than {limit:,} {en}. Split it into files with the sheets you need.",
        )


class DocumentTimeout(DocumentError):
    """Reading went on for longer than any budget document takes, and was ended."""

    def __init__(self, name: str, seconds: int) -> None:
        super().__init__(
            f"{name}: 読み取りが{seconds}秒進まないため打ち切りました。元のアプリで保存し直すか、ページを分けて渡してください。",
            f"{name}: given up after {seconds} s without progress. Save it again in its own application, or split it.",
        )


class DocumentUnparsed(DocumentError):
    """The process that reads documents ended without an answer."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 読み取り中に解析が異常終了しました({reason})。元のアプリで開いて保存し直したものを渡してください。",
            f"{name}: the parser broke down ({reason}). Open it in its own application, save it again and give that.",
        )


class PagesScanned(DocumentError):
    """Pages that are pictures: there is no text to read."""

    def __init__(self, name: str, pages: tuple[int, ...]) -> None:
        numbers = _numbers(pages)
        super().__init__(
            f"{name}: {numbers}ページは画像で、文字がありません。ocrmypdf などで文字認識(OCR)をかけるか、--split で除いてください。",
            f"{name}: page(s) {numbers} are images without text. Run OCR on it (ocrmypdf), or leave them out with --split.",
        )


class PagesGarbled(DocumentError):
    """Pages whose text layer does not say what is printed."""

    def __init__(self, name: str, pages: tuple[int, ...], sample: str) -> None:
        numbers = _numbers(pages)
        super().__init__(
            f"{name}: {numbers}ページは文字の情報が壊れています({sample})。印刷し直したPDFか ocrmypdf --force-ocr を使ってください。",
            f"{name}: the text of page(s) {numbers} is broken ({sample}). Print it to PDF again, or use ocrmypdf --force-ocr.",
        )


class FontMissing(DocumentError):
    """A PDF whose Japanese letters are in a font that neither it nor this machine holds: nobody could see here what is printed."""

    def __init__(self, name: str, page: int, font: str) -> None:
        super().__init__(
            f"{name}: {page}ページの日本語の書体({font})がPDFに埋め込まれておらず、この計算機にもありません。"
            "日本語の書体を入れるか(Debianなら apt install fonts-noto-cjk)、書体を埋め込んだPDFを使ってください。",
            f"{name}: the Japanese letters of page {page} are in a font ({font}) that is neither in the PDF nor on this machine. "
            "Install a Japanese font (on Debian: apt install fonts-noto-cjk), or use a PDF with its fonts embedded.",
        )


class PagesUnsure(DocumentError):
    """Pages on which a figure cannot be read with certainty; `reason` is one of `_REASONS`."""

    _REASONS = {  # noqa: RUF012  # never changed
        "crossing": ("数字が罫線をまたいでいます", "a figure crosses a ruling line"),
        "covered": ("数字の一部が隠れています", "part of a figure is covered"),
        "overprinted": ("数字が重なって印字されています", "figures are printed over each other"),
        "turned": ("数字が縦か横向きに印字されています", "figures are printed sideways or downwards"),
        "parted": ("数字が行の途中で折り返されたようです", "a figure seems to be broken over two lines"),
        "overlaid": ("フォームの入力欄や注釈に文字があります", "form fields or comments hold text"),
        "differing": ("二つの読み方で数字が一致しません", "two ways to read its figures differ"),
        "uncomputed": ("計算結果が保存されていない数式があります", "a formula was saved without its result"),
        "format": ("表示形式を再現できない数値があります", "a number has a format that cannot be shown here"),
        "broken": ("このページで解析が異常終了しました", "the parser broke down on it"),
        "struck": ("数字・符号・単位に取消線が引かれています", "a digit, a sign or a unit is struck out"),
        "glued": ("数字に上付き・下付きなどの文字が付いています", "raised, lowered or inserted letters touch a figure"),
    }

    def __init__(self, name: str, place: str, reason: str, sample: str) -> None:
        ja, en = self._REASONS[reason]
        super().__init__(
            f"{name}: {place}: {ja}({sample})。元のアプリで開き、見えるとおりに保存し直すかPDFに印刷し直してください。",
            f"{name}: {place}: {en} ({sample}). Open it in its own application and save it again or print it to PDF, as it looks.",
        )


class SplitUnconfirmed(DocumentError):
    """A document holds several sheets, and nobody has said that the bounds are right."""

    def __init__(self, name: str, parts: int) -> None:
        super().__init__(
            f"{name}: {parts}件のシートがあるようです。structurer split で確かめ、--split に auto・none・範囲(1-3,4-7)を指定してください"
            "(Python では split=)。",
            f"{name}: seems to hold {parts} sheets. Look at structurer split, then give --split auto, none or ranges (1-3,4-7); "
            "in Python split=.",
        )


class SplitInvalid(DocumentError):
    """A text of --split that fits no part of the document."""

    def __init__(self, name: str, split: str, reason: str) -> None:
        super().__init__(
            f"{name}: --split {split}: 使えません({reason})。auto、none、または 1-3,4,5-7 のような範囲を指定してください。",
            f"{name}: --split {split}: not usable ({reason}). Give auto, none or ranges such as 1-3,4,5-7.",
        )


def _numbers(pages: tuple[int, ...]) -> str:
    """Page numbers for people, the first few of many."""
    numbers = ", ".join(map(str, pages[:_MOST_PAGES]))
    return numbers if len(pages) <= _MOST_PAGES else f"{numbers} …"
