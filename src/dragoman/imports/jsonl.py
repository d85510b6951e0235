"""Our own JSON lines: whole records."""

from collections.abc import Iterator

import msgspec

from dragoman.imports import _make
from dragoman.imports._source import BadLine, Found, Source
from dragoman.records import event_from_json


def read(source: Source) -> Iterator[Found]:
    """The events of a file."""
    return source.found(_found)


def _found(line: str) -> Found:
    try:
        event = event_from_json(line)
    except msgspec.MsgspecError as error:
        raise BadLine(f"no event of dragoman's ({error}); left out") from error
    # a date taken from the publication tells the publication
    published = event.date if event.date_basis == "publication" else None
    return Found(event, _make.document(event.document_id, None, published))
