"""The packed files of an Office document, checked before any library unpacks them: sizes, ratios, entities in XML."""

import io
import zipfile
import zlib

from structurer.documents import limits
from structurer.errors import DocumentDamaged, DocumentEncrypted, DocumentTooLarge

_DECLARES = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_XML = (".xml", ".rels", ".vml")
_CHUNK = 1 << 20  # bytes read at a time
_ENCRYPTED = 0x1  # the flag of ZIP


def names(data: bytes) -> frozenset[str] | None:
    """The names of what is packed; None where the directory at the end cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return frozenset(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RecursionError):
        return None


def parts(name: str, data: bytes) -> dict[str, bytes]:
    """The XML parts by name.

    Raises:
        DocumentTooLarge: it would unpack to more than a document has; nothing has been unpacked then beyond that.
        DocumentEncrypted, DocumentDamaged: it cannot be unpacked, or its XML declares entities, which no Office document does.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _bounded(name, packed.infolist())
            return {entry.filename: _xml(name, packed, entry) for entry in packed.infolist() if _is_xml(entry)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise DocumentDamaged(name, type(error).__name__) from error


def _bounded(name: str, entries: list[zipfile.ZipInfo]) -> None:
    whole = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > limits.SMALL and entry.file_size > limits.RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if whole > limits.UNPACKED or swollen or len(entries) > limits.ENTRIES:
        raise DocumentTooLarge(name, "unpacked", limits.UNPACKED)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise DocumentEncrypted(name)


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_XML)


def _xml(name: str, packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with packed.open(entry) as stream:
        data = b"".join(iter(lambda: stream.read(_CHUNK), b""))
    if any(word in data for word in _DECLARES):
        raise DocumentDamaged(name, f"{entry.filename}: DTD")
    return data
