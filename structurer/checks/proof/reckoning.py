"""Amounts that follow from cited ones: workings, sums, totals and changes of a column, and the same amount once more."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import islice

from structurer.checks.proof.cited import CitedText
from structurer.checks.proof.heading_words import ELSEWHERE, RISK
from structurer.checks.proof.later import is_of_later_year
from structurer.checks.proof.numerals import COUNTERS, NUMBER, POWERS, YEN, NumeralSpan, fills_cell
from structurer.sheet.model import Stage
from structurer.text import lazy_re as re
from structurer.text.money import SCALES, fold
from structurer.text.scan import Kind
from structurer.text.source import Figure, Line
from structurer.text.words import squeeze

_BOUGHT = "月|通|式|往復|便|袋|面|株|缶|リットル|㎥"
"""Counters of what is bought, which stand in workings more than anywhere else."""
_OPERAND = rf"\(?(?:\d{{1,3}}\s?/\s?\d{{1,3}}|{NUMBER})\s?(?:{YEN}|[{POWERS}]?(?:{COUNTERS}|{_BOUGHT}))?\)?"
_CHAIN = re.compile(
    rf"{_OPERAND}(?:\s?[×✕*÷]\s?{_OPERAND}){{1,8}}(?P<is>\s?[=≒][\s|]*(?P<result>{NUMBER}))?"
    rf"|{_OPERAND}(?P<equals>\s?=[\s|]*(?P<same>{NUMBER}))"
)
_NOTED = re.compile(rf"※\s*(?P<chain>.{{1,80}}=\s?{NUMBER})\s?(?P<by>[{POWERS}]*)円")
_WORKED = re.compile(
    rf"(?P<name>[^\d×✕*÷=≒+()]{{2,30}})\s?(?P<chain>{_OPERAND}(?:\s?[×✕*]\s?{_OPERAND}){{1,8}}\s?=\s?{NUMBER})\s?(?P<by>[{POWERS}]*)円"
)
_YEN_BEHIND = re.compile(rf"\s?[{POWERS}]*円")
_MOST_WORKINGS = 20
"""Workings below one row: each is read for each of them."""
_SUM = re.compile(rf"{_OPERAND}(?:\s?\+\s?{_OPERAND}){{1,8}}\s?=\s?(?P<result>{NUMBER})")
_ADDED = rf"\+\s?[^\d\s|,×✕*+=÷()]{{0,12}}{_OPERAND}(?:\s?[×✕*]\s?{_OPERAND}){{0,4}}"
_MIXED = re.compile(rf"{_OPERAND}(?:\s?[×✕*]\s?{_OPERAND}){{1,4}}[^\d\s|,×✕*+=÷()]{{0,6}}\s?(?:{_ADDED}\s?){{1,4}}")
"""A price times a count and what is added to it: 480千円×43事業所＋事務費475千円."""
_TERM = re.compile(
    rf"(?P<op>[×✕*÷+]?)\s?\(?(?:(?P<a>\d{{1,3}})\s?/\s?(?P<b>\d{{1,3}})|(?P<n>{NUMBER})\s?(?P<by>[{POWERS}]*)(?P<yen>円?)(?P<of>%?))"
)
_PERCENT = re.compile(rf"{NUMBER}\s?%")
_RATED = re.compile(r"(?:対?前年度?比|達成率|伸び率|増減率|執行率)[:：]?[\d,.]+%")
_ALONE = re.compile(rf"\s*{NUMBER}\s?%\s*")
_CELL = re.compile(rf"[△▲\-]?{NUMBER}\s?[^\d\s]{{0,3}}|[-‐―ー－]{{1,2}}")
_REACHED = re.compile(r"達成[率度](?:\(%\))?")
_MOST_YEARS = 8
"""Lines of one row drawn one cell a line: its label and its values."""
_EXECUTION = re.compile(r"執行率[:：]?[\d,.]+%")
_EXECUTED = re.compile(r"[\s|*]*(?:(?:執行|達成)[率度]|\(?[A-Za-z]\s?[/÷]\s?[A-Za-z]\)?)(?:\(%\))?[\s|*]*[\t|]")
"""The row of what was spent in parts of the budget, or reached of a target, both in the rows above it: 執行率, b/a."""
_MOST_LISTED = 3
"""Lines above a percentage in a list: the amount, that of the year before, their difference."""
_AND_OTHERS = re.compile(r"\s?(?:ほか|など|等|他|外)")
_BULLETS = "・*○●-:…"
"""What stands before an item's name and between it and what explains its amount."""


def reckoned(text: CitedText, line: Line, folded: str) -> Iterator[NumeralSpan]:
    """The spans of products whose result the record has, of printed sums of cited amounts, and of estimates of later years."""
    noted = is_noted_working(folded) and _is_under_amounts(text, line)
    if noted or is_of_later_year(text, line):
        yield 0, len(folded)
        return
    for match in _CHAIN.finditer(folded):
        result = match["result"] or match["same"]
        terms, product = _product(match, folded)
        money = any(term["yen"] for term in terms)
        if result:
            fits = _gives(text, line.start + match.end() - len(result), product, money=money)
        else:
            amounts = _amounts_of(text, line, folded, match)
            fits = money and _explains(amounts, product, terms[1:], folded[match.end() :])
        if fits:
            unit = _YEN_BEHIND.match(folded, match.end())
            yield match.start(), match.end() if unit is None else unit.end()
    if _is_part_of_row(text, line, folded):
        yield 0, len(folded)
    yield from _mixed_sums(text, line, folded)
    for match in _SUM.finditer(folded):
        terms = [term for term in _TERM.finditer(folded, *match.span()) if term["n"]]
        *parts, own = (text.yen_at(line.start + term.start("n")) for term in terms)
        if own is not None and all(part in text.yen for part in parts) and sum(filter(None, parts)) == own:
            yield match.span()

    yield from _quotients(text, line, folded)
    left = text.source.by_line.get(line.number, ()) if _UNUSED.match(folded) is not None else ()
    yield from ((one.start - line.start, one.end - line.start) for one in left if _is_unused(text, one))


def is_noted_working(folded: str) -> bool:
    """True for a line that is a note's mark and a product with its own result in money, to its last digit: it names nothing it is for."""
    match = _NOTED.fullmatch(folded.rstrip())
    chain = None if match is None else _CHAIN.match(match["chain"])
    if match is None or chain is None or not chain["is"]:
        return False
    _, product = _product(chain, match["chain"])
    result = Fraction(chain["result"].replace(",", "")) * SCALES.get(match["by"], 1)
    return chain.end() == len(match["chain"]) and product == result


def is_working_line(text: str) -> bool:
    """True for a line of a name and a product with its own result in yen, to its last digit: 講師謝金 30,000円×2人×11回＝660,000円."""
    return _result(fold(text)) is not None


def _result(folded: str) -> Fraction | None:
    """What a line comes to in yen that is a name and a product with its result, which nothing takes from the project."""
    match = _WORKED.fullmatch(folded.strip())
    chain = None if match is None else _CHAIN.fullmatch(match["chain"])
    if match is None or chain is None or not chain["is"] or _is_set_apart(match["name"]):
        return None
    terms, product = _product(chain, match["chain"])
    result = Fraction(chain["result"].replace(",", "")) * SCALES.get(match["by"], 1)
    return result if product == result and any(term["yen"] for term in terms) else None


def _is_part_of_row(text: CitedText, line: Line, folded: str) -> bool:
    """True for one of the workings set in right below a row that together come to an amount of the row."""
    if _result(folded) is None:
        return False
    lines, first, last = text.source.lines, line.number - 1, line.number
    while first > 0 and _result(text.folded(lines[first - 1])) is not None:
        first -= 1
    while last < len(lines) and _result(text.folded(lines[last])) is not None:
        last += 1
    if not first or last - first > _MOST_WORKINGS:
        return False
    depths = [len(one.drawn) - len(one.drawn.lstrip()) for one in lines[first - 1 : last]]
    total = sum((_result(text.folded(one)) or Fraction(0) for one in lines[first:last]), Fraction(0))
    own = [text.cited[figure.id] for figure in text.cited_on(lines[first - 1])]
    return min(depths[1:]) > depths[0] and total in own[:1]


def _is_under_amounts(text: CitedText, line: Line) -> bool:
    """True for a line right below cited amounts: below a name without one it may be what that name costs."""
    above = next((one for one in reversed(text.source.lines[: line.number - 1]) if one.drawn.strip()), None)
    return above is not None and bool(text.cited_on(above))


def _product(chain: re.Match[str], folded: str) -> tuple[list[re.Match[str]], Fraction]:
    """The terms of a chain of factors, and what they come to."""
    ends = chain.start("is") if chain["is"] else chain.start("equals") if chain["same"] else chain.end()
    terms, product = list(_TERM.finditer(folded, chain.start(), ends)), Fraction(1)
    for term in terms:
        value = _value(term)
        product = product / value if term["op"] == "÷" and value else product * value
    return terms, product


def _mixed_sums(text: CitedText, line: Line, folded: str) -> Iterator[NumeralSpan]:
    """The spans of products with what is added to them, that come to a cited amount of their row."""
    amounts = [text.cited[figure.id] for figure in text.cited_on(line)] if "+" in folded else []
    found = (match for match in _MIXED.finditer(folded) if amounts and not _is_set_apart(match[0]))
    yield from (match.span() for match in found if _mixed(match[0]) in amounts)


def _is_set_apart(words: str) -> bool:
    """True for words of another time, payer or condition between the terms of a working: ＋前年度1,000千円."""
    return any(found.search(words) is not None for found in (RISK, ELSEWHERE))


def _mixed(sum_of: str) -> Fraction | None:
    """What a sum of products comes to in yen; None where a product is of no price, or of more than one."""
    total = Fraction(0)
    for addend in sum_of.split("+"):
        terms = [term for term in _TERM.finditer(addend) if term["n"]]
        if sum(bool(term["yen"]) for term in terms) != 1 or any(term["of"] for term in terms):
            return None
        product = Fraction(1)
        for term in terms:
            product *= _value(term)
        total += product
    return total


def _quotients(text: CitedText, line: Line, folded: str) -> Iterator[NumeralSpan]:
    """The spans of percentages that are one of two amounts of their row in parts of the other: 達成率, 前年比.

    The two are what was spent and the budget in force where the row has both, else the last ones before it or the first ones of
    the row: any two others may give a percentage by chance.
    """
    own = text.cited_on(line) if "%" in folded else []
    listed = _above(text, line) if "%" in folded and _RATED.fullmatch(squeeze(folded)) is not None else []
    listed = listed or (_in_turn(text, line) if _ALONE.fullmatch(folded) is not None else [])
    executed = "%" in folded and _EXECUTED.match(folded) is not None
    alone = _executed(text, folded) if "%" in folded else []
    for match in _PERCENT.finditer(folded) if len(own) > 1 or listed or executed or alone else ():
        before = [text.cited[figure.id] for figure in own if figure.end <= line.start + match.start()] or listed
        if executed:
            column = _column_above(text, line, _cell(folded, match.start()))
            before = [value for value, _ in islice(column, len(("spent", "budget")))]
        digits = match[0].rstrip(" %").replace(",", "")
        step = Fraction(1, 10 ** len(digits.partition(".")[2]))
        ends = (before[:2], before[-2:]) if len(before) > 1 else ()
        pairs = _spent(text, own) or alone or [pair for one, two in ends for pair in ((one, two), (two, one))]
        if any(two and -step / 2 <= 100 * one / two - Fraction(digits) < step for one, two in pairs):
            yield match.span()


def _spent(text: CitedText, own: Sequence[Figure]) -> list[tuple[Fraction, Fraction]]:
    """What was spent and the budget in force of a row that has one of each: 執行率 is the one in parts of the other."""
    spent, budget = (
        [text.cited[figure.id] for figure in own if text.costs.get(figure.id) is stage]
        for stage in (Stage.SETTLED, Stage.CURRENT)
    )
    return [(spent[0], budget[0])] if len(spent) == len(budget) == 1 else []


def _executed(text: CitedText, folded: str) -> list[tuple[Fraction, Fraction]]:
    """The same of the sheet's own year, of 執行率 on a line of its own in a list."""
    if _EXECUTION.fullmatch(squeeze(folded)) is None:
        return []
    spent, budget = (text.own_costs.get(stage, set()) for stage in (Stage.SETTLED, Stage.CURRENT))
    return list(zip(spent, budget, strict=True)) if len(spent) == len(budget) == 1 else []


def _above(text: CitedText, line: Line) -> list[Fraction]:
    """The amounts of the lines right above one, each the only one of its line, the topmost first: a list of label and amount."""
    found: list[Fraction] = []
    for above in reversed(text.source.lines[max(0, line.number - 1 - _MOST_LISTED) : line.number - 1]):
        cited = text.cited_on(above)
        if len(cited) != 1:
            break
        found.insert(0, text.cited[cited[0].id])
    return found


def _in_turn(text: CitedText, line: Line) -> list[Fraction]:
    """The two amounts that a percentage below 達成率 is of, one cell a line: those in its place below the two labels before."""
    lines, place = text.source.lines, line.number - 1
    label = next((n for n in range(place - 1, max(-1, place - _MOST_YEARS), -1) if not _is_cell(lines[n])), 0)
    end = next((n for n in range(place, min(len(lines), label + _MOST_YEARS)) if not _is_cell(lines[n])), len(lines))
    if _REACHED.fullmatch(squeeze(lines[label].drawn)) is None:
        return []
    size = end - label
    above = [place - 2 * size, place - size]
    told = [text.cited_on(lines[n]) if n >= 0 else [] for n in above]
    runs = lines[max(0, label - 2 * size) : label]
    whole = [_is_cell(one) for one in runs] == [False, *[True] * (size - 1)] * 2
    return [text.cited[one[0].id] for one in told if len(one) == 1] if whole else []


def _is_cell(line: Line) -> bool:
    """True for a line that is one number or a dash."""
    return _CELL.fullmatch(fold(line.drawn).strip()) is not None


def _value(term: re.Match[str]) -> Fraction:
    if term["a"]:
        return Fraction(int(term["a"]), max(int(term["b"]), 1))
    number = Fraction(term["n"].replace(",", "")) * SCALES.get(term["by"], 1)
    return number / 100 if term["of"] else number


def _gives(text: CitedText, place: int, product: Fraction, *, money: bool) -> bool:
    """True where the product is the result printed at a place, to its last digit, and the record has that amount.

    A result that prints no unit is met in any unit of budget sheets.
    """
    figure = text.figure_at(place)
    if figure is None or not figure.number:
        return False
    number, own = Fraction(figure.number), text.yen_at(place)
    for scale in (1, 10**3, 10**4, 10**6) if own is None else (own / number,):
        step = scale if money else 1
        if abs(product - number * step) < step and (figure.id in text.cited or number * scale in text.yen):
            return True
    return False


def _amounts_of(text: CitedText, line: Line, folded: str, chain: re.Match[str]) -> list[Fraction]:
    """The cited amounts that a price times a count may explain: those of its line, else those of the item that the line is about."""
    row = [text.cited[figure.id] for figure in text.cited_on(line)]
    if row or re.match(r"\s?\S", _AND_OTHERS.sub("", folded[chain.end() :], count=1)):
        return row
    opening = text.source.drawn[line.start : line.start + chain.start()]
    above = text.source.lines[line.number - 2] if line.number > 1 else line
    named = text.items.get(squeeze(opening).strip(_BULLETS), [])
    if named or _AND_OTHERS.match(folded, chain.end()) is not None:
        return named
    return [text.cited[figure.id] for figure in text.cited_on(above)]


def _explains(amounts: Sequence[Fraction], product: Fraction, counts: list[re.Match[str]], after: str) -> bool:
    """True for a price times a count that is one of some amounts, or with ほか a part of one."""
    if not all(term["op"] != "÷" and term["n"] and not term["of"] and "." not in term["n"] for term in counts):
        return False
    part = _AND_OTHERS.match(after) is not None
    return any(product == value or (part and product < value) for value in amounts)


_TOTAL_ROW = re.compile(r"^[\s|*]*[^\d|\t\s]{0,8}計[\s|*:]")
_CHANGE_ROW = re.compile(r"^[\s|*]*(?:(?:対?前年度?(?:との)?)?(?:対比|比較|差引|増減|差)(?:増減)?額?|増[△▲]減)[\s|*:(]")
_WORD_BEFORE = re.compile(r"(?:^|[\s、。|:(・])(?P<word>[^\s、。|:()・]{2,24}?)(?:として|[はがをにも])?[\s:]?$")
_NOTHING_AFTER = re.compile(r"\s*(?:[百千万億兆]*円)?(?:$|[\s、。)(|]|である|です|と[なす]|を(?:計上|要求|見込))")


_UNIT_BEHIND = re.compile(r"[ \u3000*]*[\t|][ \u3000*]*(?P<unit>[^\s\d|*\-]{1,4})[ \u3000*]*(?=[\t|]|$)")
"""A short word in the cell behind an amount: its unit, where the cells behind the others are theirs."""
_MONEY = re.compile(r"(?:百万|千|万|億|十億)?円")


def is_known(text: CitedText, line: Line, folded: str, start: int) -> bool:
    """True for a total of cited amounts above it, and for a cited amount that is printed once more beside the same word."""
    figure = text.figure_at(line.start + start)
    if figure is None or figure.number is None:
        return False
    return _totals_column(text, line, folded, figure) or _repeats(text, line, folded, figure)


_UNUSED = re.compile(r"[\s|*・]*不用額?[\s|:：]")


def _is_unused(text: CitedText, figure: Figure) -> bool:
    """True for what is left of a budget: 不用額, the budget in force less what was spent and what was carried over."""
    own = text.yen_at(figure.start)
    if own is None and figure.number is not None:  # its unit stands over the list, as that of the amounts above
        own = Fraction(figure.number) * _scale_above(text, figure)
    parts = (text.own_costs.get(stage, set()) for stage in (Stage.CURRENT, Stage.SETTLED, Stage.NONE))
    return own is not None and is_left(own, *parts)


def is_left(
    own: Fraction, budget: Collection[Fraction], spent: Collection[Fraction], over: Collection[Fraction]
) -> bool:
    """True for what is left of the one budget in force less the one amount spent and what goes on to the next year."""
    alone = len(budget) == len(spent) == 1 and len(over) < len(("one", "another"))
    return alone and own == sum(budget) - sum(spent) - sum(over)


def _scale_above(text: CitedText, figure: Figure) -> Fraction:
    """How many yen one of a bare number is, as of a cited amount of the few above it that is no 0; 0 where there is none."""
    place = bisect_left(text.source.figure_starts, figure.start)
    above = (
        one
        for n in range(place - 1, max(-1, place - _MOST_LISTED), -1)
        if (one := text.source.figures[n]).id in text.cited
    )
    return next((text.cited[one.id] / Fraction(one.number) for one in above if one.number), Fraction(0))


def _repeats(text: CitedText, line: Line, folded: str, figure: Figure) -> bool:
    own, start, end = text.yen_at(figure.start), figure.start - line.start, figure.end - line.start
    before = _WORD_BEFORE.search(folded, max(0, start - 32), start)
    whole = _NOTHING_AFTER.match(folded, end) is not None
    if own is None or before is None or not whole or fills_cell(folded, start, end):
        return False
    word = squeeze(before["word"]).replace("の", "")
    return any(label.endswith(word) for label in text.words.get(own, ()))


def _totals_column(text: CitedText, line: Line, folded: str, figure: Figure) -> bool:
    """True for the sum of the cited amounts above it, and in a row of changes for the difference of the two above it."""
    behind = _UNIT_BEHIND.match(folded, figure.end - line.start)
    if figure.kind not in {Kind.MONEY, Kind.PLAIN} or (behind is not None and _MONEY.fullmatch(behind["unit"]) is None):
        return False  # 36,000 | %
    total, changes = _TOTAL_ROW.match(folded) is not None, _CHANGE_ROW.match(folded) is not None
    above = list(_column_above(text, line, _cell(folded, figure.start - line.start))) if total or changes else []
    scale = next((value / number for value, number in above if number), Fraction(1))
    own = Fraction(figure.number or 0) * (scale if figure.scale is None else figure.scale)
    values = [value for value, _ in above]
    if changes:
        return len(values) > 1 and abs(own) == abs(values[0] - values[1])
    return any(own == sum(values[:count]) for count in range(1, len(values) + 1))


def _column_above(text: CitedText, line: Line, place: int) -> Iterator[tuple[Fraction, Fraction]]:
    """The cited amounts of one column, from a line upwards, each with its printed number."""
    for above in reversed(text.source.lines[: line.number - 1]):
        row = text.folded(above)
        here = [one for one in text.cited_on(above) if _cell(row, one.start - above.start) == place]
        if len(here) != 1:
            return
        yield text.cited[here[0].id], Fraction(here[0].number or 0)


def _cell(folded: str, start: int) -> int:
    """The number of cells before an offset of a line."""
    return len(re.findall(r"[\t|]" if re.search(r"[\t|]", folded) else r"\S\s+", folded[:start]))
