"""`structurer words`: the list, the answers, and what becomes of the sheets."""

import json
from pathlib import Path

import pytest

from tests.support.builders import Command
from tests.support.taught import funding


@pytest.fixture
def sheet(run: Command, tmp_path: Path) -> str:
    """A sheet with words that nobody knows, saved."""
    path = tmp_path / "sheet.txt"
    path.write_text(funding(0).source.text, encoding="utf-8")
    assert run("run", str(path), "--model", "offline").returncode == 1
    return str(path)


def test_the_command(run: Command, sheet: str) -> None:
    """Listed, confirmed by two, verified, revoked, and open again."""
    listed = run("words", STRUCTURER_LANG="ja").stdout
    assert "裁定額 = ?  潮浜県  意味は?  シート1件" in listed
    assert len(listed.splitlines()) == 3
    assert "0 in force, 3 waiting" in run("doctor").stdout
    assert run("words", "confirm", "臨財債", "起債", "--by", "Sato").returncode == 0
    assert run("words", "confirm", "業務の別", "name", "--by", "Sato", "--reason", "form 3").returncode == 0
    assert "A second person must confirm it." in run("words", "confirm", "裁定額", "計上", "--by", "Sato").stdout
    done = run("words", "confirm", "裁定額", "--by", "Suzuki")
    assert (done.returncode, done.stdout.splitlines()[1]) == (0, "verified: 1 sheet(s)")
    read = run("run", sheet, "--model", "offline", "--no-save")
    assert read.returncode == 0
    assert "Rests on confirmed words: 業務の別 (Sato 20" in read.stdout
    assert "3 in force, 0 waiting" in run("doctor").stdout
    ended = run("words", "revoke", "裁定額", "--by", "Tanaka", "--reason", "another stage")
    assert ended.stdout.splitlines()[1] == "needs review: 1 sheet(s)"
    assert "revoked (Tanaka)" in run("words").stdout
    assert run("words", "revoke", "裁定額", "--by", "Tanaka").returncode == 2


def test_the_list_as_json(run: Command, sheet: str) -> None:
    """Everything that is known of each word."""
    run("words", "confirm", "臨財債", "起債", "--by", "Sato")
    found = {word["word"]: word for word in json.loads(run("words", "--format", "json").stdout)}
    assert set(found) == {"臨財債", "裁定額", "業務の別"}
    bonds = found["臨財債"]
    assert (bonds["state"], bonds["meaning"], bonds["by"], bonds["scope"]) == (
        "confirmed",
        "source:bonds",
        ["Sato"],
        "publisher:潮浜県",
    )
    assert [act["deed"] for act in bonds["acts"]] == ["proposed", "confirmed"]
    assert len(bonds["records"]) == 1, sheet


def test_a_saved_record_is_checked_with_the_words_of_this_store(run: Command, sheet: str, tmp_path: Path) -> None:
    """A record file that names words is believed only where they are in force."""
    for word, meaning, name in (
        ("臨財債", "起債", "A"),
        ("業務の別", "name", "A"),
        ("裁定額", "計上", "A"),
        ("裁定額", "計上", "B"),
    ):
        run("words", "confirm", word, meaning, "--by", name)
    file = tmp_path / "record.json"
    file.write_text(run("run", sheet, "--model", "offline", "--format", "json").stdout, encoding="utf-8")
    assert {word["word"] for word in json.loads(file.read_text(encoding="utf-8"))["words"]} == {
        "臨財債",
        "業務の別",
        "裁定額",
    }
    assert run("check", str(file)).returncode == 0
    elsewhere = str(tmp_path / "elsewhere.db")
    assert run("check", str(file), STRUCTURER_STORE=elsewhere).returncode == 1
    run("words", "revoke", "臨財債", "--by", "B")
    assert run("check", str(file)).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("confirm", "隣県裁定額", "計上", "--by", "A", "--scope", "publisher:潮浜県"), "another owner"),
        (("confirm", "要求額", "計上", "--by", "A", "--scope", "publisher:潮浜県"), "has it already"),
        (("confirm", "裁定額", "計上", "--by", "A", "--scope", "潮浜県"), "no scope"),
        (("confirm", "裁定額", "nonsense", "--by", "A"), "no meaning"),
        (("confirm", "裁定額", "--by", "A"), "No meaning is given"),
        (("confirm", "無い語", "計上", "--by", "A"), "not on the list"),
        (("confirm", "裁定額", "計上"), "STRUCTURER_AUTHOR"),
        (("revoke", "無い語", "--by", "A"), "not on the list"),
        (("propose", "裁定額", "計上", "--by", "A", "--scope", "x"), "no scope"),
    ],
)
def test_refused(run: Command, sheet: str, arguments: tuple[str, ...], said: str) -> None:
    """In a sentence, with the status of bad usage, and nothing kept."""
    before = run("words").stdout
    done = run("words", *arguments)
    assert (done.returncode, said in done.stderr) == (2, True), (sheet, done.stderr)
    assert run("words").stdout == before


def test_a_proposal(run: Command, sheet: str) -> None:
    """Sheets are read with it, nothing is verified, and the report says so."""
    for word, meaning in (("臨財債", "起債"), ("裁定額", "計上"), ("業務の別", "細事業名")):
        assert run("words", "propose", word, meaning, "--scope", "publisher:潮浜県", "--by", "Sato").returncode == 0
    done = run("run", sheet, "--model", "offline", "--no-save")
    assert done.returncode == 1
    assert "words that nobody has confirmed" in done.stdout
    assert "裁定額 = approved ?" in run("words").stdout


def test_an_empty_store(run: Command) -> None:
    """Nothing to ask."""
    done = run("words")
    assert (done.returncode, done.stdout) == (0, "")
    assert "No words yet" in done.stderr
    assert json.loads(run("words", "--format", "json").stdout) == []
