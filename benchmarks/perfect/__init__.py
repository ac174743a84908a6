"""What becomes of a model that makes no mistake, and of one that makes a few: answers made of gold facts, through the real road."""
