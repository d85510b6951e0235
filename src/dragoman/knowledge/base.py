"""The actor base: territories, organisations, groups, holders, agents and offices, ready for look-up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.inflect import noun_forms
from dragoman.knowledge.names import Key, NameIndex, key_of
from dragoman.knowledge.records import Agent, Entry, Office
from dragoman.knowledge.tables import (
    Table,
    all_problems,
    check_country,
    check_dates,
    check_sectors,
    listed,
    read_table,
    shipped,
)

ACTOR_COLUMNS = ("name", "country", "sectors")
_TERRITORY_COLUMNS = ("code", "name", "aliases", "adjectives", "people", "capital", "seats", "from", "to", "kind")


@dataclass(frozen=True, slots=True)
class ActorBase:
    """Everything that names can stand for; immutable once loaded.

    `names` finds entries; `agents` and `offices` are keyed by their words; `countries` maps ISO-3 to the state's name.
    """

    names: NameIndex
    agents: Mapping[Key, Agent]
    offices: Mapping[Key, Office]
    countries: Mapping[str, str]
    entries: tuple[tuple[str, Entry], ...]

    def agent(self, words: Iterable[str]) -> Agent | None:
        """The agent that these words name."""
        return self.agents.get(tuple(words))


def load_actors(sectors: frozenset[str], *, extra: Iterable[Path] = (), check: bool = False) -> ActorBase:
    """The shipped tables with the user's files laid over them. Raises ActorError with every problem of every file.

    The user's files are always checked row by row, the shipped ones only where `check` asks for it: the tests do.
    """
    loading = _Loading(sectors, check=check)
    loading.territories(read_table(shipped("territories"), "territories.tsv", _TERRITORY_COLUMNS))
    for name in ("organisations", "groups", "holders"):
        if shipped(name).is_file():
            loading.actors(read_table(shipped(name), f"{name}.tsv", ACTOR_COLUMNS), name)
    loading.agents_table(read_table(shipped("agents"), "agents.tsv", ("noun", "sectors", "kind")))
    loading.offices_table(read_table(shipped("offices"), "offices.tsv", ("title", "sectors", "kind")))
    for path in extra:
        loading.actors(read_table(path, str(path), ACTOR_COLUMNS), "user")
    all_problems(iter(loading.tables))
    return loading.base()


class _Loading:
    def __init__(self, sectors: frozenset[str], *, check: bool) -> None:
        self.check = check
        self.sectors = sectors
        self.names = NameIndex()
        self.agents: dict[Key, Agent] = {}
        self.offices: dict[Key, Office] = {}
        self.countries: dict[str, str] = {}
        self.entries: list[tuple[str, Entry]] = []
        self.tables: list[Table] = []

    def _enter(self, name: str, entry: Entry) -> None:
        self.names.add(name, entry)
        self.entries.append((name, entry))

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
            for form in names:
                key = key_of(form)
                if key not in taken:
                    taken.add(key)
                    self._enter(form, Entry(name, code, sectors, kind, row["from"], row["to"], table="territories"))

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
        return ActorBase(self.names, self.agents, self.offices, self.countries, tuple(self.entries))


def _agent_forms(noun: str, plural: str) -> set[str]:
    if plural:
        return {noun} if plural == "=" else {noun, *listed(plural)}
    first, _, last = noun.rpartition(" ")
    return {f"{first} {form}".strip() for form in noun_forms(last)}
