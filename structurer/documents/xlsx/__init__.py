"""Workbooks: each visible worksheet as lines and rows, its numbers as Excel shows them. Nothing is calculated."""

from structurer.documents.xlsx.workbook import read

__all__ = ["read"]
