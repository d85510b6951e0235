"""Names in a sentence, and which of several owners a name has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dragoman.knowledge import NO_ACTOR, ActorBase, Entry, Mention
from dragoman.types import Sentence

_PLACE_KINDS = frozenset({"state", "capital", "region", "seat"})
COUNTRY_KINDS = _PLACE_KINDS | {"adjective", "people"}
# what a bare name most often means, when the tables give it to several
_RANK = {"state": 0, "adjective": 1, "people": 2, "region": 3, "capital": 4, "seat": 5, "person": 8}


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names of one sentence, by token; `barred` are tokens of weapons, and of what a user's file says is nobody."""

    found: tuple[Mention, ...]
    at: dict[int, Mention]
    barred: frozenset[int] = frozenset()

    def within(self, left: int, right: int) -> list[Mention]:
        """Names that lie wholly in the token range."""
        return [m for m in self.found if left <= m.start and m.end <= right]


def find_mentions(
    sentence: Sentence, base: ActorBase, date: str | None, things: Collection[int] = frozenset()
) -> Mentions:
    """All names of the sentence; `date` says which of a user's names are no actors on the day, `things` are tokens."""
    lower = not any(word[:1].isupper() for word in sentence.words)
    named = base.names.find(sentence.words, lower=lower)
    found = tuple(m for m in named if not _is_nobody(m, date) and not (things and _is_thing(m, things)))
    nobody = frozenset(i for mention in named if mention not in found for i in range(mention.start, mention.end))
    barred = nobody.union(things)
    return Mentions(found, {i: mention for mention in found for i in range(mention.start, mention.end)}, barred)


def _is_thing(mention: Mention, things: Collection[int]) -> bool:
    """Whether a name is that of a weapon: "Patriot", "Buk"; a country within one's name stays what it is."""
    inside = all(i in things for i in range(mention.start, mention.end))
    return inside and not any(entry.kind in COUNTRY_KINDS for entry in mention.entries)


def _is_nobody(mention: Mention, date: str | None) -> bool:
    listed = any(entry.kind == NO_ACTOR for entry in mention.entries)
    return listed and choose(mention.entries, date).kind == NO_ACTOR


def choose(entries: Sequence[Entry], date: str | None, kinds: frozenset[str] | None = None) -> Entry:
    """The entry that a name means on `date` (ISO, or None): of those that fit, the one most often meant."""
    fit = [e for e in entries if kinds is None or e.kind in kinds] or list(entries)
    if date is not None:
        fit = [e for e in fit if e.holds_on(date)] or fit
    found = min(fit, key=lambda e: (e.table != "user", _RANK.get(e.kind, 6), _besides(e), _ended(e, date)))
    return _former(found) if date is not None and _left(found, date) else found


def _left(entry: Entry, date: str) -> bool:
    """Whether a holder's term was over on the date."""
    return entry.kind == "person" and entry.table == "holders" and not entry.holds_on(date) and entry.until < date


def _former(entry: Entry) -> Entry:
    """Somebody who once held an office: of the elite, no longer of the government."""
    return replace(entry, sectors=("ELI",), office=f"former {entry.office}".strip())


def _besides(entry: Entry) -> bool:
    """A president who also commands the army, by law, is the president."""
    return entry.kind == "person" and entry.sectors[:1] != ("GOV",)


def _ended(entry: Entry, date: str | None) -> tuple[bool, str]:
    """Without a date the open term comes first, then the latest; on a date, an ended state before its heir."""
    if date is not None:
        return not entry.until, ""
    return bool(entry.until), "".join(chr(0x10FFFF - ord(c)) for c in entry.until)
