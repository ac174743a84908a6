"""The accuracy of a reader: its figures against gold facts, its verdicts against the truth, its blame against who erred."""
