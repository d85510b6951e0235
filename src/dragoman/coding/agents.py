"""Nouns that act: "Turkish police", "rebels in Darfur", "the Iraqi prime minister", "the UN report"."""

from dataclasses import replace

from dragoman.coding.leads import Leads
from dragoman.coding.mentions import COUNTRY_KINDS
from dragoman.coding.naming import DEFINITE, FORMER, Phrases, Resolved
from dragoman.coding.owners import Owners
from dragoman.knowledge import NO_AGENT, Agent, Entry, Office, joined
from dragoman.types import Actor, Clause

_DOCUMENTS = frozenset(
    "report statement resolution decree lawsuit letter bill law order ruling complaint petition motion"
    " declaration communique proposal plan note message speech decision announcement tweet post video"
    " article editorial document verdict directive notice warning".split()
)
_DOMESTIC = frozenset("COP JUD CVL OPP REB LEG EDU LAB AGR REL CRM SOC PTY MED PRM".split())
# states among others, never the one that the sentence names
_SEVERAL = frozenset({"states", "countries", "nations", "governments", "powers", "capitals", "allies", "leaders"})
_ARTICLES = DEFINITE | {"a", "an"}


class Agents:
    """Finds agents and offices with their countries in one sentence."""

    def __init__(self, phrases: Phrases, leads: Leads, owners: Owners) -> None:
        self.phrases = phrases
        self.leads = leads
        self.owners = owners

    def find(self, clause: Clause) -> tuple[Resolved, ...]:
        """The actors that an agent's or office's noun stands for, one for each country; empty when it is none."""
        base = self.phrases.base
        agent = self.phrases.ending(clause, base.agents)
        if agent is not None and agent.literal:
            return self._of_user(clause, agent)
        found: Agent | Office | None = self.phrases.ending(clause, base.offices) or agent
        if found is None or self.phrases.sentence.tags[clause.head] in ("CD",):
            return ()
        if _is_thing(found) and not found.sectors:
            return self._author(clause)
        named = self._apposed_name(clause) if isinstance(found, Office) or found.kind == "person" else None
        owners = self.owners.of(clause)
        if not owners:
            back = self.leads.person(clause, found) or self.leads.known_state(clause)
            if back is not None:
                return (Resolved(back, "definite"),)
        return self._owned(clause, found, owners, named)

    def _of_user(self, clause: Clause, agent: Agent) -> tuple[Resolved, ...]:
        """An agent of the user's dictionary: its own code stands behind the code of whose it is, or before it."""
        if agent.literal == NO_AGENT:
            return ()
        phrases = self.phrases
        former = not FORMER.isdisjoint(phrases.sentence.lower[clause.left : clause.head])
        codes = ["~ELI"] if former else phrases.literals(clause)
        owners = self.owners.of(clause)
        if not owners and (clause.slot == "subject" or set(agent.sectors[:1]) <= _DOMESTIC):
            owners = self.owners.only_country() or self.owners.scene()
        built = self._built(clause, owners, agent.sectors, None)
        whose = [entry.code or "" for entry in owners] or [""]
        return tuple(
            replace(r, actor=replace(r.actor, code=joined(owner, codes))) for r, owner in zip(built, whose, strict=True)
        )

    def _owned(
        self, clause: Clause, found: Agent | Office, owners: list[Entry], named: str | None
    ) -> tuple[Resolved, ...]:
        sectors = self._sectors(found, clause, owners)
        several = self.phrases.sentence.lower[clause.head] in _SEVERAL
        if not owners and sectors and not several and (clause.slot == "subject" or set(sectors[:1]) <= _DOMESTIC):
            owners = self.owners.only_country() or self.owners.scene()
        if not owners and (not sectors or _is_thing(found)):
            return ()
        return self._built(clause, owners, sectors, named)

    def _author(self, clause: Clause) -> tuple[Resolved, ...]:
        """A document acts for who made it: "the Turkish report", "passed a resolution condemning ..."."""
        sentence = self.phrases.sentence
        if sentence.lemmas[clause.head] not in _DOCUMENTS:
            return ()
        owners = self.owners.of(clause)
        if owners:
            return self._built(clause, owners[:1], owners[0].sectors, None)
        verb = clause.governor
        if clause.slot == "object" and verb >= 0 and sentence.kind(verb) == "verb":
            subjects = sentence.clause(verb).roles.get("subject", ())
            return tuple(r for head in subjects for r in self.leads.resolve(head))
        return ()

    def _apposed_name(self, clause: Clause) -> str | None:
        """ "the foreign minister, Sergei Lavrov": the name beside the office."""
        for head in clause.roles.get("apposition", ()):
            if self.phrases.proper(head):
                other = self.phrases.sentence.clause(head)
                return self.phrases.words(other.left, other.right)
        return None

    def _sectors(self, found: Agent | Office, clause: Clause, owners: list[Entry]) -> tuple[str, ...]:
        before = self.phrases.sentence.lower[clause.left : clause.head]
        if isinstance(found, Office) and not FORMER.isdisjoint(before):
            return ("ELI",)
        if not found.sectors and owners:
            # "the Israeli spokesman": who speaks for a country speaks for its government
            official = isinstance(found, Office) and owners[0].kind in COUNTRY_KINDS and not owners[0].sectors
            return ("GOV",) if official else owners[0].sectors
        if "rebel" in before or "rebels" in before:
            return ("REB",)
        if "opposition" in before and "OPP" not in found.sectors and "REB" not in found.sectors:
            return ("OPP",)
        return found.sectors

    def _built(
        self, clause: Clause, owners: list[Entry], sectors: tuple[str, ...], named: str | None
    ) -> tuple[Resolved, ...]:
        """An actor for each owner, or one without a country; a person who is named is remembered."""
        start = clause.left
        while start < clause.head and self.phrases.sentence.lower[start] in _ARTICLES:
            start += 1
        found = []
        no_owner: list[Entry | None] = [None]
        for owner in owners or no_owner:
            actor = self._one((start, clause.right), owner, sectors, named)
            if named:
                self.phrases.memory.note(actor, person=True)
            found.append(Resolved(actor, "agent"))
        return tuple(found)

    def _one(self, span: tuple[int, int], owner: Entry | None, sectors: tuple[str, ...], named: str | None) -> Actor:
        words, offsets = self.phrases.words(*span), self.phrases.offsets(*span)
        if owner is None:
            code = "".join(sectors[:1]) or None
            return Actor(words, named or words, code, None, sectors, *offsets, "agent without a country")
        own = sectors or owner.sectors
        code = owner.code_with(sectors)
        reason = f"{'office' if named else 'agent'} with {owner.kind} '{owner.name}'"
        return Actor(words, named or words, code, self.phrases.country(owner.country), own, *offsets, reason)


def _is_thing(found: Agent | Office) -> bool:
    return isinstance(found, Agent) and found.kind == "thing"
