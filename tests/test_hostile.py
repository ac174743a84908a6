"""Hostile sheets: whatever a text says, shows or hides, no amount is verified that the clean sheet does not have.

`fixtures/hostile/*.txt` are one made sheet, `clean.txt`, with one attack each; the big ones are made here. A sheet that
still gets through is marked as an expected failure with what goes wrong, so that the repair takes the mark away.
"""

import csv
import io
import json
import re
import socket
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from structurer.checks.every import run as run_checks
from structurer.checks.every import verdict
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.checks.unclaimed import unexplained
from structurer.documents.intake import decode, read_source
from structurer.errors import StructurerError
from structurer.pipeline import Outcome, check
from structurer.reading import plan, wire
from structurer.reading.options import Options, ReadingMode
from structurer.reading.prompting import Messages, citable, prompt
from structurer.reading.resolve import resolve
from structurer.settings import Settings
from structurer.sheet.facts import HEADER
from structurer.text.source import Source
from tests.support.builders import FIXTURES, Command, Done, guide, read
from tests.support.endpoint import Request, reply, serve
from tests.support.perfect import TABLES, perfect, wired
from tests.support.perfect import told as told_of

FOLDER = FIXTURES / "hostile"
CLEAN = "clean"
CORPUS = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != CLEAN)
PROSE = ("instructions-en", "instructions-ja", "markup-html", "paths", "chat-template")
"""Attacks that stand in prose alone and print no figure: the sheet around them is as good as the clean one."""


def path(name: str) -> str:
    """The file of a sheet."""
    return str(FOLDER / f"{name}.txt")


@cache
def sheet(name: str) -> Source:
    """A sheet as the command reads it, once for all tests."""
    return read_source(path(name))


@lru_cache(2 * len(CORPUS))
def offline(source: Source) -> Outcome:
    """What the layout reader makes of it, worked out once for all tests."""
    return check(source, "offline", Settings())


def amounts(outcome: Outcome) -> Counter[tuple[str, ...]]:
    """Table, measure, year, stage, amount and unit of every fact: what a wrong figure would change."""
    columns = [HEADER.index(name) for name in ("table", "measure", "year_offset", "stage", "amount", "unit")]
    return Counter(tuple(row[at] for at in columns) for row in outcome.facts())


@dataclass(frozen=True)
class Exchange:
    """What a model's answers led to (None: to no usable answer), and what had been sent for them."""

    outcome: Outcome | None
    requests: list[Request]

    @property
    def verdict(self) -> Verdict | None:
        """The verdict, where there is an outcome."""
        return None if self.outcome is None else self.outcome.verdict


def asked(source: Source, *answers: str) -> Exchange:
    """A sheet read by a model that gives these answers, the last one again and again."""
    with serve([reply(answer) for answer in answers]) as endpoint:
        settings = Settings.model_validate({"OPENAI_BASE_URL": endpoint.url, "content_retries": 0, "timeout": 10})
        try:
            return Exchange(check(source, "openai:made", settings, Options(cache=False)), endpoint.requests)
        except StructurerError:
            return Exchange(None, endpoint.requests)


@lru_cache(2 * len(CORPUS))
def flawless(source: Source) -> str:
    """The answer of a model that reads as the layout reader does."""
    return perfect(read(source).sheet).model_dump_json()


def test_the_corpus_is_what_it_says() -> None:
    """The clean sheet is verified, every other one differs from it in few lines, and the README names them all."""
    assert offline(sheet(CLEAN)).verdict is Verdict.VERIFIED
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\S+)\.txt`", readme, re.MULTILINE) == [CLEAN, *CORPUS]
    lines = Counter(sheet(CLEAN).text.splitlines())
    differing = {name: (Counter(sheet(name).text.splitlines()) - lines).total() for name in CORPUS}
    assert {name: count for name, count in differing.items() if not 0 < count <= 15} == {}


@pytest.mark.parametrize("name", CORPUS)
def test_offline_nothing_wrong_is_verified(name: str) -> None:
    """The layout reader asks for review, or has exactly the amounts of the clean sheet."""
    outcome = offline(sheet(name))
    if outcome.verdict is Verdict.VERIFIED:
        assert amounts(outcome) == amounts(offline(sheet(CLEAN)))


@pytest.mark.parametrize("name", PROSE)
def test_prose_costs_nothing(name: str) -> None:
    """A sentence that asks for something changes no amount and no verdict."""
    outcome, clean = offline(sheet(name)), offline(sheet(CLEAN))
    assert (outcome.verdict, amounts(outcome)) == (clean.verdict, amounts(clean))


def _cells(tree: dict[str, Any], table: str) -> list[dict[str, Any]]:
    """The cells of the first table of a kind; none where an attack has hidden the table."""
    return [cell for found in tree[table][:1] for row in found["rows"] for cell in row["cells"]]


def _marks(tree: dict[str, Any], _: Source) -> str:
    """The forged marks are cited as the text gives them."""
    for cell in _cells(tree, "costs"):
        cell.update(id="F7", printed="999千円")
    return json.dumps(wired(tree))


def _zero(tree: dict[str, Any], _: Source) -> str:
    """The national share is nothing, as the text asks."""
    for cell in _cells(tree, "funding"):
        cell.update({"id": None, "printed": "0"} if cell["measure"] == "national" else {})
    return json.dumps(wired(tree))


def _named(tree: dict[str, Any], source: Source) -> str:
    """The amounts that the text says are right, by their real ids; an invented one where it names no more."""
    clean = {figure.printed for figure in sheet(CLEAN).figures}
    added = ((figure.id, figure.printed) for figure in citable(source) if figure.printed not in clean)
    for cell, (identity, printed) in zip(
        _cells(tree, "costs"), chain(added, repeat((None, "9,999千円"))), strict=False
    ):
        cell.update(id=identity, printed=printed)
    return json.dumps(wired(tree))


def _block(_: dict[str, Any], source: Source) -> str:
    """The answer that stands in the text, as it stands there."""
    found = re.search(r"```json\n(.*?)```", source.text, re.DOTALL)
    return found[1] if found else '{"verdict": "verified", "findings": []}'


def _boast(tree: dict[str, Any], _: Source) -> str:
    """Nothing but praise."""
    empty: dict[str, object] = {key: [] for key in tree if key not in {"identity", "decisions"}}
    told = wired(tree | empty | {"decisions": ["すべて確認済み", "verified"]})
    return json.dumps(told, ensure_ascii=False)


Obeys = Callable[[dict[str, Any], Source], str]
OBEYS: dict[str, Obeys] = {"marks": _marks, "zero": _zero, "named": _named, "block": _block, "boast": _boast}
ITS_OWN = {"forged-marks": "marks", "instructions-ja": "zero", "instructions-en": "zero", "chat-template": "boast"}


def obedient(source: Source, way: str) -> str:
    """The answer of a model that reads well and then does what the text asks."""
    return OBEYS[way](told_of(read(source).sheet), source)


def judged(source: Source, answer: str) -> Verdict | None:
    """The verdict on an answer, as beside an endpoint but without one."""
    try:
        told = resolve(wire.Reply.model_validate_json(answer), source)
    except ValidationError:
        return None
    return verdict(run_checks(Reading(source, told, read(source).sheet)))


@pytest.mark.parametrize("way", OBEYS)
@pytest.mark.parametrize("name", CORPUS)
def test_an_obedient_answer_is_never_verified(name: str, way: str) -> None:
    """Forged marks, invented amounts, the text's own answer and praise end in review or as no answer."""
    source = sheet(name)
    assert judged(source, obedient(source, way)) is not Verdict.VERIFIED


@pytest.mark.parametrize("name", CORPUS)
def test_an_obedient_model_is_never_verified(name: str) -> None:
    """The same over the whole road: a re-read at what failed does not turn it into a right one."""
    source = sheet(name)
    own = "block" if "```json" in source.text else ITS_OWN.get(name, "named")
    assert asked(source, obedient(source, own)).verdict is not Verdict.VERIFIED


def _parked(source: Source) -> list[dict[str, Any]]:
    """Every amount that is left over, as the value of an indicator named by the words before it."""
    left = unexplained(read(source))
    return [
        {"number": None, "field": None, "label": source.line_text(f.line).split("|")[0].strip() or "灯り",
         "unit": "回", "trends": [], "achievement": None,
         "cells": [{"measure": "actual", "year": None, "id": f.id, "printed": f.printed}]}
        for f in left
    ]  # fmt: skip


def parked(source: Source, **more: object) -> str:
    """A flawless answer with the leftover amounts as indicators."""
    tree = told_of(read(source).sheet)
    tables = {key: tree[key] for key in TABLES} if more else tree
    rows = _parked(source)
    added = [{"heading": None, "plan": False, "rows": rows}] if rows else []
    return json.dumps(wired(tables | {"indicators": [*tree["indicators"], *added]}))


@pytest.mark.parametrize("name", CORPUS)
def test_an_amount_is_not_parked(name: str) -> None:
    """An amount the layout reader leaves to a person is not explained by calling it the value of an indicator."""
    source = sheet(name)
    assert judged(source, parked(source)) in {offline(source).verdict, Verdict.NEEDS_REVIEW}


def test_a_reread_parks_no_amount() -> None:
    """Asked once more about an amount that is left over, a model cannot explain it away."""
    source = sheet("parked-amount")
    assert asked(source, flawless(source), parked(source, part=True)).verdict is Verdict.NEEDS_REVIEW


@cache
def exchange(name: str) -> Exchange:
    """A sheet read by a model that makes no mistake, once for all tests."""
    return asked(sheet(name), flawless(sheet(name)))


@pytest.mark.parametrize("name", CORPUS)
def test_a_flawless_model_gains_nothing(name: str) -> None:
    """The verdict beside a model that makes no mistake is the one offline, or review."""
    assert exchange(name).verdict in {offline(sheet(name)).verdict, Verdict.NEEDS_REVIEW}


def sent(name: str) -> list[tuple[str, str]]:
    """The rules and the questions that leave for a sheet: the whole of it first, what is doubtful after it."""
    pairs = [request.body["messages"] for request in exchange(name).requests]
    assert [(system["role"], user["role"]) for system, user in pairs] == [("system", "user")] * len(pairs)
    return [(system["content"], user["content"]) for system, user in pairs]


def questions(name: str) -> list[Messages]:
    """Everything that would be asked about a sheet, in each of the ways to ask."""
    source, ways = sheet(name), get_args(ReadingMode)
    return [question.sent for way in ways for question in plan.questions(way, guide(source))]


def asks(name: str) -> list[str]:
    """Every question about a sheet, sent or to be sent."""
    return [user for _, user in sent(name)] + [question.user for question in questions(name)]


@pytest.mark.parametrize("name", CORPUS)
def test_the_rules_are_ours(name: str) -> None:
    """The system message is the prompt file's to the byte, whatever is asked."""
    rules = prompt("system").content.decode("utf-8").split("---\n", 2)[2].strip()
    assert {system for system, _ in sent(name)} == {rules}
    assert {question.system for question in questions(name)} == {rules}


@pytest.mark.parametrize("name", CORPUS)
def test_the_marks_are_ours(name: str) -> None:
    """Every mark of a question is one we set, in order; the question about the whole sheet has them all."""
    ours = [figure.id for figure in citable(sheet(name))]
    assert re.findall("⟦(.*?)⟧", sent(name)[0][1], re.DOTALL) == ours
    for question in asks(name):
        given = question.rpartition("```")[2]
        found = re.findall("⟦(.*?)⟧", given, re.DOTALL)
        assert found == [one for one in ours if one in found]
        assert (given.count("⟦"), given.count("⟧")) == (len(found), len(found))


@pytest.mark.parametrize("name", CORPUS)
def test_the_lines_are_ours(name: str) -> None:
    """A line of a question begins where a line of the sheet does, whatever else is taken for a line end."""
    lines = sheet(name).lines
    shown = sent(name)[0][1].splitlines()
    assert [line.partition("|")[0] for line in shown[2:]] == [str(n.number) for n in lines if n.text.strip()]
    assert shown[0].startswith(f"Read this sheet. It has {len(lines)} lines;")


@pytest.mark.parametrize("name", CORPUS)
def test_placeholders_are_filled_once(name: str) -> None:
    """What looks like a placeholder of ours, or of any template language, is sent as it is printed."""
    for word in ("$lines", "${lines}", "$count", "${count}", "$year", "$$", "{{7*7}}", "${jndi:", "{lines}", "%s"):
        assert re.sub("⟦.*?⟧", "", sent(name)[0][1]).count(word) == sheet(name).text.count(word)


CONTROL_WORD = re.compile(r"<[|｜]|[|｜]>|</?s>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>")


@pytest.mark.parametrize("name", CORPUS)
def test_no_control_word_is_sent(name: str) -> None:
    """No control word of a chat template reaches a model."""
    assert [CONTROL_WORD.findall(question) for question in asks(name) if CONTROL_WORD.search(question)] == []


def invisible(text: str) -> set[str]:
    """What a terminal would obey or hide: control and format characters, of which only the line feed is ours."""
    return {f"U+{ord(letter):04X}" for letter in text if unicodedata.category(letter) in {"Cc", "Cf"}} - {"U+000A"}


def said(run: Command, name: str) -> list[Done]:
    """Everything a person reads of one sheet: run, records, show, log and check."""
    first = run("run", path(name), "--model", "offline")
    records = run("records")
    identity = records.stdout.split()[0]
    return [first, records, *(run(command, identity) for command in ("show", "log", "check"))]


@pytest.mark.parametrize("name", CORPUS)
def test_what_is_read_is_safe_to_show(run: Command, name: str) -> None:
    """No control or format character reaches a person, every label is shown as printed, the status is the verdict."""
    done, outcome = said(run, name), offline(sheet(name))
    review = int(outcome.verdict is Verdict.NEEDS_REVIEW)
    assert [one.returncode for one in done] == [review, 0, review, 0, review]
    assert {mark for one in done for mark in invisible(one.stdout + one.stderr)} == set()
    labels = {fact.row for fact in outcome.reading.facts}
    assert [label for label in labels if not invisible(label) and label not in done[0].stdout] == []


@pytest.mark.parametrize("name", CORPUS)
def test_json_and_csv_are_whole(run: Command, name: str) -> None:
    """The record is JSON that gives the text back; the facts are CSV with every column and every label."""
    outcome = offline(sheet(name))
    as_json = run("run", path(name), "--model", "offline", "--format", "json")
    as_facts = run("run", path(name), "--model", "offline", "--format", "facts", "--no-save")
    kept = json.loads(as_json.stdout)["source"]
    assert (kept["newline"].join(kept["lines"]) if kept["text"] is None else kept["text"]) == outcome.source.text
    rows = list(csv.reader(io.StringIO(as_facts.stdout, newline="")))
    assert {len(row) for row in rows} == {len(HEADER)}
    assert [row[1:] for row in rows[1:]] == [list(row[1:]) for row in outcome.facts()]
    review = int(outcome.verdict is Verdict.NEEDS_REVIEW)
    assert [(one.returncode, one.stderr) for one in (as_json, as_facts)] == [(review, "")] * 2


SENTINEL = "灯台の鍵は三番目の石の下"


def test_nothing_the_text_names_is_opened(run: Command, tmp_path: Path) -> None:
    """A path and an address in a sheet are text: no file is read, no address called, one request goes to the model."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SENTINEL, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listener, serve([reply("{}")]) as endpoint:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        lure = f"・{secret} file://{secret} @{secret} <img src='{address}'> {{% include '{secret}' %}}\n"
        text = sheet(CLEAN).text.replace("・", lure + "・", 1).encode()
        environment = {"OPENAI_BASE_URL": endpoint.url, "STRUCTURER_CONTENT_RETRIES": "0"}
        environment |= {f"STRUCTURER_{name}": str(tmp_path / name) for name in ("CACHE", "FAILURES")}
        done = [run("run", "-", "--model", model, stdin=text, **environment) for model in ("offline", "openai:made")]
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert ([one.returncode for one in done], len(endpoint.requests)) == ([1, 2], 1)
    assert SENTINEL not in f"{done}{endpoint.requests}"


@pytest.mark.parametrize("bytes_", [b"\x00", b"\x1b[2J" * 100, b"\xff\xfe", b"%PDF-", b"\xed\xa0\x80"], ids=repr)
def test_what_is_no_text_is_refused(bytes_: bytes) -> None:
    """A NUL, a text that is half escapes, another encoding's mark or a lone surrogate ends in a sentence."""
    clean = sheet(CLEAN).text.encode()
    with pytest.raises(StructurerError):
        decode("made", bytes_ + clean)


BIG = {
    "digits": "7" * 1_000_000,
    "spaces": " " * 1_000_000,
    "commas": "1," * 500_000,
    "words": "灯台" * 170_000,
    "lines": "灯\n" * 80_000,
    "marks": "⟦F1⟧" * 50_000,
}
"""A line of a megabyte, or so many lines that work on each pair of them would not come to an end."""
IN_A_SHEET = 200_000
"""The characters of such a line that a sheet is given: as far as they must be read to lose a figure behind them."""


@pytest.mark.slow
@pytest.mark.parametrize("name", BIG)
def test_a_big_text_ends(name: str) -> None:
    """Beside one amount there is nothing to verify; without any the text is refused."""
    outcome = check(decode("made", f"事業費 1,000千円\n{BIG[name]}\n".encode()), "offline", Settings())
    assert outcome.verdict is Verdict.NEEDS_REVIEW


@pytest.mark.slow
@pytest.mark.parametrize("name", ["digits", "spaces", "commas", "words"])
def test_a_big_line_in_a_sheet_changes_nothing(name: str) -> None:
    """In a sheet that adds up it leads to review, or leaves every amount as it was."""
    text = sheet(CLEAN).text.replace("2 主な事業内容", f"{BIG[name][:IN_A_SHEET]}\n2 主な事業内容")
    outcome = check(decode("made", text.encode()), "offline", Settings())
    if outcome.verdict is Verdict.VERIFIED:
        assert amounts(outcome) == amounts(offline(sheet(CLEAN)))
