"""Which words fill a role of a frame: most stand in the clause, some in the one above it or behind the verb."""

from dragoman.coding.resolver import Resolver
from dragoman.types import Clause, Sentence

_HIGHEST = 4  # verbs above one that has no subject
_ABOVE = frozenset({"report", "hearer"})


class Reach:
    """Finds the fillers of roles in one sentence."""

    def __init__(self, sentence: Sentence, resolver: Resolver) -> None:
        self.sentence = sentence
        self.resolver = resolver

    def fillers(self, clause: Clause, role: str) -> tuple[int, ...]:
        """The heads that fill a role of a frame."""
        if role in _ABOVE:
            return self._above(clause, role)
        if role == "~after":
            return self._following(clause)
        return self._governing(clause) if role == "~above" else clause.roles.get(role, ())

    def _following(self, clause: Clause) -> tuple[int, ...]:
        """The first actor with a code behind a verb, with those joined to it; of a passive, its roles say more."""
        if "passive" in clause.marks:
            return ()
        joined: list[int] = []
        for head in range(clause.head + 1, self.sentence.extent(clause.head)[1]):
            if self._is_coded(head):
                own = self.sentence.clause(head)
                if joined and not set(joined) & set(own.roles.get("coordinated", ())):
                    continue
                if not (own.slot in ("modifier", "possessor") and self._is_coded(own.governor)):
                    joined.append(head)
        return tuple(joined)

    def _is_coded(self, head: int) -> bool:
        found = self.resolver.resolve(head) if self.sentence.kind(head) == "noun" else ()
        return any(r.actor.code and r.actor.reason != "agent without a country" for r in found)

    def _governing(self, clause: Clause) -> tuple[int, ...]:
        """Whose act an infinitive or a gerund without a subject is: the subject of the verb above it."""
        for _ in range(_HIGHEST):
            if clause.governor < 0 or clause.roles.get("subject") or "passive" in clause.marks:
                return ()
            clause = self.sentence.clause(clause.governor)
            roles = clause.roles
            found = roles.get("object", ()) if "passive" in clause.marks else roles.get("subject", ())
            if found:
                return found
        return ()

    def _above(self, clause: Clause, role: str) -> tuple[int, ...]:
        """Whose word the clause is, or who hears it: subject and object of the reporting verb above it."""
        if clause.slot != "that" or clause.governor < 0:
            return ()
        roles = self.sentence.clause(clause.governor).roles
        return roles.get("subject", ()) if role == "report" else roles.get("object", ()) or roles.get("indirect", ())
