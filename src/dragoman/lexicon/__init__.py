"""The words: TOML rules made into an immutable Lexicon. Loads and checks; matches nothing."""

from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.records import GAP, Example, Frame, Lexicon, Operator, Pattern, Requirement, Trigger

__all__ = ["GAP", "Example", "Frame", "Lexicon", "Operator", "Pattern", "Requirement", "Trigger", "load_lexicon"]
