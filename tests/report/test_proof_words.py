"""The words of proofs: every point in both languages, and a reason that is not known is shown as it is."""

import pytest

from structurer.report.proof_words import claim_name, finding_words, proved_by, reason

POINTS = ("digits", "unit", "place", "date", "owner")


@pytest.mark.parametrize("point", POINTS)
def test_each_point_has_words(point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stopped a proof is a sentence of its own in each language, around the words of the sheet."""
    said = {}
    for language in ("ja", "en"):
        monkeypatch.setenv("STRUCTURER_LANG", language)
        said[language] = reason(point, "「前年度」")
        others = {reason(other, "「前年度」") for other in POINTS if other != point}
        assert said[language] not in others
    assert said["ja"] != said["en"]
    assert all("前年度" in words for words in said.values())


@pytest.mark.parametrize(
    ("point", "why", "said"),
    [
        ("owner", "「債務負担行為」", "the heading “債務負担行為” does not say that it is the project's"),
        ("place", "「うち新規」", "“うち新規” does not say which amount this is"),
        ("place", "「" + "長" * 200 + "」", "“" + "長" * 60 + "…” does not say which amount this is"),
        ("date", "「{計}」", "“{計}” does not say this year and stage"),
        ("unit", "something else", "something else"),
        ("unit", "", "not proved"),
        ("unit", "円 ∉", "no unit (円, 千円, 百万円) stands in the text"),
        ("tie", "", "no equation with it holds"),
    ],
)
def test_reasons(point: str, why: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sheet's own words are quoted, long ones cut."""
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    assert reason(point, why) == said


def test_findings_name_the_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line: the point, how many amounts and which, the reason; the field of a head in words."""
    monkeypatch.setenv("STRUCTURER_LANG", "ja")
    printed = [f"{number}千円 (L{number})" for number in range(1, 13)]
    said = "単位: 12件の金額 1千円 (L1), 2千円 (L2), 3千円 (L3) … — 「単位:%」の表に単位として読めるものがないか、記録の額と合いません"
    assert finding_words("PRF901", "「単位:%」", (), printed) == ("", (said,))
    assert finding_words("PRF906", "※ 税抜", ("「※ 税抜」",), ()) == ("※ 税抜", ())
    assert finding_words("PRF908", "project", ("project 「公園」",), ()) == ("事業", ("「公園」",))
    assert (claim_name("PRF904", "「参考」"), claim_name("SUM101", "計")) == (
        "見出し「参考」からは、この事業のものと分かりません",
        "計",
    )


def test_what_proves_a_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """Known ones in words, the codes of the claims that tie, and what a later version may bring."""
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    assert proved_by("unit", "caption") == "the caption of its table"
    assert proved_by("tie", "FND301 SUM101") == "holds: FND301 SUM101"
    assert proved_by("place", "somehow") == "somehow"
