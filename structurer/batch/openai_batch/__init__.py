"""Many questions in one file, answered within a day: the Batch API of an OpenAI-compatible endpoint."""
