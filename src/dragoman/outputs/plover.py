"""PLOVER as JSON lines: one event a line with all its actors."""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from typing import IO, Any

import msgspec

from dragoman.outputs._codes import type_score
from dragoman.outputs._countries import country
from dragoman.outputs._facts import NOTHING, DocumentFacts, Facts
from dragoman.outputs._rows import day, day_of, write_dated
from dragoman.types import Actor, Event, Harm, Place

LEAN = True

_JSON = msgspec.json.Encoder()
_SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
_RESOLUTION = {"country": 1, "region": 2, "city": 4, "base": 5}


def write(events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> list[str]:
    """Write one object a line, without the fields that are not known; what has no day is left out and counted."""
    return write_dated(events, stream, facts, _rows)


def _rows(event: Event, document: DocumentFacts) -> list[str] | None:
    found = record(event, document)
    return None if found is None else [_JSON.encode(found).decode("utf-8") + "\n"]


def record(event: Event, document: DocumentFacts) -> dict[str, Any] | None:
    """The event as PLOVER writes it; null where it has no day at all."""
    days = _days(event, document)
    if not days:
        return None
    score = type_score(event.event_type, event.event_mode or "")
    found: dict[str, Any] = {"id": event.id, **days, "actor": [_entity(actor) for actor in event.source]}
    if event.target:
        found["recipient"] = [_entity(actor) for actor in event.target]
    found["event"] = [event.event_type]
    if event.place:
        found["event_loc"] = _location(event.place)
    found |= {"event_text": [event.trigger.text], "quad_code": event.quad}
    if score is not None:
        found["event_scale"] = score
    if event.event_mode:
        found["mode"] = [event.event_mode]
    if event.contexts:
        found["context"] = list(event.contexts)
    return found | _source(event, document)


def _days(event: Event, document: DocumentFacts) -> dict[str, str]:
    """Date, and end of an interval of two days."""
    first, _, last = (event.date or "").partition("/")
    start, end = day(first), day(last)
    if start and end:
        return {"date": start.isoformat(), "enddate": end.isoformat()}
    when = day_of(event, document)
    return {"date": when.isoformat()} if when else {}


def _entity(actor: Actor) -> dict[str, str]:
    code = actor.country or (actor.code or "")[:3]
    found = {"code": code} if code and code not in actor.sectors else {}
    if actor.sectors:
        found["sector"] = "".join(actor.sectors[:2])
    return found | {"entity_text": actor.name}


def _location(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {"resolved_place": place.name}
    if place.latitude is not None and place.longitude is not None:
        found |= {"lat": place.latitude, "lon": place.longitude}
    if place.kind == "city":
        found["city"] = place.name
    if place.kind == "region":
        found["province"] = place.name
    if place.country:
        found |= {"country": country(place.country).name, "country_code": place.country}
    if place.kind in _RESOLUTION:
        found["resolution"] = _RESOLUTION[place.kind]
    return found


def _source(event: Event, document: DocumentFacts) -> dict[str, Any]:
    """The words, how many were struck, and where it is read."""
    found: dict[str, Any] = {}
    if event.evidence:
        piece = event.evidence[0]
        found = {"text": piece.text, "text_info": {"start": piece.start, "end": piece.end}}
    size = {_SIZES[harm.kind]: _count(harm) for harm in event.harm if harm.kind in _SIZES}
    if size:
        found["size"] = size
    cited = {"citation": event.document_id, "url": document.url, "title": document.title,
             "language": document.language, "publication": document.outlet, "coder": _coder()}  # fmt: skip
    return found | {"cite_info": {key: value for key, value in cited.items() if value}}


def _count(harm: Harm) -> int | str:
    """The number where it is exact, the words where it is not."""
    return harm.low if harm.low is not None and harm.low == harm.high else harm.text


@cache
def _coder() -> str:
    return f"dragoman {version('dragoman')}"
