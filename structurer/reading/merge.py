"""Merging sheets: one reader's tables joined to another's, and fields taken out of a sheet."""

from collections.abc import Iterator
from typing import Any

from structurer.sheet.facts import cites
from structurer.sheet.model import Item, Sheet, SubsidyTerms
from structurer.text.words import squeeze

TABLES = ("costs", "totals", "sections", "funding", "indicators")
_LISTS = (*TABLES, "national_rates", "eligible_costs", "differences", "mentions")


def without(sheet: Sheet, figures: frozenset[str]) -> Sheet:
    """The sheet without the fields that cite one of these figures, and without the rows that leaves empty."""
    tree: dict[str, Any] = sheet.model_dump(mode="json")
    kept = {name: _pruned(tree[name], figures) for name in _LISTS}
    return Sheet.model_validate(tree | kept)


def joined(first: Sheet, second: Sheet) -> Sheet:
    """The first sheet with the tables and cites of the second behind its own."""
    return first.model_copy(update={name: (*getattr(first, name), *getattr(second, name)) for name in _LISTS})


def beside(sheet: Sheet, witness: Sheet) -> Sheet:
    """A model's sheet with what only code reads: printed differences, and where subsidy terms stand apart from their item.

    A difference is taken where the model cites its figure nowhere; it is checked against the model's own amounts.
    """
    cited = {cite.figure for _, cite in cites(sheet)} if witness.differences else ()
    differences = tuple(found for found in witness.differences if found.cite.figure not in cited)
    apart = {key: terms for key, terms in map(_keyed, _terms(witness)) if key and terms.label is not None}
    if not differences and not apart:
        return sheet
    sections = tuple(
        section.model_copy(update={"items": tuple(_placed(i, apart) for i in section.items)})
        for section in sheet.sections
    )
    return sheet.model_copy(update={"differences": (*sheet.differences, *differences), "sections": sections})


def _terms(sheet: Sheet) -> Iterator[SubsidyTerms]:
    return (item.subsidy for section in sheet.sections for item in section.items if item.subsidy is not None)


def _keyed(terms: SubsidyTerms) -> tuple[frozenset[str], SubsidyTerms]:
    """Terms by the figures they cite."""
    found = (terms.rate, terms.cap, terms.count)
    return frozenset(cite.figure for cite in found if cite is not None and cite.figure is not None), terms


def _placed(item: Item, apart: dict[frozenset[str], SubsidyTerms]) -> Item:
    other = None if item.subsidy is None else apart.get(_keyed(item.subsidy)[0])
    if (
        item.subsidy is None
        or other is None
        or other.label is None
        or squeeze(other.label.text) != squeeze(item.label.text)
    ):
        return item
    terms = item.subsidy.model_copy(update={"label": other.label, "heading": other.heading})
    return item.model_copy(update={"subsidy": terms})


def _is_cite(node: object) -> bool:
    return isinstance(node, dict) and {"figure", "printed", "amount"} <= set(node)


def _cites(node: Any) -> int:  # noqa: ANN401 - a JSON tree
    if _is_cite(node):
        return 1
    below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return sum(_cites(child) for child in below)


def _pruned(node: Any, figures: frozenset[str]) -> Any:  # noqa: ANN401 - a JSON tree
    """Return a node without these figures; None where no cite is left of those it had, or one it requires is gone."""
    if _is_cite(node):
        return None if node["figure"] in figures else node
    if isinstance(node, list):
        kept = (_pruned(child, figures) for child in node)
        return [child for child, before in zip(kept, node, strict=True) if child is not None or before is None]
    if not isinstance(node, dict):
        return node
    made = {key: _pruned(value, figures) for key, value in node.items()}
    lost = any(made[key] is None and node[key] is not None for key in ("cite", "cell") if key in node)
    return None if lost or (_cites(node) and not _cites(made)) else made
