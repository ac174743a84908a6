"""Tests of `structurer.batch.openai_batch`."""
