"""JSON lines: one event a line, every field."""

from collections.abc import Iterable
from typing import IO

from dragoman.outputs._records import event_json
from dragoman.types import Event


def write(events: Iterable[Event], stream: IO[str]) -> None:
    """Write each event as one JSON object on a line of its own."""
    for event in events:
        stream.write(event_json(event) + "\n")
