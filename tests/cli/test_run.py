"""`structurer run` with a model, as a user types it: what it estimates, remembers, spends, and leaves behind when it fails."""

import json
from pathlib import Path
from typing import Any

import pytest

from structurer.reading.layout import read_sheet
from tests.support.builders import FIXTURES, Command, fixture
from tests.support.endpoint import Answer, Endpoint, reply, serve, trouble
from tests.support.perfect import perfect

SMALL = str(FIXTURES / "forest-request" / "source.txt")
OTHER = str(FIXTURES / "parks-plain" / "source.txt")


def right(name: str, tokens: int = 1000) -> Answer:
    """What a model that makes no mistake answers about a fixture."""
    return reply(perfect(read_sheet(fixture(name))).model_dump_json(), tokens=tokens)


def at(endpoint: Endpoint, **more: str) -> dict[str, Any]:
    """The environment for a scripted endpoint."""
    return {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "sk-made-1", **more}


def test_a_model_reads(run: Command) -> None:
    """Verified in one request; the report says who read, in how many tokens and at what price."""
    with serve([right("forest-request")]) as endpoint:
        done = run("run", SMALL, "--model", "openai:gpt-5-mini", **at(endpoint))
    assert (done.returncode, len(endpoint.requests)) == (0, 1)
    assert "openai:gpt-5-mini (whole) 1 request(s) 1,000 tokens in, 100 out 0.0003375 USD" in done.stdout
    assert "1 sheet(s): 1 request(s), 0 cached reply(s), 1,000 tokens in (500 of them cached), 100 out." in done.stderr


def test_a_reply_is_paid_for_once(run: Command) -> None:
    """The second run of a sheet asks nothing and says so; --no-cache asks again."""
    with serve([right("forest-request")]) as endpoint:
        environment = at(endpoint)
        run("run", SMALL, "--model", "openai:m", **environment)
        again = run("run", SMALL, "--model", "openai:m", "--format", "json", **environment)
        assert len(endpoint.requests) == 1
        run("run", SMALL, "--model", "openai:m", "--no-cache", **environment)
        assert len(endpoint.requests) == 2
    reading = json.loads(again.stdout)["reading"]
    assert (reading["cached"], reading["attempts"], reading["tokens"]["input"]) == (1, 0, 0)
    assert "0 request(s), 1 cached reply(s)" in again.stderr


def test_an_estimate_asks_and_saves_nothing(run: Command) -> None:
    """--dry-run says about how many tokens, and a price only where there is one."""
    with serve([right("forest-request")]) as endpoint:
        priced = run("run", SMALL, OTHER, "--model", "openai:gpt-5-mini", "--dry-run", **at(endpoint))
        unpriced = run("run", SMALL, "--model", "openai:m", "--dry-run", **at(endpoint))
    assert endpoint.requests == []
    assert priced.stdout.count("about 1 request(s)") == 2
    assert "Re-reads of doubtful lines are not in the estimate." in priced.stderr
    assert ("USD" in priced.stdout, "USD" in unpriced.stdout) == (True, False)
    assert run("records").stdout == ""


def test_a_reading_that_the_layout_reader_betters(run: Command) -> None:
    """A model that misreads a sheet leaves it to a person; who would read it right, and how, is said in one sentence."""
    sentence = "what the built-in layout reader reads alone would be verified: structurer run --model offline"
    with serve([right("parks-plain"), right("forest-request")]) as endpoint:
        wrong = run("run", SMALL, "--model", "openai:m", **at(endpoint, STRUCTURER_REREAD="false"))
        good = run("run", SMALL, "--model", "openai:m", "--no-cache", **at(endpoint))
    assert (wrong.returncode, sentence in wrong.stderr) == (1, True)
    assert (good.returncode, sentence in good.stderr) == (0, False)


def test_a_budget_is_not_passed(run: Command) -> None:
    """The run stops before the sheet that could pass it; the sheets before are saved and printed."""
    limits = {"STRUCTURER_MAX_TOKENS": "1000"}
    with serve([right("forest-request", tokens=20_000), right("parks-plain")]) as endpoint:
        done = run("run", SMALL, OTHER, "--model", "openai:m", "--budget", "35000tokens", **at(endpoint, **limits))
    assert (done.returncode, len(endpoint.requests)) == (2, 1)
    assert "stopped before the budget of 35000tokens could be passed (22000 TOKENS spent)" in done.stderr
    assert done.stdout.startswith("verified")
    assert len(run("records").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("budget", "sentence"),
    [("much", "not a budget to keep"), ("1USD", "openai:m: no price"), ("5EUR", "USD, tokens")],
)
def test_a_budget_that_cannot_be_kept(run: Command, budget: str, sentence: str) -> None:
    """No amount, no price for the model, another currency: nothing is asked."""
    with serve([right("forest-request")]) as endpoint:
        done = run("run", SMALL, "--model", "openai:m", "--budget", budget, **at(endpoint))
    assert (done.returncode, endpoint.requests, sentence in done.stderr) == (2, [], True)


def test_the_replies_of_a_failed_sheet_are_kept(run: Command, tmp_path: Path) -> None:
    """In a file only this user may read, without the key; the tokens count."""
    folder = tmp_path / "failed"
    with serve([reply("no JSON", tokens=70)]) as endpoint:
        done = run("run", SMALL, "--model", "openai:m", **at(endpoint, STRUCTURER_FAILURES=str(folder)))
    (path,) = folder.iterdir()
    kept = json.loads(path.read_text("utf-8"))
    assert (done.returncode, str(path) in done.stderr, path.stat().st_mode & 0o777) == (2, True, 0o600)
    assert (kept["replies"], kept["error"]["kind"], kept["tokens"]["input"]) == (["no JSON"] * 2, "ReplyInvalid", 140)
    assert "sk-made-1" not in path.read_text("utf-8")
    assert "1 sheet(s): 2 request(s), 0 cached reply(s), 140 tokens in (70 of them cached), 14 out." in done.stderr


def test_prompts(run: Command) -> None:
    """Every prompt file with its sha256 and version."""
    lines = run("prompts").stdout.splitlines()
    assert {line.split()[2] for line in lines} >= {"system.md", "sheet.md", "part.md", "reread.md"}
    assert all(len(line.split()[0]) == 64 for line in lines)


def test_doctor_asks_a_model(run: Command) -> None:
    """One tiny real call says what the endpoint takes."""
    refusal = trouble(400, "Unsupported value: 'temperature'", "unsupported_value", "temperature")
    with serve([refusal, reply('{"word": "ok"}')]) as endpoint:
        done = run("doctor", "--model", "openai:thinker", **at(endpoint))
    assert (done.returncode, len(endpoint.requests)) == (0, 2)
    assert "openai:thinker answers" in done.stdout
    assert "temperature: not sent: the model refuses it" in done.stdout
    assert "takes a strict schema" in done.stdout


def test_doctor_says_what_is_wrong(run: Command) -> None:
    """A key that is not taken has its own sentence."""
    with serve([trouble(401, "bad key")]) as endpoint:
        done = run("doctor", "--model", "openai:m", **at(endpoint))
    assert (done.returncode, "the key is not accepted" in done.stdout) == (2, True)


def test_a_request_that_is_sent_again_is_told_once(run: Command) -> None:
    """Whoever waits learns from stderr that the endpoint did not answer, and why, before the last attempt is over."""
    sheet, nobody = str(FIXTURES / "nagano-it" / "source.txt"), "http://127.0.0.1:9/v1"
    asked = ("run", sheet, "--model", "openai:m", "--no-save")
    done = run(*asked, OPENAI_BASE_URL=nobody, STRUCTURER_TRANSPORT_ATTEMPTS="3")
    assert done.returncode == 2
    assert done.stderr.count("the same request is sent again (") == 1
