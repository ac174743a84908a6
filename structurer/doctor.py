"""`structurer doctor`: what is configured, what is reachable, what is missing, and what to do about it."""

import contextlib
import platform
import socket
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from structurer import pipeline
from structurer import settings as configuration
from structurer.errors import StructurerError
from structurer.language import language, say
from structurer.settings import Settings
from structurer.source import Source
from structurer.store import Store
from structurer.version import __version__

CLEAN, FAILED = 0, 2
_PATIENCE = 5
_LIBRARIES = ("pydantic", "openai", "instructor", "sqlalchemy", "typer", "rich")


def report(model: str | None) -> int:
    """Print every finding of the examination; 2 where something that is configured does not work."""
    settings = configuration.load()
    chosen = settings.chosen_model(model)
    _line(say("版", "version"), f"structurer {__version__}, Python {platform.python_version()}")
    _line(say("言語", "language"), language())
    _line(say("モデル", "model"), chosen)
    _line("OPENAI_API_KEY", say("設定あり", "set") if settings.openai_api_key is not None else say("なし", "not set"))
    _line("OPENAI_BASE_URL", settings.openai_base_url or say("なし", "not set"))
    for name in _LIBRARIES:
        _line(name, _version(name))
    return max(_model(chosen, settings), _store(settings), _prompts())


def _line(name: str, value: str) -> None:
    print(f"{name}: {value}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return say("入っていません", "not installed")


def _model(chosen: str, settings: Settings) -> int:
    """Whether the chosen reader can be used: its name, its key, and whether its endpoint takes a connection."""
    name = say("読み取り", "reading")
    try:
        kind = pipeline.kind_of(chosen)
    except StructurerError as error:
        _line(name, str(error))
        return FAILED
    if kind == pipeline.OFFLINE:
        _line(name, say("内蔵の書式リーダー", "the built-in layout reader"))
        return CLEAN
    host, port = _endpoint(settings.openai_base_url or "https://api.openai.com/v1")
    try:
        with socket.create_connection((host, port), timeout=_PATIENCE):
            _line(name, say(f"{host}:{port} に接続できます", f"{host}:{port} takes connections"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        _line(name, say(f"{host}:{port} に接続できません({reason})", f"{host}:{port} cannot be reached ({reason})"))
        return FAILED
    return CLEAN


def _endpoint(url: str) -> tuple[str, int]:
    """Host and port of a base URL; an address that is none fails to connect."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        return parts.hostname or url, parts.port or (80 if parts.scheme == "http" else 443)
    return url, 443


def _store(settings: Settings) -> int:
    name = say("保存先", "store")
    try:
        with Store.open(settings.store) as store:
            count = len(store.records())
    except StructurerError as error:
        _line(name, str(error))
        return FAILED
    _line(name, f"{store.url} ({say(f'{count}件', f'{count} record(s)')})")
    return CLEAN


def _prompts() -> int:
    from structurer.reading import prompting

    name = say("プロンプト", "prompts")
    try:
        digest = prompting.messages(Source("doctor", "")).prompt_sha256
    except (OSError, StructurerError) as error:
        _line(name, str(error))
        return FAILED
    _line(name, f"sha256 {digest[:12]}")
    return CLEAN
