"""What the writers of rows have in common: pairs of actors, numbers for ids, days, and lines by the thousand."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import IO

from dragoman.outputs._facts import DocumentFacts, Facts
from dragoman.types import Actor, Event

Pair = tuple[Actor | None, Actor | None]

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[~?%]?\Z")
_BREAKS = re.compile(r"[\t\r\n\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# above 2^53 R, JavaScript and everything else that counts in doubles take two ids for one
_BITS = (1 << 53) - 1
_STEP = 0x9E3779B97F4A7
_AT_ONCE = 2000


def pairs(event: Event) -> tuple[Pair, ...]:
    """Each source with each target: the formats hold one of each in a row. A side without actors is null."""
    sources, targets = event.source, event.target
    if len(sources) < 2 and len(targets) < 2:
        return ((sources[0] if sources else None, targets[0] if targets else None),)
    return tuple((source, target) for source in sources or (None,) for target in targets or (None,))


def number(event_id: str, pair: int = 0) -> int:
    """The id as a whole number below 2^53, another for each pair of an event's actors."""
    try:
        value = int(event_id, 16)
    except ValueError:
        value = text_number(event_id)
    return (value + pair * _STEP) & _BITS


@lru_cache(maxsize=4096)
def text_number(text: str) -> int:
    """A number below 2^53 for a text: its own where it is digits, or one that is the same on every machine."""
    if text.isdecimal() and len(text) <= 16 and int(text) <= _BITS:
        return int(text)
    value = 0xCBF29CE484222325  # FNV-1a
    for byte in text.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFF_FFFF_FFFF_FFFF
    return value & _BITS


@lru_cache(maxsize=65536)
def day(edtf: str | None) -> date | None:
    """The day of an EDTF date that is one day, approximate or not; null for anything longer."""
    found = _DAY.match(edtf) if edtf else None
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def moment(published: str | None) -> datetime | None:
    """When a document was published, in UTC; midnight where only the day is known, null without one."""
    if not published:
        return None
    try:
        found = datetime.fromisoformat(published)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def day_of(event: Event, document: DocumentFacts) -> date | None:
    """The event's day, or the day of publication where its date is no single day; null where neither is known."""
    found = day(event.date)
    if found is None and document.published:
        published = moment(document.published)
        return published.date() if published else None
    return found


def write_dated(
    events: Iterable[Event], stream: IO[str], facts: Facts, rows: Callable[[Event, DocumentFacts], Iterable[str] | None]
) -> list[str]:
    """Write the rows of each event; those of which `rows` makes null, for want of a day, are left out and counted."""
    undated = 0

    def lines() -> Iterator[str]:
        nonlocal undated
        for event in events:
            made = rows(event, facts.document(event.document_id))
            if made is None:
                undated += 1
            else:
                yield from made

    write_lines(lines(), stream)
    return undated_note(undated)


def undated_note(count: int) -> list[str]:
    """The one line about events that a format without a day cannot hold."""
    if not count:
        return []
    return [
        f"{count} event{'s' if count != 1 else ''} left out: neither the event's day nor a day of publication is known"
    ]


def plain(text: str | None) -> str:
    """A text as a field between tabs: breaks become a space; null is empty."""
    if not text:
        return ""
    return text if text.isprintable() else _BREAKS.sub(" ", text)


@lru_cache(maxsize=65536)
def decimal(value: float | None) -> str:
    """A number as short as it can be read back; null is empty. 32 bits make 5.199999809 of 5.2: six digits suffice."""
    return "" if value is None else f"{value:.10g}"


def write_lines(lines: Iterable[str], stream: IO[str]) -> None:
    """Write many lines, each with its end, some thousands at once."""
    source: Iterator[str] = iter(lines)
    while chunk := "".join(islice(source, _AT_ONCE)):
        stream.write(chunk)
