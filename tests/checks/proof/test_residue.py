"""Notes: what changes the meaning of amounts is understood whole or asked about, and what tells of the project is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.checks.proof.residue import notes
from structurer.sheet.model import Stage
from tests.checks.proof.made import LEXICON, TABLE, drawn, grid
from tests.support.builders import proves

FUNDING = "財源内訳(単位:千円)\n" + drawn(TABLE)
CHANGING = [
    "※上表には隣県の分を含む。",
    "※前年度予算額は9月補正後の額",
    "※金額は税抜",
    "(注)要求額は概算である。",
    "注1 県債は起債見込額",
    "備考：うち新規分は別掲",
    "なお、上記の金額には前年度からの繰越を含む。",
    "ただし、国庫支出金は未確定である。",
    "本資料の金額は百万円単位とする。",
    "これは廃止した事業の額である。",
    "上表の額は他の課が執行する。",
    "※国庫支出金は国の補助率1/2による前年度の額",
    "※国庫支出金は隣県の補助率1/2による。",
    "※国庫支出金は国の補助率1/2によらない。",
    "※国庫支出金は国の補助率1/2による見込。",
    "※国庫支出金は国の補助率1/2による。ただし一部を除く。",
    "※国庫支出金を含む額は国の補助率1/2による。",
    "※一般財源は国の補助率1/2による。",
    "注）国庫支出金は前年度の補助率1/2で算定",
    "注）国庫支出金は補助率1/2で算定した前年度の額",
    "注）県支出金は補助率1/2で算定",
    "※ 国庫支出金の補助率は1/2の予定",
    "※事業費には職員の人件費を含む。",
    "※事業費には国庫支出金を含まない。",
    "※人件費は前年度の平均給与をもとに算出した額である。",
    "※人件費は平均給与をもとに算出した概算であり、国費を除く。",
    "（下記の担当課の額です）",
    "注　区分の「新規」は前年度から始めた事業を示す。",
    "注　区分の「新規」は本年度から他の課が始める事業を示す。",
    "※ 国庫支出金は隣県の防災交付金",
    "※ 県債は前年度の造成に充てるもの。",
    "※ 国庫支出金は防災交付金を除く。",
    "※ 寄附金は、市町村からの申出によるもの",
    "なお、学校は令和9年3月に廃止する。",
    "なお、隣県の学校は令和9年3月の完成を予定している。",
    "※ 上の額は防災交付金",
    "※ 一般財源は受益者負担金を充当",
    "※ 国庫支出金は地元組合補助金",
    "※ 県債は環境基金",
    "なお、この額は令和9年3月の完成を予定している。",
]
HARMLESS = [
    "※端数処理のため合計が一致しない場合がある。",
    "※四捨五入による。",
    "※（　）内は前年度当初予算額",
    "川を歩いて生き物を数える。",
    "・川の手引きを書き進めている。",
    "※詳しくは川の学校まで。",
    "（お問い合わせ先は下記の担当課です）",
    "補助対象経費は5,900千円である。",
    "※国庫支出金は国の補助率1/2による。",
    "※国庫補助金は、国庫補助率2/3です。",
    "※ 国庫支出金の補助率は1/2",
    "※国庫補助金の補助率：1/3",
    "注）国庫支出金は補助率1/2で算定",
    "（注）国費は、補助率1/2で積算している。",
    "※事業費には職員の人件費を含まない。",
    "※人件費は平均給与をもとに算出した概算である。",
    "注　区分の「新規」は本年度から始める事業を示す。",
    "※ 国庫支出金は防災交付金",
    "※ 県債は、ふ頭用地の造成に充てるもの。",
    "※ 寄附金は、事業者からの申出によるもの",
    "（注）財産収入は、基金の運用から生じた利子である。",
    "なお、備蓄倉庫は令和9年3月の完成を予定しています。",
]


def found(text: str) -> list[str]:
    """The notes of a text that are not understood."""
    return [note.text for note in notes(grid(text), LEXICON, 2026)]


@pytest.mark.parametrize("note", CHANGING)
def test_a_note_that_changes_amounts_is_asked_about(note: str) -> None:
    """With a word of unit, year, stage, owner, negation or condition that is not understood."""
    assert len(found(f"{FUNDING}{note}\n")) == 1


@pytest.mark.parametrize("note", HARMLESS)
def test_a_note_that_changes_nothing_is_passed(note: str) -> None:
    """Rounding, what brackets mean, and text that points at no amount."""
    assert found(f"{FUNDING}{note}\n") == []


@pytest.mark.parametrize(
    "text", ["工房向けの表示の手引きを、国の指針と読み合わせる。", "日本の表具を、国の職人が直す。"]
)
def test_a_letter_of_another_word_points_at_no_table(text: str) -> None:
    """表 of 表示 and of 表具 is no table."""
    assert found(f"{FUNDING}・{text}\n") == []


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("* 水辺の観察会 … 町の人と一緒に生き物を数える。", False),
        ("* 水辺の観察会 … 上記の額は前年度の額である。", True),
        ("* 山の観察会 … 町の人と一緒に生き物を数える。", True),
    ],
)
def test_what_is_told_of_a_row_is_no_note(line: str, asked: bool) -> None:  # noqa: FBT001  # what is expected
    """A bullet and a row's name open what is done; what points at amounts is a note still."""
    told = notes(grid(f"{FUNDING}{line}\n"), LEXICON, 2026, items={"水辺の観察会"})
    assert bool(list(told)) is asked


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("※金額は要求時点のもので、今後の審査により変わることがある。", False),
        ("※金額は査定時点のもので、今後の審査により変わることがある。", True),
        ("※金額は要求時点のもので、今後の審査により半分になる。", True),
    ],
)
def test_when_amounts_are_of(note: str, asked: bool) -> None:  # noqa: FBT001  # what is expected
    """A note of the stage that the table has says nothing new, that a review may change them neither."""
    told = notes(grid(f"{FUNDING}{note}\n"), LEXICON, 2026, lambda _: {Stage.REQUEST})
    assert bool(list(told)) is asked


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("※要求額は各部局の要求段階のものであり、今後の予算編成の中で変わることがあります。", False),
        ("※金額は要求段階のものです。", False),
        ("※要求額は各部局の査定段階のものであり、今後の予算編成の中で変わることがあります。", True),
        ("※査定額は査定段階のものであり、今後の予算編成の中で変わることがあります。", True),
        ("※要求額は隣県の要求段階のものであり、今後の予算編成の中で変わることがあります。", True),
        ("※要求額は各部局の要求段階のものであり、今後の予算編成の中で半分になります。", True),
        ("※要求額は前年度の要求段階のものであり、今後の予算編成の中で変わることがあります。", True),
    ],
)
def test_the_stage_of_requests(note: str, asked: bool) -> None:  # noqa: FBT001  # what is expected
    """要求額 of the stage of requests, whoever asks and whatever comes of them, is what the word says; under decisions it is not."""
    told = notes(grid(f"{FUNDING}{note}\n"), LEXICON, 2026, lambda _: {Stage.REQUEST})
    assert bool(list(told)) is asked


PLAIN = [
    "通信量の増加により同時接続時に動画が止まる学校がある。",
    "所有者の不明と境界の未確定が集積の妨げになっている。",
    "市町村の担当職員が少なく、意向調査が計画どおりに進んでいない。",
    "燃料費と人件費の上昇が事業者の経営を圧迫している。",
]
LOADED = [
    "上記は隣県の額である。",
    "要求額は概算である。",
    "国庫支出金は見込である。",
    "県債は未確定である。",
    "人件費は含まない。",
    "金額は税抜",
    "本事業は廃止した。",
    "一般財源は前年度の残りである。",
    "隣県の分である。",
    "単価は税抜きである。",
    "いずれも隣県が負担する。",
    "前年度のものである。",
]


@pytest.mark.parametrize("bullet", ["* ", "・", "- "])
@pytest.mark.parametrize("text", PLAIN)
def test_a_bullet_among_others_marks_no_note(bullet: str, text: str) -> None:
    """A list of sentences tells of the project."""
    assert found(f"{FUNDING}■現状と課題\n{bullet}{text}\n{bullet}町の人が減っている。\n") == []


@pytest.mark.parametrize("text", LOADED)
def test_a_bullet_with_a_word_of_amounts_marks_one(text: str) -> None:
    """Among other bullets or alone; and any loaded sentence behind a star that stands alone."""
    assert len(found(f"{FUNDING}■現状と課題\n* {text}\n* 町の人が減っている。\n")) == 1
    assert len(found(f"{FUNDING}* {text}\n")) == 1
    assert len(found(f"{FUNDING}* {PLAIN[0]}\n")) == 1


@pytest.mark.parametrize("head", ["", "\n", "■財源の内訳\n", "■要求額\n", "■課題：隣県\n", "課題\n"])
def test_stars_under_no_heading_of_a_list_mark_notes(head: str) -> None:
    """Right below a table, or under a heading about amounts, several of them are several notes."""
    assert len(found(f"{FUNDING}{head}* 隣県の分である。\n* {PLAIN[0]}\n")) == 2


@pytest.mark.parametrize(
    ("line", "asked"), [("査定額: (査定中)", False), ("査定額: (隣県)", True), ("査定額: 取下げ", True)]
)
def test_a_label_without_an_amount(line: str, asked: bool) -> None:  # noqa: FBT001  # what is expected
    """Where it says that there will be one, nothing is left open."""
    text = f"{FUNDING}■事業費\n* 要求額: 5,900千円\n* {line}\n"
    assert bool(list(notes(grid(text), LEXICON, 2026, items={"要求額"}))) is asked


def test_the_table_itself_is_no_note() -> None:
    """Rows of amounts, captions and headings are read elsewhere."""
    assert found(FUNDING) == []


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("次の額のうち半分は前年度のものである。", True),
        ("川に学校を開く。", False),
        ("別事業の予算をここに示す。", True),
    ],
)
def test_a_sentence_right_over_a_table(sentence: str, asked: bool) -> None:  # noqa: FBT001  # what is expected
    """It is read like a note: nothing but a caption stands between it and the amounts."""
    assert bool(found(f"{sentence}\n(単位:千円)\n{drawn(TABLE)}")) is asked


@proves
@given(
    st.sampled_from(["※", "＊", "(注)", "注1 ", "【注】"]),
    st.sampled_from(["隣県", "翌年度", "他の事業", "廃止分", "税", "概算", "限度額"]),
    st.sampled_from(["を含む", "を除く", "を減じた額", "は未確定", "の額"]),
    st.integers(0, 3),
)
def test_a_marked_note_with_a_loaded_word_is_never_passed(mark: str, word: str, tail: str, below: int) -> None:
    """However it is marked, and however far below the table it stands."""
    assert len(found(FUNDING + "\n" * below + f"{mark}{word}{tail}\n")) == 1
