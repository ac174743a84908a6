"""Gold: both shapes are read, mixed too; what cannot be used is one sentence that names the file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from structurer.errors import GoldInvalid, GoldMissing, GoldNotFound, SourceEmpty
from structurer.evaluation.gold import load
from tests.support.builders import FIXTURES, FOLDERS
from tests.support.golds import a_fact, as_csv, flat, folder

SMALL = "forest-request"


def test_the_fixtures_are_gold() -> None:
    """Every fixture with a source is a gold sheet; the folder without one is not."""
    assert tuple(gold.name for gold in load(FIXTURES)) == FOLDERS


def test_both_shapes(tmp_path: Path) -> None:
    """Flat files, folders, and flat files in a folder stand side by side and say the same."""
    top = folder(tmp_path / "gold", SMALL)
    flat(top, SMALL)
    flat(top / "more", SMALL)
    golds = load(top)
    assert [gold.name for gold in golds] == [SMALL, SMALL, f"more/{SMALL}"]
    assert {gold.facts for gold in golds} == {golds[0].facts}
    assert {gold.source.sha256 for gold in golds} == {golds[0].source.sha256}
    assert golds[0].meta == golds[1].meta


def test_one_sheet_s_own_folder() -> None:
    """A sheet's folder is gold by itself; its identity stands in its rows."""
    (gold,) = load(FIXTURES / "tottori-dx")
    assert (gold.name, gold.meta.consistent, gold.meta.layout) == ("tottori-dx", False, "-")
    assert gold.meta.planted is not None
    assert gold.meta.planted.line == 15


def test_without_a_meta_file(tmp_path: Path) -> None:
    """Nothing is known of the sheet then: neither its layout nor whether its print is consistent."""
    top = folder(tmp_path / "gold", SMALL)
    (top / SMALL / "meta.json").unlink()
    (gold,) = load(top)
    assert (gold.meta.layout, gold.meta.consistent, gold.meta.optional) == ("-", None, ())


def test_no_gold(tmp_path: Path) -> None:
    """A folder that is not there, and one without gold."""
    with pytest.raises(GoldNotFound, match="nowhere: no such folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(GoldMissing, match="no gold in it"):
        load(tmp_path)


def _spoil(name: str, text: str | bytes | None) -> Callable[[Path], None]:
    def spoil(sheet: Path) -> None:
        path = sheet / name
        if text is None:
            path.unlink()
        elif isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")

    return spoil


LESS = tuple(name for name in ("project", "publisher", "fiscal_year", "table", "section", "row", "measure", "line"))
BAD = {
    "a missing column": ("gold.csv", as_csv(columns=LESS), r"gold\.csv: not usable as gold \(no column year_offset, s"),
    "an empty file": ("gold.csv", "", r"gold\.csv: .*no column project"),
    "no number": ("gold.csv", as_csv(a_fact()).replace("1000", "1000x"), r"gold\.csv: .*line 2, amount: "),
    "a half": ("gold.csv", as_csv(a_fact()).replace("1000", "1/0"), r"gold\.csv: .*line 2, amount: .*division"),
    "no such table": ("gold.csv", as_csv(a_fact()).replace("cost", "costs", 1), r"gold\.csv: .*line 2, table: "),
    "a short row": (
        "gold.csv",
        as_csv(a_fact()).replace(",3\r\n", "\r\n"),
        r"gold\.csv: .*line 2 has more or fewer cells",
    ),
    "a long row": ("gold.csv", as_csv(a_fact()).replace("1000", "1,000"), r"gold\.csv: .*line 2 has more or fewer"),
    "an open quote": ("gold.csv", as_csv(a_fact()) + '"', r"gold\.csv: .*unexpected end"),
    "another encoding": ("gold.csv", as_csv(a_fact()).encode("cp932"), r"gold\.csv: .*utf-8"),
    "broken JSON": ("meta.json", "{", r"meta\.json: not usable as gold \(Invalid JSON"),
    "no object": ("meta.json", "[]", r"meta\.json: .*object"),
    "no line": ("meta.json", '{"optional": [{"amount": "1"}]}', r"meta\.json: .*optional\.0\.line: Field required"),
    "a float": ("meta.json", '{"optional": [{"line": 1, "amount": 0.5}]}', r"meta\.json: .*optional\.0\.amount: "),
    "no source": ("source.txt", None, r"gold\.csv: .*source\.txt: no such file"),
}


@pytest.mark.parametrize(("file", "text", "sentence"), BAD.values(), ids=list(BAD))
def test_bad_gold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str | bytes | None, sentence: str
) -> None:
    """One sentence says which file and what."""
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    top = folder(tmp_path / "gold", SMALL)
    _spoil(file, text)(top / SMALL)
    with pytest.raises(GoldInvalid, match=sentence) as caught:
        load(top)
    assert "\n" not in str(caught.value)


def test_a_bad_sheet(tmp_path: Path) -> None:
    """A sheet that is none is refused before anything is asked of a reader."""
    top = folder(tmp_path / "gold", SMALL)
    (top / SMALL / "source.txt").write_text("\n")
    with pytest.raises(SourceEmpty):
        load(top)
