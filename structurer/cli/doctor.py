"""`structurer doctor`: what is configured, what is reachable, what is missing, and what to do about it."""

import platform
from importlib.metadata import PackageNotFoundError, version

from structurer import pipeline
from structurer import settings as configuration
from structurer.cli import config
from structurer.cli.status import CLEAN, FAILED
from structurer.errors import StructurerError
from structurer.language import language, say
from structurer.settings import Settings
from structurer.store import Store
from structurer.text.source import Source
from structurer.version import __version__

_LIBRARIES = ("pydantic", "openai", "instructor", "sqlalchemy", "alembic", "psycopg", "typer", "rich", "xllamacpp")


def report(model: str | None) -> int:
    """Print every finding of the examination; 2 where something that is configured does not work."""
    settings = configuration.load()
    chosen = settings.chosen_model(model)
    _line(say("版", "version"), f"structurer {__version__}, Python {platform.python_version()}")
    _line(say("言語", "language"), language())
    _line(
        say("設定ファイル", "settings file"),
        f"{config.path()}{'' if config.path().exists() else say(' (なし)', ' (none)')}",
    )
    _line(say("モデル", "model"), chosen)
    _line("OPENAI_API_KEY", say("設定あり", "set") if settings.openai_api_key is not None else say("なし", "not set"))
    _line("OPENAI_BASE_URL", settings.openai_base_url or say("なし", "not set"))
    for name in _LIBRARIES:
        _line(name, _version(name))
    return max(_model(chosen, model, settings), _store(settings), _prompts())


def _line(name: str, value: str) -> None:
    print(f"{name}: {value}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return say("入っていません", "not installed")


def _model(chosen: str, asked: str | None, settings: Settings) -> int:
    """Report whether the chosen reader can be used. One that was named is really sent a request, which costs a few tokens."""
    name = say("読み取り", "reading")
    try:
        kind = pipeline.kind_of(chosen)
    except StructurerError as error:
        _line(name, str(error))
        return FAILED
    if kind == pipeline.OFFLINE:
        _line(name, say("内蔵の書式リーダー", "the built-in layout reader"))
        return CLEAN
    if asked is None:
        hint = f"structurer doctor --model {chosen}"
        _line(name, say(f"未確認。確かめるには: {hint}", f"not tried. To try it: {hint}"))
        return CLEAN
    return _probe(name, pipeline.full_name(chosen, settings), settings)


def _probe(name: str, model: str, settings: Settings) -> int:
    from structurer.reading.model.probe import probe

    try:
        found = probe(model, settings)
    except StructurerError as error:
        _line(name, str(error))
        return FAILED
    if found.error is not None:
        _line(name, str(found.error))
        return FAILED
    spent = f"{found.tokens.input:,} + {found.tokens.output:,}"
    _line(
        name,
        say(
            f"{model} が答えました({found.seconds}秒、{spent}トークン)",
            f"{model} answers ({found.seconds} s, {spent} tokens)",
        ),
    )
    for setting, value in found.takes.items():
        _line(f"  {setting}", _meaning(setting, value))
    if found.refused:
        _line(say("  断られた設定", "  refused"), ", ".join(found.refused))
    return CLEAN


def _meaning(setting: str, value: str) -> str:
    """Return what a detected setting means for the reading."""
    meanings = {
        ("response_format", "strict"): say("厳密なスキーマ(strict)を受け付けます", "takes a strict schema"),
        ("response_format", "plain"): say("スキーマを受け付けます(strict なし)", "takes a schema, not its strictness"),
        ("response_format", "object"): say(
            "JSONであることだけ指定できます。形はこちらで確かめます",
            "takes json_object only; the shape is checked here",
        ),
        ("response_format", "none"): say(
            "形を指定できません。形はこちらで確かめます", "takes no response_format; the shape is checked here"
        ),
        ("temperature", "-"): say("送りません(モデルが断るため)", "not sent: the model refuses it"),
        ("seed", "-"): say("送りません", "not sent"),
    }
    return meanings.get((setting, value), value)


def _unwritten(store: Store) -> StructurerError | None:
    """The reason why nothing can be saved in a store that can be read; None where a save would succeed."""
    try:
        store.rehearse()
    except StructurerError as error:
        return error
    return None


def _store(settings: Settings) -> int:
    name = say("保存先", "store")
    try:
        with Store.open(settings.store) as store:
            kind, count, words = store.kind, len(store.records()), store.words.standings()
            unwritten = _unwritten(store)
    except StructurerError as error:
        _line(name, str(error))
        return FAILED
    state = say("書き込めます", "writable") if unwritten is None else say("読めるだけです", "can only be read")
    _line(name, f"{store.url} ({kind}, {say(f'{count}件、{state}', f'{count} record(s), {state}')})")
    if unwritten is not None:
        _line(name, str(unwritten))
        return FAILED
    held = sum(word.is_confirmed for word in words)
    waiting = sum(word.state in {"asked", "proposed", "waiting"} for word in words)
    _line(say("語", "words"), say(f"有効{held}件、確認待ち{waiting}件", f"{held} in force, {waiting} waiting"))
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
