"""What figures are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.analysis.series import Series

PANELS = 6  # of a timeline


@dataclass(frozen=True, slots=True)
class Words:
    """What a figure says of itself: title, number of events and documents, how they were counted, and the source.

    `names` are names to write for codes.
    """

    title: str
    subtitle: str
    caption: str
    source: str
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The name of a code; the code itself where there is none, or a very long one."""
        name = self.names.get(code, code)
        return name if len(name) <= 24 else code


@dataclass(frozen=True, slots=True)
class Between:
    """What two do to one another over time: a series by quad."""

    pair: tuple[str, str]
    series: Series


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its events."""

    name: str
    latitude: float
    longitude: float
    count: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a map, the most frequent first."""

    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many events of a type one actor is the source of."""

    actor: str
    event_type: str
    quad: int
    count: int


@dataclass(frozen=True, slots=True)
class Mix:
    """The shares of the actors' event types."""

    shares: tuple[Share, ...]


def places(rows: Sequence[Sequence[object]]) -> Places:
    """Places of rows (name, country, latitude, longitude, kind, count, conflict)."""
    return Places(
        tuple(
            Spot(str(row[0]), float(str(row[2])), float(str(row[3])), int(str(row[5])), int(str(row[6])))
            for row in rows
        )
    )


def mix(rows: Sequence[Sequence[object]]) -> Mix:
    """Shares of rows (actor, event type, quad, count)."""
    return Mix(tuple(Share(str(row[0]), str(row[1]), int(str(row[2])), int(str(row[3]))) for row in rows))
