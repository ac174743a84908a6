"""An error says the same wherever it has come from."""

import pickle

import pytest

from structurer.errors import KeyMissing, ModelUnreachable, SourceNotFound, StructurerError
from structurer.language import spoken


def _refused() -> ModelUnreachable:
    error = ModelUnreachable("openai:m", 4, "refused")
    error.replies, error.spent = ("half a reply",), (10, 1)
    return error


@pytest.mark.parametrize("error", [SourceNotFound("甲.txt"), KeyMissing(), _refused()])
def test_from_one_process_to_another(error: StructurerError) -> None:
    """Both sentences and all that an error knows come along, whatever its constructor takes."""
    came = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    assert type(came) is type(error)
    assert (came.args, vars(came)) == (error.args, vars(error))
    with_ja = spoken.set("ja")
    assert str(came) == error.ja
    spoken.reset(with_ja)
