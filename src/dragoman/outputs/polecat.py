"""POLECAT: 40 columns between tabs with a header. One row a telling and pair of actors."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import version
from typing import IO

from dragoman.outputs._codes import type_score
from dragoman.outputs._countries import country
from dragoman.outputs._facts import NOTHING, DocumentFacts, Facts
from dragoman.outputs._rows import day_of, decimal, moment, pairs, plain, write_dated
from dragoman.types import Actor, Event, Place

LEAN = True

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
QUADS = ("", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")


def write(events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> list[str]:
    """Write a header and one line a row; what has no day at all is left out and counted."""
    stream.write("\t".join(COLUMNS) + "\n")
    return write_dated(events, stream, facts, _rows)


@cache
def _coder() -> str:
    return f"dragoman {version('dragoman')}"


def _rows(event: Event, document: DocumentFacts) -> list[str] | None:
    when = day_of(event, document)
    if when is None:
        return None
    code = _code(event.event_type, event.event_mode, event.quad, event.contexts)
    story = f"{plain(document.outlet)}\t{_published(document.published)}\t\t\t\t{document.language or ''}"
    made = []
    for i, (source, target) in enumerate(pairs(event)):
        key = f"{event.id}-{i + 1}" if i else event.id
        actors = f"{_actor(source)}\t{_actor(target)}"
        made.append(f"{key}\t{when}\t{code}\t{actors}\t{_place(event.place)}\t{story}\t{_coder()}\n")
    return made


@lru_cache(maxsize=4096)
def _code(event_type: str, mode: str | None, quad: int, contexts: tuple[str, ...]) -> str:
    score = decimal(type_score(event_type, mode or ""))
    return f"{event_type}\t{mode or ''}\t{score}\t{QUADS[quad]}\t{';'.join(contexts)}"


def _actor(actor: Actor | None) -> str:
    return f"{_columns(actor.name, actor.country, actor.sectors)}\t{plain(actor.text)}\t" if actor else "\t" * 7


@lru_cache(maxsize=65536)
def _columns(name: str, country_code: str | None, sectors: tuple[str, ...]) -> str:
    first = sectors[0] if sectors else ""
    return f"{plain(name)}\t{country_code or ''}\t{country(country_code).cow}\t{first}\t{';'.join(sectors)}\t"


def _place(place: Place | None) -> str:
    if place is None:
        return "\t" * 9
    return _place_columns(place.name, place.country, place.kind, place.latitude, place.longitude)


@lru_cache(maxsize=65536)
def _place_columns(
    name: str, country_code: str | None, kind: str, latitude: float | None, longitude: float | None
) -> str:
    written = plain(name)
    city, province = (written if kind == "city" else ""), (written if kind == "region" else "")
    where = f"{country_code or ''}\t{decimal(latitude)}\t{decimal(longitude)}"
    # the name in the text may differ from the place's; dragoman keeps one of them
    return f"{written}\t{city}\t\t{province}\t{where}\t\t\t"


@lru_cache(maxsize=65536)
def _published(published: str | None) -> str:
    when = moment(published)
    return f"{when:%Y-%m-%d}" if when else ""
