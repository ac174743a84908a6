"""Finding saved records by words, years, publishers, verdicts and amounts, with a count of what each facet would leave."""
