"""POLECAT: 40 named columns between tabs."""

from collections.abc import Iterator

from dragoman.imports import _make
from dragoman.imports._source import BadLine, Found, Source
from dragoman.outputs._countries import named
from dragoman.outputs.polecat import COLUMNS
from dragoman.types import Actor, Place


def read(source: Source) -> Iterator[Found]:
    """The events of a file."""
    for row in source.named(COLUMNS, ("Event ID", "Event Date", "Event Type")):
        try:
            found = _found(row, source)
        except BadLine as error:
            source.complain(str(error))
            continue
        yield found


def _found(row: dict[str, str], source: Source) -> Found:
    key = row["Event ID"]
    if not key:
        raise BadLine("no event id; left out")
    contexts = tuple(part.strip() for part in row["Contexts"].split(";") if part.strip())
    kind = (_make.plover_type(row["Event Type"].upper()), row["Event Mode"] or None, contexts)
    document_id = f"polecat-{key}"  # a row names no story
    when = _make.event_day(row["Event Date"], source)
    parts = _make.Parts(_actor(row, "Actor"), _actor(row, "Recipient"), when, _place(row))
    score = _make.number(row["Intensity"] or row.get("Event Intensity", ""))
    event = _make.plover_event(key, document_id, kind, score, parts)
    published = row["Publication Date"] or None
    return Found(event, _make.document(document_id, None, published, row["Language"] or None), row["Source"] or None)


def _actor(row: dict[str, str], side: str) -> tuple[Actor, ...]:
    land = named(row[f"{side} Country"])
    text = row[f"{side} Sectors"] or row[f"Primary {side} Sector"]
    sectors = tuple(dict.fromkeys(part.strip() for part in text.replace(",", ";").split(";") if part.strip()))
    own = (land or "") + (sectors[0] if sectors else "")
    made = _make.actor(row[f"{side} Name"] or row[f"{side} Name Raw"], own, land, sectors)
    raw = row[f"{side} Name Raw"]
    return tuple(Actor(raw or a.text, a.name, a.code, a.country, a.sectors, 0, 0, a.reason) for a in made)


def _place(row: dict[str, str]) -> Place | None:
    name = row["Placename"] or row["City"] or row["Province"] or row["Country"]
    if not name:
        return None
    kind = "city" if row["City"] == name else "region" if row["Province"] == name else "unknown"
    if name == row["Country"]:
        kind = "country"
    latitude, longitude = _make.number(row["Latitude"]), _make.number(row["Longitude"])
    return Place(name, named(row["Country"]), latitude, longitude, 0, 0, kind, "as the imported file has it")
