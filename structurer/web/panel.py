"""The panel of a sheet's page: the selected field, figure or label, and the forms that correct it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from structurer.errors import StructurerError
from structurer.language import say
from structurer.report import phrases
from structurer.report.finding_view import FindingView, path_name, with_field
from structurer.report.indexed import IndexedRecord
from structurer.report.naming import HEAD
from structurer.report.page import tables
from structurer.report.page.difference import RecordDifference, difference
from structurer.report.proof_view import PointView, folded, point_views
from structurer.report.record_head import head_lines
from structurer.review import Repoint, Session
from structurer.review.engine import suggestions
from structurer.sheet.model import TABLE_MEASURES, Measure, Stage
from structurer.text.source import Figure

_ROW_LISTS = ("rows", "items", "totals", "breakdown", "national_rates", "eligible_costs", "differences", "mentions")
_PARTS = ("rate", "cap", "count")
Choice = tuple[str, str, bool]
"""A value, its words, and whether it is the present one."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The selection that the address of the page, or a form of it, names."""

    field: str = ""
    figure: str = ""
    finding: str = ""
    label: str = ""
    head: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Selection":
        """The selection in a query or a form."""
        return cls(**{name: given.get(name, "") for name in ("field", "figure", "finding", "label", "head")})


@dataclass(frozen=True, slots=True)
class Highlight:
    """The highlighted figures and fields: the selected ones, and those of their equations (`akin`)."""

    figures: frozenset[str]
    akin: frozenset[str]
    fields: frozenset[str]
    akin_fields: frozenset[str]


@dataclass(frozen=True)
class LivePage:
    """The targets of a page's links and forms, and its highlight."""

    record_id: str
    csrf: str
    revision: int
    can_edit: bool
    selection: Selection
    highlight: Highlight
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The page's own address."""
        return f"/sheets/{self.record_id}"

    @property
    def finding(self) -> str:
        """The keys of the findings that are selected: those of a card."""
        return self.selection.finding

    def field_href(self, path: str) -> str:
        """The page with a field selected."""
        return _href(field=path)

    def figure_href(self, figure: str, free: bool = False) -> str:  # noqa: FBT001, FBT002  # called by templates
        """The page with a figure: as the selected field's new one, or, `free` or without a field, by itself."""
        if self.selection.field and self.can_edit and not free:
            return _href(field=self.selection.field, figure=figure)
        return _href(figure=figure)

    def label_href(self, path: str) -> str:
        """The page with a label selected."""
        return _href(label=path)

    def head_href(self, name: str) -> str:
        """The page with a line of the head selected."""
        return _href(head=name)

    def typed(self, form: str, name: str) -> str:
        """The text that was typed into a form that could not be accepted."""
        return self.values.get(name, "") if self.values.get("form") == form else ""


def _href(**query: str) -> str:
    return f"?{urlencode(query)}#edit"


class CitingField(NamedTuple):
    """A field that cites a figure: its path, its words, and the points of its proof."""

    path: str
    name: str
    proof: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The selected thing in words, and the values that the forms beside it need.

    Attributes:
        claims: the claims that a selected field is in; `proof` are the points of its proof.
        cited_by: the fields that cite a selected figure, each with the points of its proof.
        chosen: the figure it would be put to; `preview` is what that would do, `trouble` why it cannot be done.
        rows: where a selected figure may be added, by path.
        removable: what may be taken away, by path: its kind and words.
    """

    kind: str
    path: str
    name: str
    text: str = ""
    line: int | None = None
    claims: tuple[FindingView, ...] = ()
    proof: tuple[PointView, ...] = ()
    chosen: Figure | None = None
    suggested: bool = False
    preview: RecordDifference | None = None
    trouble: str = ""
    cited_by: tuple[CitingField, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    removable: tuple[tuple[str, str, str], ...] = ()
    cell: str = ""
    measures: tuple[Choice, ...] = ()
    years: tuple[Choice, ...] = ()
    stages: tuple[Choice, ...] = ()


def panel(session: Session, indexed: IndexedRecord, chosen: Selection) -> Panel | None:
    """The panel of what is selected; None where nothing is that the record or its source has."""
    if chosen.field in indexed.cites:
        return _field(session, indexed, chosen)
    if chosen.figure in indexed.source.by_id:
        return _figure(indexed, indexed.source.by_id[chosen.figure])
    if chosen.label:
        return _label(indexed, chosen.label)
    return _head(indexed, chosen.head) if chosen.head in HEAD else None


def _field(session: Session, indexed: IndexedRecord, chosen: Selection) -> Panel:
    path, cite = chosen.field, indexed.cites[chosen.field]
    figure = indexed.source.by_id.get(chosen.figure)
    suggested = (path, chosen.figure) in suggestions(session.draft)
    preview, trouble = (None, "") if figure is None else _preview(session, path, figure.id)
    fact = indexed.facts.get(path)
    placed = None if fact is None or "subsidy" in path else fact
    return Panel(
        "field",
        path,
        path_name(indexed, path),
        cite.printed,
        cite.line,
        claims=tuple(with_field(indexed, path)),
        proof=_proof(indexed, path),
        chosen=figure,
        suggested=suggested,
        preview=preview,
        trouble=trouble,
        removable=tuple(_removable(path)),
        cell="" if placed is None else path.removesuffix(".cite"),
        measures=() if placed is None else _measures(TABLE_MEASURES[placed.table], placed.measure),
        years=() if placed is None else _years(placed.year_offset),
        stages=() if placed is None else _stages(placed.stage),
    )


def _proof(indexed: IndexedRecord, path: str) -> tuple[PointView, ...]:
    """The points of a field's proof; none where the record was saved without it."""
    return tuple(folded(tuple(point_views(indexed.proofs[path])))) if path in indexed.proofs else ()


def _preview(session: Session, path: str, figure: str) -> tuple[RecordDifference | None, str]:
    """Return the difference that putting a field to a figure would make, or the reason why it cannot be done."""
    reason = say("試し", "preview only")
    try:
        change = session.preview(Repoint(path=path, figure=figure, reason=reason))
    except StructurerError as error:
        return None, str(error)
    return difference(change.before.record, change.after.record), ""


def _measures(own: Iterable[Measure], measure: Measure | None) -> tuple[Choice, ...]:
    return tuple((one.value, phrases.measure(one), one is measure) for one in own)


def _years(year: int) -> tuple[Choice, ...]:
    offsets = sorted({*range(-5, 6), year})
    return tuple((str(offset), phrases.year(offset), offset == year) for offset in offsets)


def _stages(stage: Stage) -> tuple[Choice, ...]:
    return tuple((one.value, phrases.stage(one) or say("なし", "none"), one is stage) for one in Stage)


def _removable(path: str) -> Iterable[tuple[str, str, str]]:
    """The amount, where its row can do without it, and the row."""
    way = path.removesuffix(".cite").split(".")
    if way[-1] in _PARTS or way[-2] in {"cells", "staff"}:
        yield "cell", ".".join(way), say("この数字だけ", "only this amount")
    for at in range(len(way) - 1, 0, -1):
        if way[at - 1] in _ROW_LISTS and way[at].isdigit():
            yield "row", ".".join(way[: at + 1]), say("この行を丸ごと", "the whole row")
            return


def _figure(indexed: IndexedRecord, figure: Figure) -> Panel:
    fields = indexed.fields.get(figure.id, ())
    everything = dict.fromkeys(measure for own in TABLE_MEASURES.values() for measure in own)
    return Panel(
        "figure",
        figure.id,
        figure.printed,
        figure.printed,
        figure.line,
        cited_by=tuple(CitingField(path, path_name(indexed, path), _proof(indexed, path)) for path in fields),
        rows=tuple(tables.rows_to_add_to(indexed, figure.line)),
        measures=_measures(everything, None),
        years=_years(0),
        stages=_stages(Stage.NONE),
    )


def _label(indexed: IndexedRecord, path: str) -> Panel | None:
    """A heading or a row's label, by one of the paths that the page links."""
    for grid in tables.grids(indexed):
        if path == grid.heading_path:
            return Panel("label", path, grid.heading, grid.heading, grid.heading_line)
        for row in grid.every_row:
            if path == row.label_path:
                return Panel("label", path, row.label, row.label, row.label_line)
    return None


def _head(indexed: IndexedRecord, name: str) -> Panel:
    found = next((line for line in head_lines(indexed.record.sheet.identity) if line.field == name), None)
    text, line = ("", None) if found is None else (found.text, found.line)
    return Panel("head", name, say(*HEAD[name]), text, line)


def highlight(indexed: IndexedRecord, chosen: Selection) -> Highlight:
    """The highlight of a selection: its figure and field, and those of the equations it is in."""
    figures, fields = _chosen(indexed, chosen)
    equations = [result for path in fields for result in indexed.claims.get(path, ()) if not chosen.finding]
    akin_figures = {figure for result in equations for figure in result.figures}
    akin_fields = {path for result in equations for path in result.paths}
    return Highlight(
        frozenset(figures), frozenset(akin_figures - figures), frozenset(fields), frozenset(akin_fields - fields)
    )


def _chosen(indexed: IndexedRecord, chosen: Selection) -> tuple[set[str], set[str]]:
    if chosen.field in indexed.cites:
        own = {indexed.cites[chosen.field].figure, chosen.figure} - {None, ""}
        return {figure for figure in own if figure is not None}, {chosen.field}
    if chosen.figure in indexed.source.by_id:
        return {chosen.figure}, set(indexed.fields.get(chosen.figure, ()))
    places = [indexed.places[key] for key in chosen.finding.split() if key in indexed.places]
    paths = {path for place in places for path in indexed.record.results[place].paths}
    return {figure for place in places for figure in indexed.figures_of[place]}, paths
