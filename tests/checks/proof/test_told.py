"""What lines and the ends of sentences tell of an entry: what is done and for whom, and never who else pays."""

import pytest

from structurer.checks.proof.told import tells
from structurer.text.words import squeeze

_DONE = """案内板の設置に要する経費を補助する
市民団体が負担する案内板の設置費を補助する
会場費及び講師謝金の一部を助成する
学習塾の受講料を支援する
専門別の研修を行う
参加者の負担の軽減を図る
建設から50年以上を経過した橋を補修する
複数の市町村にまたがる圏域で会議を開催する
市町村と共同で調査を行う
市町村や団体と連携して講座を開催する
成果を発表する場を設ける
卒業後の就職を支援する
施設の維持管理費用の縮減を図る
特定の地域で試行する
日程を調整する
地域の消費の拡大を図る"""
_LOADED = """国が負担する設置に要する経費を補助する
隣県が負担する設置費を補助する
国から市民団体が負担する設置費を補助する
他課の調査費を負担する
民間が負担する
市町村が負担する
負担を求める
県費の一部を助成する
国費を補助する
利用料を全額民間が負担する
事業費を国が負担する
設置費を隣県が補助する
経費の半額を国が補助する
市町村分の経費を計上する
市町村と合同で予算を計上する
50年分の経費を補助する
部局別の額を示す
総額を公表する
一部の額を補助する
決算後の額を計上する
翌年度に調査を行う
前年度に調査を行った
定額の補助金を交付する
維持管理費用を計上する"""


@pytest.mark.parametrize("text", _DONE.splitlines())
def test_what_is_done(text: str) -> None:
    """Whose costs are supported, who works together and what grows old says nothing of the project's money."""
    assert tells(squeeze(text), 2026)


@pytest.mark.parametrize("text", _LOADED.splitlines())
def test_what_may_be_about_the_amount(text: str) -> None:
    """The same words where another pays, of another time, or of an amount."""
    assert not tells(squeeze(text), 2026)
