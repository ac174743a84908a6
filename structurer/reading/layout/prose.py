"""Amounts inside sentences: `要求額は21,890千円`, `○○事業に102万円を計上する`, `財源は、国庫支出金9,900千円、一般財源…である`.

A sentence is read only where the words right before an amount say what it is. Which stage a source or a cost belongs to,
the last project amount before it says; which stage the items belong to, their sum says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from structurer.labels.label import names_year, plain
from structurer.labels.moment import When
from structurer.labels.vocabulary import Vocabulary
from structurer.reading.layout.indicators import told_values
from structurer.reading.layout.narrated import Narrated
from structurer.reading.layout.proseitems import BESIDE, PROPER, cited_by, items
from structurer.reading.layout.sentences import Sentence, sentences, within_budget
from structurer.reading.layout.terms import ceiling_terms
from structurer.sheet.model import (
    TABLE_MEASURES,
    Cell,
    CostRow,
    EligibleCost,
    FundingRow,
    Indicator,
    Item,
    Label,
    Measure,
    Stage,
    SubsidyTerms,
    Table,
    TotalRow,
)
from structurer.tables.cites import cell, cite
from structurer.tables.context import Context
from structurer.tables.pairs import ANOTHER_AMOUNT
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze, tidy

_PROJECT = re.compile(
    r"(?:^[\s・○●(]*|[はがのをで、。(たる]\s*|における)(?P<year>(?:令和|平成|[RH])?(?:元|\d{1,2})年度の?|(?:19|20)\d{2}年度の?|本年度の?|今年度の?|来年度の?)?"
    r"(?P<name>(?:前々?年度の?)?(?:当初|\d{1,2}月補正|補正)?(?:予算)?(?:要求額|予算額|査定額|計上額|内示額|決定額|予算現額|決算額|支出済額))$"
)
_CHANGE = re.compile(
    r"(?:^|[はがのた、。(\s])(?P<name>対?前年度(?:当初)?(?:(?:予算|決算)額?)?(?:比|増減額?|との差額?)|増減額?"
    r"|(?<=円であり、)差引き?|(?<=円で、)差引き?)$"
)
_BUDGET = re.compile(
    r"(?:^[\s・○●(]*|[、。(]\s*|における)(?P<year>(?:令和|平成|[RH])(?:元|\d{1,2})年度の?|(?:19|20)\d{2}年度の?|前年度の?)(?P<name>(?:当初|\d{1,2}月補正)予算案?)(?:で?は|において、?は?|に|として|の)?$"
)
_PUT_IN = re.compile(r"^を?(?:計上|措置|要求|と比べ|に比べ|と比較)")
"""What is done with an amount of a budget: other words speak of a part of it."""
_TAIL = re.compile(r"(?:の|[\sはがをもで、:]*)$")
_OTHERS = re.compile(r"参考|他部局|他課|関連事業|県全体|国予算|全国|累計|前回|うち")
_FUNDING_SENTENCE = re.compile(r"財源|国庫支出金|一般財源")
_COST_SENTENCE = re.compile(r"人件費")
_OF_YEAR = re.compile(rf"^(?:{ERA_YEAR}(?:年度|年)?|本年度|今年度)の?")
_OF_TERMS = re.compile(r"の(?:補助|助成|交付|負担)?(?:率|上限額|限度額)$")
_RATE_NOTE = re.compile(r"\([^()]*\)$")
_BETWEEN = re.compile(r"(?:[がはでを、\s]|全額|残る|残りの?|計)*$")
_ELIGIBLE = re.compile(r"(?:補助)?対象(?:となる)?経費(?:は|が|:)?\s*$")
_BASE = re.compile(r"国庫?|補助")
_COST_TAIL = re.compile(r"(?:は|が|に|を|で|の|計|、|\s)*$")
_SUBJECT = re.compile(
    r"(?:\([^()]*\))?[\s・]*(?:[①-⑳]\s*)?(?:(?:また|なお|さらに|次に|このほか)、)?([^\s、。:()]{2,40}?)(?:は、|:|は)"
)
_OWN_SUBJECTS = frozenset({"本事業", "当事業", "この事業", "当該事業", "事業費"})
_BEGINS_WITH = re.compile(r"\s*\(([^()]{2,6})\)")
_LAST_YEAR = re.compile(r"前々?年度|昨年度|前年|昨年|翌年度|次年度")
_YEARS = re.compile(rf"{ERA_YEAR}(?:年度|年)?|(?<!\d)(?:19|20)\d{{2}}年")
_SOMEBODYS = re.compile(
    r"(?:全体|部|局|課|室|庁|県|府|都|道|市|町|村|団体|事業者|国|企業)の"
    r"(?:前々?年度の?|本年度の?|今年度の?|来年度の?)?(?:当初)?(?:予算)?(?:要求額|予算額|査定額|計上額|内示額|決定額)$"
)
_OF_STAGE = re.compile(r"[\s・]*((?:要求|査定|計上|予算)(?:額)?)に係る")
_AIMED = re.compile(rf"[\s・]*(?P<name>[^\s、。:()]{{2,40}}?)を、(?={ERA_YEAR}年度)")
_BY_YEAR = re.compile(r"(?<=年度)(?:に|には|までに)$")
_AIM = re.compile(r"とする(?:こと)?を目標")


@dataclass
class Prose:
    """The parts of a sheet that its running text gives, in the order of the text."""

    totals: list[tuple[Label | None, TotalRow]] = field(default_factory=list)
    costs: dict[tuple[Label | None, Stage], list[CostRow]] = field(default_factory=dict)
    funding: dict[tuple[Label | None, Stage], list[FundingRow]] = field(default_factory=dict)
    items: list[tuple[Label | None, Item]] = field(default_factory=list)
    eligible: list[EligibleCost] = field(default_factory=list)
    terms: list[tuple[str, Label | None, SubsidyTerms]] = field(default_factory=list)
    indicators: list[tuple[Label | None, Indicator]] = field(default_factory=list)


def read(context: Context, cited: set[str | None]) -> Prose:
    """Read the running text; figures that are cited already are left alone."""
    found, narrated = Prose(), Narrated()
    now: tuple[int, Stage] | None = None
    for sentence in sentences(context):
        if context.printed.is_apart(sentence.line_at(0)):
            continue
        free = [figure for figure in sentence.figures if figure.id not in cited]
        narrated.hear(sentence)
        taken = narrated.take(context, sentence, free)
        free = [figure for figure in free if figure.id not in taken]
        stated = [] if taken else list(_totals(context, sentence, free))
        found.totals += [(sentence.heading, row) for row in stated]
        stages = [
            entry for row in stated for entry in row.cells if entry.measure is Measure.AMOUNT and entry.year_offset == 0
        ]
        now = (0, stages[-1].stage) if stages else _named_before(context, sentence, cited) or now
        used = {entry.cite.figure for row in stated for entry in row.cells}
        rest = [figure for figure in free if figure.id not in used]
        _read_sentence(context, found, sentence, rest, now, narrated.about)
    found.items += narrated.items()
    return found


def _named_before(context: Context, sentence: Sentence, cited: set[str | None]) -> tuple[int, Stage] | None:
    """The stage of a project amount in the sentence that was read before as one."""
    stage = None
    for figure in sentence.figures:
        if figure.id in cited and figure.kind is Kind.MONEY:
            named = _PROJECT.search(_TAIL.sub("", sentence.before(figure)))
            moment = None if named is None else context.vocabulary.when(named["name"], context.fiscal_year)
            stage = (
                moment.stage
                if moment is not None and moment.year_offset in {None, 0} and moment.stage is not None
                else stage
            )
    return None if stage is None else (0, stage)


def _read_sentence(  # each is a part of what is known so far
    context: Context,
    found: Prose,
    sentence: Sentence,
    figures: list[Figure],
    now: tuple[int, Stage] | None,
    about: Label | None,
) -> None:
    terms = ceiling_terms(sentence.text, [(figure, sentence.at(figure)) for figure in figures])
    if terms is not None:
        named = _subject_label(sentence) or about
        subject = "" if named is None else squeeze(named.text)
        found.terms.append((subject, named, terms.model_copy(update={"heading": sentence.heading})))
    taken = (
        set()
        if terms is None
        else {entry.figure for entry in (terms.rate, terms.cap, terms.count) if entry is not None}
    )
    rest = [figure for figure in figures if figure.id not in taken]
    name = _subject_label(sentence) or _object_label(sentence)
    values = () if name is None else told_values(context, name, [(_said_before(sentence, one), one) for one in rest])
    if name is not None and values:
        found.indicators.append((sentence.heading, Indicator(label=name, cells=values)))
        return
    begun = _BEGINS_WITH.match(sentence.text)
    begun_stage = None if begun is None else context.vocabulary.last_stage(begun[1])
    within = within_budget(context, sentence)
    said = begun_stage or (None if within is None else within.stage)
    stage = said or (Stage.NONE if now is None else now[1])
    if within is not None and within.year_offset == -1 and not _names_other_year(context, sentence.lead_in):
        _funding(context.vocabulary, found, sentence, rest, stage, -1)
    if _names_other_year(context, sentence.lead_in + BESIDE.sub("", sentence.text)):
        return
    for part in (_eligible, _costs, _staff, _funding, _itemized):
        used = part(context.vocabulary, found, sentence, rest, stage)
        rest = [figure for figure in rest if figure.id not in used]


def _totals(context: Context, sentence: Sentence, figures: list[Figure]) -> Iterator[TotalRow]:
    """The project's own amounts: request, previous budget, decision, and what compares them."""
    if _is_of_others(context, sentence):
        return
    for figure in figures:
        if figure.kind is not Kind.MONEY:
            continue
        before = _TAIL.sub("", sentence.before(figure))
        if _SOMEBODYS.search(before) is not None or ANOTHER_AMOUNT.match(sentence.after(figure)) is not None:
            continue
        change = _CHANGE.search(before)
        named = _PROJECT.search(before) or _budget_of(sentence, figure)
        if change is not None:
            made = cell(figure, Measure.CHANGE, 0, Stage.REQUEST)
            name, place = change["name"], change.start("name")
        elif named is not None:
            made = _project_cell(context, figure, named, within_budget(context, sentence))
            name, place = named["name"], named.start("name")
        else:
            continue
        if made is not None:
            yield TotalRow(label=Label(text=tidy(name), line=sentence.line_before(figure, place)), cells=(made,))


def _budget_of(sentence: Sentence, figure: Figure) -> re.Match[str] | None:
    """The words of a budget that an amount is put into, or compared with: `令和8年度当初予算では120千円を計上`."""
    put = _PUT_IN.match(sentence.after(figure)) is not None
    return _BUDGET.search(sentence.before(figure)) if put else None


def _is_of_others(context: Context, sentence: Sentence) -> bool:
    """True for a sentence about somebody else's money, or under a heading or behind a sentence that names another year."""
    elsewhere = _OTHERS.search(sentence.text) is not None or context.speaks_of_others(sentence.heading)
    return elsewhere or _names_other_year(context, sentence.lead_in) or _is_of_another(context, sentence)


def _is_of_another(context: Context, sentence: Sentence) -> bool:
    """True for a sentence whose subject is a project or a body that is not this one."""
    subject = _OF_YEAR.sub("", _subject(sentence))
    own = squeeze(context.project)
    known = subject in _OWN_SUBJECTS or (own != "" and (own in subject or subject in own))
    return PROPER.search(subject) is not None and not known and _PROJECT.search(subject) is None


def _project_cell(context: Context, figure: Figure, named: re.Match[str], within: When | None) -> Cell | None:
    year = named["year"] or ""
    if context.fiscal_year is None and names_year(year):
        return None
    moment = context.when(year + named["name"])
    undated = squeeze(named["name"]) in {"予算額", "当初予算額"} and (moment is None or moment.year_offset is None)
    if undated and within is not None and within.stage is not None:
        return cell(figure, Measure.AMOUNT, within.year_offset or 0, within.stage)
    if moment is None or moment.stage is None or undated:
        return None
    if moment.year_offset is None and _names_other_year(context, named.string[: named.start("name")]):
        return None  # 令和7年度における計上額: the year stands further off
    return cell(figure, Measure.AMOUNT, moment.year_offset or 0, moment.stage)


def _names_other_year(context: Context, words: str) -> bool:
    """True where words name another year than the sheet's own, or one that cannot be placed."""
    if _LAST_YEAR.search(words) is not None:
        return True
    years = [western_year(found[0]) for found in _YEARS.finditer(words)]
    return any(year != context.fiscal_year for year in years)


def _eligible(_: Vocabulary, found: Prose, sentence: Sentence, figures: list[Figure], stage: Stage) -> set[str]:
    """The eligible cost of a sentence: `国庫補助の対象となる経費は19,800千円`."""
    for figure in figures:
        before = sentence.before(figure)
        named = _ELIGIBLE.search(before)
        amount = cite(figure, Unit.YEN) if named is not None and _BASE.search(before) is not None else None
        if named is not None and amount is not None and stage is not Stage.NONE:
            name = Label(text=tidy(named[0].rstrip("はが: ")), line=sentence.line_before(figure, named.start()))
            found.eligible.append(EligibleCost(label=name, year_offset=0, stage=stage, cite=amount))
            return {figure.id}
    return set()


def _costs(vocabulary: Vocabulary, found: Prose, sentence: Sentence, figures: list[Figure], stage: Stage) -> set[str]:
    """The costs of a sentence: `事業費22,000千円に、正職員0.3人分の人件費2,372千円を加えたトータルコストは24,372千円`."""
    if _COST_SENTENCE.search(sentence.text) is None or stage is Stage.NONE:
        return set()
    used: set[str] = set()
    for figure in figures:
        named = vocabulary.cost_at_end.search(_COST_TAIL.sub("", sentence.before(figure)))
        measure = None if named is None else vocabulary.costs.get(plain(named[0]))
        made = None if measure is None else cell(figure, measure, 0, stage)
        if made is None or named is None:
            continue
        name = Label(text=tidy(named[0]), line=sentence.line_before(figure, named.start()))
        row = (
            CostRow(label=name, staff=(made,)) if made.cite.unit is Unit.PERSON else CostRow(label=name, cells=(made,))
        )
        found.costs.setdefault((sentence.heading, stage), []).append(row)
        used.add(figure.id)
    return used


def _staff(vocabulary: Vocabulary, found: Prose, sentence: Sentence, figures: list[Figure], stage: Stage) -> set[str]:
    """The persons of each kind of staff that a sentence gives: `要求に係る正職員は2.7人、会計年度任用職員は2.8人である`."""
    of_stage = _OF_STAGE.match(sentence.text)
    said = None if of_stage is None else vocabulary.last_stage(of_stage[1])
    own, used = said or stage, set[str]()
    for figure in figures if own is not Stage.NONE else ():
        named = vocabulary.cost_at_end.search(_COST_TAIL.sub("", sentence.before(figure)))
        measure = None if named is None else vocabulary.costs.get(plain(named[0]))
        staff = measure in TABLE_MEASURES[Table.STAFF] and figure.kind is Kind.HEADCOUNT
        made = cell(figure, measure, 0, own) if staff and measure is not None else None
        if made is not None and named is not None:
            name = Label(text=tidy(named[0]), line=sentence.line_before(figure, named.start()))
            found.costs.setdefault((sentence.heading, own), []).append(CostRow(label=name, staff=(made,)))
            used.add(figure.id)
    return used


def _funding(
    vocabulary: Vocabulary, found: Prose, sentence: Sentence, figures: list[Figure], stage: Stage, year: int = 0
) -> set[str]:
    """The sources of a sentence: `財源は、国庫支出金(補助率1/2)9,900千円、残りの一般財源12,100千円`."""
    if _FUNDING_SENTENCE.search(sentence.text) is None or stage is Stage.NONE or sentence.bullet:
        return set()
    used: set[str] = set()
    for figure in figures:
        if figure.kind is not Kind.MONEY:
            continue
        before = _BETWEEN.sub("", sentence.before(figure))
        named = vocabulary.source_at_end.search(_RATE_NOTE.sub("", before).rstrip())
        made = None if named is None else cell(figure, vocabulary.sources[plain(named[0])], year, stage)
        if made is None or named is None:
            continue
        name = Label(text=tidy(named[0]), line=sentence.line_before(figure, named.start()))
        found.funding.setdefault((sentence.heading, stage), []).append(FundingRow(label=name, cells=(made,)))
        used.add(figure.id)
    return used


def _itemized(
    vocabulary: Vocabulary, found: Prose, sentence: Sentence, figures: list[Figure], stage: Stage
) -> set[str]:
    """The items of a sentence, bullet or list."""
    told = list(items(vocabulary, sentence, figures, stage))
    found.items += ((sentence.heading, item) for item in told)
    return set().union(*map(cited_by, told))


def _subject(sentence: Sentence) -> str:
    """The subject of a sentence, where it names one: `○○補助金は、…`, `○○補助金:…`."""
    named = _subject_label(sentence)
    return "" if named is None else squeeze(named.text)


def _object_label(sentence: Sentence) -> Label | None:
    """What a sentence sets an aim for: `配置人数を、令和5年度実績の78人から令和7年度には90人とすることを目標とする`."""
    named = _AIMED.match(sentence.text)
    return None if named is None else Label(text=tidy(named["name"]), line=sentence.line_at(named.start("name")))


def _said_before(sentence: Sentence, figure: Figure) -> str:
    """The words before a figure; of one that is aimed at the year and 目標."""
    before = sentence.before(figure)
    return _BY_YEAR.sub("目標", before) if _AIM.match(sentence.after(figure)) is not None else before


def _subject_label(sentence: Sentence) -> Label | None:
    named = _SUBJECT.match(sentence.text)
    text = "" if named is None else _OF_TERMS.sub("", tidy(named[1]))  # ○○補助の補助率は
    return None if named is None else Label(text=text, line=sentence.line_at(named.start(1)))
