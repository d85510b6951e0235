"""Which sentences can hold an event and are worth a parse: those with a word of the lexicon and somebody to act.

One pass over the words of a sentence and a few set look-ups; no grammar. A common verb ("make", "take", "be") counts
only beside one of the words that its entries ask for; an agent only if it can make an event without a named country.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from dragoman.knowledge import ActorBase
from dragoman.lexicon import Lexicon, Operator, Trigger

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\.?)*")
_PRONOUNS = frozenset({"he", "she", "they"})
_PLAIN = str.maketrans("", "", ".")
# sectors of the agents that make an event of their own, as in coding.coder
_POWERS = frozenset("COP GOV JUD LEG MIL PRM REB UAF OPP".split())
_FREE: frozenset[str] = frozenset()


class Sift:
    """Says of a sentence whether it can hold an event; built once from lexicon and actors."""

    def __init__(self, lexicon: Lexicon, actors: ActorBase) -> None:
        self._actors = actors
        self._nouns = lexicon.nouns
        needs = _needs(lexicon)
        self._free = frozenset(form for form, beside in needs.items() if beside is _FREE)
        self._bound = {form: beside for form, beside in needs.items() if beside is not _FREE}
        self._agents = _powerful(actors)
        self._single, self._compound = _name_words(actors)

    def __call__(self, text: str) -> bool:
        """Whether `text` holds a word that may name an act and one that may name an actor."""
        raw = {word.translate(_PLAIN) for word in _WORD.findall(text)}
        words = {word.lower() for word in raw}
        return self._has_act(words) and self._has_actor(raw, words)

    def _has_act(self, words: set[str]) -> bool:
        if not self._free.isdisjoint(words):
            return True
        bound = words & self._bound.keys()
        if not bound:
            return False
        lemmas = words | {self._nouns[word] for word in words if word in self._nouns}
        return any(not self._bound[form].isdisjoint(lemmas) for form in bound)

    def _has_actor(self, raw: set[str], words: set[str]) -> bool:
        if not self._agents.isdisjoint(words) or not _PRONOUNS.isdisjoint(words):
            return True
        capital = {word.lower() for word in raw if not word.islower()}
        if not (self._single if capital else self._countries).isdisjoint(capital or words):
            return True
        # the "s" of a possessive, which is a word of a name but may be none of the text
        words = {*words, "s"}
        anchors = words & self._compound.keys()
        return any(words.issuperset(name.split(" ")) for word in anchors for name in self._compound[word])

    @cached_property
    def _countries(self) -> frozenset[str]:
        """The territories' own names of one word: all that is looked for in text without capitals."""
        names = self._actors.names
        return frozenset(name for name in self._single if any(e.table == "territories" for e in names.get(name)))


def _needs(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Form to the words of which one must stand beside it; `_FREE` where an entry asks for none."""
    beside: dict[tuple[str, str], list[frozenset[str]]] = {}
    for key, triggers in lexicon.triggers.items():
        beside.setdefault(key, []).extend(_companions(key, trigger) for trigger in triggers)
    for key, operators in lexicon.operators.items():
        if any(_speaks(operator) for operator in operators):
            beside.setdefault(key, []).append(_FREE)
    merged = {key: frozenset().union(*found) if all(found) else _FREE for key, found in beside.items()}
    return dict(_forms(lexicon, merged))


def _speaks(operator: Operator) -> bool:
    """Whether an operator can make an event without a trigger of its own: alone, or over a bare theme."""
    return bool(operator.alone) or operator.modality in ("offered", "requested", "demanded", "refused", "ceased")


def _companions(key: tuple[str, str], trigger: Trigger) -> frozenset[str]:
    """The shortest list of words, one of which the entry cannot do without; empty where there is none."""
    lines = [*trigger.need, *((trigger.theme,) if trigger.theme else ())]
    lists = [
        frozenset(word.split()[-1] for word in line.words)
        for line in lines
        if line.words and not line.kinds and "*" not in line.words and line.roles[0] not in ("any", "mark", "slot")
    ]
    lists.extend(_other_words(key, trigger))
    return min(lists, key=len, default=_FREE)


def _other_words(key: tuple[str, str], trigger: Trigger) -> Iterator[frozenset[str]]:
    """The further words of the entry's phrases, where every phrase of this head has some."""
    words = {"verb": trigger.lemmas, "noun": trigger.nouns, "adjective": trigger.adjectives}[key[0]]
    phrases = [phrase.split() for phrase in words if key[1] in phrase.split()]
    rest = [set(phrase) - {key[1]} for phrase in phrases]
    if rest and all(rest):
        yield frozenset().union(*rest)


def _forms(lexicon: Lexicon, beside: dict[tuple[str, str], frozenset[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    found: dict[str, frozenset[str]] = {}

    def enter(form: str, words: frozenset[str] | None) -> None:
        if words is not None:
            old = found.get(form)
            found[form] = words if old is None else (_FREE if _FREE in (old, words) else old | words)

    for (form, form_class), lemma in lexicon.verbs.items():
        if form_class:
            enter(form, beside.get(("verb", lemma)))
            enter(form, beside.get(("adjective", form)))
    for form, noun in lexicon.nouns.items():
        enter(form, beside.get(("noun", noun)))
    for (kind, word), words in beside.items():
        if kind == "adjective":
            enter(word, words)
    yield from ((form, words or _FREE) for form, words in found.items())


def _powerful(actors: ActorBase) -> frozenset[str]:
    """The last words of agents and titles that make an event without a country."""
    agents = (key[-1] for key, agent in actors.agents.items() if not _POWERS.isdisjoint(agent.sectors))
    offices = (key[-1] for key, office in actors.offices.items() if not _POWERS.isdisjoint(office.sectors))
    return frozenset((*agents, *offices))


def _name_words(actors: ActorBase) -> tuple[frozenset[str], dict[str, list[str]]]:
    """Words that name an actor by themselves, and the names of several words that have none, under the longest."""
    names: Iterable[str] = tuple(actors.names.phrases)
    single = frozenset(name for name in names if " " not in name)
    compound: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if " " in name and single.isdisjoint(words := name.split(" ")):
            compound[max(words, key=len)].append(name)
    return single, dict(compound)
