"""The whole road with a model behind a real HTTP endpoint: a right reply is verified in one call, a wrong one never."""

import json
import re
from typing import Any

import pytest

from structurer.checks.claim import Verdict
from structurer.pipeline import Outcome, check
from structurer.reading.layout import read_sheet
from structurer.reading.options import Options
from structurer.settings import Settings
from structurer.text.source import Source
from tests.generate.golden import FOLDERS
from tests.support.builders import fixture
from tests.support.endpoint import reply, serve
from tests.support.perfect import perfect

VERIFIED = [
    folder.name for folder in FOLDERS if json.loads((folder / "meta.json").read_text())["verdict"] == "verified"
]
SMALL = "forest-request"
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


def right() -> dict[str, Any]:
    """The right reply for the small sheet, to be spoilt."""
    made: dict[str, Any] = json.loads(perfect(read_sheet(fixture(SMALL))).model_dump_json())
    return made


def _swapped(tree: dict[str, Any]) -> None:
    cells = tree["funding"][0]["rows"][0]["cells"]
    other = next(cell for cell in cells[1:] if cell["printed"] != cells[0]["printed"])
    for key in ("id", "printed"):
        cells[0][key], other[key] = other[key], cells[0][key]


def _columns_swapped(tree: dict[str, Any]) -> None:
    for row in tree["funding"][0]["rows"]:
        for cell in row["cells"]:
            cell["measure"] = {"fees": "donations", "donations": "fees"}.get(cell["measure"], cell["measure"])


def _digit(tree: dict[str, Any]) -> None:
    cell = tree["costs"][0]["rows"][0]["cells"][0]
    cell["printed"] = re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), cell["printed"], count=1)


def _invented(tree: dict[str, Any]) -> None:
    tree["sections"][0]["items"][0]["cells"][0] |= {"id": "F9999", "printed": "73,400"}


def _lost(tree: dict[str, Any]) -> None:
    tree["sections"][0]["items"].pop()


def _repeated(tree: dict[str, Any]) -> None:
    tree["sections"][0]["items"].append(tree["sections"][0]["items"][0])


def _stage(tree: dict[str, Any]) -> None:
    for cell in tree["totals"][0]["rows"][0]["cells"]:
        cell["stage"] = "approved"


def _years(tree: dict[str, Any]) -> None:
    for item in tree["sections"][0]["items"]:
        for cell in item["cells"]:
            cell["year"] = None if cell["year"] else "前年度"


def _label(tree: dict[str, Any]) -> None:
    items = tree["sections"][0]["items"]
    items[0]["label"], items[1]["label"] = items[1]["label"], items[0]["label"]


def _empty(tree: dict[str, Any]) -> None:
    tree |= {name: [] for name in ("costs", "totals", "sections", "funding", "indicators")}


def _unexplained(tree: dict[str, Any]) -> None:
    rows = tree["funding"][0].pop("rows")
    tree["funding"] = []
    cells = [cell for row in rows for cell in row["cells"]][:20]
    tree["mentions"] = [{"text": "財源", "id": cell["id"], "printed": cell["printed"]} for cell in cells]


SPOILT = [_unexplained, _swapped, _columns_swapped, _digit, _invented, _lost, _repeated, _stage, _years, _label, _empty]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_wrong_reply_is_never_verified(spoil: Any) -> None:  # noqa: ANN401  # one of the functions above
    """Whatever a reply gets wrong, the outcome is `needs_review`, and the reply is kept."""
    tree = right()
    spoil(tree)
    outcome, _ = answered(fixture(SMALL), json.dumps(tree, ensure_ascii=False))
    assert outcome.verdict is Verdict.NEEDS_REVIEW
    assert len(outcome.replies) == 1
