"""An evaluation beside an earlier one, over the sheets that both have: for comparing prompts and models."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pydantic

from structurer.errors import EvaluationInvalid
from structurer.evaluation.count import Count
from structurer.evaluation.document import Comparison, Evaluation, Fate, LayoutChange, SheetScore
from structurer.evaluation.summary import layouts

_TEN_THOUSAND = 10_000  # four decimals, as the shares have
ALL = "*"
"""The name of the row of all layouts together."""


def load(path: str) -> Evaluation:
    """Load an evaluation that was saved as JSON."""
    try:
        return Evaluation.model_validate_json(Path(path).read_bytes())
    except OSError as error:
        raise EvaluationInvalid(path, error.strerror or type(error).__name__) from error
    except pydantic.ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "JSON"
        raise EvaluationInvalid(path, f"{place}: {first['msg']}") from error


def compared(now: Evaluation, before: Evaluation) -> Evaluation:
    """The same evaluation with its difference from an earlier one."""
    old = {(sheet.name, sheet.sha256): sheet for sheet in before.sheets}
    pairs = [(old[key], sheet) for sheet in now.sheets if (key := (sheet.name, sheet.sha256)) in old]
    changes = {sheet.name: _f1(sheet.figures) - _f1(earlier.figures) for earlier, sheet in pairs}
    comparison = Comparison(
        model=before.model,
        prompts=before.prompts,
        sheets=len(pairs),
        only_before=len(before.sheets) - len(pairs),
        only_now=len(now.sheets) - len(pairs),
        layouts=_changes([earlier for earlier, _ in pairs], [sheet for _, sheet in pairs]),
        better=tuple(name for name, change in changes.items() if change > 0),
        worse=tuple(name for name, change in changes.items() if change < 0),
    )
    return now.model_copy(update={"compared": comparison})


def _changes(before: Sequence[SheetScore], now: Sequence[SheetScore]) -> tuple[LayoutChange, ...]:
    """Compare each present layout, and all of them. A sheet counts to its present layout, should that have been renamed."""
    relaid = [one.model_copy(update={"layout": two.layout}) for one, two in zip(before, now, strict=True)]
    names = sorted({sheet.layout for sheet in now})
    each = [_change(name, _of(relaid, name), _of(now, name)) for name in names]
    return (*each, _change(ALL, _of(relaid, None), _of(now, None))) if each else ()


def _of(sheets: Sequence[SheetScore], layout: str | None) -> list[SheetScore]:
    if layout is None:
        return [sheet.model_copy(update={"layout": ALL}) for sheet in sheets]
    return [sheet for sheet in sheets if sheet.layout == layout]


def _change(name: str, before: Sequence[SheetScore], now: Sequence[SheetScore]) -> LayoutChange:
    (old,), (new,) = layouts(before), layouts(now)
    return LayoutChange(
        layout=name,
        sheets=new.sheets,
        before=old.figures,
        now=new.figures,
        difference=_signed(_f1(new.figures) - _f1(old.figures)),
        right_before=old.right,
        right_now=new.right,
        false_accepts_before=_false_accepts(before),
        false_accepts_now=_false_accepts(now),
    )


def _false_accepts(sheets: Sequence[SheetScore]) -> int:
    return sum(sheet.fate is Fate.FALSE_ACCEPT for sheet in sheets)


def _f1(count: Count) -> Fraction:
    both = count.gold + count.read
    return Fraction(2 * count.right, both) if both else Fraction(1)


def _signed(difference: Fraction) -> str:
    steps = abs(difference.numerator) * _TEN_THOUSAND // difference.denominator
    return f"{'-' if difference < 0 else '+'}{steps // _TEN_THOUSAND}.{steps % _TEN_THOUSAND:04d}"
