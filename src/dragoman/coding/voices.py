"""Who was named so far, as those who can speak: where "he", a surname or "the source" leads back to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.coding.naming import PROPER
from dragoman.coding.resolver import Resolver
from dragoman.types import Actor, Sentence

_HE = frozenset({"he", "she", "him", "her", "i"})
_THEY = frozenset({"they", "we", "it", "them"})
_PERSON_ENDINGS = ("er", "or", "man", "woman", "ist", "ian", "ant", "ent", "ster", "eur", "mat", "ee")
_PERSON_WORDS = frozenset(
    "source official aide chief head secretary envoy attorney pilot priest bishop cop guard mayor king queen prince"
    " resident analyst expert critic activist diplomat judge justice spokesperson chairperson boy girl colleague"
    " mother father son daughter brother sister wife husband friend guide nurse doctor photographer person".split()
)
_NOT_PERSONS = frozenset(
    "government parliament newspaper paper letter department center centre war power order".split()
)
_DEFINITE = frozenset({"the", "this", "that"})
_ENDS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "prof", "sen", "gov", "gen", "cmdr"})


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker, and through whom the reporter has it: the chain ends with the speaker."""

    speaker: Actor
    chain: tuple[Actor, ...]


@dataclass(slots=True)
class Voices:
    """Grows sentence by sentence within one document."""

    persons: list[Actor] = field(default_factory=list)
    groups: list[Actor] = field(default_factory=list)
    _named: dict[str, Actor] = field(default_factory=dict)
    _first: dict[str, Actor] = field(default_factory=dict)
    _roles: dict[str, Actor] = field(default_factory=dict)

    def actor(self, sentence: Sentence, resolver: Resolver, head: int) -> Actor | None:
        """Whom the phrase of `head` stands for; a name or description that nobody knows is kept as it is written."""
        word = sentence.lower[head]
        if word in _HE or word in _THEY:
            return self._pronoun(sentence, resolver, head)
        own = described(sentence, head)
        known = _owned(_best(sentence, resolver, head, own), sentence, resolver, head)
        earlier = self._earlier(own)
        if earlier is not None and not known.country:
            return replace(earlier, text=own.text, start=own.start, end=own.end, reason="named before")
        return known

    def _earlier(self, own: Actor) -> Actor | None:
        """Who was named before by this surname, or described as what "the source" and "the governor" say."""
        words = own.text.lower().split()
        if len(words) == 2 and words[0] in _DEFINITE:
            return self._roles.get(words[1])
        if not own.name[:1].isupper():
            return None
        bare = " " not in own.name
        return self._named.get(_surname(own.name)) or (self._first.get(words[-1]) if bare else None)

    def names(self, sentence: Sentence, resolver: Resolver, outside: Sequence[bool]) -> None:
        """Remember the persons whom the sentence names, also those who do not act."""
        for head, tag in enumerate(sentence.tags):
            last = head + 1 == len(sentence.tags) or sentence.tags[head + 1] not in PROPER
            if tag in PROPER and last and outside[head] and sentence.kind(head) == "noun":
                actor = self.actor(sentence, resolver, head)
                if actor is not None and _is_named_person(sentence, head, actor):
                    self._file(sentence, head, actor)

    def _file(self, sentence: Sentence, head: int, actor: Actor) -> None:
        key = _surname(actor.name)
        known = self._named.get(key)
        if known is None or (actor.country and not known.country):
            self._named[key] = actor
        if len(actor.name.split()) > 1:
            self._first.setdefault(actor.name.split()[0].lower(), self._named[key])
        clause = sentence.clause(head)
        heads = clause.roles.get("apposition", ())
        for word in (*sentence.lower[clause.left : head], *(sentence.lower[h] for h in heads)):
            if word not in _DEFINITE and word.isalpha():
                self._roles[word] = self._named[key]

    def _pronoun(self, sentence: Sentence, resolver: Resolver, head: int) -> Actor | None:
        single = sentence.lower[head] in _HE
        pool = self.persons if single else self.groups or self.persons
        if pool:
            return pool[-1]
        found = resolver.resolve(head)
        return found[0].actor if found else None

    def spoke(self, actor: Actor) -> None:
        """Whoever spoke last is meant by the next "he"."""
        self._remember(actor, person=_is_person(actor))

    def noted(self, sentence: Sentence, head: int, actor: Actor) -> None:
        """A subject of a sentence: somebody whom a pronoun may mean."""
        person = can_be_person(sentence, head, actor)
        self._remember(actor, person=person)
        word = sentence.lower[head]
        if person and word not in _HE and (word not in self._roles or len(actor.text.split()) > 2):
            self._roles[word] = actor

    def _remember(self, actor: Actor, *, person: bool) -> None:
        (self.persons if person else self.groups).append(actor)


def _best(sentence: Sentence, resolver: Resolver, head: int, own: Actor) -> Actor:
    """The first of who the resolver finds that can be right, under the phrase's own words."""
    part = head > 0 and sentence.words[head - 1] == "-"
    titled = head > 0 and sentence.lower[head - 1].rstrip(".") in _TITLES
    for resolved in resolver.resolve(head):
        misread = (part and sentence.tags[head] in PROPER) or (titled and resolved.how == "agent")
        if resolved.how == "pronoun" or misread:
            continue
        return replace(resolved.actor, text=own.text, start=own.start, end=own.end)
    return own


def _owned(actor: Actor, sentence: Sentence, resolver: Resolver, head: int) -> Actor:
    """The actor with the country, and the sector, that its description tells: "a source close to X", "Y, a Z aide"."""
    if actor.country or (actor.code and len(actor.code) == 3 and actor.reason.startswith("organi")):
        return actor
    clause = sentence.clause(head)
    heads = clause.roles.get("apposition", ())
    spans = [sentence.extent(h) for h in heads] if heads or sentence.tags[head] in PROPER else [_reach(sentence, head)]
    for left, right in (*spans, (clause.left, head)):
        found = [m for m in resolver.mentions.within(left, right) if m.entries[0].country in resolver.base.countries]
        if not found:
            continue
        entry = found[0].entries[0]
        agents = (resolver.base.agents.get((word,)) for word in sentence.lower[left:right])
        named = next((agent.sectors for agent in agents if agent is not None and agent.sectors), ())
        sectors = actor.sectors or named or (entry.sectors if entry.kind == "person" else ())
        code = entry.country + "".join(sectors[:1])
        return replace(actor, code=code, country=entry.country, sectors=sectors, reason=f"described by '{entry.name}'")
    return actor


def _reach(sentence: Sentence, head: int) -> tuple[int, int]:
    """The phrase with what hangs on it, up to the verb or comma that ends it: "a source close to the president"."""
    right = head + 1
    while right < len(sentence.words) and sentence.tags[right] not in _ENDS and sentence.words[right] not in ",:;":
        right += 1
    return sentence.clause(head).left, right


def described(sentence: Sentence, head: int) -> Actor:
    """The phrase of `head` as an actor without a code."""
    clause = sentence.clause(head)
    left, right = min(clause.left, head), max(clause.right, head + 1)
    while left < head and (not sentence.words[left][0].isalnum()):
        left += 1
    name_left = head
    while sentence.tags[head] in PROPER and name_left > left and _is_name_part(sentence, name_left - 1):
        name_left -= 1
    words = _words(sentence, left, right)
    name = _words(sentence, name_left, right) if name_left < head else words
    return Actor(words, name, None, None, (), sentence.starts[left], sentence.ends[right - 1], "as it is written")


def _is_name_part(sentence: Sentence, i: int) -> bool:
    return sentence.tags[i] in PROPER or sentence.words[i] == "-"


def _words(sentence: Sentence, left: int, right: int) -> str:
    """The words of a range, spaced as they are in the text."""
    found = ""
    for i in range(left, right):
        found += (" " if i > left and sentence.starts[i] > sentence.ends[i - 1] else "") + sentence.words[i]
    return found


def can_be_person(sentence: Sentence, head: int, actor: Actor) -> bool:
    """Whether "he" or "she" may stand for the phrase."""
    word, tag = sentence.lower[head], sentence.tags[head]
    if word in _HE:
        return True
    if tag in ("NNS", "NNPS") or word in _THEY:
        return False
    if tag in PROPER or sentence.words[head][:1].isupper():
        return _is_named_person(sentence, head, actor)
    if word in _NOT_PERSONS:
        return False
    return word in _PERSON_WORDS or word.endswith(_PERSON_ENDINGS)


def _is_named_person(sentence: Sentence, head: int, actor: Actor) -> bool:
    if head and sentence.lower[head - 1].rstrip(".") in _TITLES:
        return True
    return _is_person(actor)


def _is_person(actor: Actor) -> bool:
    last = actor.text.split()[-1].lower() if actor.text.split() else ""
    if last in _PERSON_WORDS or "title" in actor.reason or "office" in actor.reason or actor.reason == "person":
        return True
    if actor.reason.startswith(("named before", "as it is written", "no entry of this name", "described by")):
        return last not in _NOT_PERSONS and (actor.name[:1].isupper() or last.endswith(_PERSON_ENDINGS))
    return False


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower().strip(".,") if name.split() else ""
