"""A real PostgreSQL for the tests: a private server of this process, or the one that STRUCTURER_TEST_POSTGRES names."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.engine import URL, make_url

from tests.support.stores import Fill, empty

if TYPE_CHECKING:  # an extra
    import psycopg

USER, PASSWORD = "structurer", "hunter2"
MISSING = "no PostgreSQL server here: install postgresql, or name one in STRUCTURER_TEST_POSTGRES"
NO_DRIVER = "a store on PostgreSQL needs psycopg: pip install 'structurer[postgres]'"
UNSAFE_BUT_FAST = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0",
    "autovacuum": "off",
}  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A server on which the tests may make databases, by the URL of one that is there."""

    url: URL
    templates: dict[Fill, str] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)

    @contextmanager
    def store(self, fill: Fill = empty) -> Iterator[str]:
        """The URL of a new store that begins as `fill` leaves it, which is dropped afterwards."""
        with self.database(f"TEMPLATE {self._template(fill)}") as made:
            yield made

    def _template(self, fill: Fill) -> str:
        """The database from which such stores are copied, which is quicker than to fill each anew."""
        if fill not in self.templates:
            name = f"structurer_template_{os.getpid()}_{len(self.templates)}"
            self.execute(f"CREATE DATABASE {name}")
            self.templates[fill] = name
            fill(self.url.set(database=name).render_as_string(hide_password=False))
        return self.templates[fill]

    @cached_property
    def copied(self) -> str:
        """How a database is copied: file by file, a third of the work of writing each page to the log as well."""
        with self.connected() as connection:
            return (
                "STRATEGY file_copy" if connection.info.server_version >= 150000 else ""
            )  # before 15 there is no other

    @contextmanager
    def database(self, options: str = "") -> Iterator[str]:
        """The URL of a new, empty database, which is dropped afterwards."""
        name = f"structurer_test_{os.getpid()}_{next(self.numbers)}"
        self.execute(f"CREATE DATABASE {name} {options} {self.copied}")
        try:
            yield self.url.set(database=name).render_as_string(hide_password=False)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        """Run a statement outside of any transaction."""
        with self.connected() as connection:
            connection.execute(statement.encode())

    def connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection to the database that is there."""
        driver = pytest.importorskip("psycopg", reason=NO_DRIVER)
        made: psycopg.Connection[tuple[Any, ...]] = driver.connect(
            self.url.render_as_string(hide_password=False), autocommit=True
        )
        return made


@contextmanager
def server() -> Iterator[Server]:
    """A server while the tests run; they are skipped where there is none to be had."""
    with ExitStack() as stack:
        found = Server(_found(stack))
        try:
            yield found
        finally:
            for name in found.templates.values():
                found.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _found(stack: ExitStack) -> URL:
    named, programs = os.environ.get("STRUCTURER_TEST_POSTGRES"), _programs()
    if named:
        return make_url(named)
    if programs is None:
        pytest.skip(MISSING)
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="structurer-postgres-"))
    return stack.enter_context(_started(programs, folder))


def _programs() -> Path | None:
    """The folder of the server's programs: on the path, where pg_config says, or where Debian keeps them."""
    config = shutil.which("pg_config")
    said = [] if config is None else [Path(subprocess.check_output([config, "--bindir"], text=True).strip())]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parent.name), reverse=True)
    known = shutil.which("initdb")
    folders = [*([] if known is None else [Path(known).resolve().parent]), *said, *debian]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def _started(programs: Path, folder: str) -> Iterator[URL]:
    """A server of this folder, by its URL; the server refuses to run as root, so then another user runs it."""
    data, secret, port = f"{folder}/data", Path(folder) / "password", _free_port()
    secret.write_text(PASSWORD, encoding="utf-8")
    if os.geteuid() == 0:
        for path in (folder, secret):
            os.chown(path, _servant().pw_uid, _servant().pw_gid)
    settings = UNSAFE_BUT_FAST | {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder}
    said = " ".join(f"-c {name}={value}" for name, value in settings.items())
    made = [f"--username={USER}", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
    _run(folder, str(programs / "initdb"), "--no-sync", *made, f"--pgdata={data}")
    control = [str(programs / "pg_ctl"), "--silent", f"--pgdata={data}", "--wait"]
    _run(folder, *control, f"--log={folder}/log", f"--options={said}", "start")
    try:
        yield URL.create("postgresql", USER, PASSWORD, "127.0.0.1", port, "postgres")
    finally:
        _run(folder, *control, "--mode=immediate", "stop")


def _run(folder: str, *command: str) -> None:
    user, group = (_servant().pw_uid, _servant().pw_gid) if os.geteuid() == 0 else (None, None)
    log = Path(folder) / "programs"
    with log.open("ab") as output:  # a pipe would stay open as long as the server does
        ran = subprocess.run(command, cwd=folder, stdout=output, stderr=output, check=False, user=user, group=group)
    assert ran.returncode == 0, log.read_text(encoding="utf-8")


def _servant() -> pwd.struct_passwd:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
