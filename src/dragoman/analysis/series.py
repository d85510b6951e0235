"""Events over time: one step a day, week, month or year, gaps as zeros."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Literal, get_args

from dragoman.errors import UsageError

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
LONGEST = 200_000  # steps: five centuries of days; a longer series comes of a wrong date
_WIDEST = 5_000_000  # cells of a table of steps and keys


@dataclass(frozen=True, slots=True)
class Point:
    """One step (a week begins on Monday) of one key; `key` is "" where the series is not split."""

    start: date
    key: str
    count: int
    goldstein_sum: float


@dataclass(frozen=True, slots=True)
class Series:
    """All steps of all keys, by step and then by key; `left_out` have no date, or one that no step holds whole."""

    unit: Unit
    split: str | None
    keys: tuple[str, ...]
    points: tuple[Point, ...]
    left_out: int = 0

    @property
    def starts(self) -> tuple[date, ...]:
        """The first days of the steps."""
        return tuple(dict.fromkeys(point.start for point in self.points))


@dataclass(frozen=True, slots=True)
class Plan:
    """How a series is laid out: its unit, what it is split by, and its ends, where these are not the events' own."""

    unit: Unit = "month"
    split: str | None = None
    since: date | None = None
    until: date | None = None
    keys: int | None = None  # the most frequent ones; the others are left out


def series(rows: Iterable[Sequence[object]], plan: Plan, left_out: int = 0) -> Series:
    """A series of rows (first day of the step, key, count, sum of Goldstein) from its first to its last step.

    Raises:
        UsageError: it would have more steps, or steps times keys, than anyone can want.
    """
    found = {(_day(row[0]), str(row[1])): row for row in rows if row[1] is not None}
    keys = _keys(found, plan)
    starts = _starts(sorted({start for start, _ in found}), plan)
    if len(starts) * max(1, len(keys)) > _WIDEST:
        raise UsageError(
            f"a series of {len(starts)} steps and {len(keys)} values; narrow it with filters or a longer unit"
        )
    points = tuple(_point(start, key, found.get((start, key))) for start in starts for key in keys)
    return Series(plan.unit, plan.split, keys, points, left_out)


def steps(first: date, unit: Unit) -> Iterator[date]:
    """The first days of all steps from the one that holds `first`."""
    start = floor(first, unit)
    while True:
        yield start
        try:
            start = following(start, unit)
        except (OverflowError, ValueError):  # the calendar ends with the year 9999
            return


def floor(day: date, unit: Unit) -> date:
    """The first day of the step that holds a day."""
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def following(start: date, unit: Unit) -> date:
    """The first day of the next step."""
    if unit in ("day", "week"):
        return start + timedelta(days=1 if unit == "day" else 7)
    months = start.year * 12 + start.month - 1 + (1 if unit == "month" else 12)
    return date(months // 12, months % 12 + 1, 1)


def _keys(found: Mapping[tuple[date, str], Sequence[object]], plan: Plan) -> tuple[str, ...]:
    """The keys by name; where there is a limit, the most frequent, the most frequent first."""
    totals: dict[str, int] = {}
    for (_, key), row in found.items():
        totals[key] = totals.get(key, 0) + _int(row[2])
    if plan.keys is None:
        return tuple(sorted(totals)) or (("",) if plan.split is None else ())
    return tuple(sorted(totals, key=lambda key: (-totals[key], key))[: plan.keys])


def _starts(found: list[date], plan: Plan) -> list[date]:
    ends = [*found[:1], *found[-1:]]
    if plan.since is not None:
        ends.append(floor(plan.since, plan.unit))
    if plan.until is not None:
        ends.append(floor(plan.until, plan.unit))
    if not found and (plan.since is None or plan.until is None):
        return []
    made = list(islice(takewhile(lambda start: start <= max(ends), steps(min(ends), plan.unit)), LONGEST + 1))
    if len(made) > LONGEST:
        raise UsageError(f"a series of more than {LONGEST} steps; narrow the dates or take a longer unit")
    return made


def _point(start: date, key: str, row: Sequence[object] | None) -> Point:
    if row is None:
        return Point(start, key, 0, 0.0)
    return Point(start, key, _int(row[2]), round(float(str(row[3])), 2))


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])
