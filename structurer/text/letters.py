"""Letters that a font's table of glyphs puts in the place of others: they look the same and are read as the ones they stand for.

PDFs that a browser printed carry them. Each one stands for exactly one letter, so that an offset in a folded text is an offset in
the text.
"""

import unicodedata

_KANGXI = {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
_RADICALS = "⺁⺊⺎⺐⺑⺒⺓⺔⺕⺛⺜⺝⺞⺟⺠⺧⺩⺪⺫⺬⺵⻁⻃⻄⻆⻇⻊⻑⻕⻗⻘⻝⻞⻡⻣⻤⻨⻩⻫⻭⻯⻱⻲"
_MEANT = "厂卜兀尢尢巳幺彑彐旡日月歹母民牛王疋目示网虎襾西角角足長阜雨青食食首骨鬼麦黄斉歯竜亀亀"
_PAIRS = [*zip(_RADICALS, _MEANT, strict=True), ("‧", "・"), ("･", "・"), ("∕", "/"), ("⁄", "/")]

MEANT = {**_KANGXI, **{ord(letter): ord(meant) for letter, meant in _PAIRS}}
"""What each such letter is read as; U+2E80 to U+2EFF only where a whole letter of Japanese looks so."""
