"""JSON lines: one event a line, every field."""

from collections.abc import Iterable
from typing import IO

from dragoman.outputs._rows import write_lines
from dragoman.records import event_json
from dragoman.types import Event

AS_STORED = True  # a store keeps its events in this very form


def write(events: Iterable[Event], stream: IO[str]) -> None:
    """Write each event as one JSON object on a line of its own."""
    write_lines((event_json(event) + "\n" for event in events), stream)
