"""Many names at once: the longest one first, or "Russia" hides inside "Russian forces"."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from dragoman.knowledge.records import Entry, Mention

_POSSESSIVE = re.compile(r"['’]s\b")
_MARKED = re.compile(r"[-.'’‘ʼ`]")
_DROPPED = str.maketrans("", "", ".'’‘ʼ`")
_ACRONYM_LENGTH = 6
_SPOKEN_ACRONYM = 4
# names that are also words, where a text has no capitals to tell them
_COMMON = frozenset({"turkey", "chad", "jordan", "us", "guinea", "china", "polish", "wales", "nice", "reading", "bath"})

_ROW = msgspec.msgpack.Decoder(tuple[str, str, tuple[str, ...], str, str, str, str, str, str])

Key = tuple[str, ...]


def key_of(name: str) -> Key:
    """A name as the matcher compares it: small letters, no full stops, hyphens are spaces."""
    if _MARKED.search(name):
        name = _POSSESSIVE.sub(" s", name).translate(_DROPPED).replace("-", " ")
    return tuple(name.lower().split())


@lru_cache(maxsize=8192)
def _token(word: str) -> str:
    """A word of a text as the matcher compares it; most words of a text are a few thousand."""
    return word.translate(_DROPPED).lower()


class NameTable(msgspec.Struct, array_like=True):
    """An index in the form in which it is kept.

    `entries` are packed, and unpacked when a text names them; `names` has the numbers of a name's entries, `longest`
    the length of the longest name that begins with two words. `capitals` are written in capitals only, `small` without.
    """

    entries: list[msgspec.Raw]
    names: dict[str, tuple[int, ...]]
    longest: dict[str, int]
    capitals: set[str]
    small: set[str]
    surfaces: set[str]


def _packed(entry: Entry) -> msgspec.Raw:
    return msgspec.Raw(
        msgspec.msgpack.encode(
            (
                entry.name,
                entry.country,
                entry.sectors,
                entry.kind,
                entry.since,
                entry.until,
                entry.office,
                entry.table,
                entry.literal,
            )
        )
    )


class NameIndex:
    """Finds names in the tokens of a sentence. A name is written as the table has it, or in capitals.

    `lower` text has no capitals at all: there, names that are also common words are not looked for.
    """

    def __init__(self, table: NameTable | None = None) -> None:
        self._table = table or NameTable([], {}, {}, set(), set(), set())
        self._made: dict[int, Entry] = {}
        self._last: Entry | None = None

    @property
    def table(self) -> NameTable:
        """What is to be kept of the index: `NameIndex(table)` is the same again."""
        return self._table

    @property
    def surfaces(self) -> Collection[str]:
        """Every name as the tables write it."""
        return self._table.surfaces

    @property
    def phrases(self) -> Collection[str]:
        """Every name that is looked for, the words of its key with blanks between."""
        return self._table.names.keys()

    def add(self, name: str, entry: Entry) -> int:
        """Enter `entry` under `name`; the number is the entry's. Several names of one entry come one after another."""
        table = self._table
        if entry is not self._last:
            self._last = entry
            table.entries.append(_packed(entry))
        number = len(table.entries) - 1
        key = key_of(name)
        if not key:
            return number
        phrase, first, pair = " ".join(key), key[0], " ".join(key[:2])
        known = table.names.get(phrase)
        table.names[phrase] = (number,) if known is None else (*known, number)
        if len(key) > 1 and table.longest.get(pair, 0) < len(key):
            table.longest[pair] = len(key)
        # a name that is ever written otherwise is found in any writing
        if not (len(key) == 1 and len(first) <= _ACRONYM_LENGTH and name.isupper()):
            table.capitals.discard(phrase)
        elif known is None:
            table.capitals.add(phrase)
        if not name[:1].isupper():
            table.small.add(phrase)
        table.surfaces.add(name)
        return number

    def entry(self, number: int) -> Entry:
        """The entry that was entered under this number."""
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = Entry(*_ROW.decode(self._table.entries[number]))
        return found

    def get(self, name: str) -> Sequence[Entry]:
        """All entries under exactly this name."""
        return self._entries(" ".join(key_of(name)))

    def keys(self) -> Iterable[Key]:
        """Every name that is looked for."""
        return (tuple(phrase.split(" ")) for phrase in self._table.names)

    def _entries(self, phrase: str) -> tuple[Entry, ...]:
        return tuple(self.entry(number) for number in self._table.names.get(phrase, ()))

    def find(self, words: Sequence[str], *, lower: bool) -> list[Mention]:
        """All names in `words`, left to right, none overlapping."""
        names, longest = self._table.names, self._table.longest
        slots = [i for i, word in enumerate(words) if word not in ("-", "–")]
        keys = [_token(words[i]) for i in slots]
        pairs = [*map(" ".join, pairwise(keys)), ""]
        # few words begin a name
        begins = [n for n, key in enumerate(keys) if key in names or pairs[n] in longest or "-" in key]
        found: list[Mention] = []
        end = 0
        for n in begins:
            if n < end:
                continue
            index = slots[n]
            phrase = self._match(words[index], keys[n : n + longest.get(pairs[n], 1)], index, lower=lower)
            if phrase:
                end = n + phrase.count(" ") + 1
                found.append(Mention(index, slots[end - 1] + 1, self._entries(phrase)))
            elif "-" in keys[n]:
                found.extend(self._compound(words, index, lower=lower))
        return found

    def _match(self, word: str, keys: list[str], index: int, *, lower: bool) -> str:
        """The longest name that the words `keys` begin with and that the text writes as one, or ""."""
        names = self._table.names
        for length in range(len(keys), 0, -1):
            phrase = " ".join(keys[:length])
            if phrase in names and self._written(word, phrase, lower=lower, first=index == 0):
                return phrase
        return ""

    def _written(self, word: str, phrase: str, *, lower: bool, first: bool = False) -> bool:
        """Whether the text writes the name as a name: "Nato" is NATO, "Who" is not WHO, an opening "Care" not CARE."""
        if lower:
            return " " in phrase or (
                phrase not in _COMMON and any(entry.table == "territories" for entry in self._entries(phrase))
            )
        if phrase in self._table.capitals:
            capitals = word.replace(".", "").isupper()
            return capitals or (len(phrase) >= _SPOKEN_ACRONYM and word[:1].isupper() and not first)
        return word[:1].isupper() or phrase in self._table.small

    def _compound(self, words: Sequence[str], index: int, *, lower: bool) -> list[Mention]:
        """ "U.S.-led", "Iran-backed": the name before the hyphen, as a modifier."""
        first = words[index].split("-")[0]
        phrase = first.translate(_DROPPED).lower()
        entries = self._entries(phrase)
        if entries and self._written(first, phrase, lower=lower):
            return [Mention(index, index + 1, entries)]
        return []
