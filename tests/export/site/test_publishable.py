"""What is taken out of a record before it is published: the folders of the machine, and nothing else."""

import json

import pytest

from structurer import pipeline
from structurer.export.site.publishable import file_name, publishable
from structurer.record.record import SecondReading
from structurer.settings import Settings
from structurer.text.origin import Origin
from structurer.text.source import Source
from tests.support.audited import sheet


@pytest.mark.parametrize(
    ("path", "name"),
    [("/srv/a/b.txt", "b.txt"), ("C:\\a\\b.txt", "b.txt"), ("b.txt", "b.txt"), ("a/b/", "b"), ("/", "/"), ("", "")],
)
def test_the_name_of_a_file(path: str, name: str) -> None:
    """Of any system."""
    assert file_name(path) == name


def test_no_folder_is_left() -> None:
    """In the name, in the workings, in the document and in the model's file, of the second reading too; the figures stay."""
    place = "/srv/budget/秘書課/sheet.txt"
    record = pipeline.check(Source(place, sheet(1)), "offline", Settings()).record()
    assert any(place in line for result in record.results for line in result.working)
    local = record.reading.model_copy(update={"model": "local:/srv/models/small.gguf"})
    second = SecondReading(by=local, figures=(), sheet=record.sheet)
    document = Origin("/srv/budget/all.pdf", "ab" * 32, "pdf")
    record = record.model_copy(
        update={
            "reading": local.model_copy(update={"second": second}),
            "source": record.source.model_copy(update={"document": document}),
        }
    )
    shown = publishable(record)
    assert "/srv" not in json.dumps(shown.model_dump(mode="json"), ensure_ascii=False)
    assert (shown.source.name, shown.reading.model) == ("sheet.txt", "local:small.gguf")
    assert (shown.sheet, shown.source.lines, shown.proofs) == (record.sheet, record.source.lines, record.proofs)
    assert publishable(shown) == shown


def test_an_online_model_keeps_its_name() -> None:
    """A slash in it is no folder."""
    record = pipeline.check(Source("a.txt", sheet(1)), "offline", Settings()).record()
    named = record.model_copy(update={"reading": record.reading.model_copy(update={"model": "openai:org/model"})})
    assert publishable(named).reading.model == "openai:org/model"
