"""The words of a sheet's title: the kind of paper that it names, its year, whose it is."""

from collections.abc import Sequence

from structurer.checks.proof.head_lines import ANY_BODY, COMMON_NOUN, GLUED, PAPERS, is_of_title
from structurer.checks.proof.heading_words import ELSEWHERE, MARK, OFFICE, RISK, VOID
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

DOCUMENT = re.compile(
    r"要求書|調書|見積書|評価書|要求資料|説明書|編成過程|個票|個表|整理票|管理票|評価[票表]|要求票|カルテ|シート|概要$|(?:主な|主要な?|重点|新規|拡充|・)+(?:事業|施策)(?:一覧)?$"
)
OTHER_TIMES_PAPER = re.compile(rf".{{0,40}}(?:{DOCUMENT.pattern}).{{0,4}}[(（](?:前|昨|翌|次)年度")
"""A title that adds in brackets that it is of another year than the sheet."""
TITLE_YEAR = re.compile(r"(?:令和|平成|[RH])(?:元|\d{1,2})年度?|(?:19|20)\d\d年度?")

_NO_OFFICE = re.compile(r"[分円額税例案計]部門|(?:民間|協議会|企業局|別事業)部門|補正|概算|再掲|保留|税抜|累計")
"""What ends like an office and is a part of the money, a time or a state: 民間分部門."""
_PAPER = re.compile(r"(?:要求|見積|評価|説明)(?:書|資料)|調書|編成過程|個票|シート")


def is_parted_title(cells: Sequence[str]) -> bool:
    """True for a year and, set apart from it, the name of a paper: 令和8年度当初予算　　予算要求資料; no column is headed so."""
    words = [squeeze(cell) for cell in cells]
    first, *others = words or [""]
    return TITLE_YEAR.match(first) is not None and len(others) == 1 and _PAPER.search(others[0]) is not None


def offices_of(text: str) -> list[str]:
    """The offices that stand apart in a title; the words of a part, another time or another body are none."""
    parts = re.split(r"[\s\u3000()（）【】〔〕]+", GLUED.sub(" ", MARK.sub("", text, count=1)))
    return [part for part in parts if _is_office(part)]


def _is_office(part: str) -> bool:
    other = any(found.search(part) is not None for found in (RISK, ELSEWHERE, _NO_OFFICE))
    return OFFICE.fullmatch(part) is not None and not other


def unofficed(text: str) -> str:
    """The words of a title without the offices that stand apart in it, and without the name of a body before the year."""
    parts = re.split(r"([\s\u3000()（）【】〔〕]+)", GLUED.sub(" ", MARK.sub("", text, count=1)))
    kept = "".join(part for part in parts if not _is_office(part))
    words = tidy(kept)
    body = _BODY.match(words)
    other = body is None or any(found.fullmatch(body["name"]) is not None for found in (ANY_BODY, COMMON_NOUN))
    return words if body is None or other else words[body.end() :]


_BODY = re.compile(r"\s*(?P<name>[^\s0-9]{1,5}[都道府県市町村])[\s\u3000]*の?(?=令和|平成|[RH0-9])")


_COMMITMENTS = re.compile(r"債務負担行為のある(?=事業に関する)")
"""What the paper of projects with commitments says of them; their amounts stand under headings of their own."""


def is_plain(part: str) -> bool:
    """True for a part of a title made of listed words, of which none is of another body, another time or a draft."""
    words = _COMMITMENTS.sub("", TITLE_YEAR.sub("", part))
    return is_of_title(words) and RISK.search(words) is None and VOID.search(words) is None


_PAPERS_STATE = re.compile(
    r"(?:概算|補正|復活|追加|骨格|肉付け?|暫定|内示|保留|精査|見直し|当初|案|[前後額分]|(?:百万|千|億)?円分)+|(?:補助|県?単独?|国庫|国費|県費|起債|一般財源|地方負担)分"
)
"""A part of a title that is nothing but a state of what the paper holds, or a part of the money: （復活）, 骨格, （内示分）, （補助分）."""
_UNIT = re.compile(r"(?:^|[\s\u3000\-‐–—―－~～〜])(?:百万|千|万|億)?円(?:$|[\s\u3000\-‐–—―－~～〜])")
"""A unit apart in a title, which is no caption."""
_ALTERED = re.compile(r"補正|暫定|骨格|肉付")
_NAMED = re.compile(rf"{DOCUMENT.pattern}|概要|{_PAPER.pattern}|結果")
"""A line that names a paper; 令和5年度決算 may head a column."""
_GRANTED = re.compile(r"内示|裁定|査定|計上|決定")
_STEPS = re.compile(rf"(?:概算|追加|復活|決算|保留|{_GRANTED.pattern})(?!状況|経過|過程)")
"""Words by which a title may say of which step its amounts are; a heading or a label of amounts says so again."""
_TICKED = re.compile(r"[■□☑✓]")
_PARTED = re.compile(r"[\s\u3000()（）【】〔〕\[\]《》〈〉＜＞<>\-‐–—―－~～〜]+")


def is_of_other_state(text: str, sheet: str) -> bool:
    """True for a title that adds apart from its words, or against them, in which state its amounts are; `sheet` is all of its text.

    当初予算 is no 補正予算, and 復活要求 is told by the headings of its amounts, too.
    """
    words = squeeze(text)
    if _TICKED.search(words) is not None:
        return False
    parts = [
        part for part in title_parts(text) if TITLE_YEAR.match(part) is None
    ]  # 令和2年度補正 says which budget it is
    stated = any(map(is_state, parts))
    against = "当初" in words and _ALTERED.search(words) is not None
    return (
        stated
        or against
        or _UNIT.search(text.strip()) is not None
        or (_NAMED.search(words) is not None and any(not _says(step, text, sheet) for step in _STEPS.findall(words)))
    )


def is_plain_paper(words: str) -> bool:
    """True for squeezed words that name a kind of paper and no step nor another budget: 予算要求資料, alone over a title."""
    return PAPERS.fullmatch(words) is not None and not any(found.search(words) for found in (_STEPS, _ALTERED))


def _says(step: str, title: str, sheet: str) -> bool:
    """True for a step that a label or a heading of amounts names as well as the title does: 査定額, and 査定 alone in a cell."""
    words = _GRANTED.pattern if _GRANTED.fullmatch(step) else step
    apart, ends = r"(?:^|[\s|　,(（【\[])", r"(?:$|[\s|　,)）】\]])"
    of_amounts, alone = (
        rf"(?:{words})[前後]?の?(?:要求|予算|計上|決定)*額",
        rf"{apart}(?:{words})[前後]?(?:要求)?{ends}",
    )
    named = re.compile(rf"{of_amounts}|{alone}", re.MULTILINE)
    return named.search(sheet.replace(title.strip(), "")) is not None


def is_state(words: str) -> bool:
    """True for squeezed words that are nothing but a state of what a paper holds."""
    return words not in _CASES and _PAPERS_STATE.fullmatch(words) is not None


def title_parts(text: str) -> list[str]:
    """The squeezed words of a title that blanks, brackets and dashes set apart."""
    return [part for part in map(squeeze, _PARTED.split(text)) if part]


_CASES = frozenset({"案", "当初", "当初案"})
"""What is in brackets behind 予算: 予算（案）."""
