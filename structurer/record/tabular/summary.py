"""The 総括表: one row a project, with the amounts that a finance section puts beside each other, each with its prints.

Nothing is guessed: where the prints of an amount do not agree, the amount is left out and its prints are kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, groupby

from structurer.record.tabular import words
from structurer.record.tabular.column import ColumnKind, ExportColumn, ExportTable, TextRow
from structurer.record.tabular.figures import AMOUNT_PATTERN, FISCAL_YEAR, PROJECT, PUBLISHER, RECORD, REVISION, VERDICT
from structurer.record.tabular.revision import Revision
from structurer.sheet.facts import Fact, facts
from structurer.sheet.given import head_of
from structurer.sheet.model import SOURCES, Label, Measure, Sheet, Stage, Table
from structurer.text.money import decimal_text
from structurer.text.source import Source, Unit

THOUSAND = 1000
"""Yen in the unit of the table: budgets are printed in 千円."""


@dataclass(frozen=True, slots=True)
class ProjectAmount:
    """One amount of a project: its value in yen and the facts it stands on.

    `value` is None where nothing prints it (then `facts` is empty) and where its prints do not agree (then they are the facts).
    """

    value: Fraction | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """True where several prints say different amounts."""
        return self.value is None and bool(self.facts)

    @property
    def line(self) -> int | None:
        """The line of the first print."""
        return next((fact.cite.line for fact in self.facts if fact.cite.line is not None), None)

    @property
    def thousands(self) -> str:
        """The amount in 千円 as exact decimal text without separators; empty where there is none."""
        return "" if self.value is None else decimal_text(self.value / THOUSAND)


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """One project in the 総括表.

    Attributes:
        request: what is asked for in the sheet's own year.
        last_year: the initial budget of the year before.
        difference: `request` less `last_year`; of a sheet without a request `decision` less `last_year`.
        decision: what is decided for the own year.
        national, general: its sources, at the stage `funded`.
        funded: the decision where its sources are printed, else the request; `NONE` where no sources are.
    """

    publisher: str
    department: str
    division: str
    project: str
    fiscal_year: int | None
    request: ProjectAmount
    last_year: ProjectAmount
    difference: ProjectAmount
    decision: ProjectAmount
    national: ProjectAmount
    general: ProjectAmount
    funded: Stage

    @property
    def amounts(self) -> tuple[tuple[str, ProjectAmount], ...]:
        """The amounts by their names, in the order of the table."""
        return tuple((name, getattr(self, name)) for name in AMOUNTS)


AMOUNTS = ("request", "last_year", "difference", "decision", "national", "general")
"""The amounts of a summary, in the order of the table."""

_NOTHING = ProjectAmount()


def project_summary(sheet: Sheet) -> ProjectSummary:
    """The summary of a sheet."""
    money = [fact for fact in facts(sheet) if fact.cite.unit is Unit.YEN]
    request, decision = project_amount(money, 0, Stage.REQUEST), project_amount(money, 0, Stage.APPROVED)
    last_year = project_amount(money, -1, Stage.INITIAL)
    funded = next(filter(None, (_sources(money, *one) for one in _stages(request, decision))), None)
    stage, sources = (Stage.NONE, {}) if funded is None else funded
    identity = sheet.identity
    return ProjectSummary(
        publisher=_text(identity.publisher),
        department=_text(identity.department),
        division=_text(identity.division),
        project=_text(identity.project),
        fiscal_year=identity.fiscal_year,
        request=request,
        last_year=last_year,
        difference=_less(request if request.facts else decision, last_year),
        decision=decision,
        national=sources.get(Measure.NATIONAL, _NOTHING),
        general=sources.get(Measure.GENERAL, _NOTHING),
        funded=stage,
    )


def _text(label: Label | None) -> str:
    return "" if label is None else label.text


def project_amount(money: Sequence[Fact], year: int, stage: Stage) -> ProjectAmount:
    """The project's own amount: of its costs, else of the lines that lead, else of its sources, else the only total of items."""
    then = [fact for fact in money if (fact.year_offset, fact.stage) == (year, stage)]
    costs = [fact for fact in then if fact.measure is Measure.PROJECT_COST]
    leads = [fact for fact in then if fact.path[0] == "totals" and fact.measure is Measure.AMOUNT]
    funding = [fact for fact in then if fact.table is Table.FUNDING and fact.measure is Measure.TOTAL]
    items = [fact for fact in then if fact.path[0] == "sections" and fact.table is Table.TOTAL]
    totals = [fact for fact in items if fact.measure is Measure.AMOUNT]
    return _agreed(next(filter(None, (costs, leads, funding, totals)), []))


def _agreed(prints: Sequence[Fact]) -> ProjectAmount:
    values = {fact.cite.value for fact in prints}
    return ProjectAmount(values.pop() if len(values) == 1 else None, tuple(prints))


def _less(amount: ProjectAmount, other: ProjectAmount) -> ProjectAmount:
    if amount.value is None or other.value is None:
        return _NOTHING
    return ProjectAmount(amount.value - other.value, (*amount.facts[:1], *other.facts[:1]))


def _stages(request: ProjectAmount, decision: ProjectAmount) -> Iterator[tuple[Stage, Fraction]]:
    """The stages to look for sources at, the decision first: those with a known amount, which the sources must add up to."""
    for stage, amount in ((Stage.APPROVED, decision), (Stage.REQUEST, request)):
        if amount.value is not None:
            yield stage, amount.value


def _sources(
    money: Sequence[Fact], stage: Stage, amount: Fraction
) -> tuple[Stage, dict[Measure, ProjectAmount]] | None:
    """The national and the general part of the project's amount at a stage; None where the sheet prints neither."""
    then = [fact for fact in money if (fact.year_offset, fact.stage) == (0, stage)]
    found: dict[Measure, list[Fact]] = defaultdict(list)
    for fact in chain.from_iterable(divisions(then, amount)):
        found[fact.measure].append(fact)
    found[Measure.GENERAL] += [fact for fact in then if fact.measure is Measure.GENERAL_FUND]
    wanted = {measure: _agreed(found[measure]) for measure in (Measure.NATIONAL, Measure.GENERAL)}
    return (stage, wanted) if any(one.facts for one in wanted.values()) else None


def divisions(then: Iterable[Fact], amount: Fraction) -> Iterator[list[Fact]]:
    """The rows of funding, or whole tables with one source a row, whose sources add up to the project's amount.

    A list of items with their sources has rows of funding too; those of other amounts are other things' sources.
    """
    sources = [fact for fact in then if fact.table is Table.FUNDING and fact.measure in SOURCES]
    tables = [list(own) for _, own in groupby(sources, key=lambda fact: fact.path[:2])]
    rows = [list(own) for _, own in groupby(sources, key=lambda fact: fact.path[:4])]
    columns = [own for own in tables if own not in rows and len({fact.measure for fact in own}) == len(own)]
    for own in (*rows, *columns):
        if sum((fact.cite.value for fact in own), Fraction(0)) == amount:
            yield own


def _projects(revision: Revision, _source: Source) -> Iterator[TextRow]:
    made = project_summary(revision.record.sheet)
    number = "" if revision.revision is None else str(revision.revision)
    publisher, year = head_of(revision.record.sheet.identity, revision.record.given)
    lines = ("" if one.line is None else str(one.line) for name, one in made.amounts if name != "difference")
    yield (
        revision.record_id, made.department, made.division, made.project, year,
        *(one.thousands for _, one in made.amounts), made.funded.value,
        revision.record.verdict.value, number, publisher, *lines,
    )  # fmt: skip


def _amount(name: str, title: str, title_en: str, description: str, description_en: str) -> ExportColumn:
    return ExportColumn(
        name, title, title_en, f"{description}千円。", f"{description_en} In thousands of yen.",
        kind=ColumnKind.THOUSANDS, pattern=AMOUNT_PATTERN, width=12,
    )  # fmt: skip


def _line(name: str, title: str, title_en: str) -> ExportColumn:
    return ExportColumn(
        f"{name}_line", f"{title}の行", f"Line of {title_en}", f"{title}の印字のある行(1から)。",
        f"The 1-based line of the print of `{name}`.", kind=ColumnKind.INTEGER, width=8,
    )  # fmt: skip


TITLES = {
    "request": ("要求額", "Request"), "last_year": ("前年度", "Last year"), "difference": ("増減", "Difference"),
    "decision": ("計上額", "Decision"), "national": ("国庫支出金", "National"), "general": ("一般財源", "General fund"),
}  # fmt: skip
"""The headings of the amounts."""

PROJECTS = ExportTable(
    "projects", "総括表", "Projects", "一行に事業一つ。金額は千円。", "One row per project, in thousands of yen.",
    (
        RECORD,
        ExportColumn("department", "部局", "Department", "シートにある部局名。", "The department, as the sheet names it.", width=20),
        ExportColumn("division", "課室", "Division", "シートにある課室名。", "The division, as the sheet names it.", width=20),
        PROJECT, FISCAL_YEAR,
        _amount("request", *TITLES["request"], "本年度の要求額。", "What is asked for in the own year."),
        _amount("last_year", *TITLES["last_year"], "前年度の当初予算額。", "The initial budget of the year before."),
        _amount(
            "difference", *TITLES["difference"], "要求額 − 前年度。要求額のないシートでは計上額 − 前年度。",
            "The request less last year; of a sheet without a request the decision less last year.",
        ),
        _amount("decision", *TITLES["decision"], "本年度の計上額。", "What is decided for the own year."),
        _amount("national", *TITLES["national"], "国庫支出金。段階は funded。", "National money, at the stage `funded`."),
        _amount("general", *TITLES["general"], "一般財源。段階は funded。", "General funds, at the stage `funded`."),
        ExportColumn(
            "funded", "財源の段階", "Funded", "国庫支出金と一般財源がどの段階のものか。計上額の財源があれば計上、なければ要求。",
            "The stage of national and general: the decision where its sources are printed, else the request.",
            words={stage.value: words.STAGES[stage.value] for stage in (Stage.APPROVED, Stage.REQUEST)},
        ),
        VERDICT, REVISION, PUBLISHER,
        *(_line(name, *TITLES[name]) for name in AMOUNTS if name != "difference"),
    ),
    _projects, key="record",
)  # fmt: skip
"""One row per project: an amount that no print shows, or on which prints do not agree, is empty."""
