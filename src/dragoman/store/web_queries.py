"""What the explorer's first page shows, in one pass over the events: each click counts everything anew.

The events of the view are picked out once; all charts and counts are made of them. As `queries` does, claims are
counted by their first telling where that stands for them, and by number where it does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dragoman.records import event_from_json
from dragoman.store.filters import Clause, Filters
from dragoman.store.queries import Counting, Unit
from dragoman.store.store import Row, Store
from dragoman.types import Event

_COLUMNS = (
    "claim, first_telling, voice, factuality, event_type, event_mode, quad, modality, goldstein, day_start, day_end, "
    "source_country, target_country, source_name, source_code, target_name, target_code, place_name, place_country, "
    "latitude, longitude"
)
_SCALARS = ("event_type", "quad", "source_country", "target_country")


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and a target, and how many events between them; `conflict` of them in quads 3 and 4."""

    source: str
    target: str
    count: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Named:
    """An actor: name, code, and how often it is the source or the target."""

    name: str
    code: str | None
    as_source: int
    as_target: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place (or, without a name, a country) and how many events are told of it."""

    name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the series: its first day and the events of each quad."""

    start: date
    quads: tuple[int, int, int, int]
    goldstein: float


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the first page. `counts` are facets by column, under all filters but, for two of them, their own."""

    total: int
    tellings: int
    undated: int
    unit: Unit
    series: tuple[Moment, ...]
    counts: dict[str, list[tuple[str | None, int]]]
    dyads: tuple[Pair, ...]
    network: tuple[Pair, ...]
    actors: tuple[Named, ...]
    spots: tuple[Spot, ...]


def overview(store: Store, filters: Filters, counting: Counting = "claims") -> Overview:
    """Everything that the first page shows of the events that pass the filters. Raises StoreError."""
    if filters.text is not None:
        store.need_search()
    plain = counting == "tellings" or (store.gathered and not filters.by_telling)
    count = "count(*)" if plain else "count(DISTINCT claim)"
    unit = _unit(store, filters)
    sql, bound = _selection(filters, first=plain and counting == "claims")
    parts = list(_parts(filters, count, unit))
    found: dict[str, list[Row]] = {}
    whole = f"{sql} {' UNION ALL '.join(part for part, _ in parts)}"
    for row in store.rows(whole, [*bound, *(value for _, values in parts for value in values)]):
        found.setdefault(str(row[0]), []).append(row[1:])
    return _overview(found, unit)


def _selection(filters: Filters, *, first: bool) -> Clause:
    """Two sets of rows: `wide`, under all filters but voice and factuality, and `m`, under all."""
    where, bound = replace(filters, voices=(), factuality=()).where()
    inner, more = Filters(voices=filters.voices, factuality=filters.factuality).where()
    only = " AND first_telling" if first else ""
    return (
        f"WITH wide AS MATERIALIZED (SELECT {_COLUMNS} FROM events WHERE ({where}){only}), "  # noqa: S608 - values bound
        f"m AS MATERIALIZED (SELECT * FROM wide WHERE {inner})"
    ), [*bound, *more]


def _parts(filters: Filters, count: str, unit: Unit) -> Iterable[Clause]:
    """One query each, all of the same eight columns: kind, two texts, two numbers, and three more."""
    step = f"date_trunc('{unit}', day_start)"
    whole, whole_bound = filters.where()
    yield (
        f"SELECT 'total', NULL, NULL, {count}, (SELECT count(*) FROM events WHERE {whole}), "  # noqa: S608 - bound
        "(count(*) FILTER (day_start IS NULL))::DOUBLE, NULL, NULL FROM m"
    ), whole_bound  # fmt: skip
    yield (
        f"SELECT 'series', {step}::DATE::VARCHAR, quad::VARCHAR, {count}, 0, sum(goldstein), NULL, NULL FROM m "  # noqa: S608
        f"WHERE {step} = date_trunc('{unit}', day_end) GROUP BY ALL"
    ), []  # fmt: skip
    for column in _SCALARS:
        yield _top(f"'{column}', {column}::VARCHAR, NULL, {count} AS n, 0, NULL, NULL, NULL FROM m", 20)
    for column, others in (
        ("voice", Filters(factuality=filters.factuality)), ("factuality", Filters(voices=filters.voices)),
    ):  # fmt: skip
        where, bound = others.where()
        yield (
            f"SELECT '{column}', {column}, NULL, {count}, 0, NULL, NULL, NULL FROM wide WHERE {where} GROUP BY ALL"  # noqa: S608
        ), bound  # fmt: skip
    for kind, side, limit in (("dyad", "country", 400), ("network", "name", 40)):
        yield _top(
            f"'{kind}', source_{side}, target_{side}, {count} AS n, {count} FILTER (quad >= 3), NULL, NULL, NULL "
            f"FROM m WHERE source_{side} IS NOT NULL AND target_{side} IS NOT NULL", limit
        )  # fmt: skip
    yield _top(
        f"'actor', name, code, {count} AS n, {count} FILTER (is_source), NULL, NULL, NULL FROM ("  # noqa: S608
        "SELECT source_name AS name, source_code AS code, true AS is_source, claim FROM m UNION ALL "
        "SELECT target_name, target_code, false, claim FROM m) WHERE name IS NOT NULL",
        15,
    )  # fmt: skip
    yield _top(
        f"'place', place_name, place_country, {count} AS n, 0, NULL, any_value(latitude), any_value(longitude) "
        "FROM m WHERE place_name IS NOT NULL", 200
    )  # fmt: skip


def _top(sql: str, limit: int) -> Clause:
    return f"(SELECT {sql} GROUP BY ALL ORDER BY n DESC LIMIT {limit})", []


def _unit(store: Store, filters: Filters) -> Unit:
    """Days for some months, weeks for a few years, months for more."""
    if filters.since is None or filters.until is None:
        return "month"
    days = (filters.until - filters.since).days
    return "day" if days <= 150 else "week" if days <= 900 else "month"


def _overview(found: dict[str, list[Row]], unit: Unit) -> Overview:
    total = found["total"][0]
    moments: dict[date, list[int]] = {}
    scale: dict[date, float] = {}
    for row in found.get("series", ()):
        start = date.fromisoformat(str(row[0]))
        moments.setdefault(start, [0, 0, 0, 0])[_int(row[1]) - 1] += _int(row[2])
        scale[start] = scale.get(start, 0.0) + _float(row[4])
    counts = {
        name: [(_text(row[0]), _int(row[2])) for row in sorted(found.get(name, ()), key=lambda row: -_int(row[2]))]
        for name in (*_SCALARS, "voice", "factuality")
    }
    return Overview(
        _int(total[2]), _int(total[3]), int(_float(total[4])), unit,
        tuple(Moment(day, (q[0], q[1], q[2], q[3]), scale[day]) for day, q in sorted(moments.items())),
        counts,
        _pairs(found.get("dyad", ())),
        _pairs(found.get("network", ())),
        tuple(
            Named(str(row[0]), _text(row[1]), _int(row[3]), _int(row[2]) - _int(row[3]))
            for row in sorted(found.get("actor", ()), key=lambda row: -_int(row[2]))
        ),
        tuple(
            Spot(_text(row[0]), _text(row[1]), _coordinate(row[5]), _coordinate(row[6]), _int(row[2]))
            for row in sorted(found.get("place", ()), key=lambda row: -_int(row[2]))
        ),
    )  # fmt: skip


def _pairs(rows: Iterable[Row]) -> tuple[Pair, ...]:
    pairs = (Pair(str(row[0]), str(row[1]), _int(row[2]), _int(row[3])) for row in rows)
    return tuple(sorted(pairs, key=lambda pair: (-pair.count, pair.source, pair.target)))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _int(value: object) -> int:
    """Sums come back as wider numbers than counts, and quads as text."""
    return int(str(value)) if value is not None else 0


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _coordinate(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


# ---------------------------------------------------------------------------------------------------------- events

Order = Literal["date", "type", "source", "target", "confidence", "goldstein"]
ORDERS: dict[Order, str] = {
    "date": "day_start",
    "type": "event_type",
    "source": "source_name",
    "target": "target_name",
    "confidence": "confidence",
    "goldstein": "goldstein",
}
_ROW = (
    "document_id, event_id, event_type, event_mode, cameo, quad, goldstein, modality, factuality, voice, source_names, "
    "source_codes, target_names, target_codes, speaker_name, date, date_basis, place_name, items, trigger, confidence"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table of events; actors as (name, code)."""

    document_id: str
    event_id: str
    event_type: str
    event_mode: str | None
    cameo: str
    quad: int
    goldstein: float
    modality: str
    factuality: str
    voice: str
    source: tuple[tuple[str, str | None], ...]
    target: tuple[tuple[str, str | None], ...]
    speaker: str | None
    date: str | None
    date_basis: str
    place: str | None
    items: tuple[str, ...]
    trigger: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a table: sorted by what, which way, from where, how many."""

    order: Order = "date"
    descending: bool = True
    offset: int = 0
    limit: int = 50


def lines(store: Store, filters: Filters, counting: Counting, page: Page) -> list[Line]:
    """A page of the events of a view: one telling of each claim, or all tellings. Raises StoreError."""
    if filters.text is not None:
        store.need_search()
    if counting == "claims" and store.gathered and not filters.by_telling:
        filters = replace(filters, first_tellings=True)
    where, bound = filters.where()
    way = "DESC" if page.descending else "ASC"
    # the place in the store last: no page shows a row again or leaves one out
    order = f"{ORDERS[page.order]} {way} NULLS LAST, rowid"
    picked = store.rows(
        f"SELECT rowid FROM events WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608 - our own columns
        [*bound, page.limit, page.offset],
    )
    ids = [row[0] for row in picked]
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    rows = store.rows(f"SELECT rowid, {_ROW} FROM events WHERE rowid IN ({marks})", ids)  # noqa: S608 - marks only
    place = {number: i for i, number in enumerate(ids)}
    return [_line(row[1:]) for row in sorted(rows, key=lambda row: place[row[0]])]


def size(store: Store, filters: Filters, counting: Counting) -> int:
    """How many rows `lines` has in all."""
    if counting == "claims" and store.gathered and not filters.by_telling:
        filters = replace(filters, first_tellings=True)
    where, bound = filters.where()
    return _int(store.rows(f"SELECT count(*) FROM events WHERE {where}", bound)[0][0])  # noqa: S608 - values are bound


def event(store: Store, document_id: str, event_id: str) -> Event | None:
    """One event as it was coded; null where there is none."""
    rows = store.rows(
        "SELECT record FROM events WHERE document_id = ? AND event_id = ? LIMIT 1", [document_id, event_id]
    )
    return event_from_json(str(rows[0][0])) if rows else None


def events_of(store: Store, document_id: str, limit: int) -> list[Event]:
    """The events of a document in the order of its text."""
    rows = store.rows("SELECT record FROM events WHERE document_id = ? ORDER BY ordinal LIMIT ?", [document_id, limit])
    found = [event_from_json(str(row[0])) for row in rows]
    return sorted(found, key=lambda one: (one.evidence[0].start if one.evidence else 0, one.trigger.start))


@dataclass(frozen=True, slots=True)
class Telling:
    """A document that tells a claim, and the event in it that does."""

    document_id: str
    event_id: str
    title: str | None
    outlet: str | None
    published: str | None
    story: str | None
    first: bool


def tellings(store: Store, document_id: str, event_id: str, limit: int = 50) -> list[Telling]:
    """The documents that tell a claim, the first one first."""
    rows = store.rows(
        "SELECT e.document_id, any_value(e.event_id), any_value(d.title), any_value(d.outlet), "
        "any_value(d.published), any_value(d.story_id), "
        "bool_or(coalesce(e.first_telling, false)) AS first, min(d.published_day) AS day "
        "FROM (SELECT document_id, event_id, first_telling FROM events WHERE claim IN "
        "(SELECT claim FROM events WHERE document_id = ? AND event_id = ?)) e "
        "JOIN documents d ON d.id = e.document_id "
        "GROUP BY e.document_id ORDER BY first DESC, day NULLS LAST, e.document_id LIMIT ?",
        [document_id, event_id, limit],
    )
    return [Telling(str(r[0]), str(r[1]), _text(r[2]), _text(r[3]), _text(r[4]), _text(r[5]), bool(r[6])) for r in rows]


def _line(row: Row) -> Line:
    (document, event_id, kind, mode, cameo, quad, goldstein, modality, factuality, voice, *parties) = row
    names, codes, target_names, target_codes, speaker, day, basis, place, items, trigger, confidence = parties
    return Line(
        str(document), str(event_id), str(kind), _text(mode), str(cameo), _int(quad), _float(goldstein),
        str(modality), str(factuality), str(voice), _actors(names, codes), _actors(target_names, target_codes),
        _text(speaker), _text(day), str(basis), _text(place), tuple(map(str, _list(items))), str(trigger),
        _float(confidence),
    )  # fmt: skip


def _actors(names: object, codes: object) -> tuple[tuple[str, str | None], ...]:
    return tuple((str(name), _text(code)) for name, code in zip(_list(names), _list(codes), strict=True))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
