"""PDF: what can be seen of the text layer, page by page, as lines and rows."""

from structurer.documents.pdf.pages import count, read

__all__ = ["count", "read"]
