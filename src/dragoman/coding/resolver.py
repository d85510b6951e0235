"""Who a phrase stands for: the entry points, and the order in which the ways of resolving are tried."""

from collections.abc import Iterator, Mapping

from dragoman.coding.agents import Agents
from dragoman.coding.leads import Leads
from dragoman.coding.memory import Memory
from dragoman.coding.mentions import Mentions
from dragoman.coding.named import Named
from dragoman.coding.naming import Phrases, Resolved, Settings
from dragoman.coding.owners import Owners
from dragoman.coding.persons import Persons
from dragoman.knowledge import ActorBase
from dragoman.types import Actor, Clause, Sentence

__all__ = ["Resolved", "Resolver", "Settings"]

_NESTED_ROLES = (
    "by", "possessor", "of", "between", "against", "on", "with", "into", "over", "about", "at", "to", "in",
)  # fmt: skip


_PLACE_SLOTS = frozenset({"in", "at", "near", "outside"})
_DEEPEST = 2  # phrases within phrases that are looked into


class Resolver:
    """Resolves the phrases of one sentence."""

    def __init__(self, sentence: Sentence, settings: Settings, memory: Memory, text: str) -> None:
        self.sentence = sentence
        self.marked: list[Actor] = []
        self._phrases = Phrases(sentence, settings, memory, text)
        self._leads = Leads(self._phrases, self.resolve)
        self._owners = Owners(self._phrases, self._leads)
        self._agents = Agents(self._phrases, self._leads, self._owners)
        self._persons = Persons(self._phrases, self._owners, self._agents)
        self._named = Named(self._phrases, self._persons)
        self._cache: dict[int, tuple[Resolved, ...]] = {}

    @property
    def base(self) -> ActorBase:
        """The actor base that names are looked up in."""
        return self._phrases.base

    @property
    def systems(self) -> Mapping[int, frozenset[str]]:
        """The tokens that name weapons, with the words that stand for them."""
        return self._phrases.systems

    @property
    def mentions(self) -> Mentions:
        """The names that the sentence holds."""
        return self._phrases.mentions

    @property
    def speaker(self) -> Actor | None:
        """Whom "we" and "I" stand for."""
        return self._phrases.speaker

    @speaker.setter
    def speaker(self, speaker: Actor | None) -> None:
        self._phrases.speaker = speaker

    # the sentence ----------------------------------------------------------------------------------------------------

    def note_names(self) -> None:
        """Remember everybody whom the sentence names, in order, whether or not they act."""
        for head in range(len(self.sentence.words)):
            if self.sentence.kind(head) == "noun" and self._ends_name(head):
                place = self.sentence.clause(head).slot in _PLACE_SLOTS
                for resolved in self.resolve(head):
                    if place and resolved.actor.reason.startswith(("territory", "capital as metonym", "region")):
                        continue  # "met in Beijing": nobody that "both sides" could mean
                    if resolved.how in ("named", "agent") and len(resolved.actor.code or "") >= 3:
                        self._phrases.memory.note(resolved.actor, person=False)
                    elif resolved.how == "unknown":
                        self._phrases.memory.note_stranger(resolved.actor)

    def _ends_name(self, head: int) -> bool:
        last = head + 1 >= len(self.sentence.tags) or not self._phrases.proper(head + 1)
        return (self._phrases.proper(head) or head in self.mentions.at) and last

    def surface_speaker(self, verb: int) -> Actor | None:
        """The speaker beside a reporting verb that the parse gave no subject."""
        return self._persons.before_verb(verb)

    # one phrase ------------------------------------------------------------------------------------------------------

    def resolve(self, head: int) -> tuple[Resolved, ...]:
        """The actors that the phrase of `head` stands for; empty when it is none."""
        if head in self._cache:
            return self._cache[head]
        if head in self._phrases.busy:
            return ()
        self._cache[head] = found = self._marked_at(head) or self._guarded(head)
        return found

    def natural(self, head: int) -> tuple[Resolved, ...]:
        """Who the phrase is by itself, whatever the caller marked; the mark where it is nobody."""
        found = self.resolve(head)
        if not any(r.actor.reason == "marked" for r in found) or head in self._phrases.busy:
            return found
        if self.sentence.kind(head) == "pronoun":
            return self._behind(found[0].actor) or found
        return self._guarded(head) or found

    def _behind(self, actor: Actor) -> tuple[Resolved, ...]:
        """Who a marked actor is by itself, that a pronoun stands for."""
        mark = next((a for a in self.marked if a.name == actor.name), None)
        if mark is None:
            return ()
        for head in range(len(self.sentence.words)):
            above = self.sentence.clause(head).governor
            inside = mark.start <= self.sentence.starts[head] < mark.end
            if inside and (above < 0 or not mark.start <= self.sentence.starts[above] < mark.end):
                return self._guarded(head)
        return ()

    def _guarded(self, head: int) -> tuple[Resolved, ...]:
        """Resolve with the head marked as busy: who is asked about it meanwhile gets no answer."""
        self._phrases.busy.add(head)
        found = self._resolve(head)
        self._phrases.busy.discard(head)
        return found

    def _resolve(self, head: int) -> tuple[Resolved, ...]:
        if self.sentence.kind(head) in ("pronoun", "other"):
            return self._leads.pronoun(head)
        clause = self.sentence.clause(head)
        mention = self.mentions.at.get(head)
        if mention is not None and self._named.is_head(mention, head):
            return self._named.find(clause, mention)
        return (
            self._leads.pair(clause)
            or self._agents.find(clause)
            or self._persons.find(clause)
            or self._leads.definite(clause)
            or self._unknown(clause)
        )

    def _unknown(self, clause: Clause) -> tuple[Resolved, ...]:
        """A capitalised name with no entry stays as named, uncoded."""
        phrases = self._phrases
        if clause.head in self.mentions.barred:
            return ()
        if not phrases.proper(clause.head) or not self.sentence.words[clause.head][:1].isupper():
            return ()
        start = clause.head
        while start > clause.left and phrases.proper(start - 1):
            start -= 1
        words, offsets = phrases.words(start, clause.right), phrases.offsets(start, clause.right)
        return (Resolved(Actor(words, words, None, None, (), *offsets, "no entry of this name"), "unknown"),)

    # what the caller marked, and what stands inside a phrase ----------------------------------------------------------

    def _marked_at(self, head: int) -> tuple[Resolved, ...]:
        """The actor that the caller marked at this word (see relation)."""
        start, end = self._phrases.offsets(head, head + 1)
        return tuple(Resolved(a, "named") for a in self.marked if a.start < end and start < a.end)[:1]

    def _marked_inside(self, head: int) -> tuple[Resolved, ...]:
        if not self.marked:
            return ()
        start, end = self._phrases.offsets(*self.sentence.extent(head))
        return tuple(Resolved(a, "nested") for a in self.marked if a.start >= start and a.end <= end)

    def modifier_owner(self, clause: Clause) -> tuple[Resolved, ...]:
        """ "US weapon deliveries", "Iranian-Iraqi talks": who is named among the modifiers of an act noun."""
        return self._owners.modifiers(clause)

    def nested(self, head: int) -> tuple[Resolved, ...]:
        """An actor inside a phrase that is none itself: "Russia's base", "the border with Iraq", "Iranian oil"."""
        return next(self.nested_all(head), ())

    def nested_all(self, head: int, depth: int = 0) -> Iterator[tuple[Resolved, ...]]:
        """Everybody inside such a phrase, the nearest first: "its war with Iraq" holds whose it is, and Iraq."""
        if inside := self._marked_inside(head):
            yield inside
            return
        clause = self.sentence.clause(head)
        for owner in self._owners.of(clause)[:1]:
            actor = self._phrases.actor(owner, clause.left, clause.right, f"nested: {owner.kind} '{owner.name}'")
            yield (Resolved(actor, "nested"),)
        for role in _NESTED_ROLES:
            for filler in clause.roles.get(role, ()):
                if filler == head or self.sentence.kind(filler) == "verb":
                    continue
                if found := self.resolve(filler):
                    yield found
                elif depth < _DEEPEST:
                    yield from self.nested_all(filler, depth + 1)
