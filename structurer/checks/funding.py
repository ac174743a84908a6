"""Funding: sources = total, decided ≤ requested, part requests = their sum."""

from collections.abc import Iterator
from functools import partial

from structurer.checks.check import check
from structurer.checks.claim import Observation, holds_if, observed, shown
from structurer.checks.equation import Equation, Term
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.reading import Reading
from structurer.checks.select import one, project_amounts, role, vectors, whole_beside
from structurer.labels.label import DETAIL, detail_of, plain
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import Fact
from structurer.sheet.model import SOURCES, Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.words import squeeze, tidy

_ALONE = re.compile(r"財\s*源\s*[:(]\s*(?:単県|県単|単独|[都道府県]単独|全額[都道府県]費)\s*(?:$|[)\s|。])")
"""A source that is named alone: `財源:単県・国1/2` names another beside it."""
_LONGEST_EXCERPT = 60  # characters: the line is recognised by them and the working stays on one line


@check("FND301", "funding-total-mismatch")
def funding_total(reading: Reading) -> Iterator[Equation]:
    """The funding sources of a row do not sum to its total.

    Why it matters   A source in the wrong column or a lost one changes who pays.
    Inputs           Every row of a funding table, or column where the sources are rows: its total and all its sources,
                     printed zeros too. In a table of items the total is the item's amount of that year and stage, of which
                     うち一般財源 alone is a part. Where a
                     row with a 一般財源 prints no total, and in running text, it is the project's amount of that year and
                     stage wherever it is printed.
    Arithmetic       Sum of the sources = total, to the yen.
    What to do       Count the columns of the row against the heading.

    日本語
    財源の和が、その行の事業費と一致しない。
    財源の列のずれや欠落は、誰が負担するかを変えてしまう。財源内訳の各行で、0を含む全財源の和と事業費を1円単位で比べる
    (細事業の行ではその細事業の額と比べ、うち一般財源だけがあるときはその額以下かを見る。行に計がないときは、同じ年度・段階の事業費の印字と比べる)。
    見出しと列の数を数えて確かめる。
    """
    amounts = project_amounts(reading)
    named = partial(_names_measure, reading.vocabulary)
    for facts in vectors(reading, Table.FUNDING):
        terms = tuple(Term(fact) for fact in facts if fact.measure in SOURCES)
        stated = one(facts, Measure.TOTAL)
        whole = all(map(named, facts)) or any(fact.measure is Measure.GENERAL for fact in facts)
        beside = whole_beside(reading, facts[0]) if stated is None else []
        if beside:
            stated = one(beside, Measure.AMOUNT, facts[0].year_offset, facts[0].stage)
            whole = False
        if stated is None and terms and whole and DETAIL.search(facts[0].section) is None:
            stated = next(iter(amounts.get((facts[0].year_offset, facts[0].stage, ()), [])), None)
        if stated is not None and terms:
            part = bool(beside) and _is_of_general_alone(reading, facts[0])
            yield Equation(f"財源内訳 {stated.row}", stated, terms, at_most=part)


def _is_of_general_alone(reading: Reading, fact: Fact) -> bool:
    """True for a table of items that gives no source but 一般財源: うち一般財源, which is a part."""
    table = reading.under(*fact.path[:2])
    return {one.measure for one in table if one.measure in SOURCES} == {Measure.GENERAL}


def _names_measure(vocabulary: Vocabulary, fact: Fact) -> bool:
    """True where a row's own label says what its amounts are: a source, a cost, a sum of them."""
    source, word = vocabulary.source_of(fact.row), plain(fact.row)
    if fact.measure in {source, vocabulary.cost_of(fact.row)}:
        return True
    summed = word in vocabulary.funding_totals or word in vocabulary.totals
    if fact.measure in {Measure.TOTAL, Measure.TOTAL_COST} and summed:
        return True
    if fact.measure is Measure.GENERAL_FUND:
        return source is Measure.GENERAL
    part = detail_of(fact.row) if DETAIL.search(fact.section) is not None else None
    return part is not None and (part is fact.measure or fact.measure is Measure.OTHER)


@check("FND302", "decision-exceeds-request")
def decision(reading: Reading) -> Iterator[Equation]:
    """What was approved, deferred and set aside, each and together, exceeds the request.

    Why it matters   A decision is a part of what was asked; more means a figure of another row or another unit.
    Inputs           The totals of 計上, 保留 and 別途 of the decision table, and the total of the request; one of them alone where
                     no part request (復活, 追加) is printed beside the request. A cut (△) that is asked for is not compared.
    Arithmetic       Approved + deferred + separate ≤ request.
    What to do       Check the rows; where the division really gave more than was asked, waive with a reason.

    日本語
    計上・保留・別途の和が、要求額を超えている。
    査定は要求の一部であり、超えるなら行か単位の取り違えが疑われる。三つの和が要求額以下かを比べる。減額（△）の要求は比べない。
    実際に要求を上回る査定なら、理由を付けて了承する。
    """
    totals = [fact for fact in reading.facts if fact.table is Table.FUNDING and fact.measure is Measure.TOTAL]
    plain = [fact for fact in totals if fact.year_offset == 0 and not role(fact.label)]
    request = one(plain, Measure.TOTAL, stage=Stage.REQUEST)
    stages = (Stage.APPROVED, Stage.DEFERRED, Stage.SEPARATE)
    terms = tuple(
        Term(part) for part in (one(plain, Measure.TOTAL, stage=stage) for stage in stages) if part is not None
    )
    parts = any(fact.stage is Stage.REQUEST and role(fact.label) for fact in totals)
    asked = request is not None and request.cite.value >= 0  # of a cut, more may be left than was asked for
    if request is not None and asked and terms and (len(terms) > 1 or not parts):
        yield Equation("計上+保留+別途 ≦ 要求額", request, terms, at_most=True)


@check("FND303", "part-requests-mismatch")
def part_requests(reading: Reading) -> Iterator[Equation]:
    """The part requests of a funding table do not sum to the row that totals them.

    Why it matters   復活, 追加 and 調整 requests are all requests: read as the total, each understates it.
    Inputs           The rows of one funding table whose labels name a part request, and the row that ends in 計.
    Arithmetic       Sum of the parts = total row, for the total and for each source.
    What to do       Check which row is a part and which the total.

    日本語
    復活・追加などの要求額の和が、要求額計と一致しない。
    部分の要求を総額と取り違えると、要求額が小さくなる。同じ財源表の部分要求の行の和と「計」の行を、事業費と財源ごとに比べる。
    どの行が部分でどの行が計かを確かめる。
    """
    for number in range(len(reading.sheet.funding)):
        requests = [fact for fact in reading.under("funding", number) if fact.stage is Stage.REQUEST]
        for total in (fact for fact in requests if squeeze(fact.row).endswith("計")):
            same = [fact for fact in requests if fact.measure is total.measure and fact.path[:4] != total.path[:4]]
            terms = [fact for fact in same if _is_part(fact, total) or reading.vocabulary.is_total(total.row)]
            if len(terms) > 1:
                yield Equation(f"{total.row} {total.measure.value}", total, tuple(map(Term, terms)))


def _is_part(fact: Fact, total: Fact) -> bool:
    return fact.year_offset == total.year_offset and bool(role(fact.label)) and fact.path != total.path


@check("FND304", "funding-detail-mismatch")
def detail(reading: Reading) -> Iterator[Equation]:
    """What a specific source is said to be made of does not sum to that source.

    Why it matters   The list of subsidies and bonds behind a source tells where it comes from, and betrays a shifted column.
    Inputs           The rows under 特定財源の積算根拠, and the same source of the same stage in the funding table.
    Arithmetic       Sum of the rows of a source and stage = one of the funding table's figures for them, to the yen.
    What to do       Compare the two tables.

    日本語
    特定財源の積算根拠の和が、財源内訳の同じ財源の額と一致しない。
    国庫補助金や起債の内訳は財源の出所を示し、列のずれも知らせる。財源・段階ごとに積算根拠の行の和と、財源内訳のいずれかの行の額を
    1円単位で比べる。二つの表を見比べる。
    """
    funding = [fact for fact in reading.facts if fact.table is Table.FUNDING]
    parts: dict[tuple[Measure, int, Stage], list[Fact]] = {}
    for fact in funding:
        if DETAIL.search(fact.section) is not None:
            parts.setdefault((fact.measure, fact.year_offset, fact.stage), []).append(fact)
    for (measure, offset, stage), terms in parts.items():
        prints = [e for e in funding if DETAIL.search(e.section) is None and e.measure is measure]
        prints = [e for e in prints if (e.year_offset, e.stage) == (offset, stage)]
        claims = [Equation(f"積算根拠 {e.row} {measure.value}", e, tuple(map(Term, terms))) for e in prints]
        holding = [claim for claim in claims if claim.outcome(reading.source) is ClaimOutcome.HOLDS]
        yield from (holding or claims)[:1]


@check("FND305", "prefecture-alone-beside-national")
def prefecture_alone(reading: Reading) -> Iterator[Observation]:
    """The sheet says that the prefecture pays alone, and its table of sources has national money.

    Why it matters   One of the two prints is wrong, or a column is shifted by one: who pays changes.
    Inputs           財源:単県 (単独, 県単) on a line, and 国庫支出金 of the request (of the stages of that line's amounts) in the
                     table of sources.
    Arithmetic       None: no such amount is above 0.
    What to do       Check the columns of the table against its heading; where the sheet contradicts itself, waive with a reason.

    日本語
    「財源:単県」とあるのに、財源内訳に国庫支出金がある。
    二つの印字の一方が誤りか、財源の列が一つずれている。「財源:単県(単独・県単)」のある行の金額の段階(なければ要求)について、
    財源内訳の国庫支出金が0かを見る。見出しと列を確かめ、シート自体の矛盾なら理由を付けて了承する。
    """
    said = [line for line in reading.source.lines if _ALONE.search(fold(line.drawn)) is not None]
    if not said:
        return
    own = [fact for fact in reading.facts if fact.year_offset == 0]
    numbers = {line.number for line in said}
    stages = {fact.stage for fact in own if fact.cite.line in numbers and fact.path[0] == "totals"} or {Stage.REQUEST}
    for fact in own:
        if fact.table is Table.FUNDING and fact.measure is Measure.NATIONAL and fact.stage in stages:
            none = fact.cite.value == 0
            words = tidy(said[0].text)[:_LONGEST_EXCERPT]
            working = f"「{words}」 (L{said[0].number}): {shown(fact)} {'=' if none else '≠'} 0"
            yield observed(fact.row, (fact,), holds_if(none), working, lines=tuple(sorted(numbers)))
