"""ICEWS: 20 named columns between tabs."""

from collections.abc import Iterator

from dragoman.imports import _make
from dragoman.imports._source import BadLine, Found, Source
from dragoman.outputs._countries import named
from dragoman.outputs.icews import COLUMNS, SECTORS
from dragoman.types import Actor, Place

_CODES = {name: code for code, name in SECTORS.items()} | {"International Government Organization": "IGO"}


def read(source: Source) -> Iterator[Found]:
    """The events of a file."""
    for row in source.named(COLUMNS, ("Event ID", "Event Date", "CAMEO Code")):
        try:
            found = _found(row, source)
        except BadLine as error:
            source.complain(str(error))
            continue
        yield found


def _found(row: dict[str, str], source: Source) -> Found:
    key = _make.number_id(row["Event ID"], row["Event Date"])
    document_id = row["Story ID"] or f"icews-{row['Event ID']}"
    when = _make.event_day(row["Event Date"], source)
    parts = _make.Parts(_actor(row, "Source"), _actor(row, "Target"), when, _place(row))
    event = _make.cameo_event(key, document_id, _make.code(row["CAMEO Code"]), None, parts)
    return Found(event, _make.document(document_id, None, when[0]), row["Publisher"] or None)


def _actor(row: dict[str, str], side: str) -> tuple[Actor, ...]:
    land = named(row[f"{side} Country"])
    sectors = _sectors(row[f"{side} Sectors"])
    own = (land or "") + (sectors[0] if sectors else "")
    return _make.actor(row[f"{side} Name"], own, land, sectors)


def _sectors(text: str) -> tuple[str, ...]:
    """Those sectors that PLOVER has too; a name with a comma in it is none of them."""
    parts = (part.strip() for part in text.split(","))
    return tuple(dict.fromkeys(_CODES[part] for part in parts if part in _CODES))


def _place(row: dict[str, str]) -> Place | None:
    name, kind = next(
        ((row[column], kind) for column, kind in (("City", "city"), ("Province", "region")) if row[column]),
        (row["Country"], "country"),
    )
    if not name:
        return None
    latitude, longitude = _make.number(row["Latitude"]), _make.number(row["Longitude"])
    return Place(name, named(row["Country"]), latitude, longitude, 0, 0, kind, "as the imported file has it")
