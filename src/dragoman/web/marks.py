"""Roles marked in a stretch of text: each piece knows what it is part of, and names it once, where it begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.types import Document, Event

LABELS = {
    "source": "source",
    "target": "target",
    "act": "act",
    "operator": "operator",
    "speaker": "speaker",
    "place": "place",
    "date": "date",
    "item": "item",
    "harm": "number",
    "sentence": "",
}
AROUND = 500  # characters of surrounding text on each side
LONGEST = 6_000  # of one passage; the document's own page shows it whole


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text in a role; half open."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that is the same roles throughout; `labels` of those that begin here."""

    text: str
    roles: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of evidence in its surroundings, and in whose voice it stands."""

    pieces: tuple[Piece, ...]
    kind: str
    author: str | None
    posted: str | None
    cut_before: bool
    cut_after: bool


def spans_of(event: Event) -> list[Span]:
    """Where the words of an event stand. What was found nowhere in the text has no span."""
    found = [Span("sentence", one.start, one.end) for one in event.evidence]
    found.append(Span("act", event.trigger.start, event.trigger.end))
    found += [Span("operator", one.start, one.end) for one in event.operators]
    found += [Span("source", one.start, one.end) for one in event.source]
    found += [Span("target", one.start, one.end) for one in event.target]
    if event.speaker is not None:
        found.append(Span("speaker", event.speaker.start, event.speaker.end))
    if event.place is not None:
        found.append(Span("place", event.place.start, event.place.end))
    found += [Span("item", one.start, one.end) for one in event.items]
    found += [Span("harm", one.start, one.end) for one in event.harm]
    return [span for span in dict.fromkeys(found) if span.start < span.end]


def pieces(text: str, start: int, end: int, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The text from `start` to `end`, cut wherever a role begins or ends."""
    inside = [span for span in spans if span.start < end and span.end > start]
    cuts = {start, end}
    for span in inside:
        cuts |= {max(start, span.start), min(end, span.end)}
    points = sorted(cuts)
    return tuple(_piece(text, inside, left, right) for left, right in pairwise(points))


def _piece(text: str, spans: Sequence[Span], left: int, right: int) -> Piece:
    over = [span for span in spans if span.start <= left and span.end >= right]
    roles = tuple(dict.fromkeys(span.role for span in over))
    begun = (LABELS[span.role] for span in over if span.start == left)
    return Piece(text[left:right], roles, tuple(dict.fromkeys(label for label in begun if label)))


def passages(document: Document, event: Event, extra: Iterable[Span] = ()) -> list[Passage]:
    """Each piece of evidence within its block: the article around it, the quotation, the comment."""
    spans = [*spans_of(event), *extra]
    shown: list[Passage] = []
    done: list[tuple[int, int]] = []
    for one in event.evidence:
        if any(left <= one.start and one.end <= right for left, right in done):
            continue
        passage, bounds = _passage(document, (one.start, one.end), spans)
        shown.append(passage)
        done.append(bounds)
    return shown


def _passage(document: Document, at: tuple[int, int], spans: Sequence[Span]) -> tuple[Passage, tuple[int, int]]:
    start, end = at
    holding = [
        block for block in document.blocks if block.start <= start and end <= block.end and block.kind != "quote"
    ]
    block = min(holding, key=lambda one: one.end - one.start, default=None)
    low, high = (block.start, block.end) if block else (0, len(document.text))
    left, right = max(low, start - AROUND), min(high, max(end, start + 1) + AROUND)
    left, right = _at_word(document.text, left, low, -1), _at_word(document.text, right, high, 1)
    right = min(right, left + LONGEST)
    kind, author, posted = (block.kind, block.author, block.posted) if block else ("body", None, None)
    found = pieces(document.text, left, right, spans)
    return Passage(found, kind, author, posted, left > low, right < high), (left, right)


def _at_word(text: str, at: int, bound: int, step: int) -> int:
    """The next space outwards, so that no word is cut; within reason."""
    for _ in range(40):
        if at == bound or text[at - 1 : at].isspace():
            break
        at += step
    return at
