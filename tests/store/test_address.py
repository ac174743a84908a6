"""Where a store is: what a user may write, and what is shown of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import URL

from structurer import errors
from structurer.store.address import address_of, is_sqlite, secrets_of, shown
from tests.support.builders import proves

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("given_text", "driver", "seen"),
    [
        ("store.db", "sqlite", "sqlite:///store.db"),
        ("C:/store.db", "sqlite", "sqlite:///C:/store.db"),
        ("C:/users/a@b.example/store.db", "sqlite", "sqlite:///C:/users/a@b.example/store.db"),
        ("./10:30@home.db", "sqlite", "sqlite:///10:30@home.db"),
        ("sqlite://", "sqlite", "sqlite://"),
        ("postgres://a:b@host/db", "postgresql+psycopg", "postgresql://a:***@host/db"),
        (" PostgreSQL://a:b@host/db ", "postgresql+psycopg", "postgresql://a:***@host/db"),
        ("postgres://a:b@c@host:5433/db", "postgresql+psycopg", "postgresql://a:***@host:5433/db"),
        ("SQLite:///store.db", "sqlite", "sqlite:///store.db"),
        ("postgresql://host:5433/db?sslmode=require", "postgresql+psycopg", "postgresql://host:5433/db"),
        ("postgresql+psycopg:///db?host=/run/postgresql&user=a", "postgresql+psycopg", "postgresql:///db"),
    ],
)
def test_what_may_be_written(given_text: str, driver: str, seen: str) -> None:
    """Plain paths and two kinds of URL."""
    url = address_of(given_text)
    assert (url.drivername, shown(url), is_sqlite(url)) == (driver, seen, driver == "sqlite")


@pytest.mark.parametrize(
    "given_text", ["mysql://host/db", "postgresql+psycopg2://host/db", "postgresql+asyncpg://host/db"]
)
def test_other_databases_and_drivers(given_text: str) -> None:
    """They are refused by name, instead of failing in the middle of a save."""
    with pytest.raises(errors.StoreUnavailable, match="only sqlite: and postgresql:"):
        address_of(given_text)


@pytest.mark.parametrize(
    "given_text",
    [
        "host=127.0.0.1 password=secret dbname=x",
        "dbname=x PASSWORD = secret",
        "password=secret",
        "Server=db.example;User Id=a;Password=secret;Database=x",
        "Pwd=secret;Uid=a",
        "a:secret@db.example:5432/x",
        "a.b:sec/secret@db.example/x",
        "postgresql：//a:secret@db.example/x",
        "postgresql//a:secret@db.example/x",
        "PostgreSQL/a:secret@db.example/x",
    ],
)
def test_a_connection_string(given_text: str) -> None:
    """It is no path: one sentence says how to write it, and shows nothing of it."""
    with pytest.raises(errors.StoreUnavailable, match="postgresql://user:password@host") as caught:
        address_of(given_text)
    assert "secret" not in caught.value.en + caught.value.ja


def test_an_at_sign_in_a_password() -> None:
    """It is all of it what must never be shown."""
    assert secrets_of(address_of("postgresql://a:b@c@host/db")) == ["b@c"]


@proves
@given(password=WORDS, another=WORDS)
def test_no_password_is_shown(password: str, another: str) -> None:
    """Whatever it is made of, and wherever it stands."""
    made = URL.create(
        "postgresql", "a", f"<{password}>", "host", None, "db", {"sslpassword": f"<{another}>", "sslmode": "x"}
    )
    url = address_of(made.render_as_string(hide_password=False))
    assert shown(url) == "postgresql://a:***@host/db"
    assert secrets_of(url) == [f"<{password}>", f"<{another}>"]
