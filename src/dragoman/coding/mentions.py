"""Names in a sentence, and which of several owners a name has."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.knowledge import ActorBase, Entry, Mention
from dragoman.types import Sentence

_PLACE_KINDS = frozenset({"state", "capital", "region", "seat"})
COUNTRY_KINDS = _PLACE_KINDS | {"adjective", "people"}
# what a bare name most often means, when the tables give it to several
_RANK = {"state": 0, "adjective": 1, "people": 2, "region": 3, "capital": 4, "seat": 5, "person": 8}


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names of one sentence, by token."""

    found: tuple[Mention, ...]
    at: dict[int, Mention]

    def within(self, left: int, right: int) -> list[Mention]:
        """Names that lie wholly in the token range."""
        return [m for m in self.found if left <= m.start and m.end <= right]


def find_mentions(sentence: Sentence, base: ActorBase) -> Mentions:
    """All names of the sentence."""
    lower = not any(word[:1].isupper() for word in sentence.words)
    found = tuple(base.names.find(sentence.words, lower=lower))
    return Mentions(found, {i: mention for mention in found for i in range(mention.start, mention.end)})


def choose(entries: Sequence[Entry], date: str | None, kinds: frozenset[str] | None = None) -> Entry:
    """The entry that a name means on `date` (ISO, or None): of those that fit, the one most often meant."""
    fit = [e for e in entries if kinds is None or e.kind in kinds] or list(entries)
    if date is not None:
        fit = [e for e in fit if e.holds_on(date)] or fit
    return min(fit, key=lambda e: (e.table != "user", _RANK.get(e.kind, 6), _ended(e, date)))


def _ended(entry: Entry, date: str | None) -> tuple[bool, str]:
    """Without a date the open term comes first, then the latest; on a date, an ended state before its heir."""
    if date is not None and entry.until:
        return False, ""
    return bool(entry.until), "".join(chr(0x10FFFF - ord(c)) for c in entry.until)
