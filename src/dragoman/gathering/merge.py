"""The same claim told twice in a document is one event with both pieces of evidence."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.types import Actor, Event


def merge_events(events: Iterable[Event]) -> list[Event]:
    """Events of one document, equal claims joined; what one telling leaves out, the other fills in.

    Equal: type, code, modality, factuality, voice and parties; speaker and date may be missing on one side.
    """
    kept: list[Event] = []
    for event in events:
        for i, other in enumerate(kept):
            if _same_claim(other, event):
                kept[i] = _joined(other, event)
                break
        else:
            kept.append(event)
    return kept


def _parties(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(actor.code or actor.name for actor in actors)


def _same_claim(one: Event, other: Event) -> bool:
    same = (one.event_type, one.cameo, one.modality, one.factuality, one.voice) == (
        other.event_type,
        other.cameo,
        other.modality,
        other.factuality,
        other.voice,
    )
    if not same or _parties(one.source) != _parties(other.source) or _parties(one.target) != _parties(other.target):
        return False
    speakers = {event.speaker.code or event.speaker.name for event in (one, other) if event.speaker}
    dates = {event.date for event in (one, other) if event.date and event.date_basis == "text"}
    return len(speakers) < 2 and len(dates) < 2


def _joined(one: Event, other: Event) -> Event:
    """The fuller telling, with the evidence of both in the order of the text."""
    rich = max(one, other, key=lambda e: (e.speaker is not None, e.date_basis == "text", e.confidence))
    dated = next((e for e in (one, other) if e.date_basis == "text"), rich)
    evidence = tuple(dict.fromkeys((*one.evidence, *other.evidence)))
    return replace(
        rich, evidence=evidence, date=dated.date, date_basis=dated.date_basis, speaker=one.speaker or other.speaker
    )
