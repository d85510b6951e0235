"""Coded documents as Arrow tables, one for each table of the store. Pure: workers may do it in their own processes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from urllib.parse import urlsplit

import msgspec
import pyarrow as pa

from dragoman.records import event_bytes
from dragoman.store.coded import CodedDocument
from dragoman.store.edtf import bounds
from dragoman.types import Actor, Event, Item, Place

Row = tuple[object, ...]

_TEXTS = pa.list_(pa.string())
_KEYS: dict[str, pa.DataType] = {"document_id": pa.string(), "ordinal": pa.int32()}
_PART = _KEYS | {"event_id": pa.string(), "part": pa.int32()}
_SPAN: dict[str, pa.DataType] = {"start": pa.int32(), "end": pa.int32()}


def _texts(names: str) -> dict[str, pa.DataType]:
    return dict.fromkeys(names.split(), pa.string())


def _party(role: str) -> dict[str, pa.DataType]:
    lists = (f"{role}_{what}" for what in ("names", "codes", "countries", "sectors"))
    return _texts(f"{role}_name {role}_code {role}_country") | dict.fromkeys(lists, _TEXTS)


# the order in which the rows below are made; the store's columns are found by name
COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "documents": _texts("id content_hash status reason read_from outlet url title author published")
    | {"published_day": pa.date32()}
    | _texts("language text stance actor_stance missing")
    | {"fingerprint": pa.binary(), "events": pa.int32()}
    | _texts("lexicon_hash run_id")
    | {"coded_at": pa.timestamp("us")},
    "blocks": _KEYS | _texts("kind author posted") | {"parent": pa.int32()} | _SPAN,
    "events": _KEYS
    | {"event_id": pa.string(), "claim": pa.uint64()}
    | _texts("event_type event_mode")
    | {"contexts": _TEXTS, "cameo": pa.string(), "quad": pa.uint8(), "goldstein": pa.float32()}
    | _texts("act_type act_cameo modality factuality condition voice")
    | _party("source")
    | _party("target")
    | _texts("speaker_name speaker_code speaker_country date date_basis")
    | {"day_start": pa.date32(), "day_end": pa.date32()}
    | _texts("place_name place_country place_kind")
    | {"latitude": pa.float64(), "longitude": pa.float64(), "items": _TEXTS, "rule": pa.string()}
    | {"confidence": pa.float32(), "trigger": pa.string(), "record": pa.string()},
    "evidence": _PART | _SPAN | _texts("text"),
    "actors": _KEYS
    | _texts("event_id role")
    | {"part": pa.int32()}
    | _texts("text name code country")
    | {"sectors": _TEXTS}
    | _SPAN
    | _texts("reason"),
    "items": _PART | _texts("name category quantity maker value") | _SPAN,
}

_JSON = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all documents of a batch have in common."""

    run_id: str
    lexicon_hash: str
    coded_at: datetime


def stamp(run_id: str, lexicon_hash: str) -> Stamp:
    """The stamp of a batch that is coded now."""
    return Stamp(run_id, lexicon_hash, datetime.now(UTC).replace(tzinfo=None))


def batch_tables(results: Iterable[CodedDocument], stamped: Stamp) -> dict[str, pa.Table]:
    """The rows of a batch. Of two results for one document the later one counts."""
    latest = {result.document.id: result for result in results}
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for result in latest.values():
        _add_document(rows, result, stamped)
        for ordinal, event in enumerate(result.events):
            _add_event(rows, event, (result.document.id, ordinal))
    return {name: _table(COLUMNS[name], found) for name, found in rows.items()}


def _table(columns: Mapping[str, pa.DataType], rows: Sequence[Row]) -> pa.Table:
    schema = pa.schema(list(columns.items()))
    if not rows:
        return schema.empty_table()
    values = zip(*rows, strict=True)
    arrays = [pa.array(column, kind) for column, kind in zip(values, columns.values(), strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _add_document(rows: dict[str, list[Row]], result: CodedDocument, stamped: Stamp) -> None:
    document = result.document
    published = _text(document.published)
    rows["documents"].append((
        document.id, result.content_hash, result.status, _clean(result.reason), _clean(result.read_from),
        outlet(document.url), _text(document.url), _text(document.title), _text(document.author), published,
        published_day(published), document.language, _clean(document.text), _json(document.stance),
        _json(document.actor_stance), _json(document.missing), result.fingerprint or None, len(result.events),
        stamped.lexicon_hash, stamped.run_id, stamped.coded_at,
    ))  # fmt: skip
    rows["blocks"].extend(
        (document.id, i, block.kind, _text(block.author), _text(block.posted), block.parent, block.start, block.end)
        for i, block in enumerate(document.blocks)
    )


def _add_event(rows: dict[str, list[Row]], event: Event, key: tuple[str, int]) -> None:
    whole = (*key, event.id)
    rows["events"].append(_event_row(event, key))
    rows["evidence"].extend(
        (*whole, i, piece.start, piece.end, _clean(piece.text)) for i, piece in enumerate(event.evidence)
    )
    speakers = (event.speaker,) if event.speaker else ()
    for role, actors in (("source", event.source), ("target", event.target), ("speaker", speakers)):
        rows["actors"].extend((*whole, role, i, *_actor_values(actor)) for i, actor in enumerate(actors))
    rows["items"].extend((*whole, i, *_item_values(item)) for i, item in enumerate(event.items))


def _event_row(event: Event, key: tuple[str, int]) -> Row:
    first, last = bounds(event.date)
    return (
        *key, event.id, claim_number(event.id), event.event_type, event.event_mode, event.contexts, event.cameo,
        event.quad, event.goldstein, event.act.event_type, event.act.cameo, event.modality, event.factuality,
        _text(event.condition), event.voice, *_party_values(event.source), *_party_values(event.target),
        *_speaker_values(event.speaker), event.date, event.date_basis, first, last, *_place_values(event.place),
        _once(item.name for item in event.items), event.rule, event.confidence, _clean(event.trigger.text),
        _record(event),
    )  # fmt: skip


def claim_number(event_id: str) -> int:
    """The id of a claim, sixteen hexadecimal digits, as a number; an id of another form is hashed into one."""
    try:
        return int(event_id, 16) & 0xFFFF_FFFF_FFFF_FFFF
    except ValueError:
        return hash_number(event_id)


def hash_number(text: str) -> int:
    """A number of 64 bits for any text, the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def outlet(url: str | None) -> str | None:
    """The host of a URL without "www."; null where there is none."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def published_day(published: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _party_values(actors: Sequence[Actor]) -> Row:
    if not actors:
        return None, None, None, (), (), (), ()
    first = actors[0]
    return (
        _clean(first.name), first.code, first.country,
        [_clean(actor.name) for actor in actors],
        [actor.code for actor in actors],
        _once(actor.country for actor in actors),
        _once(sector for actor in actors for sector in actor.sectors),
    )  # fmt: skip


def _speaker_values(speaker: Actor | None) -> Row:
    return (_clean(speaker.name), speaker.code, speaker.country) if speaker else (None, None, None)


def _place_values(place: Place | None) -> Row:
    if place is None:
        return None, None, None, None, None
    return _clean(place.name), place.country, place.kind, place.latitude, place.longitude


def _actor_values(actor: Actor) -> Row:
    return (
        _clean(actor.text), _clean(actor.name), actor.code, actor.country, actor.sectors, actor.start, actor.end,
        _clean(actor.reason),
    )  # fmt: skip


def _item_values(item: Item) -> Row:
    return item.name, item.category, item.quantity, item.maker, item.value, item.start, item.end


def _once(values: Iterable[str | None]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _record(event: Event) -> str:
    return event_bytes(event).decode("utf-8")


def _json(value: Mapping[str, object]) -> str:
    return _JSON.encode(value).decode("utf-8")


def _text(value: str | None) -> str | None:
    return value if value is None else _clean(value)


def _clean(value: str) -> str:
    """Half of a surrogate pair is no Unicode text and would lose the whole batch; offsets stay."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
