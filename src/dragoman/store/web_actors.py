"""What the explorer's pages on actors read: each function one query or two."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.store.filters import Clause, Filters
from dragoman.store.queries import Counting
from dragoman.store.store import Row, Store
from dragoman.store.web_values import Slice, as_int, as_text, as_texts

ActorOrder = Literal["count", "name", "source", "target", "speaker"]
ACTOR_ORDERS: dict[ActorOrder, str] = {
    "count": "n DESC, name",
    "name": "lower(name), name",
    "source": "as_source DESC, name",
    "target": "as_target DESC, name",
    "speaker": "as_speaker DESC, name",
}


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A name with its code, and how often it stands in each role, in all voices."""

    name: str
    code: str | None
    country: str | None
    sectors: tuple[str, ...]
    count: int
    as_source: int
    as_target: int
    as_speaker: int


@dataclass(frozen=True, slots=True)
class Actors:
    """A page of the list of actors, and how many there are."""

    rows: tuple[ActorRow, ...]
    total: int


def actor_rows(store: Store, words: str, order: ActorOrder, part: Slice) -> Actors:
    """The actors whose name holds `words`, or whose code they are; all where `words` is empty."""
    where, bound = (
        ("contains(lower(name), lower(?)) OR lower(code) = lower(?)", [words, words]) if words else ("true", [])
    )
    rows = store.rows(
        "SELECT name, code, max(country), max(sectors), count(*) AS n, "  # noqa: S608 - our own words, values are bound
        "count(*) FILTER (role = 'source') AS as_source, count(*) FILTER (role = 'target') AS as_target, "
        "count(*) FILTER (role = 'speaker') AS as_speaker, count(*) OVER () "
        f"FROM actors WHERE {where} GROUP BY name, code ORDER BY {ACTOR_ORDERS[order]} LIMIT ? OFFSET ?",
        [*bound, part[1], part[0]],
    )
    return Actors(tuple(map(_actor_row, rows)), as_int(rows[0][8]) if rows else 0)


def actor_names(store: Store, key: str, limit: int = 12) -> Actors:
    """The names and codes that a name or a code stands for, the most frequent first."""
    rows = store.rows(
        "SELECT name, code, max(country), max(sectors), count(*) AS n, count(*) FILTER (role = 'source'), "
        "count(*) FILTER (role = 'target'), count(*) FILTER (role = 'speaker'), count(*) OVER () "
        "FROM actors WHERE name = ? OR code = ? GROUP BY name, code ORDER BY n DESC, name LIMIT ?",
        [key, key, limit],
    )
    return Actors(tuple(map(_actor_row, rows)), as_int(rows[0][8]) if rows else 0)


def known_actors(store: Store, keys: Collection[str]) -> frozenset[str]:
    """Those of the names and codes that an actor of the store has."""
    if not keys:
        return frozenset()
    rows = store.rows(
        "SELECT DISTINCT name FROM actors WHERE list_contains(?, name) UNION "
        "SELECT DISTINCT code FROM actors WHERE list_contains(?, code)",
        [list(keys), list(keys)],
    )
    return frozenset(str(row[0]) for row in rows)


def _actor_row(row: Row) -> ActorRow:
    sectors = tuple(map(str, row[3])) if isinstance(row[3], list) else ()
    return ActorRow(str(row[0]), as_text(row[1]), as_text(row[2]), sectors, *map(as_int, row[4:8]))


@dataclass(frozen=True, slots=True)
class Partner:
    """The other side of an actor's events: how often it is acted on, and how often it acts; `conflict` of both."""

    name: str
    code: str | None
    towards: int
    by: int
    conflict: int

    @property
    def count(self) -> int:
        """In both directions."""
        return self.towards + self.by


@dataclass(frozen=True, slots=True)
class TypeCount:
    """An event type, and in which roles the actor has it."""

    event_type: str
    as_source: int
    as_target: int


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year and its events: cooperation (quads 1 and 2), conflict (3 and 4)."""

    start: date
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What a view tells of one actor."""

    total: int
    as_source: int
    as_target: int
    as_speaker: int
    documents: int
    undated: int
    types: tuple[TypeCount, ...]
    partners: tuple[Partner, ...]
    months: tuple[Period, ...]


def profile(store: Store, key: str, filters: Filters, counting: Counting) -> Profile:
    """What the events of a view that have this actor, by name or code, in any role, come to. Raises StoreError."""
    if filters.text is not None:
        store.need_search()
    sql, bound = _of_actor(key, filters, counting)
    found: dict[str, list[Row]] = {}
    for row in store.rows(f"{sql} {' UNION ALL '.join(_parts(counting))}", [*bound, *[key] * 4]):
        found.setdefault(str(row[0]), []).append(row[1:])
    total = found["total"][0]
    types = (TypeCount(str(row[0]), as_int(row[2]), as_int(row[3])) for row in found.get("type", ()))
    months = (Period(date.fromisoformat(str(row[0])), as_int(row[2]), as_int(row[3])) for row in found.get("month", ()))
    claims, as_source, as_target, as_speaker, documents, undated = map(as_int, total[2:8])
    return Profile(
        claims, as_source, as_target, as_speaker, documents, undated,
        tuple(sorted(types, key=lambda one: (-one.as_source - one.as_target, one.event_type))),
        _partners(found.get("to", ()), found.get("from", ())),
        tuple(sorted(months, key=lambda one: one.start)),
    )  # fmt: skip


_COUNTED: dict[Counting, str] = {
    "tellings": "SELECT * FROM m",
    # the tellings of a claim have its type and quad in common
    "claims": "SELECT claim, any_value(event_type) AS event_type, any_value(quad) AS quad, "
    "min(day_start) AS day_start, min(day_end) AS day_end, bool_or(is_source) AS is_source, "
    "bool_or(is_target) AS is_target, bool_or(is_speaker) AS is_speaker FROM m GROUP BY claim",
}


def _of_actor(key: str, filters: Filters, counting: Counting) -> Clause:
    """The events in which the actor has a role, `m`, and what is counted of them, `c`."""
    where, bound = filters.where()
    roles = [f"coalesce({_is(role)}, false) AS is_{role}" for role in ("source", "target")]
    roles.append("coalesce(speaker_name = ? OR speaker_code = ?, false) AS is_speaker")
    parties = "source_names, source_codes, target_names, target_codes"
    columns = f"claim, document_id, event_type, quad, day_start, day_end, {parties}"
    return (
        f"WITH m AS MATERIALIZED (SELECT * FROM (SELECT {columns}, {', '.join(roles)} FROM events WHERE {where}) "  # noqa: S608
        f"WHERE is_source OR is_target OR is_speaker), c AS MATERIALIZED ({_COUNTED[counting]})"
    ), [*[key] * 10, *bound]  # fmt: skip


def _is(role: str) -> str:
    """Most events have one source and one target: the plain columns tell first."""
    several = f"len({role}_names) > 1 AND (list_contains({role}_names, ?) OR list_contains({role}_codes, ?))"
    return f"{role}_name = ? OR {role}_code = ? OR ({several})"


def _parts(counting: Counting) -> Iterator[str]:
    """One query each, all of the same columns: kind, two texts, six numbers."""
    yield (
        "SELECT 'total', NULL, NULL, count(*), count(*) FILTER (is_source), count(*) FILTER (is_target), "
        "count(*) FILTER (is_speaker), (SELECT count(DISTINCT document_id) FROM m), "
        "count(*) FILTER (day_start IS NULL) FROM c"
    )
    yield (
        "SELECT 'type', event_type, NULL, count(*) FILTER (is_source), count(*) FILTER (is_target), 0, 0, 0, 0 FROM c "
        "WHERE is_source OR is_target GROUP BY event_type"
    )
    step = "date_trunc('month', day_start)"
    yield (
        f"SELECT 'month', {step}::DATE::VARCHAR, NULL, count(*) FILTER (quad <= 2), count(*) FILTER (quad >= 3), "  # noqa: S608
        f"0, 0, 0, 0 FROM c WHERE {step} = date_trunc('month', day_end) GROUP BY ALL"
    )
    once = "DISTINCT ON (claim, name, code)" if counting == "claims" else ""
    for kind, mine, other in (("to", "source", "target"), ("from", "target", "source")):
        yield (
            f"(SELECT '{kind}', name, code, count(*) AS n, count(*) FILTER (quad >= 3), 0, 0, 0, 0 FROM "  # noqa: S608
            f"(SELECT {once} * FROM (SELECT unnest({other}_names) AS name, unnest({other}_codes) AS code, claim, quad "
            f"FROM m WHERE is_{mine})) WHERE name <> ? AND code IS DISTINCT FROM ? "
            "GROUP BY ALL ORDER BY n DESC, name LIMIT 200)"
        )


def _partners(towards: Sequence[Row], by: Sequence[Row], limit: int = 30) -> tuple[Partner, ...]:
    there = {(str(row[0]), as_text(row[1])): (as_int(row[2]), as_int(row[3])) for row in towards}
    back = {(str(row[0]), as_text(row[1])): (as_int(row[2]), as_int(row[3])) for row in by}
    found = []
    for name, code in {**there, **back}:
        (to, to_conflict), (come, from_conflict) = there.get((name, code), (0, 0)), back.get((name, code), (0, 0))
        found.append(Partner(name, code, to, come, to_conflict + from_conflict))
    return tuple(sorted(found, key=lambda one: (-one.count, one.name))[:limit])


@dataclass(frozen=True, slots=True)
class Brief:
    """An event in a list: where it stands, who, what, when; `documents` that tell it, where that was asked for."""

    document_id: str
    event_id: str
    event_type: str
    cameo: str
    quad: int
    factuality: str
    voice: str
    date: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    text: str
    documents: int = 1


# the words come from the small table: to unpack the events' records takes far longer
_BRIEF = (
    "document_id, event_id, event_type, cameo, quad, factuality, voice, date, source_names, target_names, "
    "(SELECT text FROM evidence v WHERE v.document_id = e.document_id AND v.ordinal = e.ordinal ORDER BY part LIMIT 1)"
)
_LOOKED_AT = 40  # tellings for each claim that is listed: one claim may be told many times


def latest_of(store: Store, key: str, filters: Filters, limit: int = 12) -> tuple[Brief, ...]:
    """The latest events in which an actor has a role, one telling of each claim."""
    where, bound = filters.where()
    mine = f"({_is('source')}) OR ({_is('target')}) OR speaker_name = ? OR speaker_code = ?"
    tellings = store.rows(
        f"SELECT claim, rowid FROM events WHERE ({where}) AND ({mine}) "  # noqa: S608 - values are bound
        "ORDER BY day_start DESC NULLS LAST, rowid LIMIT ?",
        [*bound, *[key] * 10, limit * _LOOKED_AT],
    )
    firsts: dict[object, int] = {}
    for claim, at in tellings:
        firsts.setdefault(claim, as_int(at))
    return briefs(store, [(at, 1) for at in list(firsts.values())[:limit]])


def briefs(store: Store, picked: Sequence[tuple[int, int]]) -> tuple[Brief, ...]:
    """The events of these rows, in this order."""
    if not picked:
        return ()
    marks = ", ".join("?" * len(picked))
    rows = store.rows(f"SELECT rowid, {_BRIEF} FROM events e WHERE rowid IN ({marks})", [at for at, _ in picked])  # noqa: S608
    found = {as_int(row[0]): row[1:] for row in rows}
    return tuple(_brief(found[at], documents) for at, documents in picked)


def _brief(row: Row, documents: int) -> Brief:
    return Brief(
        str(row[0]), str(row[1]), str(row[2]), str(row[3]), as_int(row[4]), str(row[5]), str(row[6]), as_text(row[7]),
        as_texts(row[8]), as_texts(row[9]), str(row[10] or ""), documents,
    )  # fmt: skip
