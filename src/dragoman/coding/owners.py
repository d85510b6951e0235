"""Whose an agent is: "Turkish police", "rebels in Darfur", "Israeli helicopters and tanks"."""

from dragoman.coding.leads import Leads
from dragoman.coding.mentions import COUNTRY_KINDS
from dragoman.coding.naming import DEFINITE, Phrases, Resolved
from dragoman.knowledge import Entry, Mention
from dragoman.types import Clause

_BACKING = frozenset(
    {"backed", "sponsored", "funded", "supported", "financed", "armed", "trained", "linked", "aligned", "made"}
)
_PLACES = frozenset({"state", "capital", "region", "seat", "adjective"})
_OWNER_ROLES = ("of", "from", "in", "to", "at", "for")
_DETERMINERS = DEFINITE | {"a", "an", "his", "her", "its"}
_JOINING = frozenset({"and", ",", "or", "-", "&", "/", "–"})


class Owners:
    """Finds the countries or bodies that the nouns of one sentence belong to."""

    def __init__(self, phrases: Phrases, leads: Leads) -> None:
        self.phrases = phrases
        self.leads = leads
        self._asked: set[int] = set()

    def of(self, clause: Clause) -> list[Entry]:
        """The countries or bodies that a noun belongs to: modifiers, possessor, then "of", "from", "in"."""
        inside = [m for m in self.phrases.mentions.within(clause.left, clause.head) if not self._takes_sides(m)]
        if inside:
            return self._coordinated(inside)
        possessor = self._possessor(clause)
        if possessor is not None:
            return [possessor]
        for role in _OWNER_ROLES:
            owners = [o for filler in clause.roles.get(role, ()) if (o := self._owner(filler)) is not None]
            if owners:
                return owners
        return self._shared(clause)

    def of_person(self, clause: Clause, start: int) -> list[Entry]:
        """Whose office a person holds, whose own name begins at token `start`."""
        inside = self.phrases.mentions.within(clause.left, start)
        if inside:
            return [self.phrases.choose(inside[0])]
        for role in ("possessor", "of", "from"):
            for filler in clause.roles.get(role, ()):
                owner = self._owner(filler)
                if owner is not None:
                    return [owner]
        return []

    def only_country(self) -> list[Entry]:
        """The country of a nameless agent, where the sentence speaks of one country alone."""
        found = {
            entry.country: entry
            for mention in self.phrases.mentions.found
            if not self._takes_sides(mention) and self.phrases.country((entry := self.phrases.choose(mention)).country)
        }
        return list(found.values()) if len(found) == 1 and next(iter(found.values())).kind in _PLACES else []

    def scene(self) -> list[Entry]:
        """The country whose page it is, for a sentence that names none."""
        country = self.phrases.settings.scene
        if country is None or self.phrases.mentions.found:
            return []
        return [Entry(self.phrases.base.countries[country], country, (), "scene")]

    def modifiers(self, clause: Clause) -> tuple[Resolved, ...]:
        """ "US weapon deliveries", "Iranian-Iraqi talks": who is named among the modifiers of an act noun."""
        found = []
        for mention in self.phrases.mentions.within(clause.left, clause.head):
            entry = self.phrases.choose(mention)
            actor = self.phrases.actor(entry, mention.start, mention.end, f"modifier: {entry.kind}")
            found.append(Resolved(actor, "named"))
        return tuple(found)

    def _possessor(self, clause: Clause) -> Entry | None:
        sentence = self.phrases.sentence
        for role in ("possessor", "subject") if "light" not in clause.marks else ("possessor",):
            for filler in clause.roles.get(role, ()):
                if role == "possessor" or sentence.clause(filler).slot == "possessor":
                    owner = self._owner(filler)
                    if owner is not None:
                        return owner
        return None

    def _takes_sides(self, mention: Mention) -> bool:
        """ "Pro-Iranian", "Turkish-backed": whose side they are on, not whose they are."""
        lower = self.phrases.sentence.lower
        before = lower[max(0, mention.start - 2) : mention.start]
        after = lower[mention.end : mention.end + 2]
        inner = lower[mention.start].rpartition("-")[2] if mention.end == mention.start + 1 else ""
        sided = before[-1:] == ["-"] and before[0] in ("pro", "anti")
        return sided or (after[:1] == ["-"] and after[-1] in _BACKING) or inner in _BACKING

    def _shared(self, clause: Clause) -> list[Entry]:
        """ "Israeli helicopters and tanks": a bare second conjunct shares the first one's country."""
        sentence, mentions = self.phrases.sentence, self.phrases.mentions
        bare = clause.left == clause.head or sentence.lower[clause.left] not in _DETERMINERS
        for first in clause.roles.get("coordinated", ()) if bare else ():
            return [self.phrases.choose(m) for m in mentions.within(sentence.clause(first).left, first)][:1]
        return []

    def _owner(self, filler: int) -> Entry | None:
        """Whom a filler names, leads back to, or belongs to itself."""
        mention = self.phrases.mentions.at.get(filler)
        if mention is not None:
            return self.phrases.choose(mention)
        if self.phrases.sentence.kind(filler) == "pronoun":
            return self._pronoun_owner(filler)
        if filler in self.phrases.busy or filler in self._asked:
            # phrases that hang on each other, as a broken parse may have them, belong to nobody
            return None
        if self.phrases.sentence.lemmas[filler] in self.phrases.settings.acts:
            return None
        self._asked.add(filler)
        owners = self.of(self.phrases.sentence.clause(filler))
        self._asked.discard(filler)
        return owners[0] if owners else None

    def _pronoun_owner(self, head: int) -> Entry | None:
        for resolved in self.leads.pronoun(head):
            actor = resolved.actor
            if actor.code:
                return Entry(actor.name, actor.code[:3], actor.sectors, "actor")
        return None

    def _coordinated(self, mentions: list[Mention]) -> list[Entry]:
        """ "Thai and Burmese troops" are two; of "Pakistan-based Kashmiri rebels" the first counts."""
        choose = self.phrases.choose
        kept = self._joined(mentions)
        mentions = [m for m in mentions if choose(m).kind != "person"]
        owners = [choose(m, COUNTRY_KINDS) for m in kept if m in mentions]
        if not owners:
            return [choose(m) for m in mentions[:1]]
        body = [entry for m in mentions if (entry := choose(m)).kind not in COUNTRY_KINDS]
        return owners if len(owners) > 1 or not body or owners[0].kind in COUNTRY_KINDS else body[:1]

    def _joined(self, mentions: list[Mention]) -> list[Mention]:
        """The first name and those that "and", a comma or a hyphen joins to it."""
        first, *rest = mentions
        kept = [first]
        for mention in rest:
            between = set(self.phrases.sentence.lower[kept[-1].end : mention.start])
            if not between or not between <= _JOINING:
                break
            kept.append(mention)
        return kept
