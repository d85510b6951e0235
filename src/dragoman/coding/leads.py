"""What leads back to somebody named before: pronouns, "the diplomat", "the kingdom"."""

from collections.abc import Callable

from dragoman.coding.naming import DEFINITE, Phrases, Resolved
from dragoman.knowledge import Agent, Office
from dragoman.types import Actor, Clause

_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "who"})
_OTHER_PRONOUNS = frozenset({"it", "they", "them", "its", "their", "which", "that"})
_SPEAKER_PRONOUNS = frozenset({"i", "we", "us", "me", "our", "my"})
_NEAR = 300  # characters: about two sentences
_STATES = frozenset({"country", "nation", "kingdom", "republic", "state", "government"})
_BOTH = frozenset("countries sides nations states governments neighbours neighbors parties allies".split())
_LEADERS = frozenset({"leaders", "presidents", "ministers", "men", "premiers", "diplomats"})
_ANTECEDENT_SLOTS = frozenset({"subject", "object", "by", "with", "to", "on", "from", "indirect", "against"})


class Leads:
    """Follows the words of one sentence back to whom they mean."""

    def __init__(self, phrases: Phrases, resolve: Callable[[int], tuple[Resolved, ...]]) -> None:
        self.phrases = phrases
        self.resolve = resolve

    def pronoun(self, head: int) -> tuple[Resolved, ...]:
        """Whom a pronoun stands for."""
        known = self._meant_by(head)
        if known is None:
            return ()
        return (Resolved(self.phrases.again(known, head, head + 1, "pronoun"), "pronoun"),)

    def _meant_by(self, head: int) -> Actor | None:
        word, memory = self.phrases.sentence.lower[head], self.phrases.memory
        if word in _SPEAKER_PRONOUNS:
            return self.phrases.speaker
        if word in _PERSON_PRONOUNS:
            return self._before(head, person=True) or memory.last_person()
        if word in _OTHER_PRONOUNS:
            return self._before(head, person=False) or self._near(head)
        return None

    def _near(self, head: int) -> Actor | None:
        """The state, body or group named last, if that was not long ago: later it is rarely what "it" means."""
        known = self.phrases.memory.last_other()
        near = known is not None and self.phrases.sentence.starts[head] - known.start < _NEAR
        return known if near else None

    def _before(self, head: int, *, person: bool) -> Actor | None:
        """The subject, else the first actor, that stands before the pronoun in its sentence."""
        sentence = self.phrases.sentence
        found: list[tuple[bool, Actor]] = []
        for i in range(head):
            if sentence.kind(i) != "noun" or i in self.phrases.busy:
                continue
            slot = sentence.clause(i).slot
            if slot not in _ANTECEDENT_SLOTS:
                continue
            fit = [r.actor for r in self.resolve(i) if self._may_be(r, i, person=person) and r.actor.code]
            found.extend((slot == "subject", actor) for actor in fit)
        subjects = [actor for subject, actor in found if subject]
        ranked = subjects or [actor for _, actor in found]
        return ranked[0] if ranked else None

    def _may_be(self, resolved: Resolved, head: int, *, person: bool) -> bool:
        """Whether "he" or "it" can stand for this one: a marked actor may be either, and so may "the general"."""
        if resolved.actor.reason == "marked":
            return True
        one = resolved.how == "person" or (resolved.how == "agent" and self.phrases.sentence.tags[head] == "NN")
        return one if person else resolved.how != "person"

    def person(self, clause: Clause, found: Agent | Office) -> Actor | None:
        """ "The diplomat", "the president": the person of that sort who was named before."""
        sentence = self.phrases.sentence
        if sentence.lower[clause.left] not in DEFINITE or sentence.tags[clause.head] in ("NNS", "NNPS"):
            return None
        person = isinstance(found, Office) or found.kind == "person"
        known = self.phrases.memory.last_person(frozenset(found.sectors)) if person else None
        return self.phrases.again(known, clause.left, clause.right, "definite description") if known else None

    def known_state(self, clause: Clause) -> Actor | None:
        """ "The kingdom": the state or body named last."""
        lower = self.phrases.sentence.lower
        if lower[clause.head] not in _STATES or lower[clause.left] not in DEFINITE:
            return None
        known = self.phrases.memory.last_other()
        return self.phrases.again(known, clause.left, clause.right, "definite description") if known else None

    def definite(self, clause: Clause) -> tuple[Resolved, ...]:
        """ "the kingdom": no entry of its own, but back to whom it fits."""
        known = self.known_state(clause)
        return (Resolved(known, "definite"),) if known is not None else ()

    def pair(self, clause: Clause) -> tuple[Resolved, ...]:
        """ "Both sides", "the two countries", "the two leaders": the last two that were named."""
        lower = self.phrases.sentence.lower
        before = set(lower[clause.left : clause.head])
        two = bool(before & {"two", "both"}) or (lower[clause.head] == "sides" and "the" in before)
        if not two or lower[clause.head] not in _BOTH | _LEADERS:
            return ()
        memory = self.phrases.memory
        known = memory.last_two(memory.persons if lower[clause.head] in _LEADERS else memory.others)
        reason = "definite description of two"
        found = [self.phrases.again(actor, clause.left, clause.right, reason) for actor in known]
        return tuple(Resolved(actor, "definite") for actor in found) if len(found) == 2 else ()
