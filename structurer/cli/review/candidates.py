"""The options of a reviewer: the fields of a finding, figures near by, labels, rows, typed values. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from structurer.checks.reading import Reading
from structurer.record.correction import Identify, Relabel, RemoveCell, RemoveRow, Repoint
from structurer.review import Draft, Finding
from structurer.sheet.facts import Fact, SheetPath, path_text
from structurer.sheet.model import Label, Sheet
from structurer.text import lazy_re as re
from structurer.text.money import amount_text, parse_number, parse_ratio, parse_yen, whole
from structurer.text.source import Figure, Source, Unit

MOST = 9
"""Options in a list: as many as can be picked with one digit."""

_FIGURE = re.compile(r"[Ff](\d{1,6})")
_LINE = re.compile(r"[Ll](\d{1,6})")
_TAIL = re.compile(r"[^\d０-９]+$")
_PARTS = {"rate", "cap", "count"}
_HEAD = ("publisher", "project", "code", "department", "division", "unit")


@dataclass(frozen=True, slots=True)
class EditableLabel:
    """A label that can be corrected: its path (of the head: the field's name) and what it says."""

    path: str
    label: Label
    head: bool = False

    def corrected(self, text: str, line: int | None, reason: str) -> Relabel | Identify:
        """The correction that makes it say something else."""
        if self.head:
            return Identify.model_validate({"field": self.path, "text": text, "line": line, "reason": reason})
        return Relabel(path=self.path, text=text, line=line, reason=reason)


def suggested(draft: Draft, finding: Finding) -> Repoint | None:
    """The correction that blame suggests: one field, one figure."""
    blame = finding.result.blame
    if blame is None or blame.path is None or blame.suggestion is None:
        return None
    figure = draft.reading.source.by_id.get(blame.suggestion)
    return None if figure is None else Repoint(path=path_text(blame.path), figure=figure.id, printed=figure.printed)


def fields(draft: Draft, finding: Finding) -> tuple[Fact, ...]:
    """The fields a finding is about, the blamed one first."""
    blame = finding.result.blame
    known = {fact.path: fact for fact in (*draft.reading.facts, *finding.result.facts)}
    first = () if blame is None or blame.path is None else (blame.path,)
    paths = dict.fromkeys((*first, *(fact.path for fact in finding.result.facts)))
    return tuple(known[path] for path in paths if path in known)


def fields_near(reading: Reading, figure: Figure) -> tuple[Fact, ...]:
    """The fields that stand nearest to a figure and could hold it."""
    able = [fact for fact in reading.facts if figure.amount(fact.cite.unit) is not None]
    return tuple(sorted(able, key=lambda fact: _distance(fact, figure.line))[:MOST])


def rows_near(reading: Reading, figure: Figure) -> tuple[Fact, ...]:
    """One field of each of the rows that stand nearest to a figure and take amounts."""
    rows: dict[SheetPath, Fact] = {}
    for fact in sorted(reading.facts, key=lambda fact: _distance(fact, figure.line)):
        if len(fact.path) > 3 and fact.path[-3] in {"cells", "staff"}:
            rows.setdefault(fact.path[:-2], fact)
    return tuple(rows.values())[:MOST]


def _distance(fact: Fact, line: int) -> tuple[int, int]:
    lines = [abs(found - line) for found in (fact.cite.line, fact.label.line) if found is not None]
    return (min(lines, default=10**6), max(lines, default=10**6))


def figures_near(reading: Reading, fact: Fact) -> tuple[Figure, ...]:
    """The nearest figures that no field cites and that have a value in the field's unit."""
    cited = {cite.figure for _, cite in reading.cites}
    line = fact.cite.line or fact.label.line or 1
    free = [f for f in reading.source.figures if f.id not in cited and f.amount(fact.cite.unit) is not None]
    return tuple(sorted(free, key=lambda figure: (abs(figure.line - line), figure.start))[:MOST])


def figures_named(source: Source, text: str) -> tuple[Figure, ...] | None:
    """`F12` as that figure, `L15` as the figures of that line; None for any other text."""
    if match := _FIGURE.fullmatch(text):
        found = source.by_id.get(f"F{int(match[1])}")
        return () if found is None else (found,)
    if match := _LINE.fullmatch(text):
        return source.by_line.get(int(match[1]), ())
    return None


def typed(text: str, unit: Unit) -> str | None:
    """The exact value of what a person typed as it would be printed, in the base unit; None where it says none.

    Money needs its unit: `58,038千円`. A bare number there would be off by a thousand as easily as right.
    """
    if unit is Unit.RATIO:
        ratio = parse_ratio(text)
        return None if ratio is None else f"{ratio[0]}/{ratio[1]}"
    number = parse_yen(text) if unit is Unit.YEN else parse_number(_TAIL.sub("", text))
    return None if number is None else amount_text(whole(number))


def labels(draft: Draft, finding: Finding) -> tuple[EditableLabel, ...]:
    """The labels and headings of a finding, the one it names first."""
    sheet = draft.reading.sheet
    found = {named.path: named for fact in fields(draft, finding) for named in _named(sheet, fact)}
    if not finding.result.facts:
        found |= {named.path: named for named in _head(sheet) if named.label.text == finding.result.name}
    return tuple(sorted(found.values(), key=lambda named: named.label.text != finding.result.name))


def _head(sheet: Sheet) -> Iterator[EditableLabel]:
    for field in _HEAD:
        label = getattr(sheet.identity, field)
        if label is not None:
            yield EditableLabel(field, label, head=True)


def _named(sheet: Sheet, fact: Fact) -> Iterator[EditableLabel]:
    """The label and the heading of a fact, each by the innermost place where it stands."""
    wanted = {name: label for name, label in (("label", fact.label), ("heading", fact.heading)) if label is not None}
    for label in wanted.values():
        for length in range(len(fact.path), 1, -1):
            node = _at(sheet, fact.path[:length])
            name = next((name for name in ("label", "heading") if getattr(node, name, None) == label), None)
            if name is not None:
                yield EditableLabel(path_text((*fact.path[:length], name)), label)
                break


def _at(sheet: Sheet, path: SheetPath) -> object:
    node: object = sheet
    for step in path:
        node = node[step] if isinstance(node, tuple) and isinstance(step, int) else getattr(node, str(step), None)
    return node


def removal(path: SheetPath, reason: str) -> RemoveRow | RemoveCell:
    """The correction that takes away the row of a field; of a subsidy's terms only that amount."""
    if path[-1] in _PARTS:
        return RemoveCell(path=path_text(path), reason=reason)
    way = path
    while way and (not isinstance(way[-1], int) or (len(way) > 1 and way[-2] in {"cells", "staff"})):
        way = way[:-1]
    return RemoveRow(path=path_text(way), reason=reason)
