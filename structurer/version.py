"""The package's version, and the versions a record keeps."""

import platform

__version__ = "0.1.0"


def versions(**others: str) -> dict[str, str]:
    """Versions for provenance: ours, Python's, and those of the libraries a reader used."""
    return {"structurer": __version__, "python": platform.python_version(), **others}
