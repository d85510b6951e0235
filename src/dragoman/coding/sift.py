"""Which sentences can hold an event and are worth a parse: those with a word of the lexicon and somebody to act.

One pass over the words of a sentence and a few set look-ups; no grammar. A common verb ("make", "take", "be") counts
only beside the words that one of its entries asks for; an agent only if it can make an event without a named country.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from dragoman.coding.phrases import Key, Phrasebook, Phrases, Words, can_fit, widened
from dragoman.coding.topic import is_pastime
from dragoman.inflect import UNSEEN
from dragoman.knowledge import ActorBase
from dragoman.lexicon import Lexicon, Operator

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\.?)*")
_PRONOUNS = frozenset({"he", "she", "they", "sides", "leaders", "presidents", "ministers"})
_PLAIN = str.maketrans("", "", ".")
# sectors of the agents that make an event of their own, as in coding.coder
_POWERS = frozenset("COP GOV JUD LEG MIL PRM REB UAF OPP".split())


class Sift:
    """Says of a sentence whether it can hold an event; built once from lexicon and actors."""

    def __init__(self, lexicon: Lexicon, actors: ActorBase, book: Phrasebook) -> None:
        self._actors = actors
        self._nouns = lexicon.nouns
        self._verbs = lexicon.verbs
        self._grammar = lexicon.grammar
        self._free, self._bound = _acts(lexicon, book)
        self._agents, self._offices = _name_words(_powerful(actors))
        self._single, self._compound = _name_words(actors.names.phrases)

    def of_page(self, text: str) -> Callable[[str], bool]:
        """The test for the sentences of a page; one about a game or a show needs somebody who holds power."""
        return self.with_power if is_pastime(text, self._grammar) else self

    def __call__(self, text: str) -> bool:
        """Whether `text` holds a word that may name an act and one that may name an actor."""
        raw = _words(text)
        words = {word.lower() for word in raw}
        return self._has_actor(raw, words) and self._has_act(words)

    def with_power(self, text: str) -> bool:
        """Whether `text` holds a word that may name an act and an agent, office or name that may hold power."""
        words = {word.lower() for word in _words(text)}
        agents = not self._agents.isdisjoint(words) or not self._names_of_power.isdisjoint(words)
        return (agents or _stands(self._offices, words)) and self._has_act(words)

    def _has_act(self, words: set[str]) -> bool:
        if not self._free.isdisjoint(words):
            return True
        bound = words & self._bound.keys()
        if not bound:
            return False
        present = self._lemmas(words)
        return any(can_fit(phrases, asked, present) for form in bound for phrases, asked in self._bound[form])

    def _lemmas(self, words: set[str]) -> set[str]:
        """The words with what they may be forms of."""
        nouns, verbs = self._nouns, self._verbs
        present = {*words, *(nouns[word] for word in words if word in nouns)}
        present.update(verbs[word, ""] for word in words if (word, "") in verbs)
        return widened(present)

    def _has_actor(self, raw: set[str], words: set[str]) -> bool:
        if not self._agents.isdisjoint(words) or not _PRONOUNS.isdisjoint(words):
            return True
        if not self._single.isdisjoint(word.lower() for word in raw if word[0].isupper()):
            return True
        if not any(word.istitle() for word in raw) and not self._countries.isdisjoint(words):
            return True
        # the "s" of a possessive, which is a word of a name but may be none of the text
        words = {*words, "s"}
        return _stands(self._compound, words) or _stands(self._offices, words)

    @cached_property
    def _names_of_power(self) -> frozenset[str]:
        """Names of one word of those who hold power."""
        names = self._actors.names
        return frozenset(n for n in self._single if any(not _POWERS.isdisjoint(e.sectors) for e in names.get(n)))

    @cached_property
    def _countries(self) -> frozenset[str]:
        """The territories' own names of one word: all that is looked for in text without capitals."""
        names = self._actors.names
        return frozenset(name for name in self._single if any(e.table == "territories" for e in names.get(name)))


def _words(text: str) -> set[str]:
    if not text.isascii():
        text = text.translate(UNSEEN)
    return {word.translate(_PLAIN) for word in _WORD.findall(text)}


def _stands(compound: dict[str, list[list[str]]], words: set[str]) -> bool:
    """Whether all the words of some name are there."""
    return any(words.issuperset(name) for word in words & compound.keys() for name in compound[word])


_Bound = tuple[Phrases, Words]


def _acts(lexicon: Lexicon, book: Phrasebook) -> tuple[frozenset[str], dict[str, list[_Bound]]]:
    """The forms that may name an act by themselves, and those that need further words, with what they need."""
    free: set[str] = set()
    bound: dict[str, list[_Bound]] = {}
    for form, key in _forms(lexicon):
        entries = book.triggers.get(key, ())
        speaks = any(_speaks(operator) for operator in lexicon.operators.get(key, ()))
        if speaks or any(not asked and _bare(phrases) for _, phrases, asked in entries):
            free.add(form)
        elif entries:
            bound.setdefault(form, []).extend((phrases, asked) for _, phrases, asked in entries)
    return frozenset(free), {form: needs for form, needs in bound.items() if form not in free}


def _bare(phrases: Phrases) -> bool:
    return any(len(parts) == 1 for parts in phrases)


def _speaks(operator: Operator) -> bool:
    """Whether an operator can make an event without a trigger of its own: alone, or over a bare theme."""
    return bool(operator.alone) or operator.modality in ("offered", "requested", "demanded", "refused", "ceased")


def _forms(lexicon: Lexicon) -> Iterator[tuple[str, Key]]:
    """Every form of every word that heads an entry, with the keys it is looked up by."""
    for (form, form_class), lemma in lexicon.verbs.items():
        if form_class:
            yield form, ("verb", lemma)
            yield form, ("adjective", form)
    for form, noun in lexicon.nouns.items():
        yield form, ("noun", noun)
    for kind, word in (*lexicon.triggers, *lexicon.operators):
        if kind == "adjective":
            yield word, (kind, word)


def _powerful(actors: ActorBase) -> Iterator[str]:
    """Agents and offices that make an event without a country."""
    for key, agent in actors.agents.items():
        if not _POWERS.isdisjoint(agent.sectors):
            yield " ".join(key)
    for key, office in actors.offices.items():
        if not _POWERS.isdisjoint(office.sectors):
            yield " ".join(key)


def _name_words(names: Iterable[str]) -> tuple[frozenset[str], dict[str, list[list[str]]]]:
    """Names of one word, and those of several words that hold none of these, under their longest word."""
    names = tuple(names)
    single = frozenset(name for name in names if " " not in name)
    compound: dict[str, list[list[str]]] = defaultdict(list)
    for name in names:
        if " " in name and single.isdisjoint(words := name.split(" ")):
            compound[max(words, key=len)].append(words)
    return single, dict(compound)
