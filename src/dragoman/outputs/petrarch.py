"""PETRARCH2's output: 8 columns between tabs, no header. One row a telling and pair of actors."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import IO

from dragoman.outputs._codes import to_cameo
from dragoman.outputs._facts import NOTHING, DocumentFacts, Facts
from dragoman.outputs._rows import day_of, pairs, plain, write_dated
from dragoman.types import Actor, Event

LEAN = True

COLUMNS = ("date", "source", "target", "code", "issues", "ids", "url", "source_name")
NOBODY = "---"


def write(events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> list[str]:
    """Write one line a row; what has no day at all is left out and counted."""
    return write_dated(events, stream, facts, _rows)


def _rows(event: Event, document: DocumentFacts) -> list[str] | None:
    when = day_of(event, document)
    if when is None:
        return None
    end = _story(event, document)
    return [
        f"{_day(when)}\t{_actor(source)}\t{_actor(target)}\t{event.cameo}\t\t{end}\n" for source, target in pairs(event)
    ]


@lru_cache(maxsize=65536)
def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _actor(actor: Actor | None) -> str:
    return to_cameo(actor.code) if actor and actor.code else NOBODY


def _story(event: Event, document: DocumentFacts) -> str:
    """Sentences, URL and outlet; a sentence is named by its document and the offset of its first character."""
    name = plain(event.document_id).replace(";", ",")
    sentences = ";".join(f"{name}_{piece.start}" for piece in event.evidence) or name
    return f"{sentences}\t{plain(document.url)}\t{plain(document.outlet)}"
