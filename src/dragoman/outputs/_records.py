"""Records as JSON: the keys in the order of the documentation page "read the output"."""

import msgspec

from dragoman.types import Document, Event

_ENCODER = msgspec.json.Encoder()


def event_json(event: Event) -> str:
    """One event as one line of JSON."""
    return _ENCODER.encode(event_record(event)).decode("utf-8")


def event_record(event: Event) -> dict[str, object]:
    """The event as plain values."""
    record: dict[str, object] = msgspec.to_builtins(event)
    record["operators"] = [
        {"text": use.text, "class": use.class_, "start": use.start, "end": use.end} for use in event.operators
    ]
    return record


def document_json(document: Document) -> str:
    """One document as one line of JSON."""
    return _ENCODER.encode(document).decode("utf-8")
