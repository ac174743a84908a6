"""A line of running characters taken apart into the column headings it is made of: 区分要求額国庫支出金一般財源."""

from collections.abc import Container
from itertools import pairwise

from structurer.text import lazy_re as re

_STAGE_HEADING = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])?(?:元|\d{1,2})年度|[RHS]\d{1,2}(?![\d年月])|前々年度|前年度|本年度|今年度|当年度|当該年度|来年度)?の?"
    r"(?:\d{1,2}月)?(?:財政課長|総務部長|部長|課長|知事|財政課)?(?:今回|前回)?(?:当初|補正後の?|補正前の?|補正|復活|追加|調整|現計|最終|既定|要求)?"
    r"(?:予算)?(?:要求|査定|内示|計上|決定|予算|決算|見込|要望|実績|目標|計画)?(?:案|現額|額計|総額|額|値)?"
)
HEADING_MARK = re.compile(
    r"\((?:[A-Za-z+=\-−‐―ー・①-⑳]{1,5}|(?:単位:?)?(?:百万|千|万|億)?円|人役?)\)|[①-⑳A-D](?![A-Za-z])|[|/:]"
)
"""A mark that belongs to the heading before it and says nothing of its own: (A), (A+B), (千円)."""
_COMPLETE = re.compile(r".*(?:要求|査定|内示|計上|決定|予算|決算|見込|要望|実績|目標|額|案)")
_OF_SOURCES = re.compile(r"の(?:財源の?)?内訳|の財源(?:の?区分)?")
"""What stands over the sources of an amount, behind its name: 本年度要求額の財源内訳."""
_TEXT_HEADING = re.compile(r"[^\W\d]{1,8}?(?:内容|理由|考え方|説明|備考|根拠|方法|概要|意見|摘要|主体)")
_NO_HEADING = re.compile(r"[。、「」]")
_LONGEST_HEADING_LINE = (
    300  # characters: forty headings and more; a longer line is text, and time grows with its length
)
_LONGEST_WORD = 16  # characters: longer than any label of words.toml, so that every one of them is looked up


def heading_words(folded: str, words: Container[str], sources: Container[str]) -> list[tuple[int, int]] | None:
    """The spans of the column headings that a folded line is made of, with or without spaces; None where it says more.

    `words` are the labels that may head a column, `sources` the funding sources among them. The fewest words win; time
    grows with the length of the line only.
    """
    places = [place for place, character in enumerate(folded) if not character.isspace()]
    text = "".join(folded[place] for place in places)
    if not 3 <= len(text) <= _LONGEST_HEADING_LINE or _NO_HEADING.search(text) is not None:
        return None
    best: list[tuple[int, int] | None] = [None] * (len(text) + 1)  # (words so far, where the last one began)
    best[0] = (0, 0)
    for begin in range(len(text)):
        reached = best[begin]
        if reached is None:
            continue
        ends = _heading_ends(text, begin, words) | _text_ends(text, begin, places)
        for end in (end for end in ends if not _joins(text, places, (begin, end), words, sources)):
            known = best[end]
            if known is None or known[0] > reached[0] + 1:
                best[end] = (reached[0] + 1, begin)
    return None if best[-1] is None else _spans(best, places)


def _joins(text: str, places: list[int], span: tuple[int, int], words: Container[str], sources: Container[str]) -> bool:
    """True for a heading that spaces part into pieces each of which is one: `要求額 計` is two, `国庫 支出金` is not.

    A year before a stage (`令和8年度 要求額`) and the two halves of one source (`分担金 負担金`) do belong together.
    """
    begin, end = span
    cuts = [n for n in range(begin + 1, end) if places[n] != places[n - 1] + 1]
    if not cuts:
        return False
    bounds = [begin, *cuts, end]
    pieces = [text[a:b] for a, b in pairwise(bounds)]
    return (
        all(piece in words or _COMPLETE.fullmatch(piece) is not None for piece in pieces)
        and "".join(pieces) not in sources
    )


def _heading_ends(text: str, begin: int, words: Container[str]) -> set[int]:
    """The places where a heading that begins at a place may end; marks such as (A) belong to the heading before them."""
    ends = {begin + length for length in range(1, _LONGEST_WORD) if text[begin : begin + length] in words}
    stage = _STAGE_HEADING.match(text, begin)
    if stage is not None and stage.end() > begin and stage[0] != "の":
        ends.add(stage.end())
    ends |= {found.end() for end in ends if (found := _OF_SOURCES.match(text, end)) is not None}
    marked = set(ends)
    for end in ends:
        mark = HEADING_MARK.match(text, end)
        if mark is not None:
            marked.add(mark.end())
    return {end for end in marked if end <= len(text)}


def _text_ends(text: str, begin: int, places: list[int]) -> set[int]:
    """The place where a heading of running text (`補正の内容`) may end; it holds no space."""
    found = _TEXT_HEADING.match(text, begin)
    if found is None or places[found.end() - 1] - places[begin] != found.end() - 1 - begin:
        return set()
    return {found.end()}


def _spans(best: list[tuple[int, int] | None], places: list[int]) -> list[tuple[int, int]]:
    spans = []
    end = len(best) - 1
    while end > 0:
        reached = best[end]
        if reached is None:
            return []
        spans.append((places[reached[1]], places[end - 1] + 1))
        end = reached[1]
    return spans[::-1]
