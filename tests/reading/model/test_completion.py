"""What we read of a reply: the answer without what models put around it."""

import json
import time

import pytest

from structurer.reading.model.completion import bare, completion

ANSWER = '{"word": "```"}'
MANY = 100_000


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        " \n{}\n ",
        "```json\n{}\n```",
        "```\n{}\n```",
        "  ```json  \r\n\r\n{}\r\n\r\n```\n\n",
        "```json {}```",
        "<think>It is ```json\n[]\n```.</think>{}",
        "<think>First.</think>\n```json\n{}\n```",
        "\n<think></think>\n\n{}",
    ],
)
def test_what_stands_around_an_answer_is_taken_off(around: str) -> None:
    """Blanks, one fence, thoughts before it; a fence inside the answer stays."""
    assert bare(around.replace("{}", ANSWER)) == ANSWER


@pytest.mark.parametrize(
    "content",
    [
        "",
        "`",
        "<think>without an end",
        f"Here it is: ```json\n{ANSWER}\n```",
        f"```json\n{ANSWER}\n``` as asked",
        f"{ANSWER} <think>afterwards</think>",
    ],
)
def test_anything_else_stays(content: str) -> None:
    """Words before or behind an answer are no fence: the model is asked again."""
    assert bare(content) == content


@pytest.mark.parametrize(
    "content",
    [
        "```" + "\n" * MANY,
        "```json" + "\n" * MANY + "x",
        "\n" * MANY + "```",
        "<think>" * MANY,
        "<think>" + "</think" * MANY,
        "`" * MANY,
    ],
    ids=["fence", "fence, text behind", "blanks", "thoughts", "half an end", "ticks"],
)
def test_the_work_grows_with_the_length(content: str) -> None:
    """What never ends as it began is looked at once: a hundred thousand letters take no noticeable time."""
    begun = time.process_time()
    bare(content)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("error", [{"message": "no", "code": 502}, "no"])
@pytest.mark.parametrize("inside", [True, False], ids=["choice", "answer"])
def test_a_reply_with_an_error_is_none(error: object, *, inside: bool) -> None:
    """A gateway whose model died half-way sends what it has beside the error."""
    choice = {"message": {"content": ANSWER}} | ({"error": error} if inside else {})
    assert completion({"choices": [choice]} | ({} if inside else {"error": error})) is None


@pytest.mark.parametrize("nothing", [None, "", {}])
def test_an_error_that_says_nothing_is_none(nothing: object) -> None:
    """Some endpoints send the member with every answer."""
    found = completion({"error": nothing, "choices": [{"error": nothing, "message": {"content": ANSWER}}]})
    assert found is not None
    assert json.loads(found.content) == json.loads(ANSWER)
