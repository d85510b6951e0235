"""What every way of resolving a phrase works on: the sentence, its names, the titles in it, and actors made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.coding.memory import Memory, again
from dragoman.coding.mentions import Mentions, choose, find_mentions
from dragoman.coding.systems import system_words
from dragoman.knowledge import NO_AGENT, ActorBase, Agent, Entry, Mention, Office
from dragoman.knowledge.equipment import Equipment
from dragoman.knowledge.names import Key, key_of
from dragoman.types import Actor, Clause, Sentence

_Found = TypeVar("_Found", Agent, Office)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
PROPER = frozenset({"NNP", "NNPS"})
FORMER = frozenset({"former", "ex", "ousted", "deposed", "onetime", "late", "jailed", "exiled", "then"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What resolution is done with.

    `date` is the ISO day that offices are looked up for, `scene` the country whose page it is, if it is one's alone;
    `acts` are nouns that name armed acts: who is killed in an Israeli raid is no Israeli. `equipment` finds weapons by
    name, which are nobody.
    """

    base: ActorBase
    date: str | None
    scene: str | None = None
    acts: frozenset[str] = frozenset()
    equipment: Equipment | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """An actor with how sure its being one is: named, office, agent, person, pronoun, definite, nested or unknown."""

    actor: Actor
    how: str


@dataclass(slots=True)
class Phrases:
    """One sentence as those see it who resolve its phrases.

    `speaker` is whom "we" stands for; `busy` holds the heads that are being resolved, so that nobody goes in circles.
    """

    sentence: Sentence
    settings: Settings
    memory: Memory
    text: str
    mentions: Mentions = field(init=False)
    systems: Mapping[int, frozenset[str]] = field(init=False)
    speaker: Actor | None = None
    busy: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.systems = system_words(self.sentence, self.text, self.settings.equipment)
        self.mentions = find_mentions(self.sentence, self.settings.base, self.settings.date, self.systems.keys())

    @property
    def base(self) -> ActorBase:
        """The actor base."""
        return self.settings.base

    def words(self, start: int, end: int) -> str:
        """The text of a token range."""
        left, right = self.offsets(start, end)
        return self.text[left:right]

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """The characters of a token range, in the document."""
        return self.sentence.starts[start], self.sentence.ends[end - 1]

    def proper(self, head: int) -> bool:
        """Whether the word is tagged as a proper name, or is the surname of somebody named before."""
        if self.sentence.tags[head] in PROPER:
            return True
        word = self.sentence.words[head]
        known = word[:1].isupper() and self.sentence.tags[head] == "NN"
        return known and self.memory.by_surname(word) is not None

    def choose(self, mention: Mention, kinds: frozenset[str] | None = None) -> Entry:
        """Which of its entries the name means on the day of the document."""
        return choose(mention.entries, self.settings.date, kinds)

    def country(self, code: str) -> str | None:
        """The code where it is a country's, else None."""
        return code if code in self.base.countries else None

    def actor(self, entry: Entry, start: int, end: int, reason: str) -> Actor:
        """The actor of an entry, named by a token range."""
        country = self.country(entry.country) if len(entry.country) == 3 else None
        words = self.words(start, end)
        return Actor(words, entry.name, entry.code, country, entry.sectors, *self.offsets(start, end), reason)

    def again(self, known: Actor, start: int, end: int, reason: str) -> Actor:
        """An actor known from elsewhere, named here by a token range."""
        return again(known, self.words(start, end), *self.offsets(start, end), reason=reason)

    def ending(self, clause: Clause, table: Mapping[Key, _Found]) -> _Found | None:
        """The longest entry of `table` that ends at the head of the phrase."""
        for start in range(max(clause.left, clause.head - 4), clause.head + 1):
            key = self._key(start, clause.head + 1)
            if key in table:
                return table[key]
        return None

    def literals(self, clause: Clause) -> list[str]:
        """The codes of all agents of the user's dictionaries that the words up to the head name, left to right."""
        found, start, end = [], clause.left, clause.head + 1
        while start < end:
            # the longest first: a human rights activist is no rights activist
            ends = (last for last in range(min(end, start + 5), start, -1))
            agents = ((last, self.base.agents.get(self._key(start, last))) for last in ends)
            last, agent = next(((n, a) for n, a in agents if a is not None), (start + 1, None))
            if agent is not None and agent.literal not in ("", NO_AGENT):
                found.append(agent.literal)
            start = last
        return found

    def office_in(self, left: int, right: int) -> Office | None:
        """The office that ends last in the token range, at its longest."""
        for last in range(right, left, -1):
            for start in range(max(left, last - 5), last):
                found = self.base.offices.get(self._key(start, last))
                if found is not None:
                    return found
        return None

    def name_start(self, left: int, last: int) -> int:
        """Where the person's own name that ends at token `last` begins: after titles, adjectives and places."""
        start = last
        while start > left and self.proper(start - 1) and start - 1 not in self.mentions.at:
            if self._title_ends(left, start - 1):
                break
            start -= 1
        return start

    def _title_ends(self, left: int, last: int) -> bool:
        return any(self._key(i, last + 1) in self.base.offices for i in range(max(left, last - 3), last + 1))

    def _key(self, start: int, end: int) -> Key:
        return key_of(" ".join(self.sentence.lower[start:end]))
