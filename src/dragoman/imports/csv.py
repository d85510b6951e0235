"""Our own CSV: what its columns hold."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast, get_args

from dragoman.errors import InputError
from dragoman.imports import _make
from dragoman.imports._source import BadLine, Found, Source
from dragoman.outputs.csv import COLUMNS
from dragoman.types import Act, Actor, Event, Evidence, Factuality, Item, OperatorUse, Place, Voice

_LONGEST = 1 << 24  # characters of a field: the csv module's own limit is short for a sentence that never ends


def read(source: Source) -> Iterator[Found]:
    """The events of a file. Raises InputError where it is no such CSV."""
    csv.field_size_limit(_LONGEST)
    rows = csv.reader(line + "\n" for line in source.lines())
    header = next(rows, None)
    if header is None:
        return
    if "event_type" not in header or "document_id" not in header:
        raise InputError(f"{source.path}:1: no CSV of dragoman's; name the right --format")
    for fields in rows:
        if len(fields) != len(header):
            source.complain(f"{len(fields)} columns, {len(header)} are expected; left out")
            continue
        try:
            found = _found(dict.fromkeys(COLUMNS, "") | dict(zip(header, fields, strict=True)))
        except BadLine as error:
            source.complain(str(error))
            continue
        yield found


def _found(row: dict[str, str]) -> Found:
    event = _coded(row)
    published = event.date if event.date_basis == "publication" else None
    return Found(event, _make.document(event.document_id, None, published))


def _coded(row: dict[str, str]) -> Event:
    """The event; the names of a list's members must not hold its separator."""
    document_id = row["document_id"]
    contexts = tuple(filter(None, row["contexts"].split(";")))
    kind = (_make.plover_type(row["event_type"]), row["event_mode"] or None, contexts)
    when = (row["date"] or None, row["date_basis"])
    parts = _make.Parts(_side(row, "source"), _side(row, "target"), when, _place(row), _evidence(row, document_id))
    event = _make.plover_event(row["id"], document_id, kind, _make.number(row["goldstein"]), parts)
    return replace(
        event, cameo=row["cameo"], quad=int(_make.number(row["quad"]) or 0), act=Act(row["act_type"], row["act_cameo"]),
        modality=row["modality"], operators=_operators(row["operators"]),
        factuality=cast("Factuality", _one_of(row["factuality"], Factuality)), condition=row["condition"] or None,
        voice=cast("Voice", _one_of(row["voice"], Voice)), speaker=next(iter(_side(row, "speaker")), None),
        items=tuple(Item(name, "", None, 0, 0) for name in row["items"].split(";") if name),
        rule=row["rule"], confidence=_make.number(row["confidence"]) or 0.0,
    )  # fmt: skip


def _one_of(text: str, choices: object) -> str:
    if text not in get_args(choices):
        raise BadLine(f"'{text}' is none of {', '.join(get_args(choices))}; left out")
    return text


def _side(row: dict[str, str], side: Literal["source", "target", "speaker"]) -> tuple[Actor, ...]:
    names, codes = row[side].split(";"), row[f"{side}_code"].split(";")
    if len(names) != len(codes):
        names, codes = [row[side]], [row[f"{side}_code"]]
    found: list[Actor] = []
    for name, code in zip(names, codes, strict=True):
        # the codes are dragoman's own: only country and sectors are read from them
        _, land, sectors = _make.own_actor(code)
        found += _make.actor(name, code, land, sectors)
    return tuple(found)


def _operators(text: str) -> tuple[OperatorUse, ...]:
    parts = (part.partition(":") for part in text.split(";") if part)
    return tuple(OperatorUse(words, kind, 0, 0) for kind, _, words in parts)


def _place(row: dict[str, str]) -> Place | None:
    if not row["place"]:
        return None
    latitude, longitude = _make.number(row["latitude"]), _make.number(row["longitude"])
    return Place(row["place"], row["country"] or None, latitude, longitude, 0, 0)


def _evidence(row: dict[str, str], document_id: str) -> tuple[Evidence, ...]:
    if not row["start"]:
        return ()
    return (
        Evidence(document_id, int(_make.number(row["start"]) or 0), int(_make.number(row["end"]) or 0), row["text"]),
    )
