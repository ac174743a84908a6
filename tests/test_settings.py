"""The settings: what is handed in, else what the environment says, else the default."""

import pytest

from structurer.errors import SettingInvalid
from structurer.settings import Settings, load


def test_where_a_setting_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is handed in comes first; a name of the environment may be in small letters, and an empty value says nothing."""
    monkeypatch.setenv("structurer_model", "offline")
    monkeypatch.setenv("STRUCTURER_TIMEOUT", "")
    monkeypatch.setenv("STRUCTURER_REREAD", "off")
    monkeypatch.setenv("OPENAI_API_KEY", "a key")
    found = load()
    assert (found.model, found.timeout, found.reread) == ("offline", 600, False)
    assert "a key" not in repr(found)
    assert Settings.model_validate({"OPENAI_API_KEY": None, "model": "openai:m"}).openai_api_key is None
    assert Settings(model="openai:m").model == "openai:m"


@pytest.mark.parametrize("name", ["STRUCTURER_MAX_TOKENS", "STRUCTURER_READING"])
def test_what_cannot_be_used(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the variable and not its value."""
    monkeypatch.setenv(name, "unlikely")
    with pytest.raises(SettingInvalid, match=name) as caught:
        load()
    assert "unlikely" not in str(caught.value)
