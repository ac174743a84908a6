"""Open findings as cards: those that blame one print are one card, since one decision settles them."""

from collections.abc import Iterable
from dataclasses import dataclass

from structurer.report.finding_view import FieldView, FindingView, SuggestionView


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
    def unclaimed(self) -> str:
        """The figure that no field cites, where a finding is about one."""
        return next((view.unclaimed for view in self.views if view.unclaimed), "")


def cards(views: Iterable[FindingView]) -> tuple[FindingCard, ...]:
    """The findings in their order, each with the later ones that blame the same print."""
    groups: dict[str, list[FindingView]] = {}
    for view in views:
        groups.setdefault(_blamed(view) or view.key, []).append(view)
    return tuple(FindingCard(tuple(own), _print(own)) for own in groups.values())


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
