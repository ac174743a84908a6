"""Web pages as they were saved: what is visible, line by line; tables as piped rows. No network, no file, no entity."""

from structurer.documents.html.lines import read

__all__ = ["read"]
