"""The second reading: what it is asked and when, that it proves nothing, and that what it says otherwise is a finding."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from structurer.checks.outcome import Verdict
from structurer.errors import SecondModelUnknown
from structurer.pipeline import Outcome, check, recheck, save
from structurer.reading.options import Options
from structurer.record.record import Record
from structurer.review import words
from structurer.settings import Settings
from structurer.sheet.facts import facts
from structurer.store import Store
from tests.support.answering import MARK, settings_for
from tests.support.builders import Command, fixture
from tests.support.endpoint import Answer, Endpoint, Request, reply, serve, trouble
from tests.support.perfect import perfect

PROSE, TABLES = "prose-only", "parks-plain"
FIRST, SECOND = "openai:first", "openai:second"
Tree = dict[str, Any]


def whole(name: str) -> Tree:
    """The faultless reply about a sheet."""
    tree: Tree = json.loads(perfect(check(fixture(name), "offline", Settings()).sheet).model_dump_json())
    return tree


def spoilt(tree: Tree, wrong: Callable[[Tree], None]) -> Tree:
    """A reply with something done to each of its rows."""
    for row in (row for table in tree["tables"] for row in table["rows"]):
        wrong(row)
    return tree


def last_year(row: Tree) -> None:
    """A row told of the year before."""
    row["year"] = "前年度"


def by_print(row: Tree) -> None:
    """A row whose figures have no id: a print alone names them."""
    for cell in row["cells"]:
        cell["at"] = cell["at"].partition(" ")[2]


@contextmanager
def models(first: object, second: object) -> Iterator[Endpoint]:
    """An endpoint with two models; what is an answer already is sent as it is."""
    answers = {
        name.partition(":")[2]: made if isinstance(made, Answer) else reply(json.dumps(made, ensure_ascii=False))
        for name, made in ((FIRST, first), (SECOND, second))
    }

    def answering(request: Request) -> Answer:
        return answers[request.body["model"]]

    with serve([], answering) as endpoint:
        yield endpoint


def read(endpoint: Endpoint, name: str, model: str = FIRST) -> Outcome:
    """A sheet read by a model, with second readings by the other."""
    return check(
        fixture(name), model, settings_for(endpoint), Options(reading="whole", reread=False, cache=False, second=SECOND)
    )


def compared(outcome: Outcome) -> list[str]:
    """What came of each comparison with the second reading."""
    return [result.outcome.value for result in outcome.results if result.code == "AGR603"]


@pytest.mark.parametrize("model", [FIRST, "offline"])
def test_agreement_is_kept_and_proves_nothing(model: str) -> None:
    """Whoever read first: amounts in sentences are asked about once, and the proofs are what they are without it."""
    alone = check(fixture(PROSE), "offline", Settings())
    with models(whole(PROSE), whole(PROSE)) as endpoint:
        outcome = read(endpoint, PROSE, model)
    second = outcome.provenance.second
    assert second is not None
    assert compared(outcome) == ["holds"] * len(second.figures)
    assert (outcome.verdict, outcome.record().proofs) == (Verdict.VERIFIED, alone.record().proofs)
    assert [request.body["model"] for request in endpoint.requests].count("second") == 1
    assert (second.by.model, second.by.attempts, second.by.tokens.input) == (SECOND, 1, 100)
    assert second.by.prompt_sha256 not in {None, outcome.provenance.prompt_sha256}
    assert len(outcome.replies) == len(endpoint.requests)


def test_it_is_asked_otherwise_under_the_same_rules() -> None:
    """Only the amounts in sentences have a mark; schema and system prompt are those of the first question."""
    with models(whole(PROSE), whole(PROSE)) as endpoint:
        outcome = read(endpoint, PROSE)
    first, again = (request.body for request in endpoint.requests)
    assert (first["messages"][0], first["response_format"]) == (again["messages"][0], again["response_format"])
    assert outcome.provenance.second is not None
    assert set(MARK.findall(again["messages"][1]["content"])) == set(outcome.provenance.second.figures)
    assert len(MARK.findall(first["messages"][1]["content"])) > len(outcome.provenance.second.figures)


def test_what_it_says_otherwise_is_a_finding() -> None:
    """A verified sheet of which the second reading says something else goes to a person, and stays there when it is checked again."""
    with models(whole(PROSE), spoilt(whole(PROSE), last_year)) as endpoint:
        outcome = read(endpoint, PROSE)
    assert outcome.verdict is Verdict.NEEDS_REVIEW
    assert {finding.code for finding in outcome.findings} == {"AGR603"}
    kept = Record.model_validate_json(outcome.record().model_dump_json())
    assert recheck(kept).findings == outcome.findings
    assert kept.reading.second is not None
    assert {fact.year_offset for fact in facts(kept.reading.second.sheet)} == {-1}


def test_judging_anew_keeps_it(tmp_path: Path) -> None:
    """Where a word is decided a saved sheet is read anew; what a second reading said of it stays said, and nothing is asked."""
    with models(whole(PROSE), spoilt(whole(PROSE), last_year)) as endpoint:
        outcome = read(endpoint, PROSE, "offline")
    with Store.open(str(tmp_path / "store.db")) as store:
        saved = save(outcome, store).saved
        assert saved is not None
        anew = words._again(store.load(saved.record_id), (), settings_for(endpoint, second=SECOND))
    assert (anew.findings, anew.provenance.second) == (outcome.findings, outcome.provenance.second)
    assert len(endpoint.requests) == 1


def test_agreement_lifts_no_doubt() -> None:
    """A first reading that is wrong is not verified because the second is wrong in the same way."""
    wrong = spoilt(whole(PROSE), last_year)
    with models(wrong, wrong) as endpoint:
        outcome = read(endpoint, PROSE)
    assert outcome.verdict is Verdict.NEEDS_REVIEW


def test_it_is_compared_where_it_was_asked() -> None:
    """Prints that it cites beside the amounts it was asked about are left out, and so is what stands nowhere."""
    with models(whole(PROSE), spoilt(spoilt(whole(PROSE), by_print), last_year)) as endpoint:
        outcome = read(endpoint, PROSE)
    second = outcome.provenance.second
    assert second is not None
    assert {fact.cite.figure for fact in facts(second.sheet)} <= set(second.figures)


@pytest.mark.parametrize("answer", [trouble(500), reply("no JSON"), reply("{}")], ids=["500", "text", "object"])
def test_without_an_answer_the_first_reading_stands(answer: Answer) -> None:
    """A second reading that does not come is noted, and what was spent on it is in the record."""
    with models(whole(PROSE), answer) as endpoint:
        outcome = read(endpoint, PROSE)
    second = outcome.provenance.second
    assert second is not None
    assert (outcome.verdict, second.is_answered, compared(outcome)) == (Verdict.VERIFIED, False, [])
    assert second.by.attempts == 1


def test_a_sheet_without_sentences_is_asked_about_once() -> None:
    """Where tables place every amount nothing more is asked, and the record says nothing of it."""
    with models(whole(TABLES), whole(TABLES)) as endpoint:
        outcome = read(endpoint, TABLES)
    assert len(endpoint.requests) == 1
    assert '"second"' not in outcome.record().model_dump_json()


@pytest.mark.parametrize("name", ["offline", "gpt", "local:"])
def test_what_is_no_model(name: str) -> None:
    """The built-in reader and unknown names are refused before anything is asked."""
    with pytest.raises(SecondModelUnknown, match=name):
        check(fixture(PROSE), "offline", Settings(), Options(second=name))


def test_a_requests_file_holds_one_model(run: Command, tmp_path: Path) -> None:
    """With the Batch API a second reading by another model is refused in one sentence."""
    (tmp_path / "sheet.txt").write_text(fixture(PROSE).text, "utf-8")
    chosen = ("--via", "openai-batch", "--model", FIRST, "--second", SECOND)
    done = run("batch", str(tmp_path), *chosen, OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    assert done.returncode == 2
    assert done.stderr.startswith(f"structurer: --second {SECOND}: a file of --via openai-batch holds questions to one")


def test_the_command(run: Command, tmp_path: Path) -> None:
    """`run --second` says who read a second time and how often it agreed; a proof shows it beside its points."""
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(fixture(PROSE).text, "utf-8")
    with models(whole(PROSE), whole(PROSE)) as endpoint:
        chosen = ("--model", "offline", "--second", SECOND, "--no-cache")
        done = run("run", str(sheet), *chosen, OPENAI_BASE_URL=endpoint.url)
    assert done.returncode == 0
    assert f"second reading by {SECOND} 6 of 6 amounts in sentences alike" in done.stdout
    assert "AGR603 6 claim(s)  a second reading says the same, which proves nothing" in done.stdout
    assert "1 request(s)" in done.stderr
    record_id = run("records").stdout.split()[0]
    proof = run("show", record_id, "--proof", "L12").stdout
    assert f"✓ second reading: {SECOND} reads the same (proves nothing)" in proof
