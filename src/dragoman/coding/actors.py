"""Who a phrase stands for: names, offices, agents with their country, persons, and what leads back to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from dragoman.coding.memory import Memory, again
from dragoman.coding.mentions import COUNTRY_KINDS, Mentions, choose, find_mentions
from dragoman.knowledge import ActorBase, Agent, Entry, Mention, Office
from dragoman.knowledge.names import Key, key_of
from dragoman.types import Actor, Clause, Sentence

_Found = TypeVar("_Found", Agent, Office)
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "who"})
_OTHER_PRONOUNS = frozenset({"it", "they", "them", "its", "their", "which", "that"})
_SPEAKER_PRONOUNS = frozenset({"i", "we", "us", "me", "our", "my"})
_DOCUMENTS = frozenset(
    "report statement resolution decree lawsuit letter bill law order ruling complaint petition motion"
    " declaration communique proposal plan note message speech decision announcement tweet post video"
    " article editorial document verdict directive notice warning".split()
)
_BACKING = frozenset(
    {"backed", "sponsored", "funded", "supported", "financed", "armed", "trained", "linked", "aligned", "made"}
)
_DOMESTIC = frozenset("COP JUD CVL OPP REB LEG EDU LAB AGR REL CRM SOC PTY MED PRM".split())
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "onetime", "late", "jailed", "exiled", "then"})
_PLACES = frozenset({"state", "capital", "region", "seat", "adjective"})
_OWNER_ROLES = ("of", "from", "in", "to", "at", "for")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_PROPER = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What resolution is done with; `date` is the ISO day that offices are looked up for."""

    base: ActorBase
    date: str | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """An actor with how sure its being one is: named, office, agent, person, pronoun, definite, nested or unknown."""

    actor: Actor
    how: str


class Resolver:
    """Resolves the phrases of one sentence."""

    def __init__(self, sentence: Sentence, settings: Settings, memory: Memory, text: str) -> None:
        self.sentence = sentence
        self.base = settings.base
        self.date = settings.date
        self.memory = memory
        self.text = text
        self.mentions: Mentions = find_mentions(sentence, settings.base)
        self.speaker: Actor | None = None
        self.marked: list[Actor] = []
        self._cache: dict[int, tuple[Resolved, ...]] = {}
        self._busy: set[int] = set()

    def note_names(self) -> None:
        """Remember everybody whom the sentence names, in order, whether or not they act."""
        for head in range(len(self.sentence.words)):
            if self.sentence.kind(head) == "noun" and self._ends_name(head):
                for resolved in self.resolve(head):
                    if resolved.how in ("named", "agent") and resolved.actor.code and len(resolved.actor.code) >= 3:
                        self.memory.note(resolved.actor, person=False)

    def _ends_name(self, head: int) -> bool:
        after = head + 1
        last = after >= len(self.sentence.tags) or self.sentence.tags[after] not in _PROPER
        return (self.sentence.tags[head] in _PROPER or head in self.mentions.at) and last

    def resolve(self, head: int) -> tuple[Resolved, ...]:
        """The actors that the phrase of `head` stands for; empty when it is none."""
        if head in self._cache:
            return self._cache[head]
        if head in self._busy:
            return ()
        self._busy.add(head)
        found = self._marked_at(head) or self._resolve(head)
        self._busy.discard(head)
        self._cache[head] = found
        return found

    def natural(self, head: int) -> tuple[Resolved, ...]:
        """Who the phrase is by itself, whatever the caller marked; the mark where it is nobody."""
        found = self.resolve(head)
        if not self.marked or not any(r.actor.reason == "marked" for r in found) or head in self._busy:
            return found
        self._busy.add(head)
        own = self._resolve(head)
        self._busy.discard(head)
        return own or found

    def _marked_at(self, head: int) -> tuple[Resolved, ...]:
        """The actor that the caller marked at this word (see relation)."""
        start, end = self._offsets(head, head + 1)
        return tuple(Resolved(a, "named") for a in self.marked if a.start < end and start < a.end)[:1]

    def _marked_inside(self, head: int) -> tuple[Resolved, ...]:
        if not self.marked:
            return ()
        left, right = self.sentence.extent(head)
        start, end = self._offsets(left, right)
        return tuple(Resolved(a, "nested") for a in self.marked if a.start >= start and a.end <= end)

    def _resolve(self, head: int) -> tuple[Resolved, ...]:
        kind = self.sentence.kind(head)
        if kind in ("pronoun", "other"):
            return self._pronoun(head)
        clause = self.sentence.clause(head)
        mention = self.mentions.at.get(head)
        if mention is not None and self._is_head(mention, head):
            return self._named(clause, mention)
        return self._agent(clause) or self._person(clause) or self._definite(clause) or self._unknown(clause)

    # names -----------------------------------------------------------------------------------------------------------

    def _is_head(self, mention: Mention, head: int) -> bool:
        return (
            head == mention.end - 1
            or all(self.sentence.tags[i] not in ("NN", "NNS") for i in range(head + 1, mention.end))
            or mention.end - mention.start > 1
        )

    def _named(self, clause: Clause, mention: Mention) -> tuple[Resolved, ...]:
        entry = choose(mention.entries, self.date)
        if entry.kind == "adjective" and self._is_people(clause, mention):
            entry = choose(mention.entries, self.date, frozenset({"people"}))
        if (
            entry.kind == "adjective"
            and self.sentence.tags[clause.head].startswith("J")
            and not self._stands_alone(clause)
        ):
            return ()
        if entry.kind == "person" or self._surrounded_by_name(clause, mention):
            return self._person(clause, entry if entry.kind == "person" else None)
        left = mention.start
        if entry.kind in ("capital", "state", "region") and clause.left < mention.start:
            office = self._office_in(clause.left, mention.start)
            if office is not None and self.sentence.tags[mention.start - 1] in _PROPER and entry.kind != "state":
                return self._person(clause)
        return (Resolved(self._actor(entry, left, mention.end, _reason(entry)), "named"),)

    def _is_people(self, clause: Clause, mention: Mention) -> bool:
        """ "Thousands of Sudanese", "the Swiss": the nationality itself is what acts."""
        if not any(e.kind == "people" for e in mention.entries):
            return False
        plural = self.sentence.tags[clause.head] in ("NNS", "NNPS")
        counted = clause.left < clause.head and self.sentence.tags[clause.left] in ("CD", "DT", "JJ")
        return plural or counted or clause.slot == "of"

    def _stands_alone(self, clause: Clause) -> bool:
        """ "The French", "Iraqi, Kurdish and Turkish troops" cut loose by the parser."""
        return clause.slot in ("subject", "object", "indirect", "by", "with", "to", "from", "against", "on")

    def _surrounded_by_name(self, clause: Clause, mention: Mention) -> bool:
        """ "Paris Hilton", "Jordan Peterson": a place name inside a person's."""
        after = mention.end
        words, tags = self.sentence.words, self.sentence.tags
        return (
            after <= clause.head
            and tags[clause.head] in _PROPER
            and words[clause.head][:1].isupper()
            and clause.head != mention.end - 1
        )

    def _actor(self, entry: Entry, start: int, end: int, reason: str) -> Actor:
        country = entry.country if len(entry.country) == 3 and entry.country in self.base.countries else None
        return Actor(
            self._words(start, end), entry.name, entry.code, country, entry.sectors, *self._offsets(start, end), reason
        )

    def _words(self, start: int, end: int) -> str:
        left, right = self._offsets(start, end)
        return self.text[left:right]

    def _offsets(self, start: int, end: int) -> tuple[int, int]:
        return self.sentence.starts[start], self.sentence.ends[end - 1]

    # agents and offices ----------------------------------------------------------------------------------------------

    def _agent(self, clause: Clause) -> tuple[Resolved, ...]:
        """ "Turkish police", "rebels in Darfur", "the Iraqi prime minister": a noun with its country."""
        office = self._ending(clause, self.base.offices)
        agent = self._ending(clause, self.base.agents)
        found: Agent | Office | None = office or agent
        if found is None or self.sentence.tags[clause.head] in ("CD",):
            return ()
        if isinstance(found, Agent) and found.kind == "thing" and not found.sectors:
            return self._author(clause)
        named = self._apposed_name(clause) if isinstance(found, Office) or found.kind == "person" else None
        owners = self._owners(clause)
        if not owners:
            back = self._lead_back(clause, found)
            if back is not None:
                return (Resolved(back, "definite"),)
        sectors = self._sectors(found, clause, owners)
        if not owners and (clause.slot == "subject" or set(sectors[:1]) <= _DOMESTIC):
            owners = self._only_country()
        if not owners and (not sectors or (isinstance(found, Agent) and found.kind == "thing")):
            return ()
        return self._built(clause, owners, sectors, named)

    def _only_country(self) -> list[Entry]:
        """The country of a nameless agent, where the sentence speaks of one country alone."""
        found = {
            entry.country: entry
            for mention in self.mentions.found
            if not self._takes_sides(mention)
            and (entry := choose(mention.entries, self.date)).country in self.base.countries
        }
        return list(found.values()) if len(found) == 1 and next(iter(found.values())).kind in _PLACES else []

    def _author(self, clause: Clause) -> tuple[Resolved, ...]:
        """A document acts for who made it: "the Turkish report", "passed a resolution condemning ..."."""
        if self.sentence.lemmas[clause.head] not in _DOCUMENTS:
            return ()
        owners = self._owners(clause)
        if owners:
            return self._built(clause, owners[:1], owners[0].sectors, None)
        verb = clause.governor
        if clause.slot == "object" and verb >= 0 and self.sentence.kind(verb) == "verb":
            return tuple(r for h in self.sentence.clause(verb).roles.get("subject", ()) for r in self.resolve(h))
        return ()

    def _built(
        self, clause: Clause, owners: list[Entry], sectors: tuple[str, ...], named: str | None
    ) -> tuple[Resolved, ...]:
        start, end = clause.left, clause.right
        while start < clause.head and self.sentence.lower[start] in (*_DEFINITE, "a", "an"):
            start += 1
        words = self._words(start, end)
        name = named or words
        found = []
        no_owner: list[Entry | None] = [None]
        for owner in owners or no_owner:
            country = owner.country if owner is not None else ""
            own = sectors or (owner.sectors if owner is not None else ())
            code = (country + "".join(own[:1])) or None
            iso = country if country in self.base.countries else None
            reason = (
                f"{'office' if named else 'agent'} with {owner.kind} '{owner.name}'"
                if owner
                else "agent without a country"
            )
            actor = Actor(words, name, code, iso, own, *self._offsets(start, end), reason)
            if named:
                self.memory.note(actor, person=True)
            found.append(Resolved(actor, "agent"))
        return tuple(found)

    def _ending(self, clause: Clause, table: Mapping[Key, _Found]) -> _Found | None:
        """The longest entry of `table` that ends at the head of the phrase."""
        lower = self.sentence.lower
        for start in range(max(clause.left, clause.head - 4), clause.head + 1):
            key = key_of(" ".join(lower[start : clause.head + 1]))
            if key in table:
                return table[key]
        return None

    def _sectors(self, found: Agent | Office, clause: Clause, owners: list[Entry]) -> tuple[str, ...]:
        before = self.sentence.lower[clause.left : clause.head]
        if isinstance(found, Office) and any(word in _FORMER for word in before):
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

    def _owners(self, clause: Clause) -> list[Entry]:
        """The countries or bodies that a noun belongs to: modifiers, possessor, then "of", "from", "in"."""
        inside = [m for m in self.mentions.within(clause.left, clause.head) if not self._takes_sides(m)]
        if inside:
            return self._coordinated(inside)
        for role in ("possessor", "subject") if "light" not in clause.marks else ("possessor",):
            for filler in clause.roles.get(role, ()):
                if role == "possessor" or self.sentence.clause(filler).slot == "possessor":
                    owner = self._owner_of(filler)
                    if owner is not None:
                        return [owner]
        for role in _OWNER_ROLES:
            owners = [o for filler in clause.roles.get(role, ()) if (o := self._owner_of(filler)) is not None]
            if owners:
                return owners
        return self._shared(clause)

    def _takes_sides(self, mention: Mention) -> bool:
        """ "Pro-Iranian", "Turkish-backed": whose side they are on, not whose they are."""
        lower = self.sentence.lower
        before = lower[max(0, mention.start - 2) : mention.start]
        after = lower[mention.end : mention.end + 2]
        inner = lower[mention.start].rpartition("-")[2] if mention.end == mention.start + 1 else ""
        sided = before[-1:] == ["-"] and before[0] in ("pro", "anti")
        return sided or (after[:1] == ["-"] and after[-1] in _BACKING) or inner in _BACKING

    def _shared(self, clause: Clause) -> list[Entry]:
        """ "Israeli helicopters and tanks": a bare second conjunct shares the first one's country."""
        bare = clause.left == clause.head or self.sentence.lower[clause.left] not in (
            *_DEFINITE,
            "a",
            "an",
            "his",
            "her",
            "its",
        )
        for first in clause.roles.get("coordinated", ()) if bare else ():
            other = self.sentence.clause(first)
            return [choose(m.entries, self.date) for m in self.mentions.within(other.left, first)][:1]
        return []

    def _owner_of(self, filler: int) -> Entry | None:
        mention = self.mentions.at.get(filler)
        if mention is not None:
            return choose(mention.entries, self.date)
        if self.sentence.kind(filler) == "pronoun":
            for resolved in self._pronoun(filler):
                actor = resolved.actor
                if actor.code:
                    return Entry(actor.name, actor.code[:3], actor.sectors, "actor")
            return None
        owners = self._owners(self.sentence.clause(filler)) if filler not in self._busy else []
        return owners[0] if owners else None

    def _coordinated(self, mentions: list[Mention]) -> list[Entry]:
        """ "Thai and Burmese troops" are two; of "Pakistan-based Kashmiri rebels" the first counts."""
        first, *rest = mentions
        kept = [first]
        for mention in rest:
            between = set(self.sentence.lower[kept[-1].end : mention.start])
            if between and between <= {"and", ",", "or", "-", "&", "/", "–"}:
                kept.append(mention)
            else:
                break
        mentions = [m for m in mentions if choose(m.entries, self.date).kind != "person"]
        owners = [choose(m.entries, self.date, COUNTRY_KINDS) for m in kept if m in mentions]
        if not owners:
            return [choose(m.entries, self.date) for m in mentions[:1]]
        body = [
            choose(m.entries, self.date) for m in mentions if choose(m.entries, self.date).kind not in COUNTRY_KINDS
        ]
        return owners if len(owners) > 1 or not body or owners[0].kind in COUNTRY_KINDS else body[:1]

    def _lead_back(self, clause: Clause, found: Agent | Office) -> Actor | None:
        """ "The diplomat", "the president": the person of that sort who was named before."""
        if self.sentence.lower[clause.left] not in _DEFINITE or self.sentence.tags[clause.head] in ("NNS", "NNPS"):
            return None
        person = isinstance(found, Office) or found.kind == "person"
        known = self.memory.last_person(frozenset(found.sectors)) if person else None
        if known is None:
            return None
        return again(
            known,
            self._words(clause.left, clause.right),
            *self._offsets(clause.left, clause.right),
            reason="definite description",
        )

    def _apposed_name(self, clause: Clause) -> str | None:
        """ "the foreign minister, Sergei Lavrov": the name beside the office."""
        for head in clause.roles.get("apposition", ()):
            if self.sentence.tags[head] in _PROPER:
                other = self.sentence.clause(head)
                return self._words(other.left, other.right)
        return None

    # persons ---------------------------------------------------------------------------------------------------------

    def _person(self, clause: Clause, entry: Entry | None = None) -> tuple[Resolved, ...]:
        """A proper name: with a title before it, an office beside it, an entry, or somebody named before."""
        if self.sentence.tags[clause.head] not in _PROPER:
            return ()
        start = self._name_start(clause)
        name = self._words(start, clause.right)
        office = self._office_in(clause.left, start)
        owners = self._owners_of_person(clause, start)
        if office is not None and (owners or entry is None):
            return self._titled(clause, start, office, owners)
        apposed = self._apposed_office(clause)
        if apposed is not None:
            actor = again(apposed, name, *self._offsets(start, clause.right), reason="office beside the name")
            actor = Actor(name, name, actor.code, actor.country, actor.sectors, actor.start, actor.end, actor.reason)
            self.memory.note(actor, person=True)
            return (Resolved(actor, "person"),)
        if entry is not None:
            actor = self._actor(
                entry, start, clause.right, f"holder of the office '{entry.office}'" if entry.office else "person"
            )
            self.memory.note(actor, person=True)
            return (Resolved(actor, "person"),)
        known = self.memory.by_surname(name)
        if known is not None:
            return (Resolved(again(known, name, *self._offsets(start, clause.right), reason="named before"), "person"),)
        return ()

    def _name_start(self, clause: Clause) -> int:
        """Where the person's own name begins: after titles, adjectives and places."""
        start = clause.head
        while start > clause.left and self.sentence.tags[start - 1] in _PROPER and start - 1 not in self.mentions.at:
            if self._title_ends(clause.left, start - 1):
                break
            start -= 1
        return start

    def _title_ends(self, left: int, last: int) -> bool:
        lower = self.sentence.lower
        return any(
            key_of(" ".join(lower[i : last + 1])) in self.base.offices for i in range(max(left, last - 3), last + 1)
        )

    def _office_in(self, left: int, right: int) -> Office | None:
        """The office that ends last in the token range, at its longest."""
        lower = self.sentence.lower
        for last in range(right, left, -1):
            for start in range(max(left, last - 5), last):
                found = self.base.offices.get(key_of(" ".join(lower[start:last])))
                if found is not None:
                    return found
        return None

    def _owners_of_person(self, clause: Clause, start: int) -> list[Entry]:
        inside = self.mentions.within(clause.left, start)
        if inside:
            return [choose(inside[0].entries, self.date)]
        for filler in clause.roles.get("possessor", ()):
            owner = self._owner_of(filler)
            if owner is not None:
                return [owner]
        for role in ("of", "from"):
            for filler in clause.roles.get(role, ()):
                owner = self._owner_of(filler)
                if owner is not None:
                    return [owner]
        return []

    def _titled(self, clause: Clause, start: int, office: Office, owners: list[Entry]) -> tuple[Resolved, ...]:
        former = any(word in _FORMER for word in self.sentence.lower[clause.left : start])
        sectors = ("ELI",) if former else office.sectors or (owners[0].sectors if owners else ())
        name = self._words(start, clause.right)
        known = self.memory.by_surname(name)
        holder = self._holder(name) if not owners else None
        country = (
            owners[0].country if owners else (holder.country if holder else (known.code or "")[:3] if known else "")
        )
        code = (country + "".join(sectors[:1])) or None
        iso = country if country in self.base.countries else None
        reason = f"title '{office.title}'" + (f" with {owners[0].kind} '{owners[0].name}'" if owners else "")
        actor = Actor(
            self._words(clause.left, clause.right),
            name,
            code,
            iso,
            sectors,
            *self._offsets(start, clause.right),
            reason,
        )
        self.memory.note(actor, person=True)
        return (Resolved(actor, "person"),)

    def _holder(self, name: str) -> Entry | None:
        entries = [e for e in self.base.names.get(name) if e.kind == "person"]
        return choose(entries, self.date) if entries else None

    def _apposed_office(self, clause: Clause) -> Actor | None:
        """ "Bogdanov, the Russian envoy": the office's actor."""
        for head in clause.roles.get("apposition", ()):
            if self.sentence.kind(head) == "noun" and self.sentence.tags[head] not in _PROPER:
                for resolved in self._agent(self.sentence.clause(head)):
                    return resolved.actor
        return None

    # what leads back -------------------------------------------------------------------------------------------------

    def _pronoun(self, head: int) -> tuple[Resolved, ...]:
        word = self.sentence.lower[head]
        known: Actor | None = None
        if word in _SPEAKER_PRONOUNS:
            known = self.speaker
        elif word in _PERSON_PRONOUNS:
            known = self._before(head, person=True) or self.memory.last_person()
        elif word in _OTHER_PRONOUNS:
            known = self._before(head, person=False) or self.memory.last_other()
        if known is None:
            return ()
        start, end = self._offsets(head, head + 1)
        return (Resolved(again(known, self.text[start:end], start, end, "pronoun"), "pronoun"),)

    def _before(self, head: int, *, person: bool) -> Actor | None:
        """The subject, else the first actor, that stands before the pronoun in its sentence."""
        found: list[tuple[bool, Actor]] = []
        for i in range(head):
            if self.sentence.kind(i) != "noun" or i in self._busy:
                continue
            clause = self.sentence.clause(i)
            if clause.slot not in ("subject", "object", "by", "with", "to", "on", "from", "indirect", "against"):
                continue
            for resolved in self.resolve(i):
                is_person = resolved.how == "person"
                if is_person == person and resolved.actor.code:
                    found.append((clause.slot == "subject", resolved.actor))
        subjects = [actor for subject, actor in found if subject]
        ranked = subjects or [actor for _, actor in found]
        return ranked[0] if ranked else None

    def surface_speaker(self, verb: int) -> Actor | None:
        """The speaker beside a reporting verb, read off the words where the parse gave it no subject.

        "..., Russian Deputy Foreign Minister and Envoy for the Middle East Mikhail Bogdanov stated".
        """
        words, tags = self.sentence.words, self.sentence.tags
        left = verb
        while (
            left > 0
            and words[left - 1] not in {",", '"', ";", ":", "--"}
            and tags[left - 1] not in ("VBD", "VBZ", "VBP")
        ):
            left -= 1
        start = verb
        while (
            start > left
            and tags[start - 1] in _PROPER
            and start - 1 not in self.mentions.at
            and not self._title_ends(left, start - 1)
        ):
            start -= 1
        if start == verb:
            return None
        office = self._office_in(left, start)
        owners = [choose(m.entries, self.date) for m in self.mentions.within(left, start)[:1]]
        clause = Clause(verb - 1, "", "noun", "", {}, frozenset(), -1, "", left, verb)
        if office is None:
            known = self.memory.by_surname(self._words(start, verb))
            return (
                again(known, self._words(start, verb), *self._offsets(start, verb), reason="named before")
                if known
                else None
            )
        return self._titled(clause, start, office, owners)[0].actor

    def _definite(self, clause: Clause) -> tuple[Resolved, ...]:
        """ "the two countries", "the kingdom": no entry of their own, but back to whom they fit."""
        word = self.sentence.lower[clause.head]
        if (
            word in ("country", "nation", "kingdom", "republic", "state", "government")
            and self.sentence.lower[clause.left] in _DEFINITE
        ):
            known = self.memory.last_other()
            if known is not None:
                start, end = self._offsets(clause.left, clause.right)
                return (Resolved(again(known, self.text[start:end], start, end, "definite description"), "definite"),)
        return ()

    def _unknown(self, clause: Clause) -> tuple[Resolved, ...]:
        """A capitalised name with no entry stays as named, uncoded."""
        if self.sentence.tags[clause.head] not in _PROPER or not self.sentence.words[clause.head][:1].isupper():
            return ()
        start = clause.head
        while start > clause.left and self.sentence.tags[start - 1] in _PROPER:
            start -= 1
        words = self._words(start, clause.right)
        actor = Actor(words, words, None, None, (), *self._offsets(start, clause.right), "no entry of this name")
        return (Resolved(actor, "unknown"),)

    def modifier_owner(self, clause: Clause) -> tuple[Resolved, ...]:
        """ "US weapon deliveries", "Iranian-Iraqi talks": who is named among the modifiers of an act noun."""
        inside = self.mentions.within(clause.left, clause.head)
        found = []
        for mention in inside:
            entry = choose(mention.entries, self.date)
            found.append(Resolved(self._actor(entry, mention.start, mention.end, f"modifier: {entry.kind}"), "named"))
        return tuple(found)

    def nested(self, head: int) -> tuple[Resolved, ...]:
        """An actor inside a phrase that is none itself: "Russia's base", "the border with Iraq", "Iranian oil"."""
        if inside := self._marked_inside(head):
            return inside
        clause = self.sentence.clause(head)
        owners = self._owners(clause)
        for owner in owners[:1]:
            start, end = self._offsets(clause.left, clause.right)
            actor = Actor(
                self.text[start:end],
                owner.name,
                owner.code,
                owner.country if owner.country in self.base.countries else None,
                owner.sectors,
                start,
                end,
                f"nested: {owner.kind} '{owner.name}'",
            )
            return (Resolved(actor, "nested"),)
        for role in (
            "by",
            "possessor",
            "of",
            "between",
            "against",
            "on",
            "with",
            "into",
            "over",
            "about",
            "at",
            "to",
            "in",
        ):
            for filler in clause.roles.get(role, ()):
                if filler != head and (found := self.resolve(filler)):
                    return found
        return ()


def _reason(entry: Entry) -> str:
    names = {
        "state": "territory",
        "people": "nationality",
        "capital": "capital as metonym",
        "seat": "seat of government as metonym",
    }
    return names.get(entry.kind, entry.kind)
