"""Which entry of the lexicon a word of the sentence meets: the most specific one whose conditions hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.coding.phrases import Key, Phrasebook, Phrases, widened
from dragoman.coding.require import Fillers
from dragoman.lexicon import Lexicon, Operator, Requirement, Trigger
from dragoman.types import Clause, Sentence


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger that fits a clause; `theme` is the token that met its theme (-1: none), `words` how it was written."""

    clause: Clause
    trigger: Trigger
    theme: int
    words: str
    score: int
    implied: bool = False

    @property
    def exact(self) -> int:
        """How many conditions the entry has, all of them met."""
        return len(self.trigger.need) + (self.theme >= 0)


@dataclass(frozen=True, slots=True)
class Failure:
    """An entry that shares the word but does not fit: what it lacks (needs, without, theme), and in which roles."""

    head: int
    rule: str
    lacks: str
    roles: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why it does not fit, in words."""
        roles = "|".join(self.roles)
        return {
            "needs": f"needs {roles} to be one of its words",
            "without": f"is excluded by what fills {roles}",
            "theme": "no role holds one of the words of its theme",
        }[self.lacks]


class Matcher:
    """Looks words up in the lexicon, for one sentence."""

    def __init__(
        self, sentence: Sentence, lexicon: Lexicon, book: Phrasebook, fillers: Fillers, *, thorough: bool = False
    ) -> None:
        """`thorough` also tries, and records as failures, the entries whose further words the sentence lacks."""
        self.sentence = sentence
        self._thorough = thorough
        self._present = widened({*sentence.lower, *sentence.lemmas}).union(*fillers.systems.values())
        self.book = book
        self.lexicon = lexicon
        self.fillers = fillers
        self.failures: list[Failure] = []
        # the words that the lexicon may know; of the others nothing is ever asked
        self._keyed = {head: keys for head in range(len(sentence.words)) if (keys := self._keys(head))}
        self._matched: dict[int, Match | None] = {}
        self._operators: dict[int, list[tuple[Operator, str]]] = {}

    def matches(self) -> Iterator[Match]:
        """The best match of each word that has one, in order."""
        for head in self._keyed:
            best = self.match(head)
            if best is not None:
                yield best

    def _keys(self, head: int) -> list[Key]:
        kind = self.sentence.kind(head)
        lemma = self.sentence.lemmas[head]
        if kind == "verb":
            # "is set to", "is due to": participles that the lexicon has as adjectives
            past = self.sentence.tags[head] in ("VBN", "VBD")
            keys = [("verb", lemma)] + ([("adjective", self.sentence.lower[head])] if past else [])
            # "is opposed to": known as an adjective, and nobody is said to oppose it
            return keys[::-1] if past and keys[1][1] in self.lexicon.adjectives and self._agentless(head) else keys
        if self.lexicon.own_codes:
            # a user's verb dictionary is of verbs alone
            return []
        if kind == "noun":
            gerund = self.lexicon.verbs.get((self.sentence.lower[head], "gerund"))
            return [("noun", lemma)] + ([("verb", gerund)] if gerund else [])
        if kind == "adjective":
            word = self.sentence.lower[head]
            participle = self.lexicon.verbs.get((word, "participle")) or self.lexicon.verbs.get((word, "past"))
            predicate = participle and self.sentence.clause(head).slot == "attribute"
            return [("adjective", word)] + ([("verb", participle)] if participle and predicate else [])
        return []

    def _agentless(self, head: int) -> bool:
        clause = self.sentence.clause(head)
        return "passive" in clause.marks and not clause.roles.get("subject")

    def match(self, head: int) -> Match | None:
        """The best match of one word."""
        if head not in self._matched:
            found = [m for key in self._keyed.get(head, ()) for m in self._under(head, key)]
            self._matched[head] = max(found, key=lambda m: (m.score, -m.trigger.order), default=None)
        return self._matched[head]

    def _under(self, head: int, key: Key) -> Iterator[Match]:
        """Every entry found under one key that fits."""
        listed = self.book.triggers.get(key, ())
        entries = self.book.fitting(key, self._present) if listed and not self._thorough else listed
        if not entries:
            return
        clause = self.view(head, key[0])
        for trigger, phrases, _ in entries:
            words = self._written(clause, key[0], phrases)
            found = self._try(clause, key[0], trigger, words) if words is not None else None
            if found is not None:
                yield found

    def view(self, head: int, kind: str) -> Clause:
        """The clause of a word; a participle read as an adjective ("is concerned") keeps the subject that it has."""
        clause = self.sentence.clause(head)
        if kind != "adjective" or clause.kind != "verb" or "passive" not in clause.marks:
            return clause
        roles = {role: fillers for role, fillers in clause.roles.items() if role != "object"}
        return replace(clause, roles=roles | {"subject": clause.roles.get("object", ())})

    def _try(self, clause: Clause, kind: str, trigger: Trigger, words: str) -> Match | None:
        score = trigger.priority + (1 if " " in words else 0)
        missing = self._missing(clause, trigger)
        if missing is not None:
            self._fail(clause, trigger, "needs", missing.roles)
            return None
        score += 2 * len(trigger.need)
        for requirement in trigger.without:
            if self.fillers.satisfied(clause, requirement):
                self._fail(clause, trigger, "without", requirement.roles)
                return None
        theme = -1
        if trigger.theme is not None:
            theme = self.theme(clause, trigger, kind)
            if theme >= 0 and any(" " in name for name in trigger.theme.words & self.fillers.names(theme)):
                score += 1
            if theme < 0:
                self._fail(clause, trigger, "theme")
                return None
            score += 2
        return Match(clause, trigger, theme, words, score)

    def _missing(self, clause: Clause, trigger: Trigger) -> Requirement | None:
        """The first line of `need` that does not hold.

        A line of "subject?" asks nothing of a passive that names no agent ("the bases will be destroyed").
        """
        unsaid = "passive" in clause.marks and not clause.roles.get("subject")
        for line in trigger.need:
            if not self.fillers.satisfied(clause, line) and not (unsaid and line.roles == ("subject?",)):
                return line
        return None

    def _fail(self, clause: Clause, trigger: Trigger, lacks: str, roles: tuple[str, ...] = ()) -> None:
        self.failures.append(Failure(clause.head, trigger.id, lacks, roles))

    def theme(self, clause: Clause, trigger: Trigger, kind: str) -> int:
        """The filler that is the theme, by the frame's roles; nouns have theirs in of-phrase or modifier."""
        if trigger.theme is None:
            return -1
        roles = [
            role for pattern in trigger.frame.patterns if _allows(pattern.only, clause.lemma) for role in pattern.theme
        ]
        if clause.kind == "noun" or kind == "noun":
            roles = [*roles, "of", "object", "modifier"]
        return self.fillers.matching(clause, trigger.theme, roles or ["object"])

    def _written(self, clause: Clause, kind: str, phrases: Phrases) -> str | None:
        """The longest of the phrases that stands at the clause's head, or None."""
        for parts in phrases:
            if len(parts) == 1 or self._stands(clause, kind, parts):
                return " ".join(parts)
        return None

    def _stands(self, clause: Clause, kind: str, parts: tuple[str, ...]) -> bool:
        if kind == "verb":
            return all(self._with_verb(clause, part, i) for i, part in enumerate(parts[1:], 1))
        return self._before(clause.head, parts[:-1])

    def _with_verb(self, clause: Clause, part: str, distance: int) -> bool:
        """Whether a further word of a verb entry stands with it: particle, preposition, next word, or any filler."""
        if clause.particle == part or part in clause.roles:
            return True
        lower, lemmas = self.sentence.lower, self.sentence.lemmas
        at = clause.head + distance
        if at < len(lower) and part in (lower[at], lemmas[at]):
            return True
        return any(part in (lemmas[h], lower[h]) for fillers in clause.roles.values() for h in fillers)

    def _before(self, head: int, parts: Sequence[str]) -> bool:
        lower, i = self.sentence.lower, head - 1
        for part in reversed(parts):
            while i >= 0 and lower[i] in ("-", "–"):
                i -= 1
            if i < 0 or (lower[i] != part and self.sentence.lemmas[i] != part):
                return False
            i -= 1
        return True

    def operators(self, head: int) -> list[Operator]:
        """The operators that the word may be."""
        return [operator for operator, _ in self.operator_kinds(head)]

    @cached_property
    def operating(self) -> list[int]:
        """The words that may be operators, in order."""
        known = self.book.operators
        return [head for head, keys in self._keyed.items() if any(key in known for key in keys)]

    def operator_kinds(self, head: int) -> list[tuple[Operator, str]]:
        """The operators that the word may be, each with the kind of word that it is then."""
        if head not in self._operators:
            self._operators[head] = [
                (operator, key[0])
                for key in self._keyed.get(head, ())
                for operator, phrases in self.book.operators.get(key, ())
                if any(len(parts) == 1 for parts in phrases)
                or self._written(self.sentence.clause(head), key[0], phrases) is not None
            ]
        return self._operators[head]


def _allows(only: frozenset[str], lemma: str) -> bool:
    return not only or lemma in only
