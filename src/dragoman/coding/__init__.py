"""Clauses to events."""

from dragoman.coding.document import CodedSentence, code_document
from dragoman.coding.phrases import phrasebook
from dragoman.coding.resources import Resources

__all__ = ["CodedSentence", "Resources", "code_document", "phrasebook"]
