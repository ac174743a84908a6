"""`structurer site` as a user types it."""

from pathlib import Path

from structurer.store import Store
from tests.support.audited import keep, made
from tests.support.builders import FIXTURES, Command
from tests.support.stores import execute


def test_written_and_counted(run: Command, tmp_path: Path) -> None:
    """What was written on stdout, what was left out on stderr, 0; again with --all into the same folder."""
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 2)
    run("run", str(FIXTURES / "error-percent" / "source.txt"), "--model", "offline")
    output = tmp_path / "site"
    done = run("site", str(output))
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        f"{output}: 2 record(s) of 2 project(s). Open index.html.",
    )
    assert done.stderr == "1 record(s) that need review are not published (--all includes them).\n"
    everything = run("site", str(output), "--all")
    assert (everything.returncode, everything.stderr) == (0, "")
    assert everything.stdout.startswith(f"{output}: 3 record(s)")


def test_refusals(run: Command, tmp_path: Path) -> None:
    """One sentence and 2, and nothing is written: no store, nothing to publish, a folder of somebody's."""
    output = tmp_path / "site"
    assert run("site", str(output)).returncode == 2
    Store.open(str(tmp_path / "store.db")).close()
    nothing = run("site", str(output))
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert "nothing was written" in nothing.stderr
    with Store.open(str(tmp_path / "store.db")) as store:
        keep(store, 1)
    output.mkdir()
    (output / "thesis.txt").write_text("mine")
    done = run("site", str(output))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert [path.name for path in output.iterdir()] == ["thesis.txt"]


def test_a_damaged_record_is_left_out_and_told(run: Command, tmp_path: Path) -> None:
    """The others are published, and the status is 2."""
    with Store.open(str(tmp_path / "store.db")) as store:
        ids = keep(store, 2)
        store.save(made(7), author=None)
    execute(f"sqlite:///{tmp_path / 'store.db'}", f"UPDATE revisions SET findings = 5 WHERE record_id = '{ids[0]}'")  # noqa: S608 (our own id)
    done = run("site", str(tmp_path / "site"))
    assert done.returncode == 2
    assert done.stdout.startswith(f"{tmp_path / 'site'}: 2 record(s)")
    assert ids[0] in done.stderr
    assert "1 damaged record(s) are not published." in done.stderr
