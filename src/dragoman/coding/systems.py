"""Designations as words: where a text says "S-400", the rules' word "weapon" is meant."""

from collections.abc import Mapping

from dragoman.knowledge.equipment import Equipment
from dragoman.types import Sentence

# by what word rules may ask for a system, whatever its own kind is
_ALWAYS = frozenset({"weapon", "weapon system"})


def system_words(sentence: Sentence, text: str, equipment: Equipment | None) -> Mapping[int, frozenset[str]]:
    """Tokens that name weapon systems, each with the words by which an entry may ask for them."""
    if equipment is None:
        return {}
    span = sentence.span
    words: dict[int, frozenset[str]] = {}
    for found in equipment.find(text[span.start : span.end], generic=False):
        start, end = span.start + found.start, span.start + found.end
        kind = found.entry.kind.lower()
        named = _ALWAYS | {kind, kind.rsplit(" ", 1)[-1]}
        words |= {i: named for i in range(len(sentence.words)) if sentence.starts[i] < end and start < sentence.ends[i]}
    return words
