"""Searching a store: words, facets, what is shown of each record, and what is never found."""

from pathlib import Path

import pytest

import structurer
from structurer.checks.outcome import Verdict
from structurer.errors import AmountRangeInvalid, SearchWordsEmpty, SearchYearInvalid, StoreMissing
from structurer.sheet.given import Given
from structurer.store import Store
from structurer.store.search.results import SearchResults, search_records, tree
from tests.support.stores import record

SHEETS = {
    "park": ("潮浜県", "土木部", "令和8年度", "公園整備事業", "350,000"),
    "road": ("潮浜県", "土木部", "令和7年度", "県道補修事業", "48,000"),
    "fish": ("朝凪県", "水産部", "令和8年度", "漁港改修事業", "1,200,000"),
}


def sheet(publisher: str, department: str, year: str, project: str, amount: str) -> str:
    """A small sheet."""
    return f"{publisher} {year}当初予算要求\n部局: {department}\n事業名: {project}\n要求額 {amount}千円\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of three sheets."""
    place = str(tmp_path_factory.mktemp("search") / "store.db")
    for parts in SHEETS.values():
        structurer.structure(sheet(*parts), model="offline", store=place)
    return place


def projects(found: SearchResults) -> list[str | None]:
    """The projects that were found."""
    return [result.record.project for result in found.results]


def test_words(store: str) -> None:
    """All of them must be there, in the text, the labels or the head, however they are written."""
    assert projects(search_records("漁港", store=store)) == ["漁港改修事業"]
    assert projects(search_records("要求 土木", store=store)) == ["県道補修事業", "公園整備事業"]
    assert projects(search_records("１，２００，０００", store=store)) == ["漁港改修事業"]
    assert projects(search_records(["漁港", "土木"], store=store)) == []


def test_lines_that_print_the_words(store: str) -> None:
    """With their numbers, each word's first; none where only the head was asked for."""
    (result,) = search_records("改修 千円", store=store).results
    assert [(one.line, one.text) for one in result.lines] == [(3, "事業名: 漁港改修事業"), (4, "要求額 1,200,000千円")]
    assert search_records(publisher="朝凪", store=store).results[0].lines == ()


def test_facets(store: str) -> None:
    """Each counts what it would leave, whatever else of its own is asked for."""
    found = tree(search_records(year="令和8", store=store))
    assert found["total"] == 2
    assert found["facets"]["year"] == {"2026": 2, "2025": 1}
    assert found["facets"]["publisher"] == {"潮浜県": 1, "朝凪県": 1}
    assert found["facets"]["amount"] == {"1億円以上10億円未満": 1, "10億円以上": 1}
    asked = search_records(publisher=["潮浜県"], amount="3億〜5億", verdict=[*Verdict], store=store)
    assert projects(asked) == ["公園整備事業"]
    assert [one.asked for facet in asked.facets if facet.name == "publisher" for one in facet.values] == [True]


def test_amounts(store: str) -> None:
    """The project's own in the sheet's own year, exactly."""
    assert projects(search_records(amount="3億5,000万円", store=store)) == ["公園整備事業"]
    assert projects(search_records(amount=["5,000万円未満", "10億円超"], store=store)) == [
        "漁港改修事業",
        "県道補修事業",
    ]
    assert projects(search_records(amount="349,999千円", store=store)) == []


def test_what_is_named_by_the_words_comes_first(store: str) -> None:
    """Then what was saved last."""
    assert projects(search_records("公園", store=store)) == ["公園整備事業"]
    assert projects(search_records("事業 県道", store=store)) == ["県道補修事業"]
    assert projects(search_records("県", store=store)) == ["県道補修事業", "漁港改修事業", "公園整備事業"]


def test_some_at_a_time(store: str) -> None:
    """The total and the facets are those of all."""
    found = search_records(limit=1, offset=1, store=store)
    assert (found.total, len(found.results)) == (3, 1)
    assert search_records(offset=9, store=store).results == ()


def test_what_has_ended_is_not_found(url: str) -> None:
    """Unless it is asked for."""
    with Store.open(url) as opened:
        saved = opened.save(record(), author=None)
        opened.withdraw(saved.record_id, "佐藤", "試し")
        assert search_records("公園", store=opened).total == 0
        assert search_records(store=opened).facets[0].values == ()
        (result,) = search_records("公園", store=opened, ended=True).results
        assert result.ended
        opened.restore(saved.record_id, "佐藤")
        assert search_records("公園", store=opened).total == 1


def test_a_publisher_of_many_names(url: str) -> None:
    """The one whose name is typed, else those that contain it."""
    with Store.open(url) as opened:
        for name in ("府中市", "東府中市"):
            given = Given(publisher=name, fiscal_year=2026, by="佐藤")
            made = record(f"{name} 1円\n").model_copy(update={"given": given})
            opened.save(made, author=None)
        assert search_records(publisher="府中市", store=opened).total == 1
        assert search_records(publisher="府中", year=2026, store=opened).total == 2


def test_bad_questions(store: str, tmp_path: Path) -> None:
    """One sentence, and no store is made."""
    with pytest.raises(SearchWordsEmpty):
        search_records("・ 、", store=store)
    with pytest.raises(SearchYearInvalid):
        search_records(year="去年", store=store)
    with pytest.raises(AmountRangeInvalid):
        search_records(amount="たくさん", store=store)
    with pytest.raises(StoreMissing):
        search_records("公園", store=tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
