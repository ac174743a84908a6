"""Names on the line above their amounts."""

import pytest

from tests.support.builders import facts_of

HEAD = "令和8年度当初予算要求書\n事業名 花壇手入れ事業\n1 内訳(単位:千円)\n細事業\t要求額\t前年度当初予算額\n"
ROWS = [("花壇の苗", "400", "300"), ("草刈り", "500", "400"), ("合計", "900", "700")]


def read(text: str) -> list[tuple[str, str]]:
    """Row and amount of each fact."""
    return [(fact.row, fact.amount) for fact in facts_of(HEAD + text)]


def raised(rows: list[tuple[str, str, str]]) -> str:
    """Each name on a line of its own, its amounts tabbed below it."""
    return "".join(f"{name}\n\t{now}\t{before}\n" for name, now, before in rows)


def test_names_above_their_amounts() -> None:
    """They are read as if they stood beside them."""
    assert read(raised(ROWS)) == read("".join("\t".join(row) + "\n" for row in ROWS))
    assert len(read(raised(ROWS))) == 6


@pytest.mark.parametrize("name", ["2 花壇の苗", "花壇の苗 3株"])
def test_what_is_no_name(name: str) -> None:
    """A heading, or a line with a figure, names no row."""
    assert name not in {row for row, _ in read(raised([(name, "400", "300"), *ROWS[1:]]))}


def test_one_alone_is_no_list() -> None:
    """A single name over a row may head what stands below it."""
    assert read(raised(ROWS[:1])) == []
