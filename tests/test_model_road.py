"""The whole road with a model behind a real HTTP endpoint: a right reply is verified in one call, a wrong one never."""

import json
from typing import Any

import pytest

from structurer.checks.outcome import Side, Verdict
from structurer.cli.formats import as_text
from structurer.pipeline import Outcome, check
from structurer.reading.layout import read_sheet
from structurer.reading.options import Options
from structurer.report import phrases
from structurer.report.finding_view import finding_groups
from structurer.report.indexed import IndexedRecord
from structurer.settings import Settings
from structurer.sheet.facts import fact_rows
from structurer.text.source import Source
from tests.generate.golden import FOLDERS
from tests.support.builders import fixture
from tests.support.endpoint import reply, serve
from tests.support.perfect import perfect, wired
from tests.support.spoilt_replies import SMALL, SPOILT, names_exchanged, right

VERIFIED = [
    folder.name for folder in FOLDERS if json.loads((folder / "meta.json").read_text())["verdict"] == "verified"
]
ONCE = Options(reread=False, cache=False)


def answered(source: Source, content: str) -> tuple[Outcome, int]:
    """The outcome where the model answers this, and the number of requests."""
    with serve([reply(content)]) as endpoint:
        settings = Settings.model_validate({"OPENAI_BASE_URL": endpoint.url, "content_retries": 0, "timeout": 10})
        return check(source, "openai:made", settings, ONCE), len(endpoint.requests)


@pytest.mark.parametrize("name", VERIFIED)
def test_a_right_reply_is_verified_in_one_request(name: str) -> None:
    """A model that makes no mistake needs one call, and the record says that a model read it."""
    source = fixture(name)
    outcome, requests = answered(source, perfect(read_sheet(source)).model_dump_json())
    assert [(f.code, f.name, f.judgement.working) for f in outcome.findings] == []
    assert (outcome.verdict, requests, outcome.provenance.reader) == (Verdict.VERIFIED, 1, "model")


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_wrong_reply_is_never_verified(spoil: Any) -> None:  # noqa: ANN401  # one of the functions above
    """Whatever a reply gets wrong, the outcome is `needs_review`, and the reply is kept."""
    tree = right()
    spoil(tree)
    outcome, _ = answered(fixture(SMALL), json.dumps(wired(tree), ensure_ascii=False))
    assert outcome.verdict is Verdict.NEEDS_REVIEW
    assert len(outcome.replies) == 1


def test_rows_are_called_what_the_sheet_calls_them() -> None:
    """A model that exchanges the names of two rows has pointed at the right figures all the same."""
    tree = right()
    names_exchanged(tree)
    source = fixture(SMALL)
    outcome, _ = answered(source, json.dumps(wired(tree), ensure_ascii=False))
    assert outcome.verdict is Verdict.VERIFIED
    assert sorted(outcome.facts()) == sorted(fact_rows(read_sheet(source), source))


def test_a_reply_that_goes_on_too_long_loses_no_sheet() -> None:
    """Rows past the limit are cut; the amounts that go with them are asked about."""
    tree = right()
    rows = tree["funding"][0]["rows"]
    tree["funding"][0]["rows"] = [*[rows[0]] * 200, *rows[1:]]
    outcome, requests = answered(fixture(SMALL), json.dumps(wired(tree), ensure_ascii=False))
    assert requests == 1
    assert {"CMP801", "CMP802"} <= {found.code for found in outcome.findings}


def test_a_year_that_is_made_up_has_no_line() -> None:
    """What is printed nowhere is said of no line, and is the reader's."""
    made = {"names": [{"kind": "fiscal_year", "text": "令和元年度"}], "tables": [], "passages": []}
    outcome, _ = answered(fixture(SMALL), json.dumps(made))
    found = finding_groups(IndexedRecord(outcome.record())).open
    assert {(one.lines, one.blame) for one in found if one.code == "GRD706"} == {((), phrases.blame(Side.EXTRACTION))}
    report = "".join(as_text([(outcome.record(), None)]))
    assert "GRD706" in report
    assert ":1: GRD706" not in report


def test_the_layout_readers_own_reading_is_no_agreement() -> None:
    """Where a model was asked for the rest alone, the figures that both have are the layout reader's: nobody agrees with it."""
    source = fixture(SMALL)
    outcome, _ = answered(source, perfect(read_sheet(source)).model_dump_json())
    record = outcome.record()
    rest = record.model_copy(update={"reading": record.reading.model_copy(update={"reading": "rest"})})
    for one, holds in ((record, phrases.holds("AGR602")), (rest, phrases.kept_as_read())):
        assert {text for code, _, text in finding_groups(IndexedRecord(one)).counted if code == "AGR602"} == {holds}
