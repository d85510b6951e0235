"""Names with an entry: territories, capitals as metonyms, nationalities, bodies, groups, known persons."""

from dataclasses import replace

from dragoman.coding.naming import Phrases, Resolved
from dragoman.coding.persons import Persons
from dragoman.knowledge import Entry, Mention
from dragoman.types import Actor, Clause

_REASONS = {
    "state": "territory",
    "people": "nationality",
    "capital": "capital as metonym",
    "seat": "seat of government as metonym",
}
_PEOPLE = frozenset({"people"})
_MOST = 3  # other meanings that are told
_ALONE_SLOTS = frozenset({"subject", "object", "indirect", "by", "with", "to", "from", "against", "on"})


class Named:
    """Reads the names of one sentence that the actor base has entries for."""

    def __init__(self, phrases: Phrases, persons: Persons) -> None:
        self.phrases = phrases
        self.persons = persons

    def find(self, clause: Clause, mention: Mention) -> tuple[Resolved, ...]:
        """Whom the name stands for; empty for a nationality that only describes."""
        entry = self._entry(clause, mention)
        if entry.kind == "adjective" and self._describes(clause):
            return ()
        if entry.kind == "person" or self._surrounded_by_name(clause, mention):
            return self.persons.find(clause, entry if entry.kind == "person" else None)
        if (entry.kind in ("capital", "region") or entry.literal) and self._after_title(clause, mention):
            return self.persons.find(clause)
        actor = self._minority(clause, mention) or self._actor(entry, mention)
        if "/" in entry.literal:
            # a user's code may be several: [FRO/BIL/SAM]
            return tuple(Resolved(replace(actor, code=code), "named") for code in entry.literal.split("/"))
        return (Resolved(actor, "named"),)

    def _minority(self, clause: Clause, mention: Mention) -> Actor | None:
        """ "Ethnic Albanians in Serbia" are Serbia's people, and nobody's where no place is named."""
        if self.phrases.sentence.lower[mention.start - 1 : mention.start] != ["ethnic"]:
            return None
        span = (mention.start - 1, mention.end)
        words, offsets = self.phrases.words(*span), self.phrases.offsets(*span)
        for filler in clause.roles.get("in", ()):
            home = self.phrases.mentions.at.get(filler)
            if home is not None:
                country = self.phrases.choose(home).country
                reason = "ethnic group of the place"
                return Actor(words, words, f"{country}CVL", self.phrases.country(country), ("CVL",), *offsets, reason)
        return Actor(words, words, "CVL", None, ("CVL",), *offsets, "agent without a country")

    def is_head(self, mention: Mention, head: int) -> bool:
        """Whether the name is what the phrase of `head` names, and does not only describe it."""
        tags = self.phrases.sentence.tags
        return (
            head == mention.end - 1
            or all(tags[i] not in ("NN", "NNS") for i in range(head + 1, mention.end))
            or mention.end - mention.start > 1
        )

    def _actor(self, entry: Entry, mention: Mention) -> Actor:
        reason = _REASONS.get(entry.kind, entry.kind) + _otherwise(entry, mention)
        return self.phrases.actor(entry, mention.start, mention.end, reason)

    def _entry(self, clause: Clause, mention: Mention) -> Entry:
        entry = self.phrases.choose(mention)
        if entry.kind == "adjective" and self._is_people(clause, mention):
            return self.phrases.choose(mention, _PEOPLE)
        return entry

    def _is_people(self, clause: Clause, mention: Mention) -> bool:
        """ "Thousands of Sudanese", "the Swiss": the nationality itself is what acts."""
        if not any(e.kind == "people" for e in mention.entries):
            return False
        tags = self.phrases.sentence.tags
        plural = tags[clause.head] in ("NNS", "NNPS")
        counted = clause.left < clause.head and tags[clause.left] in ("CD", "DT", "JJ")
        return plural or counted or clause.slot == "of"

    def _describes(self, clause: Clause) -> bool:
        """Not "the French", nor "Iraqi, Kurdish and Turkish troops" cut loose by the parser."""
        return self.phrases.sentence.tags[clause.head].startswith("J") and clause.slot not in _ALONE_SLOTS

    def _surrounded_by_name(self, clause: Clause, mention: Mention) -> bool:
        """ "Paris Hilton", "Jordan Peterson": a place name inside a person's."""
        return (
            mention.end <= clause.head
            and self.phrases.proper(clause.head)
            and self.phrases.sentence.words[clause.head][:1].isupper()
            and clause.head != mention.end - 1
        )

    def _after_title(self, clause: Clause, mention: Mention) -> bool:
        """ "President Lagos": a title straight before a place name makes it a person's."""
        if clause.left >= mention.start or not self.phrases.proper(mention.start - 1):
            return False
        return self.phrases.office_in(clause.left, mention.start) is not None


def _otherwise(entry: Entry, mention: Mention) -> str:
    """What else a name may mean: "; or Georgia of USA". Nothing for a name with one owner."""
    others = {f"{e.name} of {e.country}": None for e in mention.entries if e.country and e.country != entry.country}
    return f"; or {', '.join(list(others)[:_MOST])}" if others else ""
