"""A table to read: who did what to whom, whose word it is, and the sentence."""

import textwrap
from collections.abc import Iterable
from typing import IO

from dragoman.types import Actor, Event

_WIDTH = 100


def _who(actors: tuple[Actor, ...]) -> str:
    return (
        ", ".join(
            f"{actor.code} {actor.name}" if actor.code and actor.code != actor.name else actor.name for actor in actors
        )
        or "---"
    )


def _marks(event: Event) -> str:
    parts = [
        event.modality if event.modality != "actual" else "",
        event.factuality if event.factuality != "asserted" else "",
    ]
    shown = " ".join(part for part in parts if part)
    return f" ({shown})" if shown else ""


def _said(event: Event) -> str:
    speaker = f"{event.voice}: {event.speaker.name}" if event.speaker else event.voice
    return f"{speaker}{', ' + event.date if event.date else ''}"


def write(events: Iterable[Event], stream: IO[str]) -> None:
    """Write three lines an event: the coding, whose word it is and when, the words."""
    count = 0
    for event in events:
        count += 1
        mode = f" {event.event_mode}" if event.event_mode else ""
        stream.write(
            f"{_who(event.source)}  {event.event_type}/{event.cameo}{mode}{_marks(event)}  {_who(event.target)}\n"
        )
        stream.write(f"    {_said(event)}  [{event.rule}]\n")
        for piece in event.evidence:
            stream.write(textwrap.indent(textwrap.shorten(piece.text, _WIDTH), "    ") + "\n")
        stream.write("\n")
    stream.write(f"{count} event{'s' if count != 1 else ''}\n")
