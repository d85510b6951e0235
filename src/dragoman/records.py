"""Records as JSON and back: the keys in the order of the documentation page "read the output"."""

import msgspec

from dragoman.types import Document, Event

_ENCODER = msgspec.json.Encoder()
_EVENT = msgspec.json.Decoder(Event)
_DOCUMENT = msgspec.json.Decoder(Document)
# Python has a word for itself that the records' readers know as "class". In JSON a quote within a text is `\"`: these
# bytes are a key, never words of a page; of all records only an operator has such a key.
_INSIDE, _WRITTEN = b'"class_":', b'"class":'


def event_bytes(event: Event) -> bytes:
    """One event as one line of JSON in UTF-8, without the line's end."""
    data = _ENCODER.encode(event)
    return data.replace(_INSIDE, _WRITTEN) if event.operators else data


def event_json(event: Event) -> str:
    """One event as one line of JSON."""
    return event_bytes(event).decode("utf-8")


def event_record(event: Event) -> dict[str, object]:
    """The event as plain values."""
    record: dict[str, object] = msgspec.to_builtins(event)
    record["operators"] = [
        {"text": use.text, "class": use.class_, "start": use.start, "end": use.end} for use in event.operators
    ]
    return record


def event_from_json(data: str | bytes) -> Event:
    """The event that `event_json` wrote. Raises msgspec.ValidationError or DecodeError on anything else."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    return _EVENT.decode(raw.replace(_WRITTEN, _INSIDE))


def document_json(document: Document) -> str:
    """One document as one line of JSON."""
    return _ENCODER.encode(document).decode("utf-8")


def document_from_json(data: str | bytes) -> Document:
    """The document that `document_json` wrote. Raises msgspec.ValidationError or DecodeError on anything else."""
    return _DOCUMENT.decode(data)
