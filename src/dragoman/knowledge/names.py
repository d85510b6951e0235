"""Many names at once: the longest one first, or "Russia" hides inside "Russian forces"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.knowledge.records import Entry, Mention

_POSSESSIVE = re.compile(r"['’]s\b")
_DROPPED = str.maketrans("", "", ".'’‘ʼ`")
_ACRONYM_LENGTH = 6
_SPOKEN_ACRONYM = 4
# names that are also words, where a text has no capitals to tell them
_COMMON = frozenset({"turkey", "chad", "jordan", "us", "guinea", "china", "polish", "wales", "nice", "reading", "bath"})

Key = tuple[str, ...]


def key_of(name: str) -> Key:
    """A name as the matcher compares it: small letters, no full stops, hyphens are spaces."""
    if "'" in name or "’" in name:
        name = _POSSESSIVE.sub(" s", name)
    return tuple(name.translate(_DROPPED).lower().replace("-", " ").split())


class NameIndex:
    """Finds names in the tokens of a sentence. A name is written as the table has it, or in capitals.

    `lower` text has no capitals at all: there, names that are also common words are not looked for.
    """

    def __init__(self) -> None:
        self._by_first: dict[str, dict[Key, list[Entry]]] = defaultdict(dict)
        self._acronyms: set[Key] = set()
        self._mixed: set[Key] = set()
        self._small: set[Key] = set()
        self._longest: dict[str, int] = defaultdict(int)
        self.surfaces: set[str] = set()

    def add(self, name: str, entry: Entry) -> None:
        """Enter `entry` under `name`."""
        key = key_of(name)
        if not key:
            return
        self._by_first[key[0]].setdefault(key, []).append(entry)
        self._longest[key[0]] = max(self._longest[key[0]], len(key))
        if len(key) == 1 and name.isupper() and len(key[0]) <= _ACRONYM_LENGTH:
            self._acronyms.add(key)
        else:
            self._mixed.add(key)
        if not name[:1].isupper():
            self._small.add(key)
        self.surfaces.add(name)

    def get(self, name: str) -> Sequence[Entry]:
        """All entries under exactly this name."""
        key = key_of(name)
        return self._by_first.get(key[0], {}).get(key, ()) if key else ()

    def keys(self) -> Iterable[Key]:
        """Every name that is looked for."""
        return (key for found in self._by_first.values() for key in found)

    def find(self, words: Sequence[str], *, lower: bool) -> list[Mention]:
        """All names in `words`, left to right, none overlapping."""
        slots = [(i, w.translate(_DROPPED).lower()) for i, w in enumerate(words) if w not in ("-", "–")]
        found: list[Mention] = []
        at = 0
        while at < len(slots):
            index, first = slots[at]
            length = self._match(words, slots, at, lower=lower) if first in self._by_first else 0
            if length:
                key = tuple(word for _, word in slots[at : at + length])
                found.append(Mention(index, slots[at + length - 1][0] + 1, tuple(self._by_first[first][key])))
            elif "-" in first:
                found.extend(self._compound(words, index, lower=lower))
            at += length or 1
        return found

    def _match(self, words: Sequence[str], slots: list[tuple[int, str]], at: int, *, lower: bool) -> int:
        first = slots[at][1]
        names = self._by_first[first]
        for length in range(min(self._longest[first], len(slots) - at), 0, -1):
            key = tuple(word for _, word in slots[at : at + length])
            if key in names and self._written(words[slots[at][0]], key, lower=lower, first=slots[at][0] == 0):
                return length
        return 0

    def _written(self, word: str, key: Key, *, lower: bool, first: bool = False) -> bool:
        """Whether the text writes the name as a name: "Nato" is NATO, "Who" is not WHO, an opening "Care" not CARE."""
        if lower:
            return len(key) > 1 or (
                any(entry.table == "territories" for entry in self._by_first[key[0]][key]) and key[0] not in _COMMON
            )
        if key in self._acronyms and key not in self._mixed:
            capitals = word.replace(".", "").isupper()
            return capitals or (len(key[0]) >= _SPOKEN_ACRONYM and word[:1].isupper() and not first)
        return word[:1].isupper() or key in self._small

    def _compound(self, words: Sequence[str], index: int, *, lower: bool) -> list[Mention]:
        """ "U.S.-led", "Iran-backed": the name before the hyphen, as a modifier."""
        first = words[index].split("-")[0]
        names = self._by_first.get(first.translate(_DROPPED).lower(), {})
        entries = names.get((first.translate(_DROPPED).lower(),))
        if entries and self._written(first, key_of(first), lower=lower):
            return [Mention(index, index + 1, tuple(entries))]
        return []
