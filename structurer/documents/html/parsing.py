"""The bytes of a web page as a tree, in the encoding it declares or turns out to have; a tree too deep is refused."""

import lxml.etree
from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector

from structurer.documents import limits
from structurer.errors import DocumentTooLarge, SourceUndecodable
from structurer.text.encoding import JIS, decoded

_HEAD = 8_192  # bytes searched for the declared encoding; browsers look at the first 1,024, some pages declare it later
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ms932": "cp932", "cp932": "cp932", "iso-2022-jp": "iso2022_jp_ext",
}  # fmt: skip


def tree(name: str, data: bytes) -> BeautifulSoup:
    """The page. SourceUndecodable or DocumentTooLarge where it is none that can be read."""
    text = _text(name, data)
    parser = lxml.etree.HTMLParser(no_network=True, recover=True, huge_tree=False)
    lxml.etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any("xcessive depth" in entry.message or "huge" in entry.message.lower() for entry in parser.error_log):
        raise DocumentTooLarge(name, "depth", limits.DEPTH)  # what lies deeper would be missing, and nobody would know
    return BeautifulSoup(text, "lxml")


def _text(name: str, data: bytes) -> str:
    """The text in the declared encoding where the bytes are that; else in the encoding that `decoded` finds."""
    declared = EncodingDetector.find_declared_encoding(data[:_HEAD], is_html=True, search_entire_document=True)
    codec = _CODECS.get(declared or "", "iso2022_jp_ext" if JIS in data else "")
    if codec and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(codec).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            if JIS in data:
                raise SourceUndecodable(name, error.start) from None
    return decoded(name, data)
