"""GDELT Events: 61 columns (2.0), or the 57 or 58 of 1.0."""

from collections.abc import Iterator

from dragoman.imports import _make
from dragoman.imports._source import BadLine, Counts, Found, Source, known
from dragoman.outputs._codes import from_cameo
from dragoman.outputs._countries import country, of_fips
from dragoman.types import Actor, Place

_COLUMNS, _OLD = 61, (57, 58)
_KINDS = {"1": "country", "2": "region", "3": "city", "4": "city", "5": "region"}


def read(source: Source) -> Iterator[Found]:
    """The events of a file."""
    for line in source.lines():
        fields = line.split("\t")
        row = _of_old(fields) if len(fields) in _OLD else source.fitted(fields, _COLUMNS)
        if row is None:
            continue
        try:
            found = _found(row, source)
        except BadLine as error:
            source.complain(str(error))
            continue
        yield found


def _of_old(fields: list[str]) -> list[str]:
    """A row of GDELT 1.0, which has no second divisions, and at first no URL, as one of 2.0."""
    places = [fields[35 + 7 * i : 42 + 7 * i] for i in range(3)]
    wide = [field for place in places for field in (*place[:4], "", *place[4:])]
    return [known(field) for field in (*fields[:35], *wide, fields[56], *fields[57:], "")][:_COLUMNS]


def _found(row: list[str], source: Source) -> Found:
    key = _make.number_id(row[0])
    cameo, score = _make.code(row[26]), _make.number(row[30])
    url = row[60] or None
    document_id = url or f"gdelt-{row[0]}"
    parts = _make.Parts(_actor(row[5:15]), _actor(row[15:25]), _make.event_day(row[1], source), _place(row[51:59]))
    event = _make.cameo_event(key, document_id, cameo, score, parts)
    return Found(event, _make.document(document_id, url, _added(row[59])), counts=_counts(row[31:34]))


def _actor(fields: list[str]) -> tuple[Actor, ...]:
    own, land, _ = _make.cameo_actor(fields[0])
    types = tuple(from_cameo(field) for field in fields[7:10] if field)
    return _make.actor(fields[1], own, fields[2] or land, types)


def _place(fields: list[str]) -> Place | None:
    kind, full = fields[0], fields[1]
    if not full:
        return None
    land = of_fips(fields[2])
    tail = f", {country(land).name}"
    name = full.removesuffix(tail) if land else full
    latitude, longitude = _make.number(fields[5]), _make.number(fields[6])
    return Place(name, land, latitude, longitude, 0, 0, _KINDS.get(kind, "unknown"), "as the imported file has it")


def _added(text: str) -> str | None:
    """The moment a row came into GDELT, in ISO form; midnight is a day."""
    if not text.isdecimal() or len(text) not in {8, 14}:
        return None
    day = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    clock = text[8:]
    return day if clock in {"", "000000"} else f"{day}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z"


def _counts(fields: list[str]) -> Counts | None:
    if not all(field.isdecimal() for field in fields):
        return None
    mentions, outlets, articles = map(int, fields)
    return Counts(mentions, outlets, articles)
