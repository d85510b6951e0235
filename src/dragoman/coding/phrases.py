"""The lexicon by head word, with the phrases of each entry cut into words: made once, asked for every word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from dragoman.lexicon import Lexicon, Operator, Requirement, Trigger

Key = tuple[str, str]
Phrases = tuple[tuple[str, ...], ...]
_ARMED = frozenset({"18", "19", "20"})
Words = tuple[frozenset[str], ...]
# roles that ask for something else than a word of the sentence, or ask it only of some clauses
_NO_WORDS = frozenset({"any", "mark", "slot", "subject?", "~compound"})
_Entry = TypeVar("_Entry", Trigger, Operator)
Listed = tuple[Trigger, Phrases, Words]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The triggers of one key, each with words of which a sentence must hold one: most of a common verb's fit nowhere.

    `words` are the words of all of them. Those that come without words fit anywhere.
    """

    entries: tuple[tuple[Listed, frozenset[str]], ...]
    words: frozenset[str]

    def fitting(self, present: set[str]) -> list[Listed]:
        """The entries that can fit a sentence of these words, in order."""
        # few are met, and to look for few words in each entry's costs little
        met = self.words & present
        return [
            entry
            for entry, words in self.entries
            if not words or (not words.isdisjoint(met) and can_fit(entry[1], entry[2], present))
        ]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Entries by kind and head lemma, each with the phrases that have this head, the longest first.

    A trigger comes with the lists of words of which the sentence must hold one each: without them it cannot fit, and
    no clause need be built to find that out. `armed` are the nouns that name armed acts: "attack", "shelling".
    """

    triggers: Mapping[Key, tuple[Listed, ...]]
    operators: Mapping[Key, tuple[tuple[Operator, Phrases], ...]]
    armed: frozenset[str]
    _shelves: dict[Key, Shelf] = field(default_factory=dict, init=False, repr=False, compare=False)

    def fitting(self, key: Key, present: set[str]) -> list[Listed]:
        """The triggers of a key that can fit a sentence of these words; `key` must have some."""
        shelf = self._shelves.get(key)
        if shelf is None:
            # a text has few of the keys: each is sorted when it is first met
            shelf = self._shelves[key] = _shelf(self.triggers[key], key)
        return shelf.fitting(present)


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
    # an entry stands under each of its words, and asks for the same under all of them
    asked = {id(trigger): _asked(trigger) for listed in lexicon.triggers.values() for trigger in listed}
    triggers = {
        key: tuple((trigger, phrases, asked[id(trigger)]) for trigger, phrases in listed)
        for key, listed in _cut(lexicon.triggers).items()
    }
    armed = (
        noun
        for (kind, noun), entries in lexicon.triggers.items()
        if kind == "noun" and any(t.cameo[:2] in _ARMED for t in entries)
    )
    return Phrasebook(triggers, _cut(lexicon.operators), frozenset(armed))


def _shelf(listed: tuple[Listed, ...], key: Key) -> Shelf:
    entries = tuple((entry, entry[2][0] if entry[2] else _further(entry[1], key)) for entry in listed if entry[1])
    return Shelf(entries, frozenset().union(*(words for _, words in entries)))


def _further(phrases: Phrases, key: Key) -> frozenset[str]:
    """Words of which a sentence with one of the phrases holds one besides its head; none where the head is enough."""
    if any(len(parts) == 1 for parts in phrases):
        return frozenset()
    place = 1 if key[0] == "verb" else 0
    return frozenset(parts[place] for parts in phrases)


def _asked(trigger: Trigger) -> Words:
    """The lists of words that the lines of an entry ask for, the shortest first: it fails soonest."""
    lines = [*trigger.need, *((trigger.theme,) if trigger.theme else ())]
    return tuple(sorted((_last_words(line.words) for line in lines if _lists_words(line)), key=len))


def _lists_words(line: Requirement) -> bool:
    return bool(line.words) and not line.kinds and "*" not in line.words and _NO_WORDS.isdisjoint(line.roles)


@lru_cache(maxsize=4096)
def _last_words(words: frozenset[str]) -> frozenset[str]:
    # many entries ask for the same words
    return frozenset([word.rsplit(" ", 1)[-1] for word in words])


def _cut(entries: Mapping[Key, tuple[_Entry, ...]]) -> dict[Key, tuple[tuple[_Entry, Phrases], ...]]:
    known: dict[tuple[str, int], dict[str, Phrases]] = {}
    for (kind, _), listed in entries.items():
        for entry in listed:
            if (kind, id(entry)) not in known:
                words = {"verb": entry.lemmas, "noun": entry.nouns, "adjective": entry.adjectives}[kind]
                known[kind, id(entry)] = _by_head(words, 0 if kind == "verb" else -1)
    return {
        (kind, lemma): tuple((entry, known[kind, id(entry)].get(lemma, ())) for entry in listed)
        for (kind, lemma), listed in entries.items()
    }


def _by_head(phrases: Iterable[str], place: int) -> dict[str, Phrases]:
    """The phrases cut into words, under the word that stands at `place`, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in sorted((" ".join(phrase.split()) for phrase in phrases), key=len, reverse=True):
        parts = tuple(phrase.split(" "))
        found[parts[place]].append(parts)
    return {head: tuple(parts) for head, parts in found.items()}
