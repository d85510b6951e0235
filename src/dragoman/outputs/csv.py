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
    return ";".join(actor.name for actor in actors)


def _codes(actors: tuple[Actor, ...]) -> str:
    return ";".join(actor.code or "" for actor in actors)


def row(event: Event) -> dict[str, object]:
    """One event by column."""
    speaker, place, first = event.speaker, event.place, event.evidence[0]
    return {
        "id": event.id, "document_id": event.document_id, "date": event.date, "date_basis": event.date_basis,
        "event_type": event.event_type, "event_mode": event.event_mode, "contexts": ";".join(event.contexts),
        "cameo": event.cameo, "quad": event.quad, "goldstein": event.goldstein,
        "act_type": event.act.event_type, "act_cameo": event.act.cameo, "modality": event.modality,
        "operators": ";".join(f"{use.class_}:{use.text}" for use in event.operators),
        "factuality": event.factuality, "condition": event.condition,
        "source": _names(event.source), "source_code": _codes(event.source),
        "target": _names(event.target), "target_code": _codes(event.target), "voice": event.voice,
        "speaker": speaker.name if speaker else None, "speaker_code": speaker.code if speaker else None,
        "place": place.name if place else None, "country": place.country if place else None,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "items": ";".join(item.name for item in event.items),
        "start": first.start, "end": first.end, "text": first.text, "rule": event.rule, "confidence": event.confidence,
    }  # fmt: skip


def write(events: Iterable[Event], stream: IO[str]) -> None:
    """Write a header and one row an event; missing values are empty."""
    out = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    out.writeheader()
    for event in events:
        out.writerow(row(event))
