"""Counts over a store: facets, dyads, series, actors. Each is one query under the same filters.

What is counted is claims (one claim told in ten documents counts once) or tellings (it counts ten times).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dragoman.errors import StoreError
from dragoman.store.filters import EVERYTHING, Filters, Parameters
from dragoman.store.store import Row, Store

Counting = Literal["claims", "tellings"]
Unit = Literal["day", "week", "month", "year"]
Side = Literal["country", "code", "name"]

# what each facet counts by: a column, or lists of which each value counts
_COLUMNS = {
    "event_type": "event_type",
    "event_mode": "event_mode",
    "quad": "quad",
    "cameo": "cameo",
    "cameo_root": "left(cameo, 2)",
    "act_type": "act_type",
    "modality": "modality",
    "factuality": "factuality",
    "voice": "voice",
    "speaker": "speaker_name",
    "speaker_country": "speaker_country",
    "place": "place_name",
    "place_country": "place_country",
    "date_basis": "date_basis",
    "year": "CASE WHEN year(day_start) = year(day_end) THEN year(day_start) END",
    "confidence": "least(floor(confidence * 10::FLOAT)::UTINYINT, 9::UTINYINT)",
    "rule": "rule",
    "document": "document_id",
}
_LISTS = {
    "source_country": ("source_countries",),
    "target_country": ("target_countries",),
    "country": ("source_countries", "target_countries"),
    "source_sector": ("source_sectors",),
    "target_sector": ("target_sectors",),
    "sector": ("source_sectors", "target_sectors"),
    "source": ("source_names",),
    "target": ("target_names",),
    "actor": ("source_names", "target_names"),
    "source_code": ("source_codes",),
    "target_code": ("target_codes",),
    "context": ("contexts",),
    "item": ("items",),
}
_OF_DOCUMENTS = {"outlet": "outlet", "story": "story_id", "language": "language", "run": "run_id"}
FACETS: tuple[str, ...] = (*_COLUMNS, *_LISTS, *_OF_DOCUMENTS)

_SIDES: dict[Side, tuple[str, str]] = {
    "country": ("source_country{}", "target_country{}"),
    "code": ("source_code{}", "target_code{}"),
    "name": ("source_name{}", "target_name{}"),
}
_PLURAL: dict[Side, str] = {"country": "source_countries target_countries", "code": "source_codes target_codes",
                            "name": "source_names target_names"}  # fmt: skip
_LONGEST = 200_000  # rows of a series: five centuries of days; a longer one is a wrong date


@dataclass(frozen=True, slots=True)
class Facet:
    """A value (null: none known) and how many claims or tellings have it."""

    value: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Dyad:
    """Who with whom: how often, how, when first and last. `cooperation` and `conflict` are quads 1, 2 and 3, 4."""

    source: str
    target: str
    count: int
    cooperation: int
    conflict: int
    goldstein_sum: float
    goldstein_mean: float
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """One day, week (its Monday), month or year (its first day) of a series, by quad 1 to 4; a gap is all zeros."""

    start: date
    count: int
    quads: tuple[int, int, int, int]
    goldstein_sum: float


@dataclass(frozen=True, slots=True)
class Totals:
    """What a view holds."""

    tellings: int
    claims: int
    documents: int
    first: date | None
    last: date | None
    undated: int


def facet(
    store: Store, name: str, filters: Filters = EVERYTHING, *, counting: Counting = "claims", limit: int = 50
) -> list[Facet]:
    """The `limit` most frequent values of one facet, the most frequent first.

    Raises:
        StoreError: there is no such facet, or the search index that a text filter needs.
    """
    sql, bound = _facet_source(name, *_selected(store, filters, counting))
    count = _count(store, filters, counting)
    rows = store.rows(
        f"SELECT value, {count} AS n FROM ({sql}) GROUP BY value ORDER BY n DESC, value NULLS LAST LIMIT ?",  # noqa: S608
        [*bound, limit],
    )
    return [Facet(None if value is None else str(value), _int(n)) for value, n in rows]


def facets(
    store: Store,
    names: Sequence[str],
    filters: Filters = EVERYTHING,
    *,
    counting: Counting = "claims",
    limit: int = 50,
) -> dict[str, list[Facet]]:
    """Several facets under the same filters."""
    return {name: facet(store, name, filters, counting=counting, limit=limit) for name in names}


def totals(store: Store, filters: Filters = EVERYTHING) -> Totals:
    """How many tellings, claims and documents a view has, and its days."""
    where, bound = _where(store, filters)
    claims = _count(store, filters, "claims")
    if claims == "count(*)":
        claims = "count(*) FILTER (first_telling)"
    row = store.rows(
        f"SELECT count(*), {claims}, count(DISTINCT document_id), {_first()}, {_last()}, "  # noqa: S608
        f"count(*) FILTER (day_start IS NULL) FROM events WHERE {where}",
        bound,
    )[0]
    return Totals(_int(row[0]), _int(row[1]), _int(row[2]), _date(row[3]), _date(row[4]), _int(row[5]))


def dyads(
    store: Store,
    filters: Filters = EVERYTHING,
    *,
    by: Side = "country",
    counting: Counting = "claims",
    limit: int | None = 100,
) -> list[Dyad]:
    """Pairs of a source and a target, the most frequent first; an event with several actors counts for each pair."""
    where, bound = _selected(store, filters, counting)
    sources, targets = _PLURAL[by].split()
    source, target = (side.format("") for side in _SIDES[by])
    once = "" if _plain(store, filters, counting) else "DISTINCT ON (claim, source, target)"
    kept = "claim, quad, goldstein, day_start, day_end"
    # most events have one source and one target: only the others are taken apart
    pairs = (
        f"SELECT {source} AS source, {target} AS target, {kept} FROM events "  # noqa: S608
        f"WHERE len({sources}) = 1 AND len({targets}) = 1 AND {where} UNION ALL "
        f"SELECT source, unnest({targets}) AS target, {kept} FROM "
        f"(SELECT unnest({sources}) AS source, {targets}, {kept} FROM events "
        f"WHERE (len({sources}) > 1 OR len({targets}) > 1) AND {where})"
    )
    rows = store.rows(
        f"SELECT source, target, count(*) AS n, count(*) FILTER (quad <= 2), count(*) FILTER (quad >= 3), "  # noqa: S608
        f"sum(goldstein), avg(goldstein), {_first()}, {_last()} FROM (SELECT {once} * FROM ({pairs})) "
        "WHERE source IS NOT NULL AND target IS NOT NULL GROUP BY source, target ORDER BY n DESC, source, target"
        + ("" if limit is None else f" LIMIT {int(limit)}"),
        [*bound, *bound],
    )
    return [_dyad(row) for row in rows]


def series(
    store: Store, filters: Filters = EVERYTHING, *, unit: Unit = "month", counting: Counting = "claims"
) -> list[Step]:
    """Events by day, week, month or year of what they tell; from `since` to `until`, or from the first to the last.

    An event whose date is less exact than the unit (a year, in months) is in none of them, and neither is an undated
    one: `totals` counts what is left out.
    """
    where, bound = _selected(store, filters, counting)
    once = "" if _plain(store, filters, counting) else "DISTINCT ON (claim)"
    rows = store.rows(
        f"SELECT start, count(*), count(*) FILTER (quad = 1), count(*) FILTER (quad = 2), "  # noqa: S608
        "count(*) FILTER (quad = 3), count(*) FILTER (quad = 4), sum(goldstein) FROM ("
        f"SELECT {once} date_trunc('{unit}', day_start) AS start, quad, goldstein FROM events WHERE {where} "
        f"AND date_trunc('{unit}', day_start) = date_trunc('{unit}', day_end)) GROUP BY start ORDER BY start",
        bound,
    )
    found = {step.start: step for step in map(_step, rows)}
    return [found.get(day) or Step(day, 0, (0, 0, 0, 0), 0.0) for day in _days(found, filters, unit)]


def dyad_series(
    store: Store, pair: tuple[str, str], filters: Filters = EVERYTHING, *, unit: Unit = "month"
) -> list[Step]:
    """The series of one pair of countries, from the first to the second."""
    return series(store, replace(filters, source_countries=(pair[0],), target_countries=(pair[1],)), unit=unit)


def top_actors(
    store: Store, filters: Filters = EVERYTHING, *, counting: Counting = "claims", limit: int = 50
) -> list[tuple[str, str | None, int]]:
    """Name, code and count of the actors that are most often source or target."""
    where, bound = _selected(store, filters, counting)
    sides = " UNION ALL ".join(
        f"SELECT unnest({role}_names) AS name, unnest({role}_codes) AS code, claim FROM events WHERE {where}"  # noqa: S608
        for role in ("source", "target")
    )
    rows = store.rows(
        f"SELECT name, code, {_count(store, filters, counting)} AS n FROM ({sides}) "  # noqa: S608
        "GROUP BY name, code ORDER BY n DESC, name, code LIMIT ?",
        [*bound, *bound, limit],
    )
    return [(str(name), None if code is None else str(code), _int(n)) for name, code, n in rows]


def _plain(store: Store, filters: Filters, counting: Counting) -> bool:
    """Whether rows can be counted as they are: tellings, or first tellings where these stand for the claims."""
    return counting == "tellings" or (store.gathered and not filters.by_telling)


def _count(store: Store, filters: Filters, counting: Counting) -> str:
    return "count(*)" if _plain(store, filters, counting) else "count(DISTINCT claim)"


def _selected(store: Store, filters: Filters, counting: Counting) -> tuple[str, Parameters]:
    """The condition on the rows that are to be counted."""
    if counting == "claims" and _plain(store, filters, counting):
        filters = replace(filters, first_tellings=True)
    return _where(store, filters)


def _where(store: Store, filters: Filters) -> tuple[str, Parameters]:
    if filters.text is not None:
        store.need_search()
    return filters.where()


def _facet_source(name: str, where: str, bound: Parameters) -> tuple[str, Parameters]:
    """A query for the values of a facet and their claims."""
    if name in _COLUMNS:
        return f"SELECT {_COLUMNS[name]} AS value, claim FROM events WHERE {where}", bound  # noqa: S608
    if name in _LISTS:
        lists = _LISTS[name]
        found = [f"SELECT unnest({one}) AS value, claim FROM events WHERE {where}" for one in lists[:1]]  # noqa: S608
        found += [part for other in lists[1:] for part in _besides(lists[0], other, where)]
        sql = " UNION ALL ".join(found)
        return f"SELECT value, claim FROM ({sql}) WHERE value IS NOT NULL", bound * len(found)  # noqa: S608
    if name in _OF_DOCUMENTS:
        return (
            f"SELECT d.{_OF_DOCUMENTS[name]} AS value, claim FROM "  # noqa: S608
            f"(SELECT document_id, claim FROM events WHERE {where}) JOIN documents d ON d.id = document_id"
        ), bound
    raise StoreError(f"no facet '{name}'; there are: {', '.join(FACETS)}")


def _besides(one: str, other: str, where: str) -> tuple[str, str]:
    """Queries for the values of the list `other` that are not in `one`: who is source and target counts once.

    Lists of one value, by far the most, are compared without a look through them.
    """
    short = f"len({one}) <= 1 AND len({other}) <= 1"
    return (
        f"SELECT {other}[1] AS value, claim FROM events "  # noqa: S608
        f"WHERE {where} AND {short} AND {other}[1] IS DISTINCT FROM {one}[1]",
        f"SELECT unnest(list_filter({other}, lambda x: NOT list_contains({one}, x))) AS value, claim FROM events "  # noqa: S608
        f"WHERE {where} AND NOT ({short})",
    )


def _first() -> str:
    """The first day; the open side of an interval is no day."""
    return "min(day_start) FILTER (day_start > DATE '0001-01-01')"


def _last() -> str:
    return "max(day_end) FILTER (day_end < DATE '9999-12-31')"


def _dyad(row: Row) -> Dyad:
    return Dyad(
        str(row[0]), str(row[1]), _int(row[2]), _int(row[3]), _int(row[4]), _float(row[5]), _float(row[6]),
        _date(row[7]), _date(row[8]),
    )  # fmt: skip


def _step(row: Row) -> Step:
    start = _date(row[0]) or date.min
    return Step(start, _int(row[1]), (_int(row[2]), _int(row[3]), _int(row[4]), _int(row[5])), _float(row[6]))


def _days(found: dict[date, Step], filters: Filters, unit: Unit) -> list[date]:
    """The first days of all steps of a series."""
    if not found and (filters.since is None or filters.until is None):
        return []
    start = _floor(filters.since or min(found), unit)
    # what began before `since` may still go on in it
    start = min(start, min(found, default=start))
    end = max(_floor(filters.until, unit) if filters.until else start, max(found, default=start))
    days: list[date] = []
    while start <= end:
        days.append(start)
        if len(days) > _LONGEST:
            raise StoreError(f"a series of more than {_LONGEST} steps; narrow the dates or take a longer unit")
        start = _next(start, unit)
    return days


def _floor(day: date, unit: Unit) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(day: date, unit: Unit) -> date:
    if unit == "day":
        return day + timedelta(days=1)
    if unit == "week":
        return day + timedelta(days=7)
    months = day.year * 12 + day.month - 1 + (1 if unit == "month" else 12)
    return date(months // 12, months % 12 + 1, 1)


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _date(value: object) -> date | None:
    """DuckDB gives a day as a date, or as a moment where it was cut from one."""
    if value is None:
        return None
    return date.fromisoformat(str(value)[:10])
