"""Whether what fills a role is one of the words or kinds that an entry asks for."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from dragoman.coding.resolver import Resolved, Resolver
from dragoman.lexicon import GAP, Requirement
from dragoman.types import Clause, Sentence

_ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "COP", "SPY"})
# what a user's dictionary asks for: the words around a verb, whatever their roles
_AROUND = frozenset({"~before", "~after", "~ahead", "~next", "~form", "~compound"})

_KINDS: dict[str, Callable[[Resolved], bool]] = {
    "person": lambda r: r.how == "person",
    "state": lambda r: bool(r.actor.country) and not r.actor.sectors,
    "armed": lambda r: not _ARMED.isdisjoint(r.actor.sectors),
    "group": lambda r: bool(r.actor.sectors),
}


def _in_order(parts: Iterable[str], text: str) -> bool:
    """Whether the parts stand in the text one after another, in whole words."""
    at = 0
    for part in parts:
        found = text.find(f" {part} ", at)
        if found < 0:
            return False
        at = found + len(part) + 1
    return True


class Fillers:
    """Asks about the fillers of one sentence; `resolver` decides the kinds."""

    def __init__(
        self, sentence: Sentence, resolver: Resolver, carriers: frozenset[str], systems: Mapping[int, frozenset[str]]
    ) -> None:
        """`systems` are the tokens that name weapon systems, with the words that stand for them."""
        self.carriers = carriers
        self.systems = systems
        self.sentence = sentence
        self.resolver = resolver
        self._names: dict[int, frozenset[str]] = {}

    def names(self, head: int) -> frozenset[str]:
        """The words by which a set may list this phrase: its head, and each modifier with the head."""
        found = self._names.get(head)
        if found is None:
            lemma, word = self.sentence.lemmas[head], self.sentence.lower[head]
            clause = self.sentence.clause(head)
            before = self.sentence.lower[clause.left : head]
            names = {lemma, word}
            if before:
                names.update([f"{m} {lemma}" for m in before])
                names.update([f"{a} {b} {lemma}" for a, b in pairwise(before)])
            if lemma in self.carriers and before:
                # "a military aid programme" is military aid
                names |= {before[-1], " ".join(before[-2:])}
            for other in clause.roles.get("of", ()):
                names.add(f"{lemma} of {self.sentence.lemmas[other]}")
                names |= {f"{lemma} of {word}" for word in self.systems.get(other, ())}
            for i in range(clause.left, head + 1) if self.systems else ():
                # "S-400 regiments" are weapons as "S-400s" are
                names |= self.systems.get(i, frozenset())
            found = self._names[head] = frozenset(names)
        return found

    def matching(self, clause: Clause, requirement: Requirement, roles: Iterable[str]) -> int:
        """The first filler of `roles` that meets the requirement, or -1."""
        for role in roles:
            for head in self.of(clause, role.removesuffix("?")):
                if head != clause.head and self._meets(head, requirement):
                    return head
        return -1

    @staticmethod
    def of(clause: Clause, role: str) -> tuple[int, ...]:
        """The fillers of a role."""
        return clause.roles.get(role, ())

    def _meets(self, head: int, requirement: Requirement) -> bool:
        if "*" in requirement.words or not requirement.words.isdisjoint(self.names(head)):
            return True
        return any(self._is(head, kind) for kind in requirement.kinds)

    def _is(self, head: int, kind: str) -> bool:
        if kind == "clause":
            return self.sentence.kind(head) == "verb"
        resolved = self.resolver.natural(head)
        if kind == "place":
            mention = self.resolver.mentions.at.get(head)
            return mention is not None and any(e.kind in ("state", "capital", "region") for e in mention.entries)
        test = _KINDS.get(kind)
        return bool(resolved) if test is None else any(test(r) for r in resolved)

    def _stands(self, clause: Clause, where: str, words: Iterable[str]) -> bool:
        """Whether some of the words stand around the verb, or are its form, or its subjects are several."""
        lower, head = self.sentence.lower, clause.head
        if where == "~form":
            return lower[head] in words
        if where == "~compound":
            roles = clause.roles
            return len(roles.get("subject") or roles.get("object", ())) > 1
        side = lower[:head] if where in ("~before", "~ahead") else lower[head + 1 : self.sentence.extent(head)[1]]
        text = " ".join(" ".join(side).replace("-", " ").split())
        if where == "~ahead":
            return any(f" {text}".endswith(f" {word}") for word in words)
        if where == "~next":
            return any(f"{text} ".startswith(f"{word} ") for word in words)
        return any(_in_order(word.split(GAP), f" {text} ") for word in words)

    def satisfied(self, clause: Clause, requirement: Requirement) -> bool:
        """Whether a line of `need` or `without` holds of the clause."""
        if requirement.roles == ("any",):
            return any(clause.roles.get(role) for role in requirement.words)
        if requirement.roles == ("particle",):
            return clause.particle in requirement.words
        if requirement.roles[0] in _AROUND:
            return self._stands(clause, requirement.roles[0], requirement.words)
        if requirement.roles == ("mark",):
            return bool(clause.marks & requirement.words)
        if requirement.roles == ("slot",):
            return clause.slot in requirement.words
        return self.matching(clause, requirement, requirement.roles) >= 0
