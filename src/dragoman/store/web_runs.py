"""What the explorer's pages on runs and on transfers read."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records import event_from_json
from dragoman.store.filters import Clause, Filters
from dragoman.store.store import Store
from dragoman.store.web_values import Slice, as_int
from dragoman.types import Event


@dataclass(frozen=True, slots=True)
class Held:
    """How many documents of a run the store holds with a status, and why they have it."""

    run: str
    status: str
    reason: str
    documents: int
    events: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that was not coded, and why."""

    id: str
    read_from: str
    status: str
    reason: str


def held(store: Store) -> tuple[Held, ...]:
    """What the store holds of each run, by status and reason; many reasons of a run are many rows."""
    rows = store.rows(
        "SELECT run_id, status, reason, count(*) AS n, sum(events) FROM documents GROUP BY ALL ORDER BY run_id, n DESC"
    )
    return tuple(Held(str(row[0]), str(row[1]), str(row[2]), as_int(row[3]), as_int(row[4])) for row in rows)


def problems(store: Store, run_id: str, part: Slice) -> tuple[Problem, ...]:
    """The documents of a run that were not coded."""
    rows = store.rows(
        "SELECT id, read_from, status, reason FROM documents WHERE run_id = ? AND status <> 'coded' "
        "ORDER BY status, id LIMIT ? OFFSET ?",
        [run_id, part[1], part[0]],
    )
    return tuple(Problem(*map(str, row)) for row in rows)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Events by rule or act; and, where they name items, also by other acts and by the word that names the act."""

    rules: tuple[str, ...]
    acts: tuple[str, ...]
    acts_with_items: tuple[str, ...]
    words_with_items: tuple[str, ...]
    acts_beginning: str


def wanted_count(store: Store, filters: Filters, wanted: Wanted) -> int:
    """How many events `wanted_events` has."""
    where, bound = _wanted(filters, wanted)
    return as_int(store.rows(f"SELECT count(*) FROM events WHERE {where}", bound)[0][0])  # noqa: S608 - values are bound


def wanted_events(store: Store, filters: Filters, wanted: Wanted) -> Iterator[Event]:
    """The events that a register may concern: few of all, so that the others need not be read."""
    where, bound = _wanted(filters, wanted)
    for row in store.stream(f"SELECT record FROM events WHERE {where}", bound):  # noqa: S608 - values are bound
        yield event_from_json(str(row[0]))


def _wanted(filters: Filters, wanted: Wanted) -> Clause:
    where, bound = filters.where()
    return (
        f"({where}) AND (list_contains(?, rule) OR list_contains(?, act_cameo) OR starts_with(act_cameo, ?) "
        "OR (len(items) > 0 AND (list_contains(?, act_cameo) OR list_contains(?, lower(trigger)))))"
    ), [
        *bound, list(wanted.rules), list(wanted.acts), wanted.acts_beginning, list(wanted.acts_with_items),
        list(wanted.words_with_items),
    ]  # fmt: skip
