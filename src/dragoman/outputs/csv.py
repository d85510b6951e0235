"""CSV: one event a row, lists joined with ";", codes as text."""

import csv
from collections.abc import Iterable
from typing import IO

from dragoman.types import Actor, Event

COLUMNS = (
    "id document_id date date_basis event_type event_mode contexts cameo quad goldstein act_type act_cameo modality"
    " operators factuality condition source source_code target target_code voice speaker speaker_code place country"
    " latitude longitude items start end text rule confidence"
).split()


def _names(actors: tuple[Actor, ...]) -> str:
    return actors[0].name if len(actors) == 1 else ";".join([actor.name for actor in actors])


def _codes(actors: tuple[Actor, ...]) -> str:
    return (actors[0].code or "") if len(actors) == 1 else ";".join([actor.code or "" for actor in actors])


def row(event: Event) -> dict[str, object]:
    """One event by column."""
    return dict(zip(COLUMNS, _values(event), strict=True))


def _values(event: Event) -> tuple[object, ...]:
    """One event in the order of the columns."""
    speaker, place, act = event.speaker, event.place, event.act
    first = event.evidence[0] if event.evidence else None
    return (
        event.id, event.document_id, event.date, event.date_basis, event.event_type, event.event_mode,
        ";".join(event.contexts), event.cameo, event.quad, event.goldstein, act.event_type, act.cameo, event.modality,
        ";".join([f"{use.class_}:{use.text}" for use in event.operators]) if event.operators else "",
        event.factuality, event.condition, _names(event.source), _codes(event.source), _names(event.target),
        _codes(event.target), event.voice, speaker.name if speaker else None, speaker.code if speaker else None,
        place.name if place else None, place.country if place else None, place.latitude if place else None,
        place.longitude if place else None, ";".join([item.name for item in event.items]) if event.items else "",
        first.start if first else None, first.end if first else None, first.text if first else None, event.rule,
        event.confidence,
    )  # fmt: skip


def write(events: Iterable[Event], stream: IO[str]) -> None:
    """Write a header and one row an event; missing values are empty."""
    out = csv.writer(stream, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows(map(_values, events))
