"""The lexicon by head word, with the phrases of each entry cut into words: made once, asked for every word."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from dragoman.lexicon import Lexicon, Operator, Requirement, Trigger

Key = tuple[str, str]
Phrases = tuple[tuple[str, ...], ...]
_ARMED = frozenset({"18", "19", "20"})
Words = tuple[frozenset[str], ...]
# roles that ask for something else than a word of the sentence, or ask it only of some clauses
_NO_WORDS = frozenset({"any", "mark", "slot", "subject?", "~compound"})
_Entry = TypeVar("_Entry", Trigger, Operator)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Entries by kind and head lemma, each with the phrases that have this head, the longest first.

    A trigger comes with the lists of words of which the sentence must hold one each: without them it cannot fit, and
    no clause need be built to find that out. `armed` are the nouns that name armed acts: "attack", "shelling".
    """

    triggers: Mapping[Key, tuple[tuple[Trigger, Phrases, Words], ...]]
    operators: Mapping[Key, tuple[tuple[Operator, Phrases], ...]]
    armed: frozenset[str]


def widened(present: set[str]) -> set[str]:
    """The words of a sentence, with those that stand for others: "out of" fills the role "from"."""
    return present | {"from"} if "of" in present else present


def can_fit(phrases: Phrases, asked: Words, present: set[str]) -> bool:
    """Whether the words `present` in a sentence hold those without which an entry fits nowhere."""
    for words in asked:
        if words.isdisjoint(present):
            return False
    return any(len(parts) == 1 or present.issuperset(parts) for parts in phrases)


def phrasebook(lexicon: Lexicon) -> Phrasebook:
    """Cut the phrases of a lexicon."""
    triggers = {
        key: tuple((trigger, phrases, _asked(trigger)) for trigger, phrases in listed)
        for key, listed in _cut(lexicon.triggers).items()
    }
    armed = (
        noun
        for (kind, noun), entries in lexicon.triggers.items()
        if kind == "noun" and any(t.cameo[:2] in _ARMED for t in entries)
    )
    return Phrasebook(triggers, _cut(lexicon.operators), frozenset(armed))


def _asked(trigger: Trigger) -> Words:
    """The lists of words that the lines of an entry ask for, the shortest first: it fails soonest."""
    lines = [*trigger.need, *((trigger.theme,) if trigger.theme else ())]
    return tuple(sorted((_last_words(line) for line in lines if _lists_words(line)), key=len))


def _lists_words(line: Requirement) -> bool:
    return bool(line.words) and not line.kinds and "*" not in line.words and _NO_WORDS.isdisjoint(line.roles)


def _last_words(line: Requirement) -> frozenset[str]:
    return frozenset(word.rsplit(" ", 1)[-1] for word in line.words)


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
