"""The gazetteer: towns, regions, countries, seas, areas and bases, found by their names in the words of a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable

import msgspec

from dragoman.cache import fingerprint, kept, program, uncollected
from dragoman.knowledge.tables import listed, parse_table, read_source, shipped

_PLACE_COLUMNS = ("name", "country", "latitude", "longitude", "population", "kind", "admin", "aliases", "mark")
_AREA_COLUMNS = ("name", "country", "kind", "latitude", "longitude", "aliases")
_TERRITORY_COLUMNS = ("code", "name", "aliases", "adjectives", "kind")
_SOURCES = {
    "places": _PLACE_COLUMNS,
    "areas": _AREA_COLUMNS,
    "place_words": ("word", "kind"),
    "territories": _TERRITORY_COLUMNS,
}
_SPECIAL = str.maketrans("øłđıßØŁĐİ", "oldisOLDI")
_TRANSLITERATED = str.maketrans("āēīōūḩḥḑḍţṭẓĀĪŪḨḐṬ", "aeiouhhddttzAIUHDT")
_DROPPED = str.maketrans("", "", ".'’‘ʼ`")
_MARKED = re.compile(r"[-.'’‘ʼ`]")
# people of a place of news whose number nobody gives: as many as the smallest town of the table
_NOTED = 20_000
_KNOWN = 200_000


class Candidate(msgspec.Struct, frozen=True, array_like=True):
    """One place that a name can be.

    `country` is "" for what no one country holds; `mark` what else the name can be: "w" an ordinary word, "n" a
    person's name, "" nothing else.
    """

    name: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    kind: str
    admin: str
    mark: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Tokens `start` to `end` (half open) that may name one of `candidates`.

    `mark` is the sort of doubt: "w" the words are ordinary ones too, "n" a person's name too, "" none.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    mark: str


class _Kept(msgspec.Struct, array_like=True):
    """The gazetteer as it is kept: a name's candidates are packed, and unpacked when a text has it.

    `longest` has the length of the longest name of several words by its first; `known` the first words of the names
    of large places, all that is looked for in text without capitals.
    """

    names: dict[str, msgspec.Raw]
    longest: dict[str, int]
    known: set[str]
    demonyms: dict[str, str]
    words: dict[str, set[str]]


_CANDIDATES = msgspec.msgpack.Decoder(tuple[Candidate, ...])


def plain(name: str) -> str:
    """A name as the gazetteer compares it: small letters without accents, hyphens are blanks."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_SPECIAL).translate(_DROPPED))
        name = name.encode("ascii", "ignore").decode()
    if _MARKED.search(name):
        name = name.translate(_DROPPED).replace("-", " ")
    return " ".join(name.lower().split())


@lru_cache(maxsize=4096)
def _token(word: str) -> str:
    return plain(word)


@lru_cache(maxsize=4096)
def _first(word: str) -> str:
    """The first word of a token, which has several where it is hyphened."""
    return plain(word).partition(" ")[0]


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or word[:3] in ("al-", "ar-", "el-", "as-")


class Gazetteer:
    """Finds places in the tokens of a sentence; immutable."""

    def __init__(self, table: _Kept) -> None:
        self._names = table.names
        self._longest = table.longest
        self._known = table.known
        self._made: dict[str, tuple[Candidate, ...]] = {}
        self.demonyms: Mapping[str, str] = table.demonyms
        self._words = {kind: frozenset(words) for kind, words in table.words.items()}

    def words(self, kind: str) -> frozenset[str]:
        """The words of one kind of the table of words about places: "where", "sort_word", "struck" and others."""
        return self._words.get(kind, frozenset())

    def get(self, name: str) -> tuple[Candidate, ...]:
        """All places of exactly this name, the most populous first."""
        return self._candidates(plain(name))

    def _candidates(self, key: str) -> tuple[Candidate, ...]:
        found = self._made.get(key)
        if found is None:
            packed = self._names.get(key)
            found = self._made[key] = _CANDIDATES.decode(packed) if packed is not None else ()
        return found

    def find(self, words: Sequence[str], *, lower: bool) -> list[PlaceMention]:
        """All names of places in `words`, left to right, the longest first, none overlapping.

        A name begins with a capital. In `lower` text, that has none, only large places are found, and no name that is
        also a word.
        """
        found: list[PlaceMention] = []
        at, count = 0, len(words)
        while at < count:
            word = words[at]
            if not (_first(word) in self._known if lower else _is_capital(word)):
                at += 1
                continue
            mention = self._match(words, at, lower=lower)
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = mention.end
        return found

    def _match(self, words: Sequence[str], at: int, *, lower: bool) -> PlaceMention | None:
        """The longest name that begins at `at`; a hyphen of the text may be a token of its own."""
        key = _token(words[at])
        reach = self._longest.get(_first(words[at]), 1)
        names = self._names
        found, end = (key, at + 1) if key in names else ("", at)
        width, next_ = key.count(" ") + 1, at + 1
        while width < reach and next_ < min(len(words), at + 2 * reach):
            part = _token(words[next_])
            next_ += 1
            if part:
                width += part.count(" ") + 1
                key = f"{key} {part}"
                if key in names:
                    found, end = key, next_
        if not found:
            return None
        mention = self._mention(at, end, found)
        return mention if not lower or self._well_known(mention) else None

    def _mention(self, start: int, end: int, key: str) -> PlaceMention:
        candidates = self._candidates(key)
        mark = "w" if key in self.words("word") else "n" if key in self.words("person") else ""
        if not mark and all(candidate.mark for candidate in candidates):
            mark = candidates[0].mark
        return PlaceMention(start, end, candidates, mark)

    @staticmethod
    def _well_known(mention: PlaceMention) -> bool:
        return not mention.mark and any(map(_is_large, mention.candidates))


def _is_large(place: Candidate) -> bool:
    return place.population > _KNOWN and place.kind in ("city", "country", "region")


@uncollected()
def load_places() -> Gazetteer:
    """The shipped gazetteer. Raises ActorError when a table is broken."""
    sources = {name: read_source(shipped(name), f"{name}.tsv") for name in _SOURCES}
    key = fingerprint((*program("knowledge"), *sources.values()))
    return Gazetteer(kept("places", key, _Kept, lambda: _compiled(sources)))


def table_paths() -> Iterator[Traversable]:
    """The files that the gazetteer is made of."""
    return (shipped(name) for name in _SOURCES)


class _Compiling:
    """Names with their candidates, while the tables are read."""

    def __init__(self) -> None:
        self.names: dict[str, list[Candidate]] = {}
        self.demonyms: dict[str, str] = {}
        self.words: dict[str, set[str]] = {}

    def enter(self, candidate: Candidate, names: Iterable[str]) -> None:
        for name in dict.fromkeys(map(plain, names)):
            known = self.names.setdefault(name, [])
            # what is told twice is one place: the hand table, which comes first, says it better
            if not any(_same(candidate, other) for other in known):
                known.append(candidate)


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two rows tell of one place: the same kind in one country, close by (two villages of a name are two)."""
    if one.country != other.country:
        return one.kind == other.kind and not (one.country and other.country) and one.name == other.name
    if "country" in (one.kind, other.kind) or one.kind == other.kind == "region":
        return True
    if None in (one.latitude, other.latitude, one.longitude, other.longitude):
        return False
    near = abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude) < 1  # type: ignore[operator]
    return near and (one.kind == other.kind or "region" not in (one.kind, other.kind))


def _compiled(sources: Mapping[str, bytes]) -> _Kept:
    tables = {name: parse_table(data, f"{name}.tsv", _SOURCES[name]) for name, data in sources.items()}
    making = _Compiling()
    for _, row in tables["place_words"].rows:
        making.words.setdefault(row["kind"], set()).add(row["word"])
    centres = {row["country"]: row for _, row in tables["areas"].rows if row["kind"] == "country"}
    for _, row in tables["territories"].rows:
        _territory(making, row, centres)
    for _, row in tables["areas"].rows:
        if row["latitude"] and row["kind"] != "country":
            people = _NOTED if row["kind"] in ("city", "base") else 20 * _KNOWN
            making.enter(_candidate(row, people, ""), (row["name"], *listed(row["aliases"])))
    for _, row in tables["places"].rows:
        making.enter(_candidate(row, int(row["population"] or 0), row["admin"]), (row["name"], *listed(row["aliases"])))
    return _packed(making)


def _candidate(row: Mapping[str, str], people: int, admin: str) -> Candidate:
    at = float(row["latitude"]), float(row["longitude"])
    # marks of transliteration, that news does not write: Hamadān
    name = row["name"] if row["name"].isascii() else row["name"].translate(_TRANSLITERATED)
    return Candidate(name, row["country"], *at, people, row["kind"], admin, row.get("mark", ""))


def _territory(making: _Compiling, row: Mapping[str, str], centres: Mapping[str, Mapping[str, str]]) -> None:
    """A country with its names and adjectives; regions of it are the other tables' business, their adjectives not."""
    code = row["code"]
    if not code or row["kind"] in ("former", "world_region"):
        return
    for adjective in listed(row["adjectives"]):
        making.demonyms.setdefault(adjective, code)
    whole = row["kind"] in ("state", "dependency") or row["name"] in ("Taiwan", "Kosovo", "Palestine", "Western Sahara")
    centre = centres.get(code)
    if whole and centre is not None:
        at = float(centre["latitude"]), float(centre["longitude"])
        # more people than any town: a name that a country has is the country's
        candidate = Candidate(row["name"], code, *at, 1000 * _KNOWN, "country", "", "")
        making.enter(candidate, (row["name"], *listed(row["aliases"])))


def _packed(making: _Compiling) -> _Kept:
    longest: dict[str, int] = {}
    for name in making.names:
        first, _, rest = name.partition(" ")
        if rest:
            longest[first] = max(longest.get(first, 0), name.count(" ") + 1)
    names = {
        name: msgspec.Raw(msgspec.msgpack.encode(sorted(found, key=lambda c: -c.population)))
        for name, found in making.names.items()
        if len(name) > 1
    }
    known = {name.partition(" ")[0] for name, found in making.names.items() if any(map(_is_large, found))}
    return _Kept(names, longest, known, making.demonyms, making.words)


def breadth(kind: str) -> int:
    """How wide a kind of place is: 0 for a town or base, more for what holds it."""
    return {"city": 0, "base": 0, "area": 1, "region": 2, "mountains": 3, "sea": 3, "country": 4}.get(kind, 5)
