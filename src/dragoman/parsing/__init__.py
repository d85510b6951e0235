"""Document to sentences with clauses. The sole user of spaCy."""

from dragoman.parsing.model import Model
from dragoman.parsing.parser import Parser
from dragoman.parsing.split import sentence_spans

__all__ = ["Model", "Parser", "sentence_spans"]
