"""Sheets made to be misread, each with a careful person's reading as gold and, for each, a harmless twin.

`python -m benchmarks.adversary` draws them by a seed, has the offline road read them and counts what is verified wrongly.
"""
