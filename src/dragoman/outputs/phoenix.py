"""Phoenix: 26 columns between tabs, no header. One row a telling and pair of actors that both have a code."""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version
from typing import IO

from dragoman.outputs._codes import phoenix_parts, quad, to_cameo
from dragoman.outputs._facts import NOTHING, DocumentFacts, Facts
from dragoman.outputs._rows import day_of, decimal, pairs, plain, write_dated
from dragoman.types import Actor, Event, Place

LEAN = True

COLUMNS = (
    "EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole SourceActorAttribute"
    " TargetActorFull TargetActorEntity TargetActorRole TargetActorAttribute EventCode EventRootCode QuadClass"
    " GoldsteinScore Issues Lat Lon LocationName StateName CountryCode SentenceID URLs NewsSources"
).split()


def write(events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> list[str]:
    """Write one line a row; what has no day at all is left out and counted."""
    return write_dated(events, stream, facts, _rows)


@cache
def _coder() -> str:
    return f"dragoman{version('dragoman')}"


def _rows(event: Event, document: DocumentFacts) -> list[str] | None:
    when = day_of(event, document)
    if when is None:
        return None
    code = f"{_code(event.cameo)}\t{decimal(event.goldstein)}\t"
    end = f"{_place(event.place)}\t{_story(event, document)}"
    made = []
    for i, (source, target) in enumerate(pairs(event)):
        key = f"{event.id}-{i + 1}" if i else event.id
        made.append(f"{key}_{_coder()}\t{_day(when)}\t{_actor(source)}\t{_actor(target)}\t{code}\t{end}\n")
    return made


@lru_cache(maxsize=65536)
def _day(day: date) -> str:
    return f"{day:%Y%m%d}\t{day.year}\t{day.month}\t{day.day}"


@lru_cache(maxsize=4096)
def _code(cameo: str) -> str:
    return f"{cameo}\t{cameo[:2]}\t{phoenix_quad(cameo)}"


def phoenix_quad(cameo: str) -> str:
    """Phoenix counts statements and appeals as neutral, and a reduction of relations as words."""
    root = cameo[:2]
    if root in {"01", "02"}:
        return "0"
    found = 3 if root == "16" else quad(cameo)
    return "" if found is None else str(found)


def _actor(actor: Actor | None) -> str:
    return _columns(actor.code or "") if actor else "\t\t\t"


@lru_cache(maxsize=65536)
def _columns(code: str) -> str:
    full = to_cameo(code)
    return "\t".join((full, *phoenix_parts(full)))


def _place(place: Place | None) -> str:
    if place is None:
        return "\t" * 4
    state = plain(place.name) if place.kind == "region" else ""
    name = "" if place.kind == "region" else plain(place.name)
    return f"{decimal(place.latitude)}\t{decimal(place.longitude)}\t{name}\t{state}\t{place.country or ''}"


def _story(event: Event, document: DocumentFacts) -> str:
    """Sentences, URL and outlet; a sentence is named by its document and the offset of its first character."""
    name = plain(event.document_id).replace(";", ",")
    sentences = ";".join(f"{name}_{piece.start}" for piece in event.evidence)
    return f"{sentences}\t{plain(document.url)}\t{plain(document.outlet)}"
