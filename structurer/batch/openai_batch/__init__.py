"""The Batch API of an OpenAI-compatible endpoint: many requests in one file, answered within a day at a lower price."""
