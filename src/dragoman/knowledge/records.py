"""What the actor tables say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor that a name can stand for.

    `country` is ISO-3 or an international slot (IGO, NGO, ISM, IMG, MNC); `sectors` are PLOVER's, the main one first;
    `since` and `until` are ISO dates ("" unknown). `kind` is the table's: state, capital, seat, people, adjective,
    igo, armed_group, person ... `name` is the canonical one.
    """

    name: str
    country: str
    sectors: tuple[str, ...]
    kind: str
    since: str = ""
    until: str = ""
    office: str = ""
    table: str = ""

    @property
    def code(self) -> str | None:
        """Country and main sector, e.g. RUSGOV; None for an actor that has neither."""
        return (self.country + "".join(self.sectors[:1])) or None

    def holds_on(self, date: str) -> bool:
        """Whether the entry is valid on the ISO date (a prefix of one will do)."""
        began = not self.since or self.since[: len(date)] <= date[: len(self.since)]
        return began and (
            not self.until
            or date[: len(self.until)] < self.until
            or (len(self.until) < len(date) and date.startswith(self.until))
        )


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts without a name ("police", "gunmen"), or a thing that acts for its owner ("warship", "statement")."""

    noun: str
    sectors: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Office:
    """A title and the sectors of whoever bears it."""

    title: str
    sectors: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` (half open) that name one of `entries`."""

    start: int
    end: int
    entries: tuple[Entry, ...]
