"""Open findings as cards: those that blame one print are one card, since one decision settles them.

So are the figures of a table that nobody read: they are one question, why the table was left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from structurer.report.finding_view import FieldView, FindingView, SuggestionView

_GAP = 1  # lines from one row of a table to the next; a blank line or a heading parts two


@dataclass(frozen=True, slots=True)
class FindingCard:
    """Findings that are decided together; `print` is the figure they all blame, empty where the card has but one."""

    views: tuple[FindingView, ...]
    print: str = ""

    @property
    def key(self) -> str:
        """The key of the first finding, which names the card."""
        return self.views[0].key

    @property
    def keys(self) -> str:
        """The keys of the findings that a reason can close, as a form sends them."""
        return " ".join(view.key for view in self.views if view.waivable)

    @property
    def outcome(self) -> str:
        """The gravest outcome: of the first, as those that fail come first."""
        return self.views[0].outcome

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that it is about."""
        return tuple(dict.fromkeys(figure for view in self.views for figure in view.figures))

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines that it is about, in the order of its findings."""
        return tuple(dict.fromkeys(line for view in self.views for line in view.lines))

    @property
    def fields(self) -> tuple[FieldView, ...]:
        """The fields that it is about."""
        return tuple({field.path: field for view in self.views for field in view.fields}.values())

    @property
    def suggestions(self) -> tuple[SuggestionView, ...]:
        """The suggestions of its findings, each once."""
        return tuple(dict.fromkeys(view.suggestion for view in self.views if view.suggestion is not None))

    @property
    def unread(self) -> tuple[FindingView, ...]:
        """The figures of a table that no field cites, where there are several; nothing where there is but one."""
        own = tuple(view for view in self.views if view.unclaimed)
        return own if len(own) > 1 else ()

    @property
    def apart(self) -> tuple[FindingView, ...]:
        """The findings that are told one by one."""
        return tuple(view for view in self.views if view not in self.unread)

    @property
    def unclaimed(self) -> str:
        """The figure that no field cites, where a finding is about one."""
        return next((view.unclaimed for view in self.views if view.unclaimed), "")


def cards(views: Iterable[FindingView]) -> tuple[FindingCard, ...]:
    """The findings in their order, each with the later ones that blame the same print or one of the same unread table."""
    groups: dict[str, list[FindingView]] = {}
    found = tuple(views)
    tables = _unread_tables(found)
    for view in found:
        blamed = _blamed(view)
        groups.setdefault(tables.get(blamed, blamed) or view.key, []).append(view)
    return tuple(FindingCard(tuple(own), _print(own)) for own in groups.values())


def _unread_tables(views: Iterable[FindingView]) -> dict[str, str]:
    """By figure that no field cites the first of its run: of those on the same lines and on lines that follow each other."""
    lone = sorted((view.lines[0], view.unclaimed) for view in views if view.unclaimed and view.lines)
    first, last, found = "", 0, {}
    for line, figure in lone:
        first = first if last and line <= last + _GAP else figure
        found[figure], last = first, line
    return found


def _blamed(view: FindingView) -> str:
    """The figure that a finding blames: the one it names, else the only one it is about."""
    if view.blamed is not None and view.blamed.figure:
        return view.blamed.figure
    return view.figures[0] if len(view.figures) == 1 else ""


def _print(views: list[FindingView]) -> str:
    if len(views) == 1:
        return ""
    named = [field for view in views for field in (view.blamed, *view.fields) if field is not None]
    return named[0].print if named else ""
