"""Parquet: one event a row, typed columns, lists as lists; codes are text."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.types import Actor, Event

BINARY = True

_ROWS = 20_000  # of a group: some 30 megabytes in memory
_TEXT, _TEXTS, _NUMBER, _OFFSET = pa.string(), pa.list_(pa.string()), pa.float64(), pa.int32()

_EVIDENCE = pa.list_(pa.struct([("document_id", _TEXT), ("start", _OFFSET), ("end", _OFFSET), ("text", _TEXT)]))
_ITEMS = pa.list_(pa.struct([("name", _TEXT), ("category", _TEXT), ("quantity", _TEXT)]))
_HARM = pa.list_(pa.struct([("kind", _TEXT), ("low", pa.int64()), ("high", pa.int64()), ("text", _TEXT)]))

Column = tuple[pa.DataType, Callable[[Event], object]]


def _names(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.name for actor in actors]


def _codes(actors: tuple[Actor, ...]) -> list[str | None]:
    return [actor.code for actor in actors]


def _countries(actors: tuple[Actor, ...]) -> list[str | None]:
    return [actor.country for actor in actors]


def _sectors(actors: tuple[Actor, ...]) -> list[str]:
    return [sector for actor in actors for sector in actor.sectors]


# names, codes and countries of a side are as many as its actors; sectors are of all together
_COLUMNS: dict[str, Column] = {
    "id": (_TEXT, lambda e: e.id),
    "document_id": (_TEXT, lambda e: e.document_id),
    "date": (_TEXT, lambda e: e.date),
    "date_basis": (_TEXT, lambda e: e.date_basis),
    "event_type": (_TEXT, lambda e: e.event_type),
    "event_mode": (_TEXT, lambda e: e.event_mode),
    "contexts": (_TEXTS, lambda e: e.contexts),
    "cameo": (_TEXT, lambda e: e.cameo),
    "quad": (pa.int8(), lambda e: e.quad),
    "goldstein": (_NUMBER, lambda e: e.goldstein),
    "act_type": (_TEXT, lambda e: e.act.event_type),
    "act_cameo": (_TEXT, lambda e: e.act.cameo),
    "modality": (_TEXT, lambda e: e.modality),
    "operators": (_TEXTS, lambda e: [f"{use.class_}:{use.text}" for use in e.operators]),
    "factuality": (_TEXT, lambda e: e.factuality),
    "condition": (_TEXT, lambda e: e.condition),
    "source_names": (_TEXTS, lambda e: _names(e.source)),
    "source_codes": (_TEXTS, lambda e: _codes(e.source)),
    "source_countries": (_TEXTS, lambda e: _countries(e.source)),
    "source_sectors": (_TEXTS, lambda e: _sectors(e.source)),
    "target_names": (_TEXTS, lambda e: _names(e.target)),
    "target_codes": (_TEXTS, lambda e: _codes(e.target)),
    "target_countries": (_TEXTS, lambda e: _countries(e.target)),
    "target_sectors": (_TEXTS, lambda e: _sectors(e.target)),
    "voice": (_TEXT, lambda e: e.voice),
    "speaker_name": (_TEXT, lambda e: e.speaker.name if e.speaker else None),
    "speaker_code": (_TEXT, lambda e: e.speaker.code if e.speaker else None),
    "place_name": (_TEXT, lambda e: e.place.name if e.place else None),
    "place_country": (_TEXT, lambda e: e.place.country if e.place else None),
    "place_kind": (_TEXT, lambda e: e.place.kind if e.place else None),
    "latitude": (_NUMBER, lambda e: e.place.latitude if e.place else None),
    "longitude": (_NUMBER, lambda e: e.place.longitude if e.place else None),
    "items": (_ITEMS, lambda e: [{"name": i.name, "category": i.category, "quantity": i.quantity} for i in e.items]),
    "harm": (_HARM, lambda e: [{"kind": h.kind, "low": h.low, "high": h.high, "text": h.text} for h in e.harm]),
    "evidence": (
        _EVIDENCE,
        lambda e: [
            {"document_id": p.document_id, "start": p.start, "end": p.end, "text": _sound(p.text)} for p in e.evidence
        ],
    ),
    "trigger": (_TEXT, lambda e: _sound(e.trigger.text)),
    "rule": (_TEXT, lambda e: e.rule),
    "confidence": (_NUMBER, lambda e: e.confidence),
}
SCHEMA = pa.schema([(name, kind) for name, (kind, _) in _COLUMNS.items()])


def write(events: Iterable[Event], stream: IO[bytes]) -> None:
    """Write row groups of some thousand events, packed with zstd."""
    source = iter(events)
    with pq.ParquetWriter(stream, SCHEMA, compression="zstd") as out:
        while chunk := list(islice(source, _ROWS)):
            out.write_batch(batch(chunk))


def batch(events: list[Event]) -> pa.RecordBatch:
    """The events as one Arrow batch of these columns."""
    arrays = [pa.array([take(event) for event in events], kind) for kind, take in _COLUMNS.values()]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _sound(text: str) -> str:
    """Half of a surrogate pair is no Unicode text, and Arrow would refuse all."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
