"""What the actor tables say."""

from collections.abc import Iterable
from dataclasses import dataclass

NO_ACTOR = "none"  # the kind of an entry that says that a name is no actor
NO_AGENT = "~"  # the literal code of an agent that is none


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor that a name can stand for.

    `country` is ISO-3 or an international slot (IGO, NGO, ISM, IMG, MNC); `sectors` are PLOVER's, the main one first;
    `since` and `until` are ISO dates ("" unknown). `kind` is the table's: state, capital, seat, people, adjective,
    igo, armed_group, person ... `name` is the canonical one. `literal` is a code of the user's own, kept as written;
    `country` is then its first three letters, and `sectors` those of its parts that are PLOVER's.
    """

    name: str
    country: str
    sectors: tuple[str, ...]
    kind: str
    since: str = ""
    until: str = ""
    office: str = ""
    table: str = ""
    literal: str = ""

    @property
    def code(self) -> str | None:
        """The code as the user's file writes it, else country and main sector (RUSGOV); None where there is none."""
        return self.literal or (self.country + "".join(self.sectors[:1])) or None

    def code_with(self, sectors: tuple[str, ...]) -> str | None:
        """The code of one that belongs to this actor and has these sectors."""
        if not self.literal:
            return (self.country + "".join((sectors or self.sectors)[:1])) or None
        own = self.literal.partition("/")[0]
        return own + "".join(sector for sector in sectors[:1] if sector not in _parts(own))

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
    """Who acts without a name ("police", "gunmen"), or a thing that acts for its owner ("warship", "statement").

    `literal` is a code of the user's own, "~GOV" to stand behind its owner's or "NGO~" before it; "~" is no actor.
    """

    noun: str
    sectors: tuple[str, ...]
    kind: str
    literal: str = ""


def joined(owner: str, agents: Iterable[str]) -> str:
    """An owner's code with the literal codes of agents; a part that it already has is not said twice."""
    for literal in agents:
        part = literal.strip("~")
        if literal.endswith("~"):
            owner = part + owner
        else:
            owner += "".join(one for one in _parts(part) if one not in _parts(owner))
    return owner


def _parts(code: str) -> tuple[str, ...]:
    return tuple(code[i : i + 3] for i in range(0, len(code), 3))


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
