"""PLOVER's JSON lines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from dragoman.imports import _make
from dragoman.imports._source import BadLine, Found, Source
from dragoman.outputs._countries import country, named
from dragoman.types import Actor, Evidence, Harm, HarmKind, Place, Trigger

_SIZES: dict[str, HarmKind] = {"dead": "killed", "injured": "injured", "arrested": "arrested"}
_KINDS = {1: "country", 2: "region", 4: "city", 5: "base"}


def read(source: Source) -> Iterator[Found]:
    """The events of a file; of several types in one record the first."""

    def make(line: str) -> Found:
        try:
            record = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.MsgspecError as error:
            raise BadLine(f"no JSON object ({error}); left out") from error
        try:
            return _found(record, source)
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise BadLine(f"no PLOVER record (at {error}); left out") from error

    return source.found(make)


def _found(record: dict[str, Any], source: Source) -> Found:
    cited = record.get("cite_info") or {}
    document_id = cited.get("citation") or cited.get("url") or f"plover-{record['id']}"
    modes = record.get("mode") or [None]
    kind = (_make.plover_type(record["event"][0].upper()), modes[0], tuple(record.get("context") or ()))
    when = _make.event_day(record["date"], source)
    if when[0] and record.get("enddate"):
        when = (f"{when[0]}/{record['enddate']}", when[1])
    sides = [tuple(map(_actor, record.get(name) or ())) for name in ("actor", "recipient")]
    parts = _make.Parts(sides[0], sides[1], when, _place(record.get("event_loc")), _evidence(record, document_id))
    event = _make.plover_event(record["id"], document_id, kind, record.get("event_scale"), parts)
    words = (record.get("event_text") or [""])[0]
    page = _make.document(document_id, cited.get("url"), None, cited.get("language"))
    event = replace(event, trigger=Trigger(0, 0, words), harm=_harm(record.get("size") or {}))
    return Found(event, page, cited.get("publication"))


def _actor(entity: dict[str, Any]) -> Actor:
    code, sector, name = (str(entity.get(key) or "") for key in ("code", "sector", "entity_text"))
    sectors = tuple(sector[at : at + 3] for at in range(0, len(sector), 3))
    land = code if country(code).iso3 else None
    label = name or code or sector
    return Actor(
        label, label, code + (sectors[0] if sectors else "") or None, land, sectors, 0, 0, "as the file has it"
    )


def _place(found: dict[str, Any] | None) -> Place | None:
    if not found:
        return None
    name = found.get("resolved_place") or found.get("extracted_place") or found.get("city") or found.get("country")
    land = named(found.get("country_code") or found.get("country") or "")
    kind = _KINDS.get(found.get("resolution") or 0, "unknown")
    return Place(name or "", land, found.get("lat"), found.get("lon"), 0, 0, kind, "as the imported file has it")


def _evidence(record: dict[str, Any], document_id: str) -> tuple[Evidence, ...]:
    text = record.get("text")
    if not text:
        return ()
    info = record.get("text_info") or {}
    return (Evidence(document_id, info.get("start") or 0, info.get("end") or 0, text),)


def _harm(sizes: dict[str, Any]) -> tuple[Harm, ...]:
    return tuple(_struck(kind, sizes[name]) for name, kind in _SIZES.items() if sizes.get(name) is not None)


def _struck(kind: HarmKind, size: object) -> Harm:
    """A number is exact; words are kept as words."""
    exact = size if isinstance(size, int) else None
    return Harm(kind, exact, exact, str(size), 0, 0)
