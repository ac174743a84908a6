"""The readers of documents."""
