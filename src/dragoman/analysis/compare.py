"""Two sets of events side by side: what both count alike, and what only one has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from statistics import StatisticsError, correlation

from dragoman.analysis.series import following

Key = tuple[str, str, str, str]  # source country, target country, CAMEO root, day


@dataclass(frozen=True, slots=True)
class Both:
    """One value (an event type, a dyad, a month) and its count in A and in B."""

    value: str
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pearson's and Spearman's correlation over `values` values; null where one side does not vary."""

    values: int
    pearson: float | None
    spearman: float | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event by what tells it from others: who, to whom, CAMEO root, day."""

    source: str
    target: str
    cameo_root: str
    day: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Events that both have, and that one has alone; of the latter some as examples, in the order of their days."""

    both: int
    only_a: int
    only_b: int
    examples_a: tuple[Told, ...]
    examples_b: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counts side by side, the more frequent first (months: in their order), and how well they agree.

    Months are compared where both have events: from the later beginning to the earlier end. Dyads are those that
    either has.
    """

    a: str
    b: str
    total: Both
    types: tuple[Both, ...]
    dyads: tuple[Both, ...]
    months: tuple[Both, ...]
    by_type: Agreement
    by_dyad: Agreement
    by_month: Agreement
    events: Overlap


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its name, and its counts by type, dyad and first day of the month, and the keys of its events."""

    name: str
    total: int
    types: Mapping[str, int]
    dyads: Mapping[str, int]
    months: Mapping[date, int]
    keys: frozenset[Key]


def compare(a: Side, b: Side, *, examples: int = 10) -> Comparison:
    """Set two sides beside one another."""
    months = _months(a.months, b.months)
    shared = [value for value in months if _within(value, a.months) and _within(value, b.months)]
    types, dyads = _both(a.types, b.types), _both(a.dyads, b.dyads)
    return Comparison(
        a=a.name,
        b=b.name,
        total=Both("events", a.total, b.total),
        types=types,
        dyads=dyads,
        months=tuple(Both(f"{month:%Y-%m}", a.months.get(month, 0), b.months.get(month, 0)) for month in months),
        by_type=agreement([(row.a, row.b) for row in types]),
        by_dyad=agreement([(row.a, row.b) for row in dyads]),
        by_month=agreement([(a.months.get(month, 0), b.months.get(month, 0)) for month in shared]),
        events=_overlap(a.keys, b.keys, examples),
    )


def agreement(pairs: Sequence[tuple[float, float]]) -> Agreement:
    """The two correlations of pairs of values."""
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    return Agreement(len(pairs), _correlation(xs, ys), _correlation(ranks(xs), ranks(ys)))


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value, from 1; equal values share the mean of their ranks."""
    places: dict[float, list[int]] = {}
    for rank, value in enumerate(sorted(values), 1):
        places.setdefault(value, []).append(rank)
    return [sum(places[value]) / len(places[value]) for value in values]


def _correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    try:
        return round(correlation(xs, ys), 3)
    except StatisticsError:  # fewer than two values, or all of them equal
        return None


def _both(a: Mapping[str, int], b: Mapping[str, int]) -> tuple[Both, ...]:
    rows = [Both(value, a.get(value, 0), b.get(value, 0)) for value in {**a, **b}]
    return tuple(sorted(rows, key=lambda row: (-(row.a + row.b), row.value)))


def _months(a: Iterable[date], b: Iterable[date]) -> list[date]:
    """All months from the first to the last of either side; centuries of nothing are passed over."""
    known = sorted({*a, *b})
    found: list[date] = []
    for month, after in zip_longest(known, known[1:]):
        found.append(month)
        gap = following(month, "month")
        while after is not None and gap < after and (after - month).days <= 3660:
            found.append(gap)
            gap = following(gap, "month")
    return found


def _within(month: date, months: Mapping[date, int]) -> bool:
    return bool(months) and min(months) <= month <= max(months)


def _overlap(a: frozenset[Key], b: frozenset[Key], examples: int) -> Overlap:
    only_a, only_b = a - b, b - a
    return Overlap(len(a & b), len(only_a), len(only_b), _some(only_a, examples), _some(only_b, examples))


def _some(keys: Iterable[Key], examples: int) -> tuple[Told, ...]:
    return tuple(Told(*key) for key in sorted(keys, key=lambda key: (key[3], key))[:examples])
