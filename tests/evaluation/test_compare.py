"""An evaluation beside an earlier one."""

from pathlib import Path

import pytest

from structurer.errors import EvaluationInvalid
from structurer.evaluation.compare import compared, load
from structurer.evaluation.document import LayoutChange
from tests.support.golds import blind, careless, measured


def _change(layout: str, *changes: LayoutChange) -> LayoutChange:
    return next(change for change in changes if change.layout == layout)


def test_the_difference() -> None:
    """F1 now minus before, by layout and in all, with the sheets that are better or worse."""
    before, now = measured("forest-request", reader=careless), measured("forest-request")
    found = compared(now, before).compared
    assert found is not None
    whole = _change("*", *found.layouts)
    assert (whole.before, whole.now) == (before.figures, now.figures)
    assert whole.difference.startswith("+0.")
    assert (whole.false_accepts_before, whole.false_accepts_now, whole.right_before, whole.right_now) == (1, 0, 0, 1)
    assert (found.better, found.worse) == (("forest-request",), ())
    back = compared(before, now).compared
    assert back is not None
    assert _change("-", *back.layouts).difference == whole.difference.replace("+", "-")


def test_only_common_sheets() -> None:
    """A sheet that the other has not read is left out, and counted."""
    before = measured("forest-request", "parks-plain")
    found = compared(measured("parks-plain", "tottori-dx", reader=blind), before).compared
    assert found is not None
    assert (found.sheets, found.only_before, found.only_now, found.worse) == (1, 1, 1, ("parks-plain",))
    nothing = compared(measured("forest-request"), measured("parks-plain")).compared
    assert nothing is not None
    assert (nothing.sheets, nothing.layouts) == (0, ())


@pytest.mark.parametrize(("text", "sentence"), [(None, "No such file"), ("{", "JSON: Invalid"), ("{}", "version")])
def test_no_evaluation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, sentence: str) -> None:
    """A file that is none is named with the reason."""
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    path = tmp_path / "other.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(EvaluationInvalid, match=rf"other\.json: not an evaluation \(.*{sentence}"):
        load(str(path))
