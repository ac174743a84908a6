"""`structurer batch --via openai-batch`: sent, left alone, collected; what fails goes with the next file."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue

from structurer.record.record import Provenance
from structurer.store import Store
from tests.support.batch_api import EXPIRED, BatchApi, open_batch_api
from tests.support.batches import Reader, made
from tests.support.builders import Command
from tests.support.endpoint import Answer, Request, reply, trouble


def batch(run: Command, folder: Path, api: BatchApi, *more: str, **environment: str) -> tuple[int, dict[str, Any], str]:
    """One call of the command: its status, its summary, its notices."""
    around: dict[str, Any] = {"OPENAI_BASE_URL": api.url, "OPENAI_API_KEY": "sk-made-1", **environment}
    done = run(
        "batch", str(folder), "--model", "openai:gpt-5-mini", "--via", "openai-batch", "--format", "json", *more,
        **around,
    )  # fmt: skip
    assert "sk-made-1" not in done.stdout + done.stderr
    return done.returncode, json.loads(done.stdout or "{}"), done.stderr


def readings(tmp_path: Path) -> list[Provenance]:
    """How each saved sheet was read."""
    with Store.open(str(tmp_path / "store.db")) as store:
        return [store.load(row.id).record.reading for row in store.records()]


def test_sent_and_collected_later(run: Command, tmp_path: Path) -> None:
    """Three calls of one command: sent, not there yet, collected; half the price, one request a sheet."""
    sheets = made(tmp_path / "s", 5)
    with open_batch_api(Reader(sheets)) as api:
        api.patience = 1
        status, summary, notices = batch(run, tmp_path / "s", api)
        assert (status, summary["waiting"]) == (1, 5)
        assert "5 question(s) are under way in 1 file(s). The same command collects the answers." in notices
        assert batch(run, tmp_path / "s", api)[1]["waiting"] == 5
        status, summary, _ = batch(run, tmp_path / "s", api)
    assert (status, summary["waiting"], summary["sheets"]["verified"]) == (0, 0, 5)
    assert (len(api.sent), api.questions) == (1, 5)
    for reading in readings(tmp_path):
        assert (reading.via, reading.attempts, reading.tokens.input) == ("openai-batch", 1, 1000)
        assert reading.cost is not None
        assert reading.cost.amount == "0.00016875", "half of 500 sent, 500 cached, 100 received"
    assert summary["cost"]["amount"] == "0.00084375"


def test_files_no_larger_than_taken(run: Command, tmp_path: Path) -> None:
    """Limits of questions and of bytes: as many files as it takes, each question once."""
    sheets = made(tmp_path / "s", 7)
    with open_batch_api(Reader(sheets)) as api:
        batch(run, tmp_path / "s", api, STRUCTURER_POST_QUESTIONS="3")
        assert [len(sent.questions) for sent in api.sent] == [3, 3, 1]
        assert batch(run, tmp_path / "s", api)[1]["sheets"]["verified"] == 7
        size = max(len(json.dumps(question, ensure_ascii=False).encode()) for question in api.sent[0].questions)
        batch(run, tmp_path / "s", api, "--no-cache", STRUCTURER_POST_BYTES=str(size * 2 + 10))
    assert [len(sent.questions) for sent in api.sent[3:]] == [2, 2, 2, 1]


def test_the_same_question_is_asked_once(run: Command, tmp_path: Path) -> None:
    """Two files of one text."""
    sheets = made(tmp_path / "s", 1)
    (tmp_path / "s" / "copy.txt").write_bytes((tmp_path / "s" / "0000.txt").read_bytes())
    with open_batch_api(Reader(sheets)) as api:
        batch(run, tmp_path / "s", api)
    assert api.questions == 1


def test_errors_go_with_the_next_file(run: Command, tmp_path: Path) -> None:
    """A server's error, a question that expired: only they are asked again, and the sheets read."""
    sheets = made(tmp_path / "s", 6)
    reader = Reader(sheets)
    bad = {sheets[0].lines[-1].text: [trouble(500)], sheets[1].lines[-1].text: [Answer(EXPIRED), trouble(429)]}

    def answer(request: Request) -> Answer:
        left = bad.get(_own(request), [])
        return left.pop(0) if left else reader(request)

    with open_batch_api(answer) as api:
        for _ in range(4):
            status, summary, _ = batch(run, tmp_path / "s", api)
    assert (status, summary["sheets"]["verified"], summary["failures"]) == (0, 6, [])
    assert [len(sent.questions) for sent in api.sent] == [6, 2, 1]


@pytest.mark.parametrize("body", [{"error": {"message": "No provider"}}, {"choices": []}, None])
def test_an_answer_without_a_reply_goes_with_the_next_file(body: JsonValue, run: Command, tmp_path: Path) -> None:
    """A 200 that holds an error or nothing is no reply: the question is asked again."""
    sheets = made(tmp_path / "s", 2)
    reader, lost = Reader(sheets), [Answer(200, body)]
    with open_batch_api(lambda request: lost.pop() if lost else reader(request)) as api:
        for _ in range(3):
            status, summary, _ = batch(run, tmp_path / "s", api)
    assert (status, summary["sheets"]["verified"], summary["failures"]) == (0, 2, [])
    assert [len(sent.questions) for sent in api.sent] == [2, 1]


def test_an_answer_is_one_line_whatever_letters_it_holds(run: Command, tmp_path: Path) -> None:
    """U+2028, U+0085 and form feeds end a line of text and stand inside a JSON text all the same."""
    sheets = made(tmp_path / "s", 2)
    reader = Reader(sheets)

    def answer(request: Request) -> Answer:
        body = json.loads(reader(request).payload)
        return Answer(200, body | {"system_fingerprint": "a\u2028b\u0085c\u2029d"})

    with open_batch_api(answer) as api:
        for _ in range(2):
            status, summary, _ = batch(run, tmp_path / "s", api)
    assert (status, summary["sheets"]["verified"], api.questions) == (0, 2, 2)


def test_a_file_of_answers_may_be_long(run: Command, tmp_path: Path) -> None:
    """It is bounded line by line: many answers are longer than any one may be."""
    sheets = made(tmp_path / "s", 3)
    reader = Reader(sheets)

    def answer(request: Request) -> Answer:
        return Answer(200, json.loads(reader(request).payload) | {"system_fingerprint": "x" * 4_000_000})

    with open_batch_api(answer) as api:
        for _ in range(2):
            status, summary, _ = batch(run, tmp_path / "s", api)
    assert (status, summary["sheets"]["verified"]) == (0, 3)


def test_a_file_that_ends_half_way_is_fetched_again(run: Command, tmp_path: Path) -> None:
    """The command says so and ends; nothing that was paid for is asked for again."""
    sheets = made(tmp_path / "s", 2)
    with open_batch_api(Reader(sheets)) as api:
        batch(run, tmp_path / "s", api)
        api.cut = 1
        status, _, notices = batch(run, tmp_path / "s", api)
        assert (status, "no answer in 1 attempts" in notices) == (2, True)
        status, summary, _ = batch(run, tmp_path / "s", api)
    assert (status, summary["sheets"]["verified"], api.questions) == (0, 2, 2)


@pytest.mark.parametrize("times", [1, 3])
def test_an_echoed_key_is_not_kept(times: int, run: Command, tmp_path: Path) -> None:
    """Answers are saved as they come, but for the key."""
    sheets = made(tmp_path / "s", 1)
    reader, key = Reader(sheets), "sk-made-1234567890"

    def answer(request: Request) -> Answer:
        return Answer(200, json.loads(reader(request).payload) | {"system_fingerprint": key * times})

    with open_batch_api(answer) as api:
        for _ in range(2):
            status, _, _ = batch(run, tmp_path / "s", api, OPENAI_API_KEY=key)
    assert status == 0
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if key.encode() in path.read_bytes()] == []


def test_a_sheet_that_is_refused_fails_alone(run: Command, tmp_path: Path) -> None:
    """The others are saved; --resume asks for it anew."""
    sheets = made(tmp_path / "s", 3)
    reader, spoil = Reader(sheets), True

    def answer(request: Request) -> Answer:
        mine = _own(request) == sheets[0].lines[-1].text
        return trouble(400, "sk-made-1 is not welcome") if spoil and mine else reader(request)

    with open_batch_api(answer) as api:
        batch(run, tmp_path / "s", api)
        status, summary, _ = batch(run, tmp_path / "s", api)
        assert (status, [failure["error"] for failure in summary["failures"]]) == (2, ["ModelRejected"])
        assert summary["sheets"]["verified"] == 2
        spoil = False
        assert batch(run, tmp_path / "s", api, "--resume")[1]["waiting"] == 1
        assert batch(run, tmp_path / "s", api)[:2][1]["sheets"]["verified"] == 3
    assert api.questions == 4


def test_what_an_endpoint_does_not_take_is_left_out_next_time(run: Command, tmp_path: Path) -> None:
    """A refused setting is learned from the answers: the second file is made without it."""
    sheets = made(tmp_path / "s", 3)
    reader = Reader(sheets)

    def answer(request: Request) -> Answer:
        if "temperature" in request.body:
            return trouble(400, "Unsupported value: temperature", "unsupported_value", "temperature")
        return reader(request)

    with open_batch_api(answer) as api:
        for _ in range(3):
            _, summary, _ = batch(run, tmp_path / "s", api)
    assert summary["sheets"]["verified"] == 3
    assert all("temperature" not in question["body"] for question in api.sent[-1].questions)


def test_a_reply_that_does_not_fit_is_asked_for_again(run: Command, tmp_path: Path) -> None:
    """The second question holds the first answer, as it does one by one; both count."""
    sheets = made(tmp_path / "s", 2)
    reader = Reader(sheets)

    def answer(request: Request) -> Answer:
        return reader(request) if len(request.body["messages"]) > 2 else reply("{}", tokens=1000)

    with open_batch_api(answer) as api:
        for _ in range(3):
            _, summary, _ = batch(run, tmp_path / "s", api)
    assert summary["sheets"]["verified"] == 2
    assert {reading.attempts for reading in readings(tmp_path)} == {2}
    assert [len(sent.questions) for sent in api.sent] == [2, 2]


def test_a_file_that_fails_as_a_whole(run: Command, tmp_path: Path) -> None:
    """The endpoint's message is printed, and its requests go into another file."""
    sheets = made(tmp_path / "s", 2)
    with open_batch_api(Reader(sheets)) as api:
        api.trouble = ["Enqueued token limit reached"]
        batch(run, tmp_path / "s", api)
        assert "Enqueued token limit reached" in batch(run, tmp_path / "s", api)[2]
        assert batch(run, tmp_path / "s", api)[1]["sheets"]["verified"] == 2
    assert len(api.sent) == 2


def test_a_file_whose_arrival_was_not_heard_of(run: Command, tmp_path: Path) -> None:
    """The line broke after the endpoint had taken it: it is found again by its mark, and nothing is sent twice."""
    sheets = made(tmp_path / "s", 3)
    with open_batch_api(Reader(sheets)) as api:
        api.mute = 1
        status, _, notices = batch(run, tmp_path / "s", api, STRUCTURER_TRANSPORT_ATTEMPTS="1")
        assert (status, "no answer" in notices) == (2, True)
        status, summary, _ = batch(run, tmp_path / "s", api)
    assert (status, summary["sheets"]["verified"], len(api.sent)) == (0, 3, 1)


def test_waiting(run: Command, tmp_path: Path) -> None:
    """--wait stays until all is there, however many rounds it takes."""
    sheets = made(tmp_path / "s", 3)
    reader, first = Reader(sheets), True

    def answer(request: Request) -> Answer:
        nonlocal first
        if first:
            first = False
            return trouble(503)
        return reader(request)

    with open_batch_api(answer) as api:
        api.patience = 1
        status, summary, _ = batch(run, tmp_path / "s", api, "--wait", STRUCTURER_POST_INTERVAL="1")
    assert (status, summary["sheets"]["verified"], len(api.sent)) == (0, 3, 2)


def test_a_budget_holds_for_what_is_sent(run: Command, tmp_path: Path) -> None:
    """No more questions go into a file than it allows at worst."""
    sheets = made(tmp_path / "s", 6)
    with open_batch_api(Reader(sheets)) as api:
        limits = {"STRUCTURER_MAX_TOKENS": "1000"}
        status, summary, _ = batch(run, tmp_path / "s", api, "--budget", "24000tokens", **limits)
    assert (status, "24000tokens" in summary["ended"]) == (2, True)
    assert 0 < api.questions < 6


@pytest.mark.parametrize("model", ["offline", "local:x.gguf"])
def test_only_an_endpoint_has_a_batch_api(run: Command, tmp_path: Path, model: str) -> None:
    """One sentence, and nothing begun."""
    made(tmp_path / "s", 1)
    done = run("batch", str(tmp_path / "s"), "--model", model, "--via", "openai-batch")
    assert (done.returncode, "--via openai-batch cannot be used with" in done.stderr) == (2, True)


def _own(request: Request) -> str:
    """The line that only one made sheet has."""
    _, mark, rest = str(request.body["messages"][1]["content"]).partition("管理記号")
    return mark + rest.splitlines()[0]
