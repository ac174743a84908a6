"""Letters that a font's table of glyphs puts in the place of others: they look the same and are read as the ones they stand for.

PDFs that a browser printed carry them. Each one stands for exactly one letter, so that an offset in a folded text is an offset in
the text.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

_KANGXI = {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
_RADICALS = "⺁⺊⺎⺐⺑⺒⺓⺔⺕⺛⺜⺝⺞⺟⺠⺧⺩⺪⺫⺬⺵⻁⻃⻄⻆⻇⻊⻑⻕⻗⻘⻝⻞⻡⻣⻤⻨⻩⻫⻭⻯⻱⻲"
_MEANT = "厂卜兀尢尢巳幺彑彐旡日月歹母民牛王疋目示网虎襾西角角足長阜雨青食食首骨鬼麦黄斉歯竜亀亀"
_PAIRS = [*zip(_RADICALS, _MEANT, strict=True), ("‧", "・"), ("･", "・"), ("∕", "/"), ("⁄", "/")]

MEANT = {**_KANGXI, **{ord(letter): ord(meant) for letter, meant in _PAIRS}}
"""What each such letter is read as; U+2E80 to U+2EFF only where a whole letter of Japanese looks so."""


def replacing(letters: Mapping[int, int]) -> Callable[[str], str]:
    """A function that replaces the letters of a table. `str.translate` looks up every letter of a text, and most are in no table."""
    any_of_them = re.compile(f"[{''.join(re.escape(chr(code)) for code in letters)}]")
    meant = {chr(code): chr(letter) for code, letter in letters.items()}
    return lambda text: any_of_them.sub(lambda found: meant[found[0]], text)


as_meant = replacing(MEANT)
"""A text with the letters of broken fonts as those they stand for."""
