"""A model file in this process, up to where a model is needed: `tests/test_local_model.py` runs a real one."""

import sys
import time
from pathlib import Path
from typing import Any

import pytest

from structurer.errors import ExtraMissing, ModelFileUnusable
from structurer.reading.model.completion import completion
from structurer.reading.model.local import Local, _Stream, fingerprint, local

BODY: dict[str, Any] = {"messages": [{"role": "user", "content": "要求額"}], "max_tokens": 8}


def made(path: Path, content: bytes = b"GGUF and no more") -> Path:
    """A file that begins like a model."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("content", "reason"), [(None, "No such file"), (b"PK\x03\x04", "GGUF"), (b"", "GGUF")])
def test_no_model_file(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """A file that is no model is refused before anything is loaded."""
    path = tmp_path / "x.gguf"
    if content is not None:
        made(path, content)
    with pytest.raises(ModelFileUnusable, match=reason):
        local(str(path))


def test_a_folder_is_no_model_file(tmp_path: Path) -> None:
    """A path that cannot be opened as a file is one sentence too."""
    with pytest.raises(ModelFileUnusable):
        local(str(tmp_path))


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence names the command that installs what is missing."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ExtraMissing) as caught:
        Local(made(tmp_path / "x.gguf"), tmp_path).send(BODY, 5)
    assert "pip install -c constraints.txt '.[local]'" in caught.value.en


def test_a_damaged_model_file(tmp_path: Path) -> None:
    """A file that begins like a model and is none ends in a sentence, not in llama.cpp's own words."""
    pytest.importorskip("xllamacpp")
    with pytest.raises(ModelFileUnusable, match=r"llama\.cpp"):
        Local(made(tmp_path / "x.gguf"), tmp_path).send(BODY, 5)


def test_another_file_of_the_same_name(tmp_path: Path) -> None:
    """A cached reply belongs to one file: another of the same name is distinguished."""
    first = fingerprint(made(tmp_path / "x.gguf"))
    assert fingerprint(made(tmp_path / "x.gguf", b"GGUF and something more")) != first


def chunk(text: str, finish: str | None = None) -> dict[str, Any]:
    """A piece of an answer as llama.cpp gives it."""
    return {"choices": [{"delta": {"content": text}, "finish_reason": finish}]}


def test_pieces_become_a_completion() -> None:
    """Text, reason of the end and tokens come out as from an endpoint."""
    stream = _Stream(time.monotonic() + 60)
    usage = {"prompt_tokens": 7, "completion_tokens": 2}
    taken = [stream.take(piece) for piece in (chunk("{"), chunk("}", "stop"), {"choices": [], "usage": usage})]
    found = completion(stream.completion())
    assert taken == [False, False, False]
    assert found is not None
    assert (found.content, found.finish, found.tokens and found.tokens.output) == ("{}", "stop", 2)


def test_the_time_is_over() -> None:
    """Past the deadline llama.cpp is asked to stop; an answer that has ended counts."""
    late = _Stream(time.monotonic() - 1)
    assert late.take(chunk("{"))
    assert late.late
    assert not _Stream(time.monotonic() - 1).take(chunk("}", "stop"))
