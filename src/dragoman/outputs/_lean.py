"""Stored records as the writers read them: without the fields that a format cannot hold, in half the time."""

from typing import cast

import msgspec

from dragoman.types import Event


class _Lean(msgspec.Struct, gc=False):
    """No cycles can come of these: the garbage collector need not look at millions of them."""


class _Actor(_Lean):
    text: str
    name: str
    code: str | None
    country: str | None
    sectors: tuple[str, ...]
    start: int


class _Place(_Lean):
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str = "unknown"


class _Harm(_Lean):
    kind: str
    low: int | None
    high: int | None
    text: str


class _Evidence(_Lean):
    document_id: str
    start: int
    end: int
    text: str


class _Trigger(_Lean):
    start: int
    text: str


class _Event(_Lean):
    id: str
    document_id: str
    event_type: str
    event_mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    goldstein: float
    source: tuple[_Actor, ...]
    target: tuple[_Actor, ...]
    date: str | None
    place: _Place | None
    harm: tuple[_Harm, ...]
    evidence: tuple[_Evidence, ...]
    trigger: _Trigger
    confidence: float


class _Use(_Lean, rename={"class_": "class"}):
    class_: str
    text: str


class _Act(_Lean):
    event_type: str
    cameo: str


class _Item(_Lean):
    name: str
    category: str
    quantity: str | None


class _Whole(_Event):
    date_basis: str
    act: _Act
    modality: str
    operators: tuple[_Use, ...]
    factuality: str
    condition: str | None
    voice: str
    speaker: _Actor | None
    items: tuple[_Item, ...]
    rule: str


_LEAN = msgspec.json.Decoder(_Event)
_WHOLE = msgspec.json.Decoder(_Whole)


def lean_event(record: str) -> Event:
    """The event of a stored record, for the writers of foreign formats.

    Typed as an Event, whose fields it has under the same names, but for those that no such format can hold: speaker,
    act, modality, operators, factuality, condition, voice, items, rule, date_basis, and what `stored_event` leaves out.
    """
    return cast("Event", _LEAN.decode(record))


def stored_event(record: str) -> Event:
    """The event of a stored record, for our own table formats.

    Without missing, the actors' and places' reasons, the makers and values of items, and the ends of spans that are
    no evidence.
    """
    return cast("Event", _WHOLE.decode(record))
