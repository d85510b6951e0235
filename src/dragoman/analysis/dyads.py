"""Who with whom: counts, cooperation and conflict, and both intensity scales, one record a pair."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Quads = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Dyad:
    """A source and a target, or two in the order of the alphabet where direction does not count.

    `goldstein` is the CAMEO scale, `icews` the one that ICEWS publishes; both run from -10 (conflict) to 10. `first`
    and `last` are the first and last day that its events may mean; null where no event has a date.
    """

    source: str
    target: str
    count: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    cooperation: int
    conflict: int
    goldstein_sum: float
    goldstein_mean: float
    icews_sum: float
    icews_mean: float
    first: date | None
    last: date | None


def dyads(rows: Iterable[Sequence[object]], *, between_two: bool = False) -> tuple[Dyad, ...]:
    """The pairs of rows (source, target, count, four quads, sums of both scales, first, last), the most frequent first.

    `between_two` leaves out what one does to itself.
    """
    found = [_dyad(row) for row in rows if not (between_two and row[0] == row[1])]
    return tuple(sorted(found, key=lambda pair: (-pair.count, pair.source, pair.target)))


def _dyad(row: Sequence[object]) -> Dyad:
    source, target, first, last = row[0], row[1], row[9], row[10]
    count, *quads = (number(value) for value in row[2:7])
    goldstein, icews = (float(str(value)) for value in row[7:9])
    return Dyad(
        source=str(source),
        target=str(target),
        count=count,
        verbal_cooperation=quads[0],
        material_cooperation=quads[1],
        verbal_conflict=quads[2],
        material_conflict=quads[3],
        cooperation=quads[0] + quads[1],
        conflict=quads[2] + quads[3],
        goldstein_sum=round(goldstein, 2),
        goldstein_mean=round(goldstein / max(1, count), 2),
        icews_sum=round(icews, 2),
        icews_mean=round(icews / max(1, count), 2),
        first=day(first),
        last=day(last),
    )


def number(value: object) -> int:
    """A count of a row; null is 0."""
    return value if isinstance(value, int) else 0


def day(value: object) -> date | None:
    """A day of a row, which may come as a date or as text."""
    return None if value is None else date.fromisoformat(str(value)[:10])
