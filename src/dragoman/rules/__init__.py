"""Data: the words, by language."""
