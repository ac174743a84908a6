"""`structurer eval` as a user types it: formats, status, models over real HTTP, nothing saved."""

import json
from pathlib import Path
from typing import Any

import pytest

from structurer.evaluation.document import Evaluation
from structurer.reading.layout import read_sheet
from tests.support.builders import FIXTURES, FOLDERS, Command, fixture
from tests.support.endpoint import Answer, Endpoint, reply, serve, trouble
from tests.support.golds import folder, with_meta
from tests.support.perfect import perfect

SMALL, OTHER = "forest-request", "parks-plain"


def right(name: str) -> Answer:
    """What a model that makes no mistake answers about a fixture."""
    return reply(perfect(read_sheet(fixture(name))).model_dump_json(), tokens=1000)


def at(endpoint: Endpoint, **more: str) -> dict[str, Any]:
    """The environment for a scripted endpoint."""
    return {"OPENAI_BASE_URL": endpoint.url, "OPENAI_API_KEY": "sk-made-1", **more}


def test_text(run: Command) -> None:
    """No false accept ends with 0, its count first; nothing is saved."""
    done = run("eval", str(FIXTURES), "--model", "offline")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"0 false accept(s)\nRead by: offline\n{len(FOLDERS)} sheet(s): {len(FOLDERS)} read")
    assert run("records").stdout == ""


def test_a_false_accept_ends_with_1(run: Command, tmp_path: Path) -> None:
    """A sheet of which the gold says that it is inconsistent, and that is verified."""
    gold = folder(tmp_path / "gold", SMALL)
    with_meta(gold, SMALL, consistent=False)
    done = run("eval", str(gold), "--model", "offline")
    assert (done.returncode, done.stdout.splitlines()[1]) == (1, f"  {SMALL}: the print is inconsistent")


def test_json_and_compare(run: Command, tmp_path: Path) -> None:
    """The JSON is a document that --compare takes."""
    saved = tmp_path / "a.json"
    run("eval", str(FIXTURES / SMALL), "--model", "offline", "--format", "json", "--output", str(saved))
    assert Evaluation.model_validate_json(saved.read_bytes()).model == "offline"
    done = run("eval", str(FIXTURES / SMALL), "--model", "offline", "--compare", str(saved), "--format", "json")
    found = json.loads(done.stdout)
    assert (found["schema"], found["compared"]["sheets"]) == ("structurer/evaluation/1", 1)
    assert found["compared"]["layouts"][0]["difference"] == "+0.0000"


def test_html(run: Command, tmp_path: Path) -> None:
    """The page goes to a file or to stdout."""
    saved = tmp_path / "a.html"
    run("eval", str(FIXTURES / SMALL), "--model", "offline", "--format", "html", "-o", str(saved))
    printed = run("eval", str(FIXTURES / SMALL), "--model", "offline", "--format", "html").stdout
    assert saved.read_text("utf-8").startswith("<!doctype html>")
    assert printed.startswith("<!doctype html>")


def test_a_model(run: Command, tmp_path: Path) -> None:
    """Each sheet is reported when it is done; a sheet the model fails on is unread, and the rest goes on."""
    gold = folder(tmp_path / "gold", SMALL, OTHER)
    with serve([reply("no JSON", tokens=70), reply("no JSON", tokens=70), right(OTHER)]) as endpoint:
        done = run("eval", str(gold), "--model", "openai:m", "--format", "json", **at(endpoint))
    found = json.loads(done.stdout)
    assert (done.returncode, len(endpoint.requests)) == (0, 3)
    assert [sheet["error"] and sheet["error"]["kind"] for sheet in found["sheets"]] == ["ReplyInvalid", None]
    assert (found["spent"]["requests"], found["spent"]["tokens"]["input"]) == (3, 1140)
    assert (found["ways"], found["verdicts"]["true_accept"], found["verdicts"]["unread"]) == (["whole"], 1, 1)
    assert "1/2 forest-request: ReplyInvalid, F1 0.0000\n" in done.stderr
    assert "2/2 parks-plain: true accept, F1 1.0000\n" in done.stderr
    assert "The replies up to then: " in done.stderr


def test_an_error_that_ends_it(run: Command, tmp_path: Path) -> None:
    """A rejected key before the first sheet is one sentence; after it, what was read is printed; both end with 2."""
    gold = folder(tmp_path / "gold", SMALL, OTHER)
    with serve([trouble(401, "bad key")]) as endpoint:
        first = run("eval", str(gold), "--model", "openai:m", **at(endpoint))
    assert (first.returncode, first.stdout, len(endpoint.requests)) == (2, "", 1)
    assert "the key is not accepted" in first.stderr
    with serve([right(SMALL), trouble(401, "bad key")]) as endpoint:
        second = run("eval", str(gold), "--model", "openai:m", **at(endpoint))
    assert (second.returncode, "1 read, 0 unread, 1 not reached" in second.stdout) == (2, True)
    assert "Ended early: openai:m: the key is not accepted" in second.stdout


def test_a_budget(run: Command, tmp_path: Path) -> None:
    """--budget stops before it is passed."""
    gold = folder(tmp_path / "gold", SMALL, OTHER)
    with serve([right(SMALL)]) as endpoint:
        made = at(endpoint, STRUCTURER_MAX_TOKENS="1000")
        done = run("eval", str(gold), "--model", "openai:m", "--budget", "100tokens", **made)
    assert (done.returncode, endpoint.requests) == (2, [])
    assert "stopped before the budget of 100tokens" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("eval",), "Missing argument"),
        (("eval", "/nonexistent"), "/nonexistent: no such folder."),
        (("eval", str(FIXTURES / "hostile")), "hostile: no gold in it."),
        (("eval", str(FIXTURES), "--model", "magic"), "--model magic: unknown."),
        (("eval", str(FIXTURES), "--blame", "-1"), "--blame"),
        (("eval", str(FIXTURES), "--compare", "none.json"), "none.json: not an evaluation (No such file"),
        (("eval", str(FIXTURES), "-o", str(FIXTURES / SMALL / "gold.csv")), "this is one of the sheets to be read"),
    ],
)
def test_could_not_run(run: Command, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence and status 2."""
    done = run(*arguments)
    assert (done.returncode, sentence in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert done.stdout == ""


def test_bad_gold_in_japanese(run: Command, tmp_path: Path) -> None:
    """The sentence names the file and what is wrong with it, in the reader's language."""
    gold = folder(tmp_path / "gold", SMALL)
    (gold / SMALL / "meta.json").write_text("{")
    done = run("eval", str(gold), "--model", "offline", STRUCTURER_LANG="ja")
    assert done.returncode == 2
    assert done.stderr.startswith(f"structurer: {gold / SMALL / 'meta.json'}: 正解データとして読めません(Invalid JSON")
