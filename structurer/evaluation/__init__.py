"""How well a reader reads: its sheets against gold facts, its verdicts against the truth, its blame against who erred."""
