"""The labelled fields of a head in every drawing."""

import pytest

from structurer.labels.vocabulary import Vocabulary
from structurer.reading.layout import fields
from structurer.text.rows import rows
from structurer.text.source import Source


def read(text: str) -> list[tuple[str, str, int | None]]:
    """The fields of a text: name, value and line."""
    found = fields.read(rows(Source("made", text), Vocabulary.built_in().heading_words))
    return [(field.name, field.value.text, field.value.line) for field in found if field.name != "other"]


NAMED = [("project", "花壇", 1), ("office", "花の課", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "事業名：花壇\n担当課：花の課",
        "事 業 名　　花壇\n担 当 課　　花の課",
        "**事業名**: 花壇\n- **担当課**：花の課",
        "事業名\t花壇\n担当課\t花の課",
        "事業名,花壇,,\n担当課,花の課,,\n,,,",
        "| 事業名 | 花壇 |\n| 担当課 | 花の課 |",
        "1 事業名 花壇\n2 担当課 花の課",
        "【事業名】花壇\n【担当課】花の課",
    ],
)
def test_a_label_and_its_value_on_one_row(text: str) -> None:
    """In one line, in cells side by side, with marks, numbers and brackets."""
    assert read(text) == NAMED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("事業名\n花壇\n担当課\n花の課", [("project", "花壇", 2), ("office", "花の課", 4)]),
        ("事業名 :花壇 予算要求課 花の課", [("project", "花壇", 1), ("office", "花の課", 1)]),
        ("事業名\t\t花壇\t部局\t農林部", [("project", "花壇", 1), ("office", "農林部", 1)]),
        ("事業名\t部局\n花壇\t農林部\n", [("project", "花壇", 2), ("office", "農林部", 2)]),
        ("事業名\t部局\n花壇\t農林部\n水\t土木部\n", []),
        ("事業名 部局 備考\n花壇 農林部", []),
        ("事業名\t担当課\n", []),
        ("事業名:\n担当課:\n花の課", [("office", "花の課", 3)]),
        ("事業名:\n1 目的\n", []),
        ("事業名:\n\n\n花壇\n", []),
        ("事業名:\n要求額 5千円\n", []),
        ("事業名：未定", []),
        ("事　業　名     当初予算額     補正額\n", []),
        ("事業名\t要求額\t担当課\n", []),
        ("事業名：前年度 予算の花壇\n", [("project", "前年度 予算の花壇", 1)]),
        ("関連事業名：花壇\n旧担当課：花の課", []),
        ("\n" * 20 + "担当課：花の課\n事業名　苗\n事業名：花壇", [("project", "花壇", 23)]),
        ("", []),
    ],
)
def test_where_values_stand(text: str, found: list[tuple[str, str, int | None]]) -> None:
    """Below a label that stands alone, under a row of labels; never another label or the headings of a table beside it.

    Below the head only a name.
    """
    assert read(text) == found
