"""PDF: the text layer with its positions; tables by their ruling lines, else by alignment. Only what can be seen is read."""

from structurer.documents.pdf.pages import read

__all__ = ["read"]
