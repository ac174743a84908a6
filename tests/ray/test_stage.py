"""The stage on a real Ray: what comes out of it, and that a sheet which ends its worker does not end the dataset."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

pytest.importorskip("ray", reason="ray is not installed: pip install 'structurer[ray]'")

from structurer import structure
from structurer.errors import OptionUnshareable
from structurer.ray import structured
from structurer.reading.model import prices
from structurer.reading.model.pace import Pace
from structurer.reading.model.prices import budget
from structurer.reading.options import Options
from structurer.record.tabular.figures import FACTS
from structurer.store import Store
from tests.support.batches import Reader, made, revisions
from tests.support.builders import fixture
from tests.support.endpoint import Answer, Request, reply, serve
from tests.support.ray_place import ROOT, place

DRIVER = ROOT / "tests" / "support" / "ray_driver.py"
NAMES = ("forest-request", "tottori-dx", "parks-plain")
SECRETS = {"OPENAI_API_KEY": "sk-made-1", "PGPASSWORD": "hunter2"}


@pytest.mark.slow
@pytest.mark.timeout(500)  # longer than the program it waits for may take
def test_a_dataset(server_url: str, tmp_path: Path) -> None:
    """Rows and facts are those of reading one by one; executed again, the dataset is the same and nothing is saved twice."""
    url = server_url.replace(f":{SECRETS['PGPASSWORD']}@", "@")
    texts = {name: fixture(name).text for name in NAMES} | {"bad": "nothing"}
    given = json.dumps([{"name": name, "text": text} for name, text in texts.items()])
    with place(STRUCTURER_STORE=url, **SECRETS) as here:
        driven = here.drive(DRIVER, "offline", "2", "2", str(tmp_path / "out"), stdin=given)
    (rows, again), facts, types = json.loads((tmp_path / "out").read_text("utf-8"))
    assert _by_name(rows) == _by_name(again)  # blocks come as they end
    assert {row["name"]: row["verdict"] or row["error"] for row in rows} == {
        "forest-request": "verified", "tottori-dx": "needs_review", "parks-plain": "verified",
        "bad": "SourceWithoutFigures",
    }  # fmt: skip
    assert revisions(server_url) == dict.fromkeys(NAMES, 1)
    assert {types[name] for name in ("amount", "printed", "yen")} == {"string", "int64"}
    assert sorted(map(_contract, facts)) == sorted(row for name in NAMES for row in _read(texts[name]))
    assert [secret for secret in SECRETS.values() if secret.encode() in driven.logs] == []


@pytest.mark.slow
@pytest.mark.timeout(500)  # longer than the program it waits for may take
def test_a_sheet_that_ends_its_worker(server_url: str, tmp_path: Path) -> None:
    """It is read once more, alone, and then given up; every other sheet is saved once."""
    sheets = made(tmp_path / "sheets", 8)
    reader, deadly = Reader(sheets), "管理記号 ウア"
    with place(STRUCTURER_STORE=server_url) as here, serve([], _killing(reader, deadly, here.kill_workers)) as endpoint:
        here.environment["OPENAI_BASE_URL"] = endpoint.url
        given = json.dumps([{"path": sheet.name, "text": sheet.text} for sheet in sheets])
        here.drive(DRIVER, "openai:m", "1", "1", str(tmp_path / "out"), stdin=given)
    (rows,), _, _ = json.loads((tmp_path / "out").read_text("utf-8"))
    ended = {Path(row["name"]).name: row["verdict"] or row["error"] for row in rows}
    assert ended == {f"{number:04}.txt": "ProcessDied" if number == 4 else "verified" for number in range(8)}
    assert revisions(server_url) == {name: 1 for name, what in ended.items() if what == "verified"}


@pytest.mark.parametrize(
    ("options", "named"),
    [(Options(pace=Pace(1)), "pace"), (Options(budget=budget("9tokens", prices.load())), "budget")],
)
def test_what_cannot_be_shared(options: Options, named: str, tmp_path: Path) -> None:
    """What one process keeps is refused before a batch is begun."""
    with pytest.raises(OptionUnshareable, match=named):
        structured(cast("Any", None), "offline", str(tmp_path / "s.db"), options)
    assert not Store.is_there(str(tmp_path / "s.db"))


def _killing(reader: Reader, deadly: str, kill: Callable[[], int]) -> Callable[[Request], Answer]:
    """An endpoint that ends its workers when it is asked about one sheet."""

    def answer(request: Request) -> Answer:
        if deadly in request.body["messages"][1]["content"]:
            kill()
            return reply(None)
        return reader(request)

    return answer


def _by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in rows}


def _read(text: str) -> list[tuple[str, ...]]:
    """The facts of a sheet that is read by itself, without the head of the sheet's record."""
    return [row[1:] for row in structure(text, model="offline").facts()]


def _contract(fact: dict[str, Any]) -> tuple[str, ...]:
    """A fact of a dataset as the contract's row."""
    return tuple("" if fact[name] is None else str(fact[name]) for name in FACTS.header[1:15])


def test_without_ray() -> None:
    """Where Ray is not installed, one sentence says what to install."""
    blocked = "import sys; sys.modules['ray'] = None; import structurer.ray"
    ran = subprocess.run([sys.executable, "-c", blocked], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "ExtraMissing" in ran.stderr
    assert "pip install -c constraints.txt '.[ray]'" in ran.stderr
