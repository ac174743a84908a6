"""Definition lists: a term, and below it lines that begin with a colon. The term is the name of its amounts; sections head it."""

import pytest

from tests.checks.proof.made import HEAD, by_print, is_verified, outline
from tests.support.builders import reading_of

SHEET = (
    "\n要求額\n:   5,900千円\n\n前年度当初予算額\n:   4,700千円\n\n財源内訳\n----------\n\n"
    "国庫支出金\n:   1,900千円\n\n一般財源\n:   4,000千円\n\n"
    "要求額の内訳\n----------\n\n地図の作成\n:   川の地図を作る。(5回)\n:   要求額 2,900千円 (前年度当初予算額 2,100千円)\n\n"
    "見回りの委託\n:   川辺を見回る。\n:   要求額 3,000千円 (前年度当初予算額 2,600千円)\n\n"
    "成果指標\n----------\n\n参加した人の数\n:   令和6年度実績 41人\n:   令和7年度見込 46人\n:   令和8年度目標 52人\n"
)


def test_definitions() -> None:
    """Every line below a term is its own, and the sheet is verified."""
    text = HEAD + SHEET
    assert is_verified(text)
    found = by_print(reading_of(text))
    assert {"2,900千円", "2,600千円", "46人", "52人"} <= {
        printed for printed, proof in found.items() if proof.lacking == ()
    }


OTHERS = {
    "要求額の内訳\n": (
        "隣県の内訳\n", "令和6年度決算の内訳\n", "廃止した事業の内訳\n", "文化局の要求額の内訳\n", "債務負担行為\n", "記入例\n",
        "霧ヶ浦市の内訳\n", "要求額の内訳（隣県）\n", "要求しないもの\n",
    ),
    "財源内訳\n": ("隣県の財源内訳\n", "前年度の財源\n", "翌年度の財源内訳\n"),
    "地図の作成\n": (
        "地図の作成（取消）\n", "うち地図の作成\n", "地図の作成\n隣県の状況\n", "隣県の状況\n地図の作成\n", "要求額\n", "隣県の要求額\n",
        "×地図の作成\n",
    ),
    ":   要求額 2,900千円": (
        ":   隣県の要求額 2,900千円", ":   要求額(国費) 2,900千円", ":   うち要求額 2,900千円", ":   要求額 2,900千円を除く",
        ":   要求限度額 2,900千円", "要求額 2,900千円", ":   隣県\n:   要求額 2,900千円 (国費)",
    ),
    "(前年度当初予算額 2,100千円)": ("(隣県の額 2,100千円)", "(5年前の予算額 2,100千円)", "(前年度当初予算額 2,100千円の一部)"),
    ":   令和7年度見込 46人": (":   令和7年度隣県 46人", ":   令和7年度見込 46千円", ":   見込の2割 46人"),
    "国庫支出金\n": ("隣県支出金\n", "うち国庫支出金\n"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, others in OTHERS.items() for new in others])
def test_another_owner_time_or_part(old: str, new: str) -> None:
    """A section, a term or a definition that is another's, and the sheet is not verified."""
    assert old in SHEET
    assert not is_verified(HEAD + SHEET.replace(old, new, 1))


@pytest.mark.parametrize("section", ["隣県の財源内訳", "令和6年度決算の内訳", "廃止した事業の内訳"])
@pytest.mark.parametrize("term", ["国庫支出金", "県債", "地図の作成"])
def test_a_term_does_not_end_its_section(section: str, term: str) -> None:
    """A term that is understood or named by the record stands below the section, not beside it."""
    made = outline(f"{section}\n--------\n\n{term}\n:   1,900千円\n\n一般財源\n:   4,000千円\n")
    assert all(made.chain(row.position)[0].text == section for row in made.grid.rows[4:] if not row.is_bare)


@pytest.mark.parametrize("section", ["隣県の財源内訳", "令和6年度決算の内訳"])
def test_amounts_below_a_foreign_section(section: str) -> None:
    """However many terms stand between, the amounts of a foreign section are not the project's."""
    found = by_print(reading_of(HEAD + SHEET.replace("財源内訳\n", section + "\n", 1)))
    assert all(found[printed].points.get("owner") is None for printed in ("1,900千円", "4,000千円") if printed in found)
