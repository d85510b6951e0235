"""ICEWS: 20 columns between tabs with a header. One row a telling and pair of actors."""

from collections.abc import Iterable
from functools import lru_cache
from typing import IO

from dragoman.outputs._codes import event_name, ontology
from dragoman.outputs._countries import country
from dragoman.outputs._facts import NOTHING, DocumentFacts, Facts
from dragoman.outputs._rows import day_of, decimal, number, pairs, plain, text_number, write_dated
from dragoman.types import Actor, Event, Place

LEAN = True

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
# ICEWS has a tree of some 500 sectors; these are the branches that mean what PLOVER's codes mean
SECTORS = {
    "GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial", "LEG": "Legislative / Parliamentary",
    "PTY": "Parties", "OPP": "Dissident", "REB": "Rebel", "SPY": "Intelligence", "UAF": "Unidentified Forces",
    "BUS": "Business", "CVL": "General Population / Civilian / Social", "CRM": "Criminals / Gangs", "EDU": "Education",
    "ELI": "Elite", "JRN": "Media", "LAB": "Labor", "AGR": "Agricultural", "MED": "Medical / Health",
    "REF": "Refugees / Displaced", "REL": "Religious", "SOC": "Social", "PRM": "Paramilitary",
}  # fmt: skip


def write(events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> list[str]:
    """Write a header and one line a row; what has no day at all is left out and counted."""
    stream.write("\t".join(COLUMNS) + "\n")
    return write_dated(events, stream, facts, _rows)


def _rows(event: Event, document: DocumentFacts) -> list[str] | None:
    when = day_of(event, document)
    if when is None:
        return None
    end = f"{text_number(event.document_id)}\t\t{plain(document.outlet)}\t{_place(event.place)}\n"
    code = _code(event.cameo)
    return [
        f"{number(event.id, i)}\t{when}\t{_actor(source)}\t{code}\t{_actor(target)}\t{end}"
        for i, (source, target) in enumerate(pairs(event))
    ]


@lru_cache(maxsize=4096)
def _code(cameo: str) -> str:
    known = ontology().codes.get(cameo)
    return f"{event_name(cameo)}\t{cameo}\t{decimal(known.goldstein_icews) if known else ''}"


def _actor(actor: Actor | None) -> str:
    return _columns(actor.name, actor.country, actor.sectors) if actor else "\t\t"


@lru_cache(maxsize=65536)
def _columns(name: str, country_code: str | None, sectors: tuple[str, ...]) -> str:
    return f"{plain(name)}\t{','.join(SECTORS.get(one, one) for one in sectors)}\t{country(country_code).icews}"


def _place(place: Place | None) -> str:
    if place is None:
        return "\t" * 5
    return _place_columns(place.name, place.country, place.kind, place.latitude, place.longitude)


@lru_cache(maxsize=65536)
def _place_columns(
    name: str, country_code: str | None, kind: str, latitude: float | None, longitude: float | None
) -> str:
    city = plain(name) if kind in {"city", "base"} else ""
    province = plain(name) if kind == "region" else ""
    return f"{city}\t\t{province}\t{country(country_code).icews}\t{decimal(latitude)}\t{decimal(longitude)}"
