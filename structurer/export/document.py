"""`docs/export.md`, which is generated: every table and column of an export, as the code has them."""

from collections.abc import Iterator

from structurer.export.column import Column, Kind, Listing
from structurer.export.listings import LISTINGS

_KINDS = {
    Kind.TEXT: ("string", "string"),
    Kind.INTEGER: ("integer", "int32"),
    Kind.AMOUNT: ("string", "string"),
    Kind.TIME: ("datetime", "timestamp(ms, UTC)"),
    Kind.YEN: ("—", "decimal128(38, 4)"),
}


def document() -> str:
    """The text of docs/export.md."""
    return "\n\n".join([_OPENING, *map(_listing, LISTINGS), _CODES, *_codes()]) + "\n"


def _listing(listing: Listing) -> str:
    rows = "\n".join(map(_row, listing.typed))
    return f"## {listing.name} · {listing.title}\n\n{listing_note(listing)}\n\n{_HEADER}\n{rows}"


def listing_note(listing: Listing) -> str:
    """What a row of a table is."""
    key = f" `{listing.key}` は一意 · is unique." if listing.key else " `record` → `records.record`."
    return f"{listing.title_en}.{key}"


def _row(column: Column) -> str:
    text, typed = _KINDS[column.kind]
    typed = "dictionary" if column.words else typed
    empty = "" if column.filled else "○"
    return f"| `{column.name}` | {text} | {typed} | {empty} | {column.title}: {column.told} {column.told_en} |"


def _codes() -> Iterator[str]:
    seen: set[str] = set()
    for listing in LISTINGS:
        for column in listing.columns:
            if column.words and column.name not in seen:
                seen.add(column.name)
                codes = " · ".join(f"`{code}` {word}" for code, word in column.words.items())
                yield f"**{column.name}**: {codes}"


_HEADER = "| column | CSV | Parquet | 空 · may be empty | |\n|---|---|---|---|---|"
_CODES = "## 符号 · Codes"
_OPENING = """# 書き出しの列 · Columns of an export

Generated from the code by `make docs`; do not edit."""
