"""Persons: by a title before the name, an office beside it, their own entry, or because they were named before."""

from dataclasses import replace

from dragoman.coding.agents import Agents
from dragoman.coding.mentions import choose
from dragoman.coding.naming import FORMER, Phrases, Resolved
from dragoman.coding.owners import Owners
from dragoman.knowledge import Entry, Office
from dragoman.types import Actor, Clause

_BEFORE_SPEAKER = frozenset({",", '"', ";", ":", "--"})


class Persons:
    """Finds the persons of one sentence."""

    def __init__(self, phrases: Phrases, owners: Owners, agents: Agents) -> None:
        self.phrases = phrases
        self.owners = owners
        self.agents = agents

    def find(self, clause: Clause, entry: Entry | None = None) -> tuple[Resolved, ...]:
        """A proper name: with a title before it, an office beside it, an entry, or somebody named before."""
        if not self.phrases.proper(clause.head):
            return ()
        start = self.phrases.name_start(clause.left, clause.head)
        office = self.phrases.office_in(clause.left, start)
        owners = self.owners.of_person(clause, start)
        if office is not None and (owners or entry is None):
            return (Resolved(self._titled(clause, start, office, owners), "person"),)
        actor = self._apposed(clause, start) or self._entered(clause, start, entry)
        if actor is not None:
            self.phrases.memory.note(actor, person=True)
        else:
            actor = self._named_before(start, clause.right)
        return (Resolved(actor, "person"),) if actor is not None else ()

    def _apposed(self, clause: Clause, start: int) -> Actor | None:
        """ "Bogdanov, the Russian envoy": the office's actor under the person's name."""
        office = self._apposed_office(clause)
        if office is None:
            return None
        actor = self.phrases.again(office, start, clause.right, "office beside the name")
        return replace(actor, name=actor.text)

    def _apposed_office(self, clause: Clause) -> Actor | None:
        sentence = self.phrases.sentence
        for head in clause.roles.get("apposition", ()):
            if sentence.kind(head) == "noun" and not self.phrases.proper(head):
                for resolved in self.agents.find(sentence.clause(head)):
                    return resolved.actor
        return None

    def _entered(self, clause: Clause, start: int, entry: Entry | None) -> Actor | None:
        if entry is None:
            return None
        reason = f"holder of the office '{entry.office}'" if entry.office else "person"
        return self.phrases.actor(entry, start, clause.right, reason)

    def _named_before(self, start: int, end: int) -> Actor | None:
        known = self.phrases.memory.by_surname(self.phrases.words(start, end))
        return self.phrases.again(known, start, end, "named before") if known is not None else None

    def _titled(self, clause: Clause, start: int, office: Office, owners: list[Entry]) -> Actor:
        """ "Russian Deputy Foreign Minister Mikhail Bogdanov": remembered under that name."""
        former = not FORMER.isdisjoint(self.phrases.sentence.lower[clause.left : start])
        sectors = ("ELI",) if former else office.sectors or (owners[0].sectors if owners else ())
        name = self.phrases.words(start, clause.right)
        country = owners[0].country if owners else self._country_of(name)
        code = owners[0].code_with(sectors) if owners else (country + "".join(sectors[:1])) or None
        reason = f"title '{office.title}'" + (f" with {owners[0].kind} '{owners[0].name}'" if owners else "")
        words, offsets = self.phrases.words(clause.left, clause.right), self.phrases.offsets(start, clause.right)
        actor = Actor(words, name, code, self.phrases.country(country), sectors, *offsets, reason)
        self.phrases.memory.note(actor, person=True)
        return actor

    def _country_of(self, name: str) -> str:
        """The country of a titled name without one: by its entry, else by what was said of it before."""
        entries = [e for e in self.phrases.base.names.get(name) if e.kind == "person" or e.literal]
        if entries:
            return choose(entries, self.phrases.settings.date).country
        known = self.phrases.memory.by_surname(name)
        if known is not None and known.country:
            return known.country
        home = self.owners.only_country() or self.owners.scene()
        return home[0].country if home else ""

    def before_verb(self, verb: int) -> Actor | None:
        """The speaker beside a reporting verb, read off the words where the parse gave it no subject.

        "..., Russian Deputy Foreign Minister and Envoy for the Middle East Mikhail Bogdanov stated".
        """
        left = self._phrase_start(verb)
        start = self.phrases.name_start(left, verb)
        if start == verb:
            return None
        office = self.phrases.office_in(left, start)
        if office is None:
            return self._named_before(start, verb)
        owners = [self.phrases.choose(m) for m in self.phrases.mentions.within(left, start)[:1]]
        clause = Clause(verb - 1, "", "noun", "", {}, frozenset(), -1, "", left, verb)
        return self._titled(clause, start, office, owners)

    def _phrase_start(self, verb: int) -> int:
        words, tags = self.phrases.sentence.words, self.phrases.sentence.tags
        left = verb
        while left > 0 and words[left - 1] not in _BEFORE_SPEAKER and tags[left - 1] not in ("VBD", "VBZ", "VBP"):
            left -= 1
        return left
