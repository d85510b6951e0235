"""The actor base: territories, organisations, groups, holders, agents and offices, ready for look-up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.cache import fingerprint, kept, program, uncollected
from dragoman.inflect import noun_forms
from dragoman.knowledge.names import Key, NameIndex, NameTable, key_of
from dragoman.knowledge.petrarch import dictionary_kind, read_actors, read_agents
from dragoman.knowledge.records import Agent, Entry, Office
from dragoman.knowledge.tables import (
    Table,
    all_problems,
    check_country,
    check_dates,
    check_sectors,
    listed,
    parse_table,
    read_source,
    shipped,
)

ACTOR_COLUMNS = ("name", "country", "sectors")
_TERRITORY_COLUMNS = ("code", "name", "aliases", "adjectives", "people", "capital", "seats", "from", "to", "kind")
_OPTIONAL = ("organisations", "groups", "holders")


@dataclass(frozen=True, slots=True)
class ActorBase:
    """Everything that names can stand for; immutable once loaded.

    `names` finds entries; `agents` and `offices` are keyed by their words; `countries` maps ISO-3 to the state's name.
    """

    names: NameIndex
    agents: Mapping[Key, Agent]
    offices: Mapping[Key, Office]
    countries: Mapping[str, str]
    _rows: tuple[msgspec.Raw, ...]

    def agent(self, words: Iterable[str]) -> Agent | None:
        """The agent that these words name."""
        return self.agents.get(tuple(words))

    @property
    def entries(self) -> tuple[tuple[str, Entry], ...]:
        """Every name with its entry, as the tables have them; listed anew each time."""
        rows = (row for part in self._rows for row in msgspec.msgpack.decode(part, type=list[tuple[str, int]]))
        return tuple((name, self.names.entry(number)) for name, number in rows)


class _Kept(msgspec.Struct, array_like=True):
    """The shipped actors in the form in which they are kept; `rows` are packed: name, number of entry."""

    names: NameTable
    agents: dict[Key, Agent]
    offices: dict[Key, Office]
    countries: dict[str, str]
    rows: msgspec.Raw


# origin of a table, its name in messages, what is in it
_Source = tuple[str, str, bytes]


@uncollected()
def load_actors(sectors: frozenset[str], *, extra: Iterable[Path] = (), check: bool = False) -> ActorBase:
    """The shipped tables with the user's files laid over them. Raises ActorError with every problem of every file.

    The user's files are always checked row by row, the shipped ones only where `check` asks for it: the tests do.
    """
    sources = list(_shipped_sources())
    added = [("user", str(path), read_source(path, str(path))) for path in extra]
    loading = _Loading(sectors, check=check)
    if check:
        loading.read(sources)
    else:
        texts = (part for origin, _, data in sources for part in (origin.encode(), data))
        key = fingerprint((*program("inflect.py", "knowledge"), *map(str.encode, sorted(sectors)), *texts))
        loading.lay(kept("actors", key, _Kept, lambda: _compiled(sources, sectors)))
    loading.read(added)
    all_problems(iter(loading.tables))
    return loading.base()


def _shipped_sources() -> Iterator[_Source]:
    for name in ("territories", *_OPTIONAL, "agents", "offices"):
        if name not in _OPTIONAL or shipped(name).is_file():
            yield name, f"{name}.tsv", read_source(shipped(name), f"{name}.tsv")


def _compiled(sources: Iterable[_Source], sectors: frozenset[str]) -> _Kept:
    loading = _Loading(sectors, check=False)
    loading.read(sources)
    all_problems(iter(loading.tables))
    return _Kept(loading.names.table, loading.agents, loading.offices, loading.countries, _packed(loading.rows))


def _packed(rows: list[tuple[str, int]]) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(rows))


class _Loading:
    def __init__(self, sectors: frozenset[str], *, check: bool) -> None:
        self.check = check
        self.sectors = sectors
        self.names = NameIndex()
        self.agents: dict[Key, Agent] = {}
        self.offices: dict[Key, Office] = {}
        self.countries: dict[str, str] = {}
        self.rows: list[tuple[str, int]] = []
        self.rows_below: tuple[msgspec.Raw, ...] = ()
        self.tables: list[Table] = []

    def lay(self, found: _Kept) -> None:
        """Begin with what was kept; further tables are laid over it."""
        self.names = NameIndex(found.names)
        self.agents, self.offices, self.countries = found.agents, found.offices, found.countries
        self.rows_below = (found.rows,)

    def read(self, sources: Iterable[_Source]) -> None:
        """Enter all rows of some tables."""
        for origin, name, data in sources:
            match origin:
                case "territories":
                    self.territories(parse_table(data, name, _TERRITORY_COLUMNS))
                case "agents":
                    self.agents_table(parse_table(data, name, ("noun", "sectors", "kind")))
                case "offices":
                    self.offices_table(parse_table(data, name, ("title", "sectors", "kind")))
                case "user" if kind := dictionary_kind(name, data):
                    self.dictionary(kind, data, name)
                case _:
                    self.actors(parse_table(data, name, ACTOR_COLUMNS), origin)

    def _enter(self, name: str, entry: Entry) -> None:
        self.rows.append((name, self.names.add(name, entry)))

    def territories(self, table: Table) -> None:
        self.tables.append(table)
        for line, row in table.rows:
            check_dates(table, line, row["from"], row["to"])
            code, name = row["code"], row["name"]
            if row["kind"] not in ("region", "world_region"):
                self.countries.setdefault(code, name)
            self._forms(row, code, name)

    def _forms(self, row: dict[str, str], code: str, name: str) -> None:
        """The names of one territory, by what each is: state, adjective, people, capital, seat."""
        base = row["kind"] if row["kind"] in ("region", "world_region") else "state"
        forms = [
            (base, (), (name, *listed(row["aliases"]))),
            ("adjective", (), listed(row["adjectives"])),
            ("people", ("CVL",), listed(row["people"])),
            ("capital", (), listed(row["capital"])),
            ("seat", ("GOV",), listed(row["seats"])),
        ]
        taken: set[Key] = set()
        for kind, sectors, names in forms:
            entry = Entry(name, code, sectors, kind, row["from"], row["to"], table="territories")
            for form in names:
                key = key_of(form)
                if key not in taken:
                    taken.add(key)
                    self._enter(form, entry)

    def actors(self, table: Table, origin: str) -> None:
        self.tables.append(table)
        countries = frozenset(self.countries)
        for line, row in table.rows:
            since, until = row.get("from", ""), row.get("to", "")
            sectors = listed(row["sectors"])
            if self.check or origin == "user":
                check_dates(table, line, since, until)
                check_sectors(table, line, sectors, self.sectors)
                check_country(table, line, row["country"], countries)
            kind = "person" if origin == "holders" else row.get("kind", "") or "actor"
            entry = Entry(row["name"], row["country"], sectors, kind, since, until, row.get("office", ""), origin)
            for form in dict.fromkeys((row["name"], *listed(row.get("aliases", "")))):
                self._enter(form, entry)

    def dictionary(self, kind: str, data: bytes, name: str) -> None:
        """Enter a dictionary of PETRARCH's form, of actors or of agents; its agents replace ours."""
        table = Table(name)
        self.tables.append(table)
        if kind == "agents":
            for forms, agent in read_agents(data, table, self.sectors):
                self.agents.update((key_of(form), agent) for form in forms)
            return
        for names, entry in read_actors(data, table, self.sectors):
            for form in names:
                self._enter(form, entry)

    def agents_table(self, table: Table) -> None:
        self.tables.append(table)
        for line, row in table.rows:
            sectors = listed(row["sectors"])
            check_sectors(table, line, sectors, self.sectors)
            agent = Agent(row["noun"], sectors, row["kind"])
            for form in _agent_forms(row["noun"], row.get("plural", "")):
                self.agents.setdefault(key_of(form), agent)

    def offices_table(self, table: Table) -> None:
        self.tables.append(table)
        for line, row in table.rows:
            sectors = listed(row["sectors"])
            check_sectors(table, line, sectors, self.sectors)
            office = Office(row["title"], sectors, row["kind"])
            for form in _agent_forms(row["title"], ""):
                self.offices.setdefault(key_of(form), office)

    def base(self) -> ActorBase:
        rows = (*self.rows_below, _packed(self.rows))
        return ActorBase(self.names, self.agents, self.offices, self.countries, rows)


def _agent_forms(noun: str, plural: str) -> set[str]:
    if plural:
        return {noun} if plural == "=" else {noun, *listed(plural)}
    first, _, last = noun.rpartition(" ")
    return {f"{first} {form}".strip() for form in noun_forms(last)}
