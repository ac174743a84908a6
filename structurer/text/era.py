"""Japanese era years and fiscal years as Western years."""

from structurer.text import lazy_re as re
from structurer.text.money import fold_words

ERA_START = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "R": 2018, "H": 1988, "S": 1925}
"""The Western year before each era's first year."""

ERA_YEAR = r"(?:(?:令和|平成|昭和|大正|明治)\s?|(?<![A-Za-z0-9])[RHS])(?:元|\d{1,2})"
"""One printed era year, in folded text: 令和8, R7, H元."""

_ERA = re.compile(r"(?P<era>令和|平成|昭和|大正|明治|(?<![A-Za-z0-9])[RHS])\s?(?P<year>元|\d{1,2})")
_WESTERN = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def western_year(text: str) -> int | None:
    """The first year a text prints, Western: 令和元年度 2019, `R8` 2026, `2024 (R6)` 2024; None where it prints none."""
    folded = fold_words(text)
    western, era = _WESTERN.search(folded), _ERA.search(folded)
    if western is not None and (era is None or western.start() < era.start()):
        return int(western[1])
    if era is None:
        return None
    return ERA_START[era["era"]] + (1 if era["year"] == "元" else int(era["year"]))
