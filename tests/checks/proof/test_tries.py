"""Sheets that the generator of misread sheets (`benchmarks.adversary`) once found verified wrongly, each beside its harmless twin."""

import pytest

from structurer.checks.outcome import Verdict
from structurer.pipeline import check
from structurer.settings import Settings
from structurer.text.source import Source

OFFICE = """令和8年度 当初予算要求の概要
事業名 花壇活用推進事業
(単位:千円)
主な事業内容
事項
{office}令和8年度要求額
令和7年度予算額
苗の購入
15,360
14,808
草取りの委託
8,960
8,638
計
24,320
23,446
"""
CORNER = """令和8年度当初予算 要求調書
事業名 花壇活用推進事業
(単位:千円)
2 財源内訳
{office}予算額
国庫支出金
県債
一般財源
令和8年度要求額
58,360
14,590
8,770
35,000
"""
RATE = """令和8年度当初予算要求書
事業名:花壇活用推進事業
1 年度別の予算と決算
(単位:千円)
| 年度 | 当初予算額 | 補正予算額 | 最終予算額 | うち一般財源 | 決算額 | 執行率 |
| R6年度 | 1,640 | 670 | 2,310 | 1,570 | 1,917 | {rate} |
2 要求額の内訳
(単位:千円)
| 事項 | 令和8年度要求額 |
| 苗の購入 | 16,110 |
| 草取りの委託 | 22,554 |
| 計 | 38,664 |
"""
UNITS = """令和8年度当初予算 要求調書
事業名:花壇活用推進事業
事業の内訳
細事業名\t当初要求額\t\t決定額\t
苗の購入\t16,470\t千円\t16,200\t千円
草取りの委託\t5,490\t千円\t5,400\t千円
計\t21,960\t千円\t21,600\t{unit}
"""

APART = """令和8年度当初予算 要求調書
事業名:花壇活用推進事業
(単位:千円)
| 細事業名 | {upper} |  |

|  | 令和8年度要求額 | 令和7年度当初予算額 |
| 苗の購入 | 16,110 | 15,100 |
| 草取りの委託 | 22,554 | 20,900 |
| 計 | 38,664 | 36,000 |
"""
TAGGED = """令和8年度当初予算 要求調書
事業名:花壇活用推進事業
(単位:千円)
<table>
<thead>
<tr><th>細事業名</th><th>{upper}</th><th></th></tr>
</thead>
<tbody>
<tr><td></td><td>令和8年度要求額</td><td>令和7年度当初予算額</td></tr>
<tr><td>苗の購入</td><td>16,110</td><td>15,100</td></tr>
<tr><td>草取りの委託</td><td>22,554</td><td>20,900</td></tr>
<tr><td>計</td><td>38,664</td><td>36,000</td></tr>
</tbody>
</table>
"""


def verdict(text: str) -> Verdict:
    """What becomes of a text that is read by the layout reader."""
    return check(Source("made", text), "offline", Settings()).verdict


@pytest.mark.parametrize(
    ("sheet", "harmless", "harmful"),
    [
        (OFFICE, {"office": ""}, {"office": "病院局\n"}),  # whose amounts?
        (CORNER, {"office": ""}, {"office": "北部振興局\n"}),
        (RATE, {"rate": "83.0%"}, {"rate": "81.9%"}),  # one amount of the row in parts of another, by chance
        (UNITS, {"unit": "千円"}, {"unit": "%"}),  # the sum of a column, in another unit
        (UNITS, {"unit": "千円"}, {"unit": "ドル"}),
        (APART, {"upper": ""}, {"upper": "丘の上市"}),  # an owner in the upper headings, a blank line below
        (TAGGED, {"upper": ""}, {"upper": "丘の上市"}),
    ],
)
def test_a_try_and_its_twin(sheet: str, harmless: dict[str, str], harmful: dict[str, str]) -> None:
    """What nobody can decide goes to a person; without it the sheet is verified."""
    assert verdict(sheet.format(**harmless)) is Verdict.VERIFIED
    assert verdict(sheet.format(**harmful)) is Verdict.NEEDS_REVIEW
