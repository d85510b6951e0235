"""Which sentences can hold an event and are worth a parse: those with a word of the lexicon and somebody to act.

One pass over the words of a sentence and a few set look-ups; no grammar.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from dragoman.knowledge import ActorBase
from dragoman.knowledge.names import Key
from dragoman.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\.?)*")
_PRONOUNS = frozenset({"he", "she", "they", "we", "his", "their", "them", "him", "her"})
_PLAIN = str.maketrans("", "", ".")


class Sift:
    """Says of a sentence whether it can hold an event; built once from lexicon and actors."""

    def __init__(self, lexicon: Lexicon, actors: ActorBase) -> None:
        self._acts = frozenset(_act_words(lexicon))
        self._single, self._compound = _name_words(actors)

    def __call__(self, text: str) -> bool:
        """Whether `text` holds a word that may name an act and one that may name an actor."""
        raw = {word.translate(_PLAIN) for word in _WORD.findall(text)}
        words = {word.lower() for word in raw}
        return not self._acts.isdisjoint(words) and self._has_actor(words)

    def _has_actor(self, words: set[str]) -> bool:
        if not self._single.isdisjoint(words) or not _PRONOUNS.isdisjoint(words):
            return True
        return any(key <= words for word in words & self._compound.keys() for key in self._compound[word])


def _act_words(lexicon: Lexicon) -> Iterable[str]:
    """Every form of every word that an entry is found by, and of the operators that are events alone."""
    keys = set(lexicon.triggers)
    for key, operators in lexicon.operators.items():
        if any(
            op.alone or op.modality in ("offered", "requested", "demanded", "refused", "ceased") for op in operators
        ):
            keys.add(key)
    for (form, _), lemma in lexicon.verbs.items():
        if ("verb", lemma) in keys or ("adjective", form) in keys:
            yield form
    for form, noun in lexicon.nouns.items():
        if ("noun", noun) in keys:
            yield form
    yield from (word for kind, word in keys if kind == "adjective")


def _name_words(actors: ActorBase) -> tuple[frozenset[str], dict[str, list[frozenset[str]]]]:
    """Words that name an actor by themselves, and for names of several words all of them under the longest."""
    single: set[str] = set()
    compound: dict[str, list[frozenset[str]]] = defaultdict(list)
    for key in (*actors.names.keys(), *actors.agents, *actors.offices):
        words = _parts(key)
        if len(words) == 1:
            single |= words
        elif not words & single:
            compound[max(words, key=len)].append(words)
    return frozenset(single), dict(compound)


def _parts(key: Key) -> frozenset[str]:
    return frozenset(word for word in key if word != "s")
