"""What labels mean: stages and years by the contract's rules, the measures behind printed names."""

import pytest

from structurer.sheet import TABLE_MEASURES, Measure, Stage, Table
from structurer.vocabulary import (
    COST_LABELS,
    FUNDING_LABELS,
    STAGE_COLUMNS,
    When,
    fiscal_year_of,
    plain,
    when,
)

S = Stage
M = Measure

TIMES: list[tuple[str, int | None, Stage | None]] = [
    ("当初予算額", None, S.APPROVED),
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
]


@pytest.mark.parametrize(("label", "offset", "stage"), TIMES)
def test_when(label: str, offset: int | None, stage: Stage | None) -> None:
    """A label says its year and its stage, on a sheet of 2026."""
    assert when(label, 2026) == When(offset, stage)


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
    assert when(label, fiscal_year).year_offset == offset


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
    assert FUNDING_LABELS[plain(label)] is measure


def test_labels_lead_into_their_tables() -> None:
    """No label leads to a measure that its table cannot hold, and each is spelt as labels are compared."""
    assert set(FUNDING_LABELS.values()) <= set(TABLE_MEASURES[Table.FUNDING])
    assert set(COST_LABELS.values()) <= {*TABLE_MEASURES[Table.COST], *TABLE_MEASURES[Table.STAFF]}
    assert all(plain(label) == label for label in (*FUNDING_LABELS, *COST_LABELS, *STAGE_COLUMNS))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和8年度当初予算", 2026),
        ("予算（R７年度）", 2025),
        ("平成 30 年度", 2018),
        ("ER8", None),
        ("2026年度", None),
        ("", None),
    ],
)
def test_fiscal_year_of(text: str, year: int | None) -> None:
    """A sheet's own year is an era year."""
    assert fiscal_year_of(text) == year
