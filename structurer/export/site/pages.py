"""The pages of a site: the index, what is compared, and a page a project. View models here, markup in the templates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from structurer.checks.outcome import Verdict
from structurer.export.site.article import RecordArticle
from structurer.export.site.listed import ListedProject, ListedRevision
from structurer.export.site.templates_of import filled
from structurer.language import say
from structurer.record.tabular.revision import PASSED
from structurer.record.tabular.summary import AMOUNTS, THOUSAND, TITLES, ProjectAmount
from structurer.report import phrases
from structurer.report.pictures.areas import areas
from structurer.report.pictures.changes import NamedSummary, changes
from structurer.report.pictures.drawing import Picture
from structurer.report.pictures.steps import steps
from structurer.sheet.facts import path_text
from structurer.text.money import print_number

_PASSED = frozenset(verdict.value for verdict in PASSED)


class AmountCell(NamedTuple):
    """One amount of a row as text, with the address of its print; `trouble` where prints do not agree."""

    text: str
    href: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One published record in a table of them."""

    one: ListedRevision
    href: str
    year: str
    verdict_name: str
    amounts: tuple[AmountCell, ...]

    @property
    def is_confirmed(self) -> bool:
        """True where every check holds or a person has approved."""
        return self.one.verdict in _PASSED


@dataclass(frozen=True, slots=True)
class YearPictures:
    """What is compared within one year: the changes of all, and the sizes within each department."""

    year: str
    pictures: tuple[Picture, ...]


class SitePages:
    """The pages of one site, with the addresses between them."""

    def __init__(self, projects: Sequence[ListedProject]) -> None:
        self._projects = projects
        self._page = {one.record_id: project.page for project in projects for one in project.records}
        self._titles = tuple(say(*TITLES[name]) for name in AMOUNTS)

    def address(self, base: str) -> Callable[[str, str], str]:
        """The addresses of fields, from a page from which the site's root is `base`."""

        def field_address(record: str, path: str) -> str:
            return f"{base}{self._page[record]}#r{record}-{f'at-{path}' if path else 'top'}"

        return field_address

    def index(self) -> str:
        """The index: every published record, with what it is found and filtered by."""
        rows = [self._row(one, "") for project in self._projects for one in project.records]
        facets = {
            "year": {str(row.one.year or ""): row.year for row in sorted(rows, key=lambda row: -(row.one.year or 0))},
            "publisher": {name: name for name in sorted({row.one.publisher for row in rows})},
            "department": {name: name for name in sorted({row.one.summary.department for row in rows})},
            "verdict": {row.one.verdict: row.verdict_name for row in rows},
        }
        return filled("index.html.j2", base="", rows=rows, titles=self._titles, facets=facets, page="index")

    def search(self) -> str:
        """The script that holds what each row is found by, in the order of the index."""
        texts = [one.text for project in self._projects for one in project.records]
        return f"window.structurerTexts = {phrases.script_text(texts)};\n"

    def compared(self) -> str:
        """The pictures of each year, of the confirmed records only."""
        years: dict[int, list[ListedRevision]] = defaultdict(list)
        sure = [one for project in self._projects for one in project.records if one.verdict in _PASSED]
        for one in sure:
            years[one.year or 0].append(one)
        undated = len(years.pop(0, []))
        shown = [_compared(year, years[year]) for year in sorted(years, reverse=True)]
        made = [one for one in shown if one.pictures]
        return filled("compared.html.j2", base="", years=made, undated=undated, href=self.address(""), page="compared")

    def published(self) -> str:
        """The page that says what was published and how that can be checked."""
        rows = [self._row(one, "") for project in self._projects for one in project.records]
        return filled("published.html.j2", base="", rows=rows, page="published")

    def project(self, project: ListedProject, articles: Sequence[RecordArticle]) -> str:
        """A project's page, with the article of every year."""
        sure = {one.record_id for one in project.records if one.verdict in _PASSED}
        return filled(
            "project.html.j2", base="../", project=project, rows=[self._row(one, "../") for one in project.records],
            articles=[Markup(one.markup) for one in articles],  # noqa: S704  # our own template's
            titles=self._titles, page="",
            steps=steps([one.sheet for one in articles if one.record_id in sure]), href=self.address("../"),
        )  # fmt: skip

    def _row(self, one: ListedRevision, base: str) -> ListedRow:
        href = self.address(base)
        return ListedRow(
            one,
            f"{base}{self._page[one.record_id]}#{one.prefix}top",
            "" if one.year is None else phrases.year_of(0, one.year),
            phrases.verdict(Verdict(one.verdict)),
            tuple(_amount(amount, one.record_id, href) for _, amount in one.summary.amounts),
        )


def _amount(amount: ProjectAmount, record: str, href: Callable[[str, str], str]) -> AmountCell:
    if not amount.facts:
        return AmountCell("", "")
    address = href(record, path_text(amount.facts[0].path))
    if amount.value is None:
        return AmountCell("", address, say("印字が一致しない", "prints differ"))
    return AmountCell(print_number(amount.value, scale=THOUSAND), address)


def _compared(year: int, own: Iterable[ListedRevision]) -> YearPictures:
    known = list(own)
    departments: dict[tuple[str, str], list[NamedSummary]] = defaultdict(list)
    for one in known:
        departments[one.publisher, one.summary.department].append(_named(one))
    made = [changes(map(_named, known))]
    for (publisher, department), projects in sorted(departments.items()):
        title = " ".join(filter(None, (publisher, department))) or say("部局の印字なし", "no department printed")
        made.append(areas(projects, title))
    return YearPictures(phrases.year_of(0, year), tuple(picture for picture in made if picture is not None))


def _named(one: ListedRevision) -> NamedSummary:
    return NamedSummary(one.record_id, one.name, one.summary)
