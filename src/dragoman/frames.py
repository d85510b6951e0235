"""Events as a table for pandas, polars or Arrow: one row an event, the columns of `SCHEMA`.

The table is Arrow; pandas and polars look at its memory instead of copying it. docs/from-python.md says what each
column means.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import fields
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import msgspec
import pyarrow as pa

from dragoman.errors import UsageError
from dragoman.records import event_bytes
from dragoman.store import CodedDocument, Filters, Stamp, Store, batch_tables
from dragoman.store.tables import COLUMNS
from dragoman.types import Document, Event

Library = Literal["pandas", "polars", "arrow"]
LIBRARIES: tuple[Library, ...] = ("pandas", "polars", "arrow")

# `claim` is the id again, as a number; `record` the event whole, of which what the store has no column for is read
_INSIDE = ("claim", "record")
_READ: dict[str, pa.DataType] = {
    "operators": pa.list_(pa.string()),
    "harm": pa.list_(pa.string()),
    "start": pa.int32(),
    "end": pa.int32(),
    "text": pa.string(),
}
_KEPT = {name: kind for name, kind in COLUMNS["events"].items() if name not in _INSIDE}
SCHEMA: pa.Schema = pa.schema([*_KEPT.items(), ("first_telling", pa.bool_()), *_READ.items()])


class _Words(msgspec.Struct):
    text: str = ""
    kind: str = ""
    start: int = 0
    end: int = 0
    class_: str = msgspec.field(default="", name="class")


class _Record(msgspec.Struct):
    """What is read of an event's record; the rest of it is passed over."""

    operators: list[_Words] = []
    harm: list[_Words] = []
    evidence: list[_Words] = []


_RECORD = msgspec.json.Decoder(_Record)


def events_frame(
    events: Iterable[Event] | Store | str | Path,
    library: Library = "pandas",
    *,
    columns: Sequence[str] | None = None,
    **filters: Any,  # noqa: ANN401 - of the fields of Filters
) -> Any:  # noqa: ANN401 - a table of the library asked for, which is loaded only here
    """The events as a table of `library`: a pandas or polars DataFrame, or a pyarrow Table.

    `events` is an iterable of Event, an open Store, or the path of a store. `columns` are names of `SCHEMA`, all where
    none are given. `filters` are those of `store.Filters` and for stores alone: `countries="RUS"`,
    `event_types=("AID", "AGREE")`, `since="2018-09-01"`.

    Raises:
        UsageError: the library is unknown or not installed, or there is no such column or filter.
        StoreError: the store cannot be read.
    """
    if library not in LIBRARIES:
        raise UsageError(f"library '{library}' is unknown; choose from {', '.join(LIBRARIES)}")
    module = _library(library)
    schema = _schema(columns)
    if isinstance(events, Store | str | Path):
        table = _of_store(events, _filters(filters), schema)
    else:
        table = _of_events(events, filters).select(schema.names)
    return _shown(table, library, module)


def _schema(columns: Sequence[str] | None) -> pa.Schema:
    """The columns asked for."""
    unknown = [name for name in columns or () if name not in SCHEMA.names]
    if unknown:
        raise UsageError(f"no column '{unknown[0]}'; there are: {', '.join(SCHEMA.names)}")
    return pa.schema([SCHEMA.field(name) for name in columns or SCHEMA.names])


def _library(name: Library) -> ModuleType:
    """The library, before any work is done for it."""
    try:
        return import_module("pyarrow" if name == "arrow" else name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed; pip install dragoman[{name}]") from error


def _shown(table: pa.Table, library: Library, module: Any) -> Any:  # noqa: ANN401 - as above
    if library == "pandas":
        return table.to_pandas(types_mapper=module.ArrowDtype)
    return module.from_arrow(table) if library == "polars" else table


# ------------------------------------------------------------------------------------------------------- filters


def _filters(given: dict[str, Any]) -> Filters:
    """Filters by name; a single value stands for a list of one, a text for a day."""
    kinds = {field.name: str(field.type) for field in fields(Filters)}
    unknown = [name for name in given if name not in kinds]
    if unknown:
        raise UsageError(f"no filter '{unknown[0]}'; there are: {', '.join(kinds)}")
    return Filters(**{name: _value(name, kinds[name], value) for name, value in given.items()})


def _value(name: str, kind: str, value: Any) -> Any:  # noqa: ANN401 - of the field's type
    if "tuple" in kind:
        return (value,) if isinstance(value, str | int) else tuple(value)
    if "date" in kind and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise UsageError(f"{name}: '{value}' is no date; write YYYY-MM-DD") from error
    return value


# ------------------------------------------------------------------------------------------------------- a store


def _of_store(events: Store | str | Path, filters: Filters, schema: pa.Schema) -> pa.Table:
    stored = [name for name in schema.names if name not in _READ]
    # records are most of a store: they are looked at only where something is to be read of them
    read = ["record"] if len(stored) < len(schema.names) else []
    with nullcontext(events) if isinstance(events, Store) else Store.open(events) as store:
        if filters.text is not None:
            store.need_search()
        batches = store.arrow(filters, (*stored, *read))
        return pa.Table.from_batches((_completed(batch, schema) for batch in batches), schema=schema)


def _completed(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The stored columns as they are, and those that are read of the records, which are let go."""
    read: dict[str, pa.Array] = {}
    if "record" in batch.schema.names:
        read = dict(zip(_READ, _columns_of(batch.column("record").to_pylist()), strict=True))
    arrays = [
        read[name] if name in _READ else batch.column(name).cast(schema.field(name).type) for name in schema.names
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _columns_of(records: Iterable[str | bytes]) -> list[pa.Array]:
    rows = [_words(_RECORD.decode(record)) for record in records]
    columns: Sequence[Sequence[object]] = list(zip(*rows, strict=True)) or [()] * len(_READ)
    return [pa.array(column, kind) for column, kind in zip(columns, _READ.values(), strict=True)]


def _words(record: _Record) -> tuple[object, ...]:
    first = record.evidence[0] if record.evidence else _Words()
    return (
        [f"{use.class_}:{use.text}" for use in record.operators],
        [f"{harm.kind}:{harm.text}" for harm in record.harm],
        first.start,
        first.end,
        first.text,
    )


# ------------------------------------------------------------------------------------------------------ a stream


def _of_events(events: Iterable[Event], filters: dict[str, Any]) -> pa.Table:
    if filters:
        raise UsageError("filters are for a store; choose among events with Python's own `if`")
    found = list(events)
    order, coded = _by_document(found)
    made = batch_tables(coded, Stamp("", "", datetime.now(UTC)))["events"]
    if order != sorted(order):
        made = made.take(_back(order))
    columns = [made.column(name) for name in _KEPT]
    first_telling = pa.nulls(len(found), pa.bool_())
    return pa.Table.from_arrays([*columns, first_telling, *_columns_of(map(event_bytes, found))], schema=SCHEMA)


def _by_document(events: Sequence[Event]) -> tuple[list[int], Iterator[CodedDocument]]:
    """The places of the events once those of a document stand together, and the documents."""
    groups: dict[str, list[int]] = {}
    for i, event in enumerate(events):
        groups.setdefault(event.document_id, []).append(i)
    coded = (_coded(name, tuple(events[i] for i in places)) for name, places in groups.items())
    return [i for places in groups.values() for i in places], coded


def _coded(name: str, events: tuple[Event, ...]) -> CodedDocument:
    return CodedDocument(Document(name, None, None, None, None, None, "", ()), events, "", "")


def _back(order: Sequence[int]) -> pa.Array:
    """Where each event went."""
    went = [0] * len(order)
    for place, i in enumerate(order):
        went[i] = place
    return pa.array(went, pa.int64())
