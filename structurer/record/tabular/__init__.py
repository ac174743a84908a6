"""A record as rows: the tables of an export, each column with its documentation, and the texts that are kept of a revision."""
