"""The tables of weapons and other assistance, compiled into one index of all their names."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from dragoman.errors import ActorError
from dragoman.inflect import noun_forms
from dragoman.knowledge.designations import ROMAN, bare, has_digit, is_persons, is_short, key_of, variants
from dragoman.knowledge.tables import Table, listed, parse_table

COLUMNS = ("name", "category", "kind", "maker", "aliases", "nato", "ambiguous", "since")
CATEGORIES = frozenset(
    {"aircraft", "helicopters", "drones", "air defence", "armoured vehicles", "artillery", "missiles", "ships"}
    | {"engines", "sensors", "small arms", "ammunition", "electronic warfare", "vehicles", "satellites", "nuclear"}
    | {"other"}
)
ASSISTANCE = "assistance"
GENERIC = "generic"
# rows of the generic table that are no items: words beside which an ambiguous name is equipment
SIGN = "sign"
# and phrases that only look like an item: "water tank"
NO_ITEM = "no item"
UNNAMED = frozenset({SIGN, NO_ITEM})
# generic nouns that are things of their own even right after a designation: "F-16 engines", "F-16 training"
OWN = frozenset({"engines", "ammunition", "sensors", "other", "nuclear", ASSISTANCE}) | UNNAMED
# words inside generic nouns across which a designation and a noun are two things
_LINKS = frozenset({"and", "of", "multiple", "layered", "integrated", "for", "to"})
# last words of generic nouns that follow names of all kinds of things
_WEAK = frozenset({"car", "station", "radio", "camera", "part", "set", "unit", "kit", "technology", "item"})
_COUNTRY = re.compile(r"[A-Z]{3}(\|[A-Z]{3})*\Z")
_LONGEST = 9
_ARABIC = {number: roman.lower() for roman, number in ROMAN.items()}


class EquipmentEntry(msgspec.Struct, frozen=True, array_like=True):
    """A system, or a generic noun (`generic`); `maker` is ISO-3, several with "|"; `kind` is a short noun."""

    name: str
    category: str
    kind: str
    maker: str | None
    generic: bool


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """What a key stands for: `exact` is the spelling that is needed, or empty where case does not matter.

    A `strict` name is read only beside its kind, a number or its other name, whatever else the sentence speaks of.
    """

    entry: int
    exact: str
    ambiguous: bool
    strict: bool = False


class Index(msgspec.Struct, array_like=True):
    """All names, as they are kept: what a key stands for is packed, and unpacked when a text has it.

    `spans` gives, for the first two parts of keys (or their only one), how many parts the longest has. `begins` has
    what names begin with as texts write it, a Roman number too: of systems, and what only generic nouns begin with.
    """

    entries: list[EquipmentEntry]
    keys: dict[str, msgspec.Raw]
    spans: dict[str, int]
    begins: tuple[set[str], set[str]]
    heads: set[str]
    inner: set[str]


class _Compiling:
    """Names with what they stand for, while the tables are read."""

    def __init__(self) -> None:
        self.entries: list[EquipmentEntry] = []
        self.keys: dict[str, list[Reading]] = {}
        self.heads: set[str] = set()
        self.inner: set[str] = set()


def compiled(files: Iterable[tuple[str, bytes]], *, check: bool) -> Index:
    """The index of tables, given with their names, row by row checked where asked for; raises ActorError."""
    tables = [parse_table(data, name, COLUMNS) for name, data in files]
    if check:
        for table in tables:
            _check(table)
        _check_names(tables)
    if problems := [problem for table in tables for problem in table.problems]:
        raise ActorError(problems)
    making = _Compiling()
    for table in tables:
        for _, row in table.rows:
            _add(making, row, generic=table.name.startswith(GENERIC))
    return _packed(making)


def _packed(making: _Compiling) -> Index:
    spans: dict[str, int] = {}
    for key in making.keys:
        first = " ".join(key.split(" ", 2)[:2])
        spans[first] = max(spans.get(first, 0), min(key.count(" ") + 1, _LONGEST))
    systems, generic = (_begins(making, generic=generic) for generic in (False, True))
    keys = {key: msgspec.Raw(msgspec.msgpack.encode(readings)) for key, readings in making.keys.items()}
    return Index(making.entries, keys, spans, (systems, generic - systems), making.heads, making.inner)


def _begins(making: _Compiling, *, generic: bool) -> set[str]:
    """What names of items begin with: their first two parts or their only one. Signs alone are no items."""
    begins: set[str] = set()
    for key, readings in making.keys.items():
        entries = (making.entries[reading.entry] for reading in readings)
        if any(entry.generic is generic and entry.category not in UNNAMED for entry in entries):
            begins.update(_as_written(key))
    return begins


def _as_written(key: str) -> list[str]:
    first, second, *_ = [*key.split(" ", 2), ""]
    if not second:
        return [first, _ARABIC[first]] if first in _ARABIC else [first]
    return [f"{first} {second}", *([f"{first} {_ARABIC[second]}"] if second in _ARABIC else [])]


def _check(table: Table) -> None:
    generic = table.name.startswith(GENERIC)
    known = CATEGORIES | {ASSISTANCE, *UNNAMED} if generic else CATEGORIES
    for line, row in table.rows:
        if not row["name"] or not key_of(row["name"]):
            table.fault(line, "no name; write the usual designation")
        if row["category"] not in known:
            table.fault(line, f"unknown category '{row['category']}'; known: {', '.join(sorted(known))}")
        if not row["kind"]:
            table.fault(line, "no kind; write what it is, a short noun")
        if row["maker"] and not _COUNTRY.match(row["maker"]):
            table.fault(line, f"bad maker '{row['maker']}'; write ISO-3 codes, '|' between")
        if row["since"] and not re.fullmatch(r"(19|20)\d\d", row["since"]):
            table.fault(line, f"bad year '{row['since']}'; write YYYY")
        names = {key_of(name) for name in _names(row)}
        for word in (word for word in listed(row["ambiguous"]) if key_of(word) not in names):
            table.fault(line, f"ambiguous '{word}' is no name of this row; list it in aliases or nato")


def _check_names(tables: list[Table]) -> None:
    """A name of a system stands in one row, unless it is ambiguous in each: the noun after it tells which."""
    seen: dict[str, tuple[str, bool]] = {}
    for table in tables:
        if table.name.startswith(GENERIC):
            continue
        for line, row in table.rows:
            doubtful = {key_of(word) for word in listed(row["ambiguous"])}
            for key in {key_of(name) for name in _names(row)}:
                where, ambiguous = seen.get(key, ("", True))
                if where and not (ambiguous and key in doubtful):
                    table.fault(line, f"'{key}' stands in {where} too; list it as ambiguous in both or keep it in one")
                seen[key] = f"{table.name}:{line}", ambiguous and key in doubtful


def _names(row: Mapping[str, str]) -> tuple[str, ...]:
    short = bare(row["name"])
    return tuple(dict.fromkeys((row["name"], short, *listed(row["aliases"]), *listed(row["nato"]))))


def _add(making: _Compiling, row: Mapping[str, str], *, generic: bool) -> None:
    number = len(making.entries)
    maker = row["maker"] or None
    shown = row["name"] if generic else bare(row["name"])
    making.entries.append(EquipmentEntry(shown, row["category"], row["kind"], maker, generic))
    doubtful = {key_of(word) for word in listed(row["ambiguous"])}
    nato = set(listed(row["nato"]))
    for name in _names(row):
        for spelt in noun_forms(name) if generic else (name,):
            key = key_of(spelt)
            exact = "" if (generic and name.islower()) or has_digit(key) else spelt
            # NATO names are words chosen for their sound: "May", "Cash", "Bear"
            strict = not generic and (is_persons(key) or (name in nato and key.isalpha()))
            ambiguous = strict or key_of(name) in doubtful or (not generic and is_short(key))
            for variant in variants(key):
                _put(making, variant, Reading(number, exact, ambiguous, strict), own=variant == key)
            if not generic and key[-3:].isalpha() and not key.endswith("s"):
                _put(making, f"{key}s", Reading(number, exact and f"{exact}s", ambiguous, strict), own=False)
    if row["category"] not in OWN:
        for noun in (row["kind"], *(_names(row) if generic else ())):
            _learn(making, noun)


def _put(making: _Compiling, key: str, reading: Reading, *, own: bool) -> None:
    """What a table says stands before what is made from it, and earlier rows before later ones."""
    readings = making.keys.setdefault(key, [])
    # "landmine" in a table of systems is a generic noun all the same
    if making.entries[reading.entry].generic and all(other.exact and other.exact.islower() for other in readings):
        readings.clear()
    if own or not readings:
        readings.append(reading)


def _learn(making: _Compiling, noun: str) -> None:
    for spelt in noun_forms(noun):
        words = key_of(spelt).split(" ")
        if words[-1].removesuffix("s") in _WEAK:
            continue
        making.inner.update(word for word in words if word not in _LINKS)
        making.heads.add(words[-1])
