"""Which entry of the lexicon a word of the sentence meets: the most specific one whose conditions hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.require import Fillers
from dragoman.lexicon import Lexicon, Operator, Trigger
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


@dataclass(frozen=True, slots=True)
class Failure:
    """An entry that shares the word but does not fit, and what it lacked."""

    head: int
    rule: str
    reason: str


class Matcher:
    """Looks words up in the lexicon, for one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, fillers: Fillers) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.fillers = fillers
        self.failures: list[Failure] = []

    def matches(self) -> Iterator[Match]:
        """The best match of each word that has one, in order."""
        for head in range(len(self.sentence.words)):
            best = self.match(head)
            if best is not None:
                yield best

    def _keys(self, head: int) -> list[tuple[str, str]]:
        kind = self.sentence.kind(head)
        lemma = self.sentence.lemmas[head]
        if kind == "verb":
            # "is set to", "is due to": participles that the lexicon has as adjectives
            past = self.sentence.tags[head] in ("VBN", "VBD")
            return [("verb", lemma)] + ([("adjective", self.sentence.lower[head])] if past else [])
        if kind == "noun":
            gerund = self.lexicon.verbs.get((self.sentence.lower[head], "gerund"))
            return [("noun", lemma)] + ([("verb", gerund)] if gerund else [])
        if kind == "adjective":
            word = self.sentence.lower[head]
            participle = self.lexicon.verbs.get((word, "participle")) or self.lexicon.verbs.get((word, "past"))
            predicate = self.sentence.clause(head).slot == "attribute"
            return [("adjective", word)] + ([("verb", participle)] if participle and predicate else [])
        return []

    def match(self, head: int) -> Match | None:
        """The best match of one word."""
        candidates = [(key, trigger) for key in self._keys(head) for trigger in self.lexicon.triggers.get(key, ())]
        if not candidates:
            return None
        found = [
            m for key, trigger in candidates if (m := self._try(self.view(head, key[0]), key, trigger)) is not None
        ]
        return max(found, key=lambda m: (m.score, -m.trigger.order), default=None)

    def view(self, head: int, kind: str) -> Clause:
        """The clause of a word; a participle read as an adjective ("is concerned") keeps the subject that it has."""
        clause = self.sentence.clause(head)
        if kind != "adjective" or clause.kind != "verb" or "passive" not in clause.marks:
            return clause
        roles = {role: fillers for role, fillers in clause.roles.items() if role != "object"}
        return replace(clause, roles=roles | {"subject": clause.roles.get("object", ())})

    def _try(self, clause: Clause, key: tuple[str, str], trigger: Trigger) -> Match | None:
        words = self._written(clause, key, trigger)
        if words is None:
            return None
        score = trigger.priority + (1 if " " in words else 0)
        for requirement in trigger.need:
            if not self.fillers.satisfied(clause, requirement):
                self._fail(clause, trigger, f"needs {'|'.join(requirement.roles)} to be one of its words")
                return None
            score += 2
        for requirement in trigger.without:
            if self.fillers.satisfied(clause, requirement):
                self._fail(clause, trigger, f"is excluded by what fills {'|'.join(requirement.roles)}")
                return None
        theme = -1
        if trigger.theme is not None:
            theme = self.theme(clause, trigger, key[0])
            if theme >= 0 and any(" " in name for name in trigger.theme.words & self.fillers.names(theme)):
                score += 1
            if theme < 0:
                self._fail(clause, trigger, "no role holds one of the words of its theme")
                return None
            score += 2
        return Match(clause, trigger, theme, words, score)

    def _fail(self, clause: Clause, trigger: Trigger, reason: str) -> None:
        self.failures.append(Failure(clause.head, trigger.id, reason))

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

    def _written(self, clause: Clause, key: tuple[str, str], trigger: Trigger) -> str | None:
        """The longest of the entry's words that stands here, or None."""
        kind, lemma = key
        lists = {"verb": trigger.lemmas, "noun": trigger.nouns, "adjective": trigger.adjectives}
        found = [words for words in lists[kind] if self.stands(clause, kind, lemma, words)]
        return max(found, key=len, default=None)

    def stands(self, clause: Clause, kind: str, lemma: str, words: str) -> bool:
        """Whether an entry's words, one or several, are written at the clause's head."""
        parts = words.split()
        if kind == "verb":
            return parts[0] == lemma and all(self._with_verb(clause, part, i) for i, part in enumerate(parts[1:], 1))
        return parts[-1] == lemma and (len(parts) == 1 or self._before(clause.head, parts[:-1]))

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

    def operator_kinds(self, head: int) -> list[tuple[Operator, str]]:
        """The operators that the word may be, each with the kind of word that it is then."""
        found = []
        for key in self._keys(head):
            kind, lemma = key
            for operator in self.lexicon.operators.get(key, ()):
                lists = {"verb": operator.lemmas, "noun": operator.nouns, "adjective": operator.adjectives}
                if any(self.stands(self.sentence.clause(head), kind, lemma, words) for words in lists[kind]):
                    found.append((operator, kind))
        return found


def _allows(only: frozenset[str], lemma: str) -> bool:
    return not only or lemma in only
