"""A record as a page: what `structurer serve` shows and `--format html` writes. View models are pure; Jinja2 fills them in.

Everything of a sheet goes through the templates' escaping and `printable`; no text of a sheet becomes markup or a link.
"""
