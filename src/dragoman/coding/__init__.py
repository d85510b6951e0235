"""Clauses to events."""

from dragoman.coding.document import CodedSentence, Resources, code_document

__all__ = ["CodedSentence", "Resources", "code_document"]
