"""GDELT 2.0 Mentions: 16 columns between tabs, no header. One row a piece of evidence and pair of actors."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO

from dragoman.outputs._facts import NOTHING, DocumentFacts, Facts
from dragoman.outputs._rows import moment, number, pairs, plain, write_lines
from dragoman.types import Actor, Event, Evidence

LEAN = COUNTS = LAYOUT = True

_WEB, _CITED = "1", "2"


def write(events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> None:
    """Write one line a mention; the numbers of the events are those of the format gdelt."""
    write_lines(_lines(events, facts), stream)


def _lines(events: Iterable[Event], facts: Facts) -> Iterator[str]:
    for event in events:
        document = facts.document(event.document_id)
        claim = facts.claim(event.id)
        when = _stamp(document.published)
        first = _stamp(claim.first) if claim and claim.first else when
        if first[:8] == when[:8]:
            first = when
        where = _where(event, document)
        after = f"1\t{_percent(event.confidence)}\t{_number(document.length)}\t\t\t\n"
        for i, (source, target) in enumerate(pairs(event)):
            for piece in event.evidence or (None,):
                offsets = _offsets(piece, source, target, event.trigger.start)
                yield f"{number(event.id, i)}\t{first}\t{when}\t{where}\t\t{offsets}\t{after}"


def _where(event: Event, document: DocumentFacts) -> str:
    """Kind, name and address of the source: the web's URL, or the document's id as a citation."""
    if document.url:
        return f"{_WEB}\t{plain(document.outlet)}\t{plain(document.url)}"
    return f"{_CITED}\t{plain(document.outlet)}\t{plain(event.document_id)}"


def _offsets(piece: Evidence | None, source: Actor | None, target: Actor | None, action: int) -> str:
    """Characters from the document's start, -1 for what does not stand in this piece of evidence."""
    if piece is None:
        return "-1\t-1\t-1"
    left, right = piece.start, piece.end
    found = (source.start if source else -1, target.start if target else -1, action)
    return "\t".join(str(at) if left <= at < right else "-1" for at in found)


@lru_cache(maxsize=4096)
def _percent(confidence: float) -> str:
    """Ten percent at least, in tens, as GDELT counts."""
    return str(min(100, max(10, round(confidence * 10) * 10)))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


@lru_cache(maxsize=65536)
def _stamp(published: str | None) -> str:
    when = moment(published)
    return f"{when:%Y%m%d%H%M%S}" if when else ""
