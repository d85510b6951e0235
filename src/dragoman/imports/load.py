"""A file of events into a store, some thousand at once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from dragoman.imports._source import Found
from dragoman.store import CodedDocument, Filters, Run, Stamp, Store, batch_tables, stamp
from dragoman.store.tables import claim_number
from dragoman.types import Document, Event

_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came into the store."""

    events: int
    documents: int


@dataclass(slots=True)
class _Known:
    """What the store has already: documents, whose events are added to, and counted claims."""

    documents: set[str]
    claims: set[str]


def load(found: Iterable[Found], store: Store, read_from: str) -> Loaded:
    """Write all events. A document that the store has already keeps its other events; an event of the same id goes.

    Raises:
        StoreError: the store cannot be written.
    """
    run = store.begin_run(Run("", "", None, "import", "import", "import", 1, {"read_from": read_from}))
    stamped = stamp(run, "import")
    known = _Known(
        {str(row[0]) for row in store.stream("SELECT id FROM documents")},
        {str(row[0]) for row in store.stream("SELECT event_id FROM claims")},
    )
    before, events = len(known.documents), 0
    for batch in _batches(found):
        events += len(batch)
        _write(batch, store, known, (stamped, read_from))
    loaded = Loaded(events, len(known.documents) - before)
    store.end_run(run, {"events": loaded.events, "documents": loaded.documents})
    return loaded


def _batches(found: Iterable[Found]) -> Iterator[Sequence[Found]]:
    source = iter(found)
    while batch := list(islice(source, _ROWS)):
        yield batch


def _write(batch: Sequence[Found], store: Store, known: _Known, origin: tuple[Stamp, str]) -> None:
    """One batch: its documents with the events that they have in the store already."""
    stamped, read_from = origin
    documents: dict[str, Document] = {}
    events: dict[str, dict[str, Event]] = {}
    for one in batch:
        documents.setdefault(one.document.id, one.document)
        events.setdefault(one.document.id, {})
    for event in _stored(store, known.documents & documents.keys()):
        events[event.document_id][event.id] = event
    for one in batch:
        events[one.document.id][one.event.id] = one.event
    coded = [CodedDocument(page, tuple(events[name].values()), "", read_from) for name, page in documents.items()]
    tables = batch_tables(coded, stamped)
    tables["documents"] = _with_outlets(tables["documents"], {one.document.id: one.outlet for one in batch})
    counted = _claims(batch, known.claims)
    if counted is not None:
        tables["claims"] = counted
    store.write_tables(tables)
    known.documents.update(documents)


def _stored(store: Store, documents: Collection[str]) -> Iterator[Event]:
    return store.events(Filters(documents=tuple(documents))) if documents else iter(())


def _with_outlets(table: pa.Table, outlets: dict[str, str | None]) -> pa.Table:
    """The documents with the publishers that the file names; the host of the URL where it names none."""
    own = table.column("outlet").to_pylist()
    names = [outlets.get(name) or host for name, host in zip(table.column("id").to_pylist(), own, strict=True)]
    at = table.schema.get_field_index("outlet")
    return table.set_column(at, table.schema.field(at), pa.array(names, pa.string()))


def _claims(batch: Sequence[Found], known: set[str]) -> pa.Table | None:
    """What the file says of how often each event is told; null where it says nothing."""
    rows = {one.event.id: one for one in batch if one.counts is not None and one.event.id not in known}
    if not rows:
        return None
    known.update(rows)
    counts = [one.counts for one in rows.values() if one.counts is not None]
    return pa.table({
        "claim": pa.array([claim_number(name) for name in rows], pa.uint64()),
        "event_id": pa.array(list(rows), pa.string()),
        "date": pa.array([one.event.date for one in rows.values()], pa.string()),
        "tellings": pa.array([count.tellings for count in counts], pa.int32()),
        "documents": pa.array([count.documents for count in counts], pa.int32()),
        "outlets": pa.array([count.outlets for count in counts], pa.int32()),
        "stories": pa.array([count.documents for count in counts], pa.int32()),
        "sources": pa.array([count.outlets for count in counts], pa.int32()),
    })  # fmt: skip
