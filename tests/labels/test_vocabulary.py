"""The meaning of labels: stages and years by the contract's rules, the measures behind printed names."""

import pickle
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from structurer.errors import VocabularyInvalid
from structurer.labels.label import detail_of, fiscal_year_of, plain
from structurer.labels.moment import When
from structurer.labels.vocabulary import Vocabulary
from structurer.pipeline import check
from structurer.reading.layout import read_sheet
from structurer.settings import Settings
from structurer.sheet.facts import facts
from structurer.sheet.model import TABLE_MEASURES, Measure, Stage, Table
from tests.support.builders import VOCABULARY, source

S = Stage
M = Measure

TIMES: list[tuple[str, int | None, Stage | None]] = [
    ("当初予算額", None, S.APPROVED),
    ("財政部長内示額", None, S.APPROVED),
    ("支出済額", None, S.SETTLED),
    ("令和8年度当初予算額", 0, S.APPROVED),
    ("令和８年度 当初予算額", 0, S.APPROVED),
    ("今年度予算額", 0, S.APPROVED),
    ("令和7年度当初予算額", -1, S.INITIAL),
    ("前年度当初予算額", -1, S.INITIAL),
    ("前年度\n予算額", -1, S.INITIAL),
    ("昨年度予算額", -1, S.INITIAL),
    ("H30年度当初予算", -8, S.INITIAL),
    ("R9年度当初予算", 1, S.APPROVED),
    ("当初予算要求額", None, S.REQUEST),
    ("前年度要求額", -1, S.REQUEST),
    ("R8年度 要求", 0, S.REQUEST),
    ("要 求 額", None, S.REQUEST),
    ("課長要求", None, S.REQUEST),
    ("部長要求", None, S.REQUEST),
    ("復活", None, S.REQUEST),
    ("追加", None, S.REQUEST),
    ("調整", None, S.REQUEST),
    ("要求総額", None, S.REQUEST),
    ("R8年度 予算案", 0, S.APPROVED),
    ("計上額", None, S.APPROVED),
    ("査定額", None, S.APPROVED),
    ("知事査定額", None, S.APPROVED),
    ("部局要求額", None, S.REQUEST),
    ("復活査定額", None, S.APPROVED),
    ("復活要求額", None, S.REQUEST),
    ("部長内示", None, S.APPROVED),
    ("決定額", None, S.APPROVED),
    ("保留", None, S.DEFERRED),
    ("別途", None, S.SEPARATE),
    ("前年度繰越", None, S.CARRIED_OVER),
    ("前年度からの繰越", None, S.CARRIED_OVER),
    ("補正予算等", None, S.SUPPLEMENTARY),
    ("2月補正予算額", None, S.SUPPLEMENTARY),
    ("合計(予算現額)", None, S.CURRENT),
    ("6月補正後予算", None, S.CURRENT),
    ("決算額", None, S.SETTLED),
    ("前々年度決算額", -2, S.SETTLED),
    ("R6年度", -2, None),
    ("翌年度へ繰越し", None, None),
    ("予備費等", None, None),
    ("うち一般財源", None, None),
    ("前年度", -1, None),
    ("草刈り", None, None),
    ("補正前の額", 0, S.NONE),
    ("補正前", 0, S.NONE),
    ("既定予算額", 0, S.NONE),
    ("現計予算額", None, S.CURRENT),
    ("補正後の額", None, S.CURRENT),
    ("H27最終予算", -11, S.CURRENT),
    ("要求額に対する査定額", None, None),
    ("復活要求に対する査定額", None, S.APPROVED),
    ("局要求額", None, S.REQUEST),
    ("部局要求額", None, S.REQUEST),
    ("財政局査定額", None, S.APPROVED),
    ("令和七年度予算額", None, None),
    ("2O25年度要求額", None, None),
    ("執行残額", None, None),
    ("上乗せ額", None, None),
]


@pytest.mark.parametrize(("label", "offset", "stage"), TIMES)
def test_when(label: str, offset: int | None, stage: Stage | None) -> None:
    """A label says its year and its stage, on a sheet of 2026."""
    assert VOCABULARY.when(label, 2026) == When(offset, stage)


@pytest.mark.parametrize(
    ("label", "fiscal_year", "offset"),
    [
        ("17年度要求額", 2006, -1),
        ("30年度要求額", 2019, -1),
        ("2年度要求額", 2020, 0),
        ("令和元年度要求額", 2019, 0),
        ("平成31年度要求額", 2020, -1),
        ("2025年度要求額", 2026, -1),
        ("令和7年度要求額", None, None),
        ("前年度要求額", None, -1),
        ("本年度要求額", None, 0),
    ],
)
def test_years_of_labels(label: str, fiscal_year: int | None, offset: int | None) -> None:
    """A year without its era is the nearest one; without the sheet's own year only words place a label."""
    assert VOCABULARY.when(label, fiscal_year).year_offset == offset


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("事業費(A)", "事業費"),
        ("事業費Ａ", "事業費"),
        ("（Ｃ）人件費", "人件費"),
        ("トータルコスト (A+B)", "トータルコスト"),
        ("合計 (予算現額)", "合計予算現額"),
        ("国庫 支出金", "国庫支出金"),
        ("使用料・\n手数料", "使用料・手数料"),
        ("〔その他〕", "その他"),
        ("「その他」", "その他"),
        ("合計(再掲)", "合計"),
        ("うち一般財源", "うち一般財源"),
    ],
)
def test_plain(label: str, word: str) -> None:
    """A label is compared without spaces, brackets and the letters of a formula."""
    assert plain(label) == word


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("国庫支出金", M.NATIONAL),
        ("国費", M.NATIONAL),
        ("国支出金", M.NATIONAL),
        ("国県支出金", M.NATIONAL),
        ("県支出金", M.PREFECTURAL),
        ("使用料・手数料", M.FEES),
        ("寄附金", M.DONATIONS),
        ("分担金・負担金", M.CONTRIBUTIONS),
        ("起債", M.BONDS),
        ("県債", M.BONDS),
        ("地方債", M.BONDS),
        ("市債", M.BONDS),
        ("財産収入", M.PROPERTY_INCOME),
        ("財産貸付収入", M.PROPERTY_INCOME),
        ("繰入金", M.TRANSFERS),
        ("繰越金", M.CARRIED_OVER),
        ("諸収入", M.MISCELLANEOUS),
        ("その他", M.OTHER),
        ("その他特財", M.OTHER),
        ("一般財源", M.GENERAL),
    ],
)
def test_funding_sources(label: str, measure: Measure) -> None:
    """Each printed source is the measure the contract names."""
    assert VOCABULARY.sources[plain(label)] is measure


def test_labels_lead_into_their_tables() -> None:
    """No label leads to a measure that its table cannot hold, and each is spelt as labels are compared."""
    assert set(VOCABULARY.sources.values()) <= set(TABLE_MEASURES[Table.FUNDING])
    assert set(VOCABULARY.costs.values()) <= {*TABLE_MEASURES[Table.COST], *TABLE_MEASURES[Table.STAFF]}
    assert all(plain(label) == label for label in VOCABULARY.known)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和8年度当初予算", 2026),
        ("予算（R７年度）", 2025),
        ("平成 30 年度", 2018),
        ("ER8", None),
        ("2026年度", 2026),
        ("2026(令和8)年度", 2026),
        ("令和8（2026）年度当初", 2026),
        ("2026（令和7）年度", None),
        ("R8", 2026),
        ("", None),
    ],
)
def test_fiscal_year_of(text: str, year: int | None) -> None:
    """A year that is printed in both ways counts only where they agree."""
    assert fiscal_year_of(text) == year


@pytest.mark.parametrize(
    ("label", "source", "cost"),
    [
        ("国庫支出金(補助率1/2)", M.NATIONAL, None),
        ("県債（過疎債）", M.BONDS, None),
        ("人件費（概算）", None, M.PERSONNEL_COST),
        ("トータルコスト(A+B)", None, M.TOTAL_COST),
        ("うち一般財源", None, M.GENERAL_FUND),
        ("くじ収入", None, None),
        ("国庫支出金くじ収入", None, None),
    ],
)
def test_what_a_row_names(label: str, source: Measure | None, cost: Measure | None) -> None:
    """A row names a source or a cost, a remark in brackets beside it left out; half a name is none."""
    assert (VOCABULARY.source_of(label), VOCABULARY.cost_of(label)) == (source, cost)


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("民生費国庫補助金 児童福祉費補助金", M.NATIONAL),
        ("土木債 道路橋りょう債 道路橋りょう事業債", M.BONDS),
        ("分担金及び負担金 市町村負担金", M.CONTRIBUTIONS),
        ("使用料及び手数料 施設使用料", M.FEES),
        ("諸収入 雑入", M.MISCELLANEOUS),
        ("地域振興基金繰入金", M.TRANSFERS),
        ("委託料", None),
    ],
)
def test_what_a_revenue_item_belongs_to(label: str, measure: Measure | None) -> None:
    """A revenue item of the budget belongs to the source whose name is in it."""
    assert detail_of(label) is measure


OWN = """[sources]
prefectural = ["県単 補助"]
[costs]
personnel_cost = ["職員の給与"]
[columns]
supplementary = ["追補"]
[labels]
names = ["しごと"]
totals = ["総締め"]
[stages]
request = ["上乗せ"]
"""


def own(folder: Path, text: str = OWN) -> Vocabulary:
    """The built-in words with a file of one's own."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return VOCABULARY.with_file(path)


def read(text: str, vocabulary: Vocabulary) -> list[tuple[str, str, str]]:
    """Measure, stage and amount of every figure that the layout reader reads with a vocabulary."""
    found = facts(read_sheet(source(text), vocabulary))
    return [(fact.measure.value, fact.stage.value, fact.cite.amount) for fact in found]


def test_words_of_ones_own(tmp_path: Path) -> None:
    """A file adds words to every table, spelt as labels are compared; its hash is told, and the built-in words stay."""
    words = own(tmp_path)
    assert (words.file, len(words.file or "")) == (own(tmp_path).file, 16)
    assert (words.sources["県単補助"], words.costs["職員の給与"]) == (M.PREFECTURAL, M.PERSONNEL_COST)
    assert words.columns["追補"] is S.SUPPLEMENTARY
    assert words.when("上乗せ額", 2026) == When(None, S.REQUEST)
    assert words.is_stage_label("令和8年度上乗せ額")
    assert words.heading_words("区分事業費県単補助一般財源") is not None
    assert words.sources["国費"] is M.NATIONAL
    assert words.is_total("総締め")
    assert VOCABULARY.when("上乗せ額", 2026) == When(None, None)
    assert "県単補助" not in VOCABULARY.known
    assert VOCABULARY.file is None


SHEET = "令和8年度\n(単位:千円)\n区分\t事業費\t県単補助\t一般財源\n上乗せ額\t900\t400\t500\n"
FOUND = [("total", "request", "900000"), ("prefectural", "request", "400000"), ("general", "request", "500000")]


def test_a_sheet_in_words_of_ones_own(tmp_path: Path) -> None:
    """A stage and a source of one's own are read; without the file nothing of the row is claimed."""
    assert read(SHEET, VOCABULARY) == []
    assert read(SHEET, own(tmp_path)) == FOUND


def test_the_file_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """STRUCTURER_VOCABULARY names it: reader and checks know its words, and the record says which file it was."""
    given = own(tmp_path)
    assert "vocabulary" not in check(source(SHEET), "offline", Settings()).provenance.versions
    monkeypatch.setenv("STRUCTURER_VOCABULARY", str(tmp_path / "own.toml"))
    outcome = check(source(SHEET), "offline", Settings())
    assert [(fact.measure.value, fact.stage.value, fact.cite.amount) for fact in outcome.reading.facts] == FOUND
    assert outcome.provenance.versions["vocabulary"] == given.file == outcome.reading.vocabulary.file


def test_running_text_in_words_of_ones_own(tmp_path: Path) -> None:
    """A source of one's own is known in a sentence too."""
    text = "令和8年度\n要求額は900千円である。財源は、県単補助400千円、一般財源500千円である。\n"
    assert [measure for measure, _, _ in read(text, own(tmp_path))] == ["amount", "prefectural", "general"]


def test_two_vocabularies_in_two_threads(tmp_path: Path) -> None:
    """One source read at the same time with two files and with none: each reads as it would alone, every time."""
    folder = tmp_path / "other"
    folder.mkdir()
    words = {"one": own(tmp_path), "other": own(folder, OWN.replace("prefectural", "donations")), "none": VOCABULARY}
    alone = {name: read(SHEET, vocabulary) for name, vocabulary in words.items()}
    shared = source(SHEET)
    found: dict[str, list[object]] = {name: [] for name in words}
    barrier = threading.Barrier(len(words))

    def work(name: str) -> None:
        barrier.wait()
        for _ in range(20):
            sheet = read_sheet(shared, words[name])
            found[name].append([(f.measure.value, f.stage.value, f.cite.amount) for f in facts(sheet)])

    threads = [threading.Thread(target=work, args=(name,)) for name in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({str(one) for one in alone.values()}) == 3
    assert all(len(found[name]) == 20 and all(one == alone[name] for one in found[name]) for name in words)


def test_nothing_changes_a_vocabulary(tmp_path: Path) -> None:
    """Its attributes and the words in them are read-only; a copy from another process is as frozen."""
    words = own(tmp_path)
    for one in (VOCABULARY, pickle.loads(pickle.dumps(words))):  # noqa: S301  # our own
        with pytest.raises(AttributeError):
            one.file = "x"  # type: ignore[misc]  # that it cannot be is what is tried
        for table in (one.sources, one.costs, one.columns, one.moments):
            assert isinstance(table, Mapping)
            assert not hasattr(table, "__setitem__")
        assert one.sources["国費"] is M.NATIONAL


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[sources]\nlottery = ['a']\n", "[sources] lottery"),
        (b"[costs]\nnational = ['a']\n", "[costs] national"),
        (b"[costs]\namount = ['a']\n", "[costs] amount"),
        (b"[columns]\nsome_day = ['a']\n", "[columns] some_day"),
        (b"[labels]\nwords = ['a']\n", "[labels] words"),
        (b"[stages]\nlater = ['a']\n", "[stages] later"),
        (b"[words]\nnational = ['a']\n", "[words]"),
        (b"sources = 'a'\n", "[sources]"),
        (b"[sources]\nnational = 'a'\n", "[sources] national"),
        (b"[sources]\nnational = [' ']\n", "[sources] national"),
        (b"[sources]\nnational = [5]\n", "[sources] national"),
        (b"[sources\n", "line 1"),
        ("[sources]\nnational = ['国']\n".encode("cp932"), "utf-8"),
        (None, "No such file"),
    ],
)
def test_a_file_that_is_no_vocabulary(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """The error names the file and the place of the fault in it."""
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VocabularyInvalid) as raised:
        VOCABULARY.with_file(path)
    assert str(path) in str(raised.value)
    assert reason in str(raised.value)
