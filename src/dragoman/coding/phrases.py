"""The lexicon by head word, with the phrases of each entry cut into words: made once, asked for every word."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from dragoman.lexicon import Lexicon, Operator, Trigger

Key = tuple[str, str]
Phrases = tuple[tuple[str, ...], ...]
_Entry = TypeVar("_Entry", Trigger, Operator)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Entries by kind and head lemma, each with the phrases that have this head, the longest first."""

    triggers: Mapping[Key, tuple[tuple[Trigger, Phrases], ...]]
    operators: Mapping[Key, tuple[tuple[Operator, Phrases], ...]]


def phrasebook(lexicon: Lexicon) -> Phrasebook:
    """Cut the phrases of a lexicon."""
    return Phrasebook(_cut(lexicon.triggers), _cut(lexicon.operators))


def _cut(entries: Mapping[Key, tuple[_Entry, ...]]) -> dict[Key, tuple[tuple[_Entry, Phrases], ...]]:
    found: dict[Key, list[tuple[_Entry, Phrases]]] = defaultdict(list)
    for (kind, lemma), listed in entries.items():
        place = 0 if kind == "verb" else -1
        for entry in listed:
            words = {"verb": entry.lemmas, "noun": entry.nouns, "adjective": entry.adjectives}[kind]
            cut = [tuple(phrase.split()) for phrase in words]
            own = sorted((parts for parts in cut if parts[place] == lemma), key=lambda parts: -len(" ".join(parts)))
            found[kind, lemma].append((entry, tuple(own)))
    return {key: tuple(listed) for key, listed in found.items()}
