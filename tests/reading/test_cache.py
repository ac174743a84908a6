"""The cache of replies: the same question is paid for once, any other is sent, and a kept reply is judged like any other."""

import importlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from structurer.checks.outcome import Verdict
from structurer.errors import ReplyTruncated
from structurer.pipeline import Outcome, check
from structurer.reading import prompting
from structurer.reading.cache import Cache, cache
from structurer.reading.layout import read_sheet
from structurer.reading.options import Options
from structurer.record.record import Tokens
from structurer.settings import Settings
from structurer.text.source import Source
from tests.support.builders import fixture
from tests.support.endpoint import Answer, Endpoint, reply, serve
from tests.support.misbehaviour import GOOD, KEY, LOST
from tests.support.perfect import perfect
from tests.support.spoilt_replies import SMALL

ONCE = Options(reread=False)


def asked(endpoint: Endpoint, options: Options = ONCE, model: str = "made", **changes: object) -> Outcome:
    """The small sheet, asked for at an endpoint, with the test's own cache."""
    made = {"OPENAI_API_KEY": None, "OPENAI_BASE_URL": endpoint.url, "timeout": 10}
    return check(fixture(SMALL), f"openai:{model}", Settings.model_validate({**made, **changes}), options)


def requests(script: tuple[Answer, ...], *runs: Callable[[Endpoint], object]) -> list[int]:
    """The number of requests at the endpoint after each of some runs."""
    with serve(script) as endpoint:
        return [(run(endpoint), len(endpoint.requests))[1] for run in runs]


def kept() -> list[Path]:
    """The files of the test's own cache."""
    folder = cache(Settings()).folder
    assert folder is not None
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_same_sheet_is_paid_for_once() -> None:
    """The second run makes no request, says so, costs nothing, and gives the same record."""
    with serve([GOOD]) as endpoint:
        first, second = asked(endpoint), asked(endpoint)
    provenance = second.provenance
    assert len(endpoint.requests) == 1
    assert (provenance.cached, provenance.attempts, provenance.tokens) == (1, 0, Tokens())
    assert (first.sheet, first.results, first.replies) == (second.sheet, second.results, second.replies)


def test_another_question_is_asked() -> None:
    """Each thing that decides a reply, changed by itself, is a miss; the time it may take decides nothing."""
    runs: list[Callable[[Endpoint], object]] = [
        asked,
        lambda endpoint: asked(endpoint, model="other"),
        lambda endpoint: asked(endpoint, max_tokens=15_999),
        lambda endpoint: asked(endpoint, OPENAI_BASE_URL=f"{endpoint.url}/"),
        lambda endpoint: asked(endpoint, timeout=9, deadline=99, transport_attempts=2),
    ]
    assert requests((GOOD,), *runs) == [1, 2, 3, 4, 4]


def test_another_source_is_asked_for() -> None:
    """One more space at the end of the text is another text."""
    with serve([GOOD]) as endpoint:
        asked(endpoint)
        settings = Settings.model_validate({"OPENAI_API_KEY": None, "OPENAI_BASE_URL": endpoint.url})
        check(Source(SMALL, f"{fixture(SMALL).text} "), "openai:made", settings, ONCE)
    assert len(endpoint.requests) == 2


def test_another_prompt_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that was changed is sent."""
    known = prompting.prompt
    changed = prompting.parse("system", known("system").content + b"\nOne rule more.\n")
    with serve([GOOD]) as endpoint:
        asked(endpoint)
        monkeypatch.setattr(prompting, "prompt", lambda name: changed if name == "system" else known(name))
        asked(endpoint)
    assert len(endpoint.requests) == 2


def test_another_schema_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shape that was changed is asked for."""
    module = importlib.import_module("structurer.reading.model.conversation")
    known = module._schema
    with serve([GOOD]) as endpoint:
        asked(endpoint)
        monkeypatch.setattr(module, "_schema", lambda *given: known(*given) | {"title": "another"})
        asked(endpoint)
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda _: "",
        lambda _: "[]",
        lambda _: '{"reply": 1, "sha256": 1}',
        lambda text: json.dumps({"reply": json.loads(text)["reply"]}),
        lambda text: text.replace("1,860", "9,860"),
        lambda _: "\udcff",
        lambda _: "[" * 100_000,
    ],
    ids=["cut", "empty", "array", "wrong types", "no digest", "tampered", "no UTF-8", "nested"],
)
def test_a_damaged_file_is_as_if_it_were_not_there(
    damage: Callable[[str], str],
) -> None:
    """It is asked for again, and the whole reply takes its place."""
    with serve([GOOD]) as endpoint:
        asked(endpoint)
        (path,) = kept()
        path.write_bytes(damage(path.read_text("utf-8")).encode("utf-8", "surrogateescape"))
        outcomes = [asked(endpoint), asked(endpoint)]
    assert [outcome.provenance.cached for outcome in outcomes] == [0, 1]
    assert {outcome.verdict for outcome in outcomes} == {Verdict.VERIFIED}


def test_a_reply_that_no_longer_fits_is_asked_for_again() -> None:
    """A whole file with a reply that the schema does not take is no answer."""
    with serve([GOOD]) as endpoint:
        asked(endpoint)
        (path,) = kept()
        Cache(path.parent.parent).keep(path.stem, '{"identity": 1}')
        assert asked(endpoint).verdict is Verdict.VERIFIED
    assert len(endpoint.requests) == 2


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """The sheet is read and paid for each time."""
    (tmp_path / "file").write_text("in the way")
    blocked = str(tmp_path / "file" / "cache")
    with serve([GOOD]) as endpoint:
        outcomes = [asked(endpoint, cache=blocked), asked(endpoint, cache=blocked)]
    assert [outcome.verdict for outcome in outcomes] == [Verdict.VERIFIED] * 2
    assert len(endpoint.requests) == 2


def test_a_read_only_folder_is_no_error(tmp_path: Path) -> None:
    """Nor where its rights are in the way; whoever may write anyway keeps the reply."""
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o500)
    with serve([GOOD]) as endpoint:
        assert asked(endpoint, cache=str(folder)).verdict is Verdict.VERIFIED


def test_a_cache_that_is_off_neither_reads_nor_writes() -> None:
    """`use=False` leaves the folder as it is."""
    off = Options(reread=False, cache=False)
    runs = (lambda e: asked(e, off), lambda _: kept(), asked, lambda e: asked(e, off))
    assert requests((GOOD,), *runs) == [1, 1, 2, 3]
    assert len(kept()) == 1


def test_a_wrong_reply_stays_wrong() -> None:
    """What comes out of the cache goes through every check like what comes from a model."""
    with serve([LOST]) as endpoint:
        outcomes = [asked(endpoint), asked(endpoint)]
    assert [outcome.provenance.cached for outcome in outcomes] == [0, 1]
    assert [outcome.verdict for outcome in outcomes] == [Verdict.NEEDS_REVIEW] * 2
    assert outcomes[0].findings == outcomes[1].findings


def test_only_this_user_may_read_it() -> None:
    """A reply holds the sheet's figures, which may not be public yet."""
    requests((GOOD,), asked)
    (path,) = kept()
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


def test_no_half_written_file_is_left() -> None:
    """Nothing but whole replies lies in the folder."""
    requests((GOOD,), asked, asked)
    assert [path.suffix for path in kept()] == [".json"]


def test_a_reply_that_did_not_fit_is_not_kept() -> None:
    """Only the answer that was taken is; the one asked again for is not."""
    assert requests((reply("?"), GOOD), asked, asked) == [2, 2]
    assert len(kept()) == 1


def test_a_reply_in_a_fence_is_kept_like_any_other() -> None:
    """Models put fences and thoughts around their JSON: the second run finds the answer in them as the first did."""
    fenced = reply(
        f"<think>It is small.</think>\n```json\n{perfect(read_sheet(fixture(SMALL))).model_dump_json()}\n```"
    )
    assert requests((fenced,), asked, asked) == [1, 1]


@pytest.mark.parametrize("other", ["sk-made-0987654321", "1,860", None])
def test_a_reply_that_holds_the_key_is_not_kept(other: str | None) -> None:
    """An endpoint that echoes what it was sent leaves no key in a file, a reply or a record; what is no key is kept."""
    tree = perfect(read_sheet(fixture(SMALL))).model_dump(mode="json")
    next(name for name in tree["names"] if name["kind"] == "project")["text"] = f"Bearer {KEY}"
    with serve([reply(json.dumps(tree, ensure_ascii=False))]) as endpoint:
        outcomes = [asked(endpoint, OPENAI_API_KEY=KEY if other is None else other) for _ in range(2)]
    assert len(endpoint.requests) == len(outcomes) - len(kept())
    assert len(kept()) == (0 if other is None else 1)
    told = [json.dumps(outcome.record().model_dump(mode="json")) + "".join(outcome.replies) for outcome in outcomes]
    assert [KEY in text for text in told] == [other is not None] * 2


def test_a_reply_that_was_cut_off_is_not_kept() -> None:
    """Nor where what came of it could be read."""
    content = perfect(read_sheet(fixture(SMALL))).model_dump_json()
    with serve([reply(content, finish="length")]) as endpoint:
        for _ in range(2):
            with pytest.raises(ReplyTruncated):
                asked(endpoint)
    assert (len(endpoint.requests), kept()) == (2, [])
