"""Validation by hand: a sample of coded events, drawn so that it speaks for all of them, and the sheet to judge it on.

Each event has a chance of being drawn that depends on its cell (stratum, voice, factuality) alone, and its weight is
one over that chance: rare types, voices and factualities are drawn more often than their share, and weigh less.
"""

import csv
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import IO

from dragoman.types import Actor, Document, Event

Cell = tuple[str, str, str]

QUESTIONS = ("type", "source", "target", "date", "place", "voice", "factuality")
ANSWERS = tuple(f"{question}_is" for question in QUESTIONS)
NONE = "none"  # the value of a stratum, or of a field, where the event has none
# of the sample, what goes to the strata, the voices and the factualities in equal parts; the rest goes by frequency
_SHARES = (0.4, 0.2, 0.2)
_AROUND = 500  # characters of text before and after the sentence
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

COLUMNS = (
    "number", "event", "weight", "stratum", "event_type", "voice", "factuality", "title", "url", "published", "before",
    "sentence", "after", "coding",
    *(column for question in QUESTIONS for column in (f"coded_{question}", f"{question}_is")),
    "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """An event of the sample: which, the value of its stratum, and how many events it stands for."""

    event_id: str
    document_id: str
    stratum: str
    weight: float


@dataclass(frozen=True, slots=True)
class Sampled:
    """A drawn event with its record, the document it was read in (null: not kept), and its number on the sheet."""

    number: int
    drawn: Drawn
    event: Event
    document: Document | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sentence of an event, what stands before and after it, and where in the document's text it all begins."""

    before: str
    sentence: str
    after: str
    start: int


# ------------------------------------------------------------------------------------------------------- drawing


def draw(rows: Iterable[Sequence[object]], size: int, seed: int = 0) -> tuple[Drawn, ...]:
    """`size` events of rows (stratum, voice, factuality, document id, event id), all where there are no more.

    The same rows, in any order, and the same seed give the same sample. It comes in random order: who judges only the
    first half of it has judged a sample too.
    """
    counts, kept = _cells(rows, size, seed)
    rates = _rates(counts, size)
    drawn: list[tuple[int, Drawn]] = []
    for cell, number in _numbers(counts, rates, seed).items():
        for key, document_id, event_id in sorted(kept[cell], key=lambda row: (-row[0], row[1:]))[:number]:
            drawn.append((key, Drawn(event_id, document_id, cell[0], 1 / rates[cell])))
    return tuple(one for _, one in sorted(drawn, key=lambda pair: (-pair[0], pair[1].document_id, pair[1].event_id)))


def _cells(
    rows: Iterable[Sequence[object]], size: int, seed: int
) -> tuple[dict[Cell, int], dict[Cell, list[tuple[int, str, str]]]]:
    """How many events each cell has, and of each the `size` events whose hash is least: no more are ever drawn."""
    counts: dict[Cell, int] = defaultdict(int)
    kept: dict[Cell, list[tuple[int, str, str]]] = defaultdict(list)
    for stratum, voice, factuality, document_id, event_id in rows:
        cell = (NONE if stratum is None else str(stratum), str(voice), str(factuality))
        counts[cell] += 1
        # heapq gives the least: the negative hash leaves the greatest on top, to go first
        entry = (-_hash(f"{seed}\0{document_id}\0{event_id}"), str(document_id), str(event_id))
        if len(kept[cell]) < size:
            heapq.heappush(kept[cell], entry)
        elif entry > kept[cell][0]:
            heapq.heapreplace(kept[cell], entry)
    return counts, kept


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _rates(counts: Mapping[Cell, int], size: int) -> dict[Cell, float]:
    """The chance of an event of each cell: at least what its stratum, voice and factuality are to get."""
    if sum(counts.values()) <= size:
        return dict.fromkeys(counts, 1.0)
    least = dict.fromkeys(counts, 0.0)
    for part, share in enumerate(_SHARES):
        totals: dict[str, int] = defaultdict(int)
        for cell, count in counts.items():
            totals[cell[part]] += count
        for cell in counts:
            least[cell] = max(least[cell], min(1.0, share * size / len(totals) / totals[cell[part]]))
    base = _base(counts, least, size)
    return {cell: min(1.0, max(base, rate)) for cell, rate in least.items()}


def _base(counts: Mapping[Cell, int], least: Mapping[Cell, float], size: int) -> float:
    """The rate that all others get so that the sample has its size, found by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        total = sum(count * min(1.0, max(middle, least[cell])) for cell, count in counts.items())
        low, high = (middle, high) if total < size else (low, middle)
    return high


def _numbers(counts: Mapping[Cell, int], rates: Mapping[Cell, float], seed: int) -> dict[Cell, int]:
    """How many events of each cell: its expected number, rounded up or down so that the sum is right.

    Systematic sampling: the cells stand one after the other, and a comb with a random start goes over them.
    """
    position = _hash(f"start {seed}") / 2**64 * 0.98 + 0.01
    numbers: dict[Cell, int] = {}
    for cell in sorted(counts):
        reached = position + counts[cell] * rates[cell]
        numbers[cell] = min(counts[cell], int(reached + 1e-9) - int(position + 1e-9))
        position = reached
    return numbers


# ----------------------------------------------------------------------------------------------------- the sheet


def number_sheet(drawn: Iterable[Drawn], events: Iterable[Event], documents: Iterable[Document]) -> tuple[Sampled, ...]:
    """The sample with its records, numbered from 1; `events` may hold more, and what is not among them is left out."""
    records = {(event.id, event.document_id): event for event in events}
    pages = {document.id: document for document in documents}
    found = [one for one in drawn if (one.event_id, one.document_id) in records]
    return tuple(
        Sampled(number, one, records[one.event_id, one.document_id], pages.get(one.document_id))
        for number, one in enumerate(found, 1)
    )


def write_sheet(sample: Iterable[Sampled], names: Mapping[str, str], stream: IO[str]) -> None:
    """The sheet as CSV; `names` are the names of the CAMEO codes. The answers' cells are empty."""
    out = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    out.writeheader()
    for one in sample:
        out.writerow(sheet_row(one, names))


def sheet_row(one: Sampled, names: Mapping[str, str]) -> dict[str, str]:
    """One event by column. No cell begins as a formula would: spreadsheets run those."""
    event, page = one.event, one.document
    around = surroundings(event, page)
    coded = coding(event, names)
    row = {
        "number": str(one.number),
        # one cell of text: a spreadsheet takes an id of digits for a number, and rounds it
        "event": f"{event.id}@{event.document_id}",
        "weight": f"{one.drawn.weight:.6g}",
        "stratum": one.drawn.stratum,
        "event_type": event.event_type,
        "voice": event.voice,
        "factuality": event.factuality,
        "title": (page.title if page else None) or "",
        "url": (page.url if page else None) or "",
        "published": (page.published if page else None) or "",
        "before": around.before,
        "sentence": around.sentence,
        "after": around.after,
        "coding": in_words(coded),
        **{f"coded_{question}": value for question, value in coded.items()},
    }
    filled = {column: row.get(column, "") for column in COLUMNS}
    return {column: _plain(value) for column, value in filled.items()}


def _plain(value: str) -> str:
    text = " ".join(value.split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def surroundings(event: Event, document: Document | None) -> Surroundings:
    """The first sentence the event was read from, with some text on either side, cut between words."""
    if not event.evidence:
        return Surroundings("", "", "", 0)
    first = event.evidence[0]
    text = document.text if document else ""
    if document is None or first.document_id != document.id or text[first.start : first.end] != first.text:
        return Surroundings("", first.text, "", first.start)
    start, end = max(0, first.start - _AROUND), min(len(text), first.end + _AROUND)
    while 0 < start < first.start and not text[start - 1].isspace():
        start += 1
    while first.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Surroundings(text[start : first.start], first.text, text[first.end : end], start)


# --------------------------------------------------------------------------------------------- the coding in words


def coding(event: Event, names: Mapping[str, str]) -> dict[str, str]:
    """What was coded, in words, by question."""
    return {
        "type": _type(event, names),
        "source": _who(event.source),
        "target": _who(event.target),
        "date": _date(event),
        "place": _place(event),
        "voice": f"{event.voice}, word of {_name(event.speaker)}" if event.speaker else event.voice,
        "factuality": f"{event.factuality}: {event.condition}" if event.condition else event.factuality,
    }


def in_words(coded: Mapping[str, str]) -> str:
    """The coding in one line."""
    rest = "; ".join(f"{question}: {coded[question]}" for question in QUESTIONS[3:])
    return f"{coded['source']} -> {coded['target']}: {coded['type']}; {rest}"


def _type(event: Event, names: Mapping[str, str]) -> str:
    name = names.get(event.cameo, "")
    said = f"{event.event_type} {event.cameo}{f' ({name})' if name else ''}"
    if event.modality == "actual":
        return said
    return f"{said}: {event.act.event_type} {event.act.cameo}, {event.modality}"


def _who(actors: Iterable[Actor]) -> str:
    return "; ".join(map(_name, actors)) or NONE


def _name(actor: Actor) -> str:
    return f"{actor.name} ({actor.code})" if actor.code and actor.code != actor.name else actor.name


def _date(event: Event) -> str:
    if event.date is None:
        return NONE
    return f"{event.date}, of the page" if event.date_basis == "publication" else event.date


def _place(event: Event) -> str:
    if event.place is None:
        return NONE
    return f"{event.place.name} ({event.place.country})" if event.place.country else event.place.name


# ------------------------------------------------------------------------------------------------ roles in a text


def roles(event: Event) -> Iterator[tuple[int, int, str]]:
    """Where the words of each role stand in the document's text: start, end, role; none overlaps another."""
    parties = [(actor.start, actor.end, role) for role, actors in _parties(event) for actor in actors]
    spans = [(event.trigger.start, event.trigger.end, "act"), *parties]
    if event.place is not None:
        spans.append((event.place.start, event.place.end, "place"))
    taken: list[tuple[int, int, str]] = []
    for start, end, role in spans:
        if start < end and all(end <= left or right <= start for left, right, _ in taken):
            taken.append((start, end, role))
    yield from sorted(taken)


def _parties(event: Event) -> tuple[tuple[str, tuple[Actor, ...]], ...]:
    return ("source", event.source), ("target", event.target), ("speaker", (event.speaker,) if event.speaker else ())
