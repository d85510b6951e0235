"""GDELT 2.0 Events: 61 columns between tabs, no header. One row a claim and pair of actors, at its first telling."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import IO

from dragoman.outputs._codes import actor_parts, quad
from dragoman.outputs._countries import country
from dragoman.outputs._facts import NOTHING, DocumentFacts, Facts
from dragoman.outputs._rows import day_of, decimal, moment, number, pairs, plain, write_dated
from dragoman.types import Actor, Event, Place

LEAN = True
ONE_TELLING = COUNTS = LAYOUT = True

_NO_PLACE = "0" + "\t" * 7
_NO_ACTOR = "\t" * 9


def write(events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> list[str]:
    """Write one line a row; what has no day at all is left out and counted."""
    return write_dated(events, stream, facts, _Rows(facts).of)


class _Rows:
    """The rows of one file: ids must not come twice."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._seen: set[int] = set()

    def of(self, event: Event, document: DocumentFacts) -> Iterable[str] | None:
        """The rows of one event: none where its id was written before, null where it has no day."""
        first = number(event.id)
        if first in self._seen:
            return ()
        self._seen.add(first)
        when = day_of(event, document)
        if when is None:
            return None
        middle, end = self._middle(event, document), _end(event, document)
        return [
            f"{number(event.id, i)}\t{_day(when)}\t{_actor(source)}\t{_actor(target)}\t{middle}\t{end}"
            for i, (source, target) in enumerate(pairs(event))
        ]

    def _middle(self, event: Event, document: DocumentFacts) -> str:
        """Columns 26 to 35: what happened, and how often it is told."""
        claim = self._facts.claim(event.id)
        if claim is None:
            counts = f"{len(event.evidence) or 1}\t1\t1"
        else:
            counts = f"{claim.tellings}\t{claim.outlets or 1}\t{claim.documents}"
        return f"{_is_root(event, document)}\t{_code(event.cameo)}\t{decimal(event.goldstein)}\t{counts}\t"


def _is_root(event: Event, document: DocumentFacts) -> str:
    """Whether it stands in the lead paragraph; empty where the document's paragraphs are not known."""
    if document.lead_end is None or not event.evidence:
        return ""
    return "1" if min(piece.start for piece in event.evidence) < document.lead_end else "0"


def _end(event: Event, document: DocumentFacts) -> str:
    """Columns 36 to 61: the actors' places are not known, the event's is; when it came in, and from where."""
    return f"{_NO_PLACE}\t{_NO_PLACE}\t{_place(event.place)}\t{_added(document.published)}\t{plain(document.url)}\n"


@lru_cache(maxsize=65536)
def _day(day: date) -> str:
    # GDELT's months have thirty days
    share = ((day.month - 1) * 30 + day.day) / 365
    return f"{day:%Y%m%d}\t{day:%Y%m}\t{day:%Y}\t{day.year + share:.4f}"


@lru_cache(maxsize=4096)
def _code(cameo: str) -> str:
    return f"{cameo}\t{cameo[:3]}\t{cameo[:2]}\t{quad(cameo) or ''}"


def _actor(actor: Actor | None) -> str:
    return _columns(actor.name, actor.code, actor.country, actor.sectors) if actor else _NO_ACTOR


@lru_cache(maxsize=65536)
def _columns(name: str, code: str | None, country_code: str | None, sectors: tuple[str, ...]) -> str:
    parts = actor_parts(code, country_code, sectors)
    religions, types = (*parts.religions, "", "")[:2], (*parts.types, "", "", "")[:3]
    return "\t".join((parts.code, plain(name).upper(), parts.country, parts.group, parts.ethnic, *religions, *types))


def _place(place: Place | None) -> str:
    if place is None:
        return _NO_PLACE
    return _place_columns(place.name, place.country, place.kind, place.latitude, place.longitude)


@lru_cache(maxsize=65536)
def _place_columns(
    name: str, country_code: str | None, kind: str, latitude: float | None, longitude: float | None
) -> str:
    land = country(country_code)
    code = place_type(kind, country_code)
    whole = name if code == 1 or not land.name else f"{name}, {land.name}"
    # a country is its own first division and its own feature
    inner = land.fips if code == 1 else ""
    return "\t".join((str(code), plain(whole), land.fips, inner, "", decimal(latitude), decimal(longitude), inner))


def place_type(kind: str, country_code: str | None) -> int:
    """GDELT's type of a place: 1 country, 2 US state, 3 US city, 4 city, 5 state elsewhere; 0 for anything else."""
    if kind == "country":
        return 1
    if kind in {"city", "base"}:
        return 3 if country_code == "USA" else 4
    if kind == "region":
        return 2 if country_code == "USA" else 5
    return 0


@lru_cache(maxsize=65536)
def _added(published: str | None) -> str:
    when = moment(published)
    return f"{when:%Y%m%d%H%M%S}" if when else ""
