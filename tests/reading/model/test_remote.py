"""The transport to an endpoint: compressed answers are read like others, and none is longer than any answer."""

import gzip
import json
import tracemalloc
import zlib

import openai
import pytest

from structurer.reading.model.remote import Remote
from tests.support.endpoint import Answer, reply, serve, trouble

GOOD = reply('{"word": "森"}')
MB = 1_000_000


def sent(answer: Answer, seconds: float = 20) -> object:
    """What the transport returns of an answer."""
    with serve([answer]) as endpoint:
        transport = Remote((endpoint.url, "sk-made-1234567890", None))
        try:
            return transport.send({"model": "m", "messages": []}, seconds)
        finally:
            transport.close()


def bomb(megabytes: int, *, times: int = 1) -> Answer:
    """A right answer behind so many megabytes of blanks, compressed so many times."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join(pack.compress(b" " * MB) for _ in range(megabytes)) + pack.compress(GOOD.payload) + pack.flush()
    for _ in range(times - 1):
        data = gzip.compress(data)
    return Answer(200, data, (("Content-Encoding", ", ".join(["gzip"] * times)),))


@pytest.mark.parametrize(
    "answer", [GOOD, GOOD.packed(), bomb(2), bomb(2, times=2)], ids=["plain", "gzip", "long", "twice"]
)
def test_a_compressed_answer_is_read_like_any_other(answer: Answer) -> None:
    """Endpoints compress as we allow them to."""
    assert sent(answer) == GOOD.body


@pytest.mark.parametrize(("status", "encodings"), [(200, 1), (200, 2), (500, 1)])
def test_an_answer_is_bounded_after_decompression(status: int, encodings: int) -> None:
    """A quarter of a megabyte that is 256 MB long is left where it gets too long, an error's body too."""
    answer = bomb(256, times=encodings)
    tracemalloc.start()
    try:
        with pytest.raises(openai.APIConnectionError) as caught:
            sent(Answer(status, answer.body, answer.headers))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "8,000,000 bytes" in str(caught.value.__cause__)
    assert len(answer.payload) < MB / 2
    assert most < 30 * MB


def test_a_compressed_error_is_told() -> None:
    """The message of a refusal is read through its compression."""
    with pytest.raises(openai.BadRequestError, match="too warm"):
        sent(trouble(400, "too warm").packed())


@pytest.mark.parametrize("body", [b"", b" \r\n", b"<p>Log in</p>", b"data: [DONE]", b"[" * 100_000, b"\xff"])
def test_an_answer_that_is_no_json_is_its_text(body: bytes) -> None:
    """For the message; half a character is made visible."""
    assert sent(Answer(200, body)) == body.decode("utf-8", "replace").strip()


def test_an_answer_that_is_json_is_given_as_json() -> None:
    """Whatever it holds."""
    assert sent(Answer(200, json.dumps([1, None]).encode())) == [1, None]
