"""`structurer doctor`: what is configured, what is reachable, what is missing, and what to do about it."""

import platform
from importlib.metadata import PackageNotFoundError, version

from structurer.errors import StructurerError
from structurer.language import language, say
from structurer.settings import Settings
from structurer.source import Source
from structurer.store import Store
from structurer.version import __version__

CLEAN, FAILED = 0, 2
_LIBRARIES = ("pydantic", "openai", "instructor", "sqlalchemy", "typer", "rich")


def report(model: str | None) -> int:
    """Print every finding of the examination; 2 where something that is configured does not work."""
    settings = Settings()
    chosen = settings.chosen_model(model)
    _line(say("版", "version"), f"structurer {__version__}, Python {platform.python_version()}")
    _line(say("言語", "language"), language())
    _line(say("モデル", "model"), chosen)
    _line("OPENAI_API_KEY", say("設定あり", "set") if settings.openai_api_key is not None else say("なし", "not set"))
    _line("OPENAI_BASE_URL", settings.openai_base_url or say("なし", "not set"))
    for name in _LIBRARIES:
        _line(name, _version(name))
    return max(_store(settings), _prompts())


def _line(name: str, value: str) -> None:
    print(f"{name}: {value}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return say("入っていません", "not installed")


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
