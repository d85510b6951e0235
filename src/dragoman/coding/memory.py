"""Who has been named so far in a document: where pronouns, surnames and "the diplomat" lead back to."""

from dataclasses import dataclass, field, replace

from dragoman.types import Actor


@dataclass(slots=True)
class Memory:
    """Grows sentence by sentence within one document; owned by that document's coding, handed to nobody else."""

    persons: list[Actor] = field(default_factory=list)
    others: list[Actor] = field(default_factory=list)
    _surnames: dict[str, Actor] = field(default_factory=dict)

    def note(self, actor: Actor, *, person: bool) -> None:
        """Remember an actor that was named."""
        if person:
            surname = actor.name.split()[-1].lower()
            known = self._surnames.get(surname)
            if known is None or (actor.code and not known.code) or len(actor.name.split()) > len(known.name.split()):
                self._surnames[surname] = actor
            self.persons.append(self._surnames[surname])
        elif actor.code:
            self.others.append(actor)

    def note_stranger(self, actor: Actor) -> None:
        """A name without an entry: "it" may be that one, and then is nobody we know."""
        self.others.append(actor)

    def by_surname(self, name: str) -> Actor | None:
        """The person of that surname."""
        return self._surnames.get(name.rsplit(maxsplit=1)[-1].lower())

    def last_person(self, sectors: frozenset[str] = frozenset()) -> Actor | None:
        """The person named last, of one of the sectors if any are given."""
        for actor in reversed(self.persons):
            if not sectors or sectors & set(actor.sectors):
                return actor
        return None

    @staticmethod
    def last_two(named: list[Actor]) -> tuple[Actor, ...]:
        """The last two different ones of `named`, in the order in which they were named."""
        found: dict[str, Actor] = {}
        for actor in reversed(named):
            if actor.code and (actor.country or actor.code) not in found:
                found[actor.country or actor.code] = actor
            if len(found) == 2:
                break
        return tuple(found.values())[::-1]

    def last_other(self) -> Actor | None:
        """The state, body or group named last; None where a name without an entry came after it."""
        return self.others[-1] if self.others and self.others[-1].code else None


def again(actor: Actor, text: str, start: int, end: int, reason: str) -> Actor:
    """The same actor, named by other words."""
    return replace(actor, text=text, start=start, end=end, reason=reason)
