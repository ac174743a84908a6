"""Items under headings of Markdown: their amounts in force and asked for, parts set in below, a 計 over both, terms in a sentence."""

import pytest

from structurer.checks.proved import proofs_of
from structurer.checks.reading import Reading
from structurer.sheet.model import Stage
from tests.checks.proof.made import is_verified
from tests.support.builders import facts_of, reading_of

SHEET = """# 川端県　令和8年度9月補正予算要求　事業説明シート

**川の学校事業**

  * 所管：環境部 水辺課

## 予算額

  * 現計予算額：9,000千円
  * 補正要求額：3,000千円
  * 計：12,000千円

## 補正の内容

### 水辺の観察会開催事業

親子で水辺の生き物を観察する。(5回)

  * 現計予算額：9,000千円
  * 補正要求額：2,000千円
    * 需用費：700千円
    * 委託料：1,300千円
  * 計：11,000千円

### 手引き作成事業

観察の手引きを作る。

  * 補正要求額：1,000千円
    * 報償費：400千円
    * 役務費：600千円

## 補助の条件

水辺活動団体補助金は、水辺の活動団体が負担する教材の購入費を補助するもので、補助率は1/2以内、上限額は1件当たり200千円とし、5件の交付を見込む。
"""


def test_what_is_read_of_items_under_headings_of_markdown() -> None:
    """Amounts, parts and 計 of an item are its own; a 計 over two stages has none; a subsidy is named by its sentence."""
    found = [(f.table, f.row, f.measure, f.stage, f.printed) for f in facts_of(SHEET)]
    first, second = "水辺の観察会開催事業", "手引き作成事業"
    assert found == [
        ("total", "現計予算額", "amount", "current", "9,000千円"),
        ("total", "補正要求額", "amount", "request", "3,000千円"),
        ("total", "計", "amount", "", "12,000千円"),
        ("item", first, "amount", "current", "9,000千円"),
        ("item", first, "amount", "request", "2,000千円"),
        ("item", first, "amount", "", "11,000千円"),
        ("item", "需用費", "breakdown", "request", "700千円"),
        ("item", "委託料", "breakdown", "request", "1,300千円"),
        ("item", second, "amount", "request", "1,000千円"),
        ("item", "報償費", "breakdown", "request", "400千円"),
        ("item", "役務費", "breakdown", "request", "600千円"),
        ("subsidy", "水辺活動団体補助金", "rate", "", "1/2"),
        ("subsidy", "水辺活動団体補助金", "cap", "", "200千円"),
        ("subsidy", "水辺活動団体補助金", "count", "", "5件"),
    ]
    assert is_verified(SHEET)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("### 手引き作成事業", "### 隣市の手引き作成事業"),
        ("### 手引き作成事業", "### 他課の手引き作成事業"),
        ("### 手引き作成事業", "### 6月補正手引き作成事業"),
        ("## 補正の内容", "## 前年度の補正の内容"),
        ("## 補正の内容", "## 補正の内容（国費）"),
        ("観察の手引きを作る。", "前年度の額である。"),
        ("観察の手引きを作る。", "県が負担する。(2回)"),
    ],
)
def test_items_that_are_not_the_projects(words: str, others: str) -> None:
    """A name with a word of time, place or office, a chapter of another year, a text that takes the amounts away."""
    assert not is_verified(SHEET.replace(words, others))


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("* 需用費：", "* 前年度需用費："),
        ("* 需用費：", "* 需用費（国費）："),
        ("700千円", "700千円（見送り）"),
        ("  * 計：11,000", "  * 前年度計：11,000"),
        ("  * 計：11,000", "  * 決算額：11,000"),
        ("  * 計：12,000", "  * 次年度計：12,000"),
        ("  * 計：12,000", "  * 計：12,100"),
    ],
)
def test_parts_and_sums_of_something_else(words: str, others: str) -> None:
    """Another year, payer or stage at a part or a 計, and a 計 that is not the sum."""
    assert not is_verified(SHEET.replace(words, others))


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("1件当たり200", "1年当たり200"),
        ("上限額は1件", "前年度の上限額は1件"),
        ("5件の交付を見込む", "前年度5件の交付を見込む"),
        ("5件の交付を見込む", "5件の交付を見込まない"),
        ("5件の交付を見込む", "5件の返還を見込む"),
    ],
)
def test_terms_of_something_else(words: str, others: str) -> None:
    """A limit for each year, or of another; a count that is not of what is paid."""
    assert not is_verified(SHEET.replace(words, others))


@pytest.mark.parametrize(("stage", "proved"), [(Stage.REQUEST, True), (Stage.CURRENT, False)])
def test_parts_below_one_of_two_equal_amounts(stage: Stage, proved: bool) -> None:  # noqa: FBT001  # one of the cases
    """Parts are of the amount that they are set in below, though they add up to another one as well."""
    made = reading_of(SHEET.replace("現計予算額：9,000", "現計予算額：2,000"))
    section = made.sheet.sections[0]
    item = section.items[0]
    parts = tuple(
        part.model_copy(update={"cell": part.cell and part.cell.model_copy(update={"stage": stage})})
        for part in item.breakdown
    )
    items = (item.model_copy(update={"breakdown": parts}), *section.items[1:])
    sections = (section.model_copy(update={"items": items}), *made.sheet.sections[1:])
    sheet = made.sheet.model_copy(update={"sections": sections})
    places = {proof.fact.cite.printed: proof.points.get("place") for proof in proofs_of(Reading(made.source, sheet))}
    assert (places["700千円"] is not None) is proved
