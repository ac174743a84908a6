"""Running text as sentences."""

import pytest
from hypothesis import given

from structurer.reading.layout.sentences import Sentence, sentences
from structurer.tables.context import Context
from structurer.tables.printed import PrintedSheet
from tests.support.builders import proves, repeated, rows_of, sheets, source, texts


def found(text: str) -> list[Sentence]:
    """The sentences of a text that hold a figure."""
    return list(sentences(Context(PrintedSheet(rows_of(source(text))), 2026)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("要求額は900千円である。草を刈る。財源は県費である。\n", ["要求額は900千円である。"]),
        ("要求額は900千円である。査定額は800千円である。\n", ["要求額は900千円である。", "査定額は800千円である。"]),
        ("花を植える(31か所)。(上限5千円)残りは草。\n", ["花を植える(31か所)。(上限5千円)"]),
        ("前の行はここで終わる。\n要求額は９００千円である。\n", ["要求額は900千円である。"]),
        ("・苗 5千円\n・土 6千円\n", ["・苗 5千円", "・土 6千円"]),
        ("区分\t900\t400\n要求額 | 900 |\n(単位:千円)\n", []),
        ("草を刈る。\n", []),
    ],
)
def test_sentences(text: str, said: list[str]) -> None:
    """A full stop, a bullet or a table ends a sentence; one without a figure is left out."""
    assert [sentence.text.strip() for sentence in found(text)] == said


BROKEN = (
    "要求額は、前年度の実績と花壇の手入れに要する経費を見込んで積算した結果、八百\n万を上回る900千円であり、財源は国庫支出金が400千円、一般財源が500千円と\n"
    "なる。\n"
)


def test_a_sentence_broken_by_its_width() -> None:
    """Lines that fill the page are one sentence; each figure keeps its own line and its place in the text."""
    (sentence,) = found(BROKEN)
    assert [(figure.printed, figure.line) for figure in sentence.figures] == [
        ("900千円", 2),
        ("400千円", 2),
        ("500千円", 2),
    ]
    assert [sentence.text[sentence.at(figure) :][:5] for figure in sentence.figures] == [
        "900千円",
        "400千円",
        "500千円",
    ]
    assert [sentence.line_at(0), sentence.line_at(sentence.at(sentence.figures[0]))] == [1, 2]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("3 財源\n財源は900千円である。\n", "3 財源"),
        ("事業費\n要求額は900千円である。\n", "事業費"),
        ("草を刈る。\n要求額は900千円である。\n", None),
        ("1 内容\n2 財源\n財源は900千円である。\n", "2 財源"),
    ],
)
def test_the_heading_of_a_sentence(text: str, heading: str | None) -> None:
    """A numbered line, or a few words alone on theirs, is the heading of the sentences below it."""
    (sentence,) = found(text)
    assert (None if sentence.heading is None else sentence.heading.text) == heading


def test_a_bullet_is_one() -> None:
    """A bullet is known as one, the sentence behind it is none."""
    assert [sentence.bullet for sentence in found("・苗 5千円。土は6千円である。\n")] == [True, False]


@given(text=texts | sheets)
@proves
def test_figures_stand_where_they_are_said_to(text: str) -> None:
    """In any text each figure is in one sentence at most, on its own line, and its print stands at its place."""
    seen: list[str] = []
    for sentence in found(text):
        for figure in sentence.figures:
            assert sentence.text[sentence.at(figure) : sentence.at(figure) + 1] != ""
            assert sentence.line_at(sentence.at(figure)) == figure.line
            seen.append(figure.id)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("piece", ["5千円", "5千円。", "・5千円\n", "花5千円\n", "。", "(5"])
def test_a_long_repetition_comes_to_an_end(piece: str) -> None:
    """However long a paragraph is, reading it ends."""
    assert all(sentence.figures for sentence in found(repeated(piece)))
