"""What the analyses read: rows already counted, by pair, by time, by place. Each function is one query.

Rows are plain tuples: the analyses know nothing of the store. A pair that one event has in several ways (several actors
of one country) counts once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dragoman.store.filters import EVERYTHING, Filters, Parameters
from dragoman.store.queries import Counting, Side, Unit, _count, _plain, _selected, _where
from dragoman.store.store import Row, Store

SPLITS = ("event_type", "quad", "dyad", "source", "target", "voice", "factuality", "modality")

_LISTS: dict[Side, tuple[str, str]] = {
    "country": ("source_countries", "target_countries"),
    "code": ("source_codes", "target_codes"),
    "name": ("source_names", "target_names"),
}
_PLAIN_SPLITS = {"event_type", "quad", "voice", "factuality", "modality"}
_FIRST = "min(day_start) FILTER (day_start > DATE '0001-01-01')"
_LAST = "max(day_end) FILTER (day_end < DATE '9999-12-31')"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which pairs: of whom, of what part of the store, and what is counted.

    Undirected: a pair stands in the order of the alphabet, and an event that goes both ways counts once.
    """

    filters: Filters = EVERYTHING
    by: Side = "country"
    counting: Counting = "claims"
    undirected: bool = False


def pair_rows(store: Store, pairs: Pairs, intensity: Mapping[str, float] | None = None) -> list[Row]:
    """Source, target, count, count by quad 1 to 4, sums of both scales, first and last day.

    `intensity` gives the second scale by CAMEO code.
    """
    found, bound = _pairs(store, pairs)
    scale = intensity or {}
    quads = ", ".join(f"count(*) FILTER (quad = {quad})" for quad in (1, 2, 3, 4))
    return store.rows(
        "WITH scale AS (SELECT unnest(?::VARCHAR[]) AS code, unnest(?::DOUBLE[]) AS score) "  # noqa: S608
        f"SELECT source, target, count(*) AS n, {quads}, sum(goldstein::DOUBLE), sum(coalesce(score, goldstein)), "
        f"{_FIRST}, {_LAST} FROM ({found}) LEFT JOIN scale ON code = cameo "
        "GROUP BY source, target ORDER BY n DESC, source, target",
        [list(scale), list(scale.values()), *bound],
    )


def series_rows(
    store: Store,
    filters: Filters = EVERYTHING,
    *,
    unit: Unit = "month",
    split: str | None = None,
    counting: Counting = "claims",
) -> list[Row]:
    """First day of the step, key ("" without `split`), count, sum of Goldstein. Steps without events are not there.

    `split` is one of SPLITS. An event whose date is less exact than the unit is in none: `exact_count` tells how many.
    """
    found, bound = _split(store, filters, split, counting)
    return store.rows(
        f"SELECT date_trunc('{unit}', day_start)::DATE AS start, key, count(*), sum(goldstein::DOUBLE) FROM ({found}) "  # noqa: S608
        f"WHERE date_trunc('{unit}', day_start) = date_trunc('{unit}', day_end) GROUP BY ALL ORDER BY ALL",
        bound,
    )


def pair_series_rows(
    store: Store,
    pair: tuple[str, str],
    filters: Filters = EVERYTHING,
    *,
    by: Side = "country",
    unit: Unit = "month",
) -> list[Row]:
    """As `series_rows` split by quad, for what two do to one another, in either direction; claims are counted."""
    where, bound = _selected(store, filters, "claims")
    one, other = _LISTS[by]
    once = "" if _plain(store, filters, "claims") else "DISTINCT ON (claim)"
    between = " OR ".join(
        f"(list_contains({one}, ?) AND list_contains({other}, ?))" for one, other in ((one, other), (other, one))
    )
    return store.rows(
        f"SELECT date_trunc('{unit}', day_start)::DATE AS start, quad::VARCHAR, count(*), sum(goldstein::DOUBLE) "  # noqa: S608
        f"FROM (SELECT {once} * FROM events WHERE {where} AND ({between})) "
        f"WHERE date_trunc('{unit}', day_start) = date_trunc('{unit}', day_end) GROUP BY ALL ORDER BY ALL",
        [*bound, *pair, *pair],
    )


def exact_count(
    store: Store, filters: Filters = EVERYTHING, *, unit: Unit = "month", counting: Counting = "claims"
) -> tuple[int, int]:
    """How many events a view has, and how many of them have a date that one step of the series holds whole."""
    where, bound = _selected(store, filters, counting)
    count = _count(store, filters, counting)
    row = store.rows(
        f"SELECT {count}, {count} FILTER (date_trunc('{unit}', day_start) = date_trunc('{unit}', day_end)) "  # noqa: S608
        f"FROM events WHERE {where}",
        bound,
    )[0]
    return int(str(row[0])), int(str(row[1]))


def type_rows(store: Store, filters: Filters = EVERYTHING, *, counting: Counting = "claims") -> list[Row]:
    """Event type and count."""
    where, bound = _selected(store, filters, counting)
    count = _count(store, filters, counting)
    return store.rows(
        f"SELECT event_type, {count} AS n FROM events WHERE {where} GROUP BY event_type ORDER BY n DESC, event_type",  # noqa: S608
        bound,
    )


def mix_rows(
    store: Store, filters: Filters = EVERYTHING, *, by: Side = "country", counting: Counting = "claims"
) -> list[Row]:
    """Source, event type, quad and count; an event with several sources counts for each."""
    where, bound = _selected(store, filters, counting)
    once = "document_id, ordinal" if _plain(store, filters, counting) else "claim"
    return store.rows(
        "SELECT source, event_type, quad, count(*) AS n FROM "  # noqa: S608
        f"(SELECT DISTINCT ON ({once}, source) * FROM (SELECT unnest({_LISTS[by][0]}) AS source, event_type, quad, "
        f"claim, document_id, ordinal FROM events WHERE {where})) "
        "WHERE source IS NOT NULL GROUP BY ALL ORDER BY n DESC, source, event_type",
        bound,
    )


def place_rows(store: Store, filters: Filters = EVERYTHING, *, counting: Counting = "claims") -> list[Row]:
    """Name, country, latitude, longitude, kind, count, count of conflict (quads 3, 4); only what has coordinates."""
    where, bound = _selected(store, filters, counting)
    count = _count(store, filters, counting)
    return store.rows(
        f"SELECT place_name, place_country, latitude, longitude, any_value(place_kind), {count} AS n, "  # noqa: S608
        f"{count} FILTER (quad >= 3) FROM events WHERE {where} AND latitude IS NOT NULL AND longitude IS NOT NULL "
        "GROUP BY place_name, place_country, latitude, longitude ORDER BY n DESC, place_name",
        bound,
    )


def placed_count(store: Store, filters: Filters = EVERYTHING, *, counting: Counting = "claims") -> int:
    """How many events have a place with coordinates; two tellings of one claim may name two places."""
    where, bound = _selected(store, filters, counting)
    count = _count(store, filters, counting)
    sql = f"SELECT {count} FROM events WHERE {where} AND latitude IS NOT NULL AND longitude IS NOT NULL"  # noqa: S608
    return int(str(store.rows(sql, bound)[0][0]))


def key_rows(store: Store, filters: Filters = EVERYTHING) -> list[Row]:
    """Source country, target country, CAMEO root and day of each event that has all four, each combination once."""
    where, bound = _where(store, filters)
    return store.rows(
        "SELECT DISTINCT source, unnest(target_countries) AS target, root, day_start FROM "  # noqa: S608
        "(SELECT unnest(source_countries) AS source, target_countries, left(cameo, 2) AS root, day_start FROM events "
        f"WHERE day_start = day_end AND {where})",
        bound,
    )


def told_rows(store: Store, filters: Filters = EVERYTHING, *, counting: Counting = "claims") -> list[Row]:
    """Voice, speaker's name, event type, target and count: whose word it is, and about whom.

    The target is the code of a country or its people, else the name, and null where an event has none.
    """
    where, bound = _selected(store, filters, counting)
    count = _count(store, filters, counting)
    target = (
        "CASE WHEN code IS NOT NULL AND (code = country OR starts_with(reason, 'nationality')) THEN code ELSE name END"
    )
    return store.rows(
        f"SELECT voice, speaker_name, event_type, target, {count} FROM "  # noqa: S608
        "(SELECT DISTINCT e.document_id, e.ordinal, claim, voice, speaker_name, event_type, target FROM "
        f"(SELECT * FROM events WHERE {where}) e LEFT JOIN "
        f"(SELECT document_id, ordinal, {target} AS target FROM actors WHERE role = 'target') a "
        "ON a.document_id = e.document_id AND a.ordinal = e.ordinal) GROUP BY ALL",
        bound,
    )


def document_count(store: Store, filters: Filters = EVERYTHING) -> int:
    """How many documents tell the events of a view."""
    where, bound = _where(store, filters)
    return int(str(store.rows(f"SELECT count(DISTINCT document_id) FROM events WHERE {where}", bound)[0][0]))  # noqa: S608


def lexicon_hashes(store: Store) -> list[str]:
    """The lexicons that the documents were coded with, the most used first."""
    return [
        str(row[0])
        for row in store.rows("SELECT lexicon_hash FROM documents GROUP BY lexicon_hash ORDER BY count(*) DESC, 1")
    ]


def _pairs(store: Store, pairs: Pairs) -> tuple[str, Parameters]:
    """A query for the pairs of source and target, each once an event, with what is counted of it."""
    where, bound = _selected(store, pairs.filters, pairs.counting)
    sources, targets = _LISTS[pairs.by]
    kept = "claim, document_id, ordinal, quad, cameo, goldstein, day_start, day_end"
    single = (
        f"SELECT {sources}[1] AS s, {targets}[1] AS t, {kept} FROM events "  # noqa: S608
        f"WHERE len({sources}) = 1 AND len({targets}) = 1 AND {where}"
    )
    several = (
        f"SELECT s, unnest({targets}) AS t, {kept} FROM (SELECT unnest({sources}) AS s, {targets}, {kept} FROM events "  # noqa: S608
        f"WHERE len({sources}) > 0 AND len({targets}) > 0 AND len({sources}) + len({targets}) > 2 AND {where})"
    )
    ends = "least(s, t) AS source, greatest(s, t) AS target" if pairs.undirected else "s AS source, t AS target"
    one, more = (
        f"SELECT {ends}, {kept} FROM ({part}) WHERE s IS NOT NULL AND t IS NOT NULL"  # noqa: S608
        for part in (single, several)
    )
    if _plain(store, pairs.filters, pairs.counting):
        # most events have one source and one target: only the others are looked through for a pair twice
        once = f"SELECT DISTINCT ON (document_id, ordinal, source, target) * FROM ({more})"  # noqa: S608
        return f"{one} UNION ALL ({once})", [*bound, *bound]
    return f"SELECT DISTINCT ON (claim, source, target) * FROM ({one} UNION ALL {more})", [*bound, *bound]  # noqa: S608


def _split(store: Store, filters: Filters, split: str | None, counting: Counting) -> tuple[str, Parameters]:
    """A query for claims or tellings with the `key` that a series is split by."""
    if split == "dyad":
        pairs, bound = _pairs(store, Pairs(filters, counting=counting))
        return f"SELECT source || '-' || target AS key, goldstein, day_start, day_end FROM ({pairs})", bound  # noqa: S608
    where, bound = _selected(store, filters, counting)
    plain = _plain(store, filters, counting)
    if split in ("source", "target"):
        once = "document_id, ordinal, key" if plain else "claim, key"
        return (
            f"SELECT DISTINCT ON ({once}) * FROM (SELECT unnest({_LISTS['country'][split == 'target']}) AS key, claim, "  # noqa: S608
            f"document_id, ordinal, goldstein, day_start, day_end FROM events WHERE {where})"
        ), bound
    key = f"{split}::VARCHAR" if split in _PLAIN_SPLITS else "''"
    once = "" if plain else "DISTINCT ON (claim)"
    return f"SELECT {once} {key} AS key, goldstein, day_start, day_end FROM events WHERE {where}", bound  # noqa: S608


def stance_rows(store: Store, documents: Collection[str] = ()) -> list[Row]:
    """Id and readers' stance by actor (JSON) of the documents that have one."""
    chosen = f" AND id IN ({', '.join('?' * len(documents))})" if documents else ""
    return store.rows(
        f"SELECT id, actor_stance FROM documents WHERE actor_stance <> '{{}}'{chosen} ORDER BY id",  # noqa: S608
        list(documents),
    )
