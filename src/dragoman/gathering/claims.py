"""The same claim told in many documents: one event with all its evidence, and how many tell it on their own.

Tellings come sorted, so that equal claims stand together; only one group of them is held at a time. `CLAIM_ORDER` and
`PAIR_ORDER` name the columns to sort by.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from operator import attrgetter
from urllib.parse import urlsplit

from dragoman.types import Actor, Event

CLAIM_ORDER = ("source", "target", "event_type", "cameo", "factuality", "modality", "voice", "speaker")
PAIR_ORDER = ("source", "target", "cameo")
WINDOW = 2  # days
_LATEST = "9999"  # sorts after every date


@dataclass(frozen=True, slots=True)
class Told:
    """One document's telling of a claim, as the store keeps it.

    Parties and speaker are codes, or names where no code is known, parties in alphabetical order. `day` is the event's
    date and `seen` the document's day of publication (ISO).
    """

    event_id: str
    document_id: str
    story_id: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    event_type: str
    cameo: str
    factuality: str
    modality: str
    voice: str
    speaker: str | None
    day: str | None
    seen: str | None
    confidence: float
    url: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim and all its tellings, the first told first; `id` is that of the best telling.

    `sources` counts who tells it on their own: the hosts on which its stories were first seen, so that a story counts
    once however often it is reprinted, and a host once however many stories it prints.
    """

    id: str
    day: str | None
    first_seen: str | None
    last_seen: str | None
    documents: int
    stories: int
    sources: int
    event_ids: tuple[str, ...]


def telling(event: Event, story_id: str, *, published: str | None, url: str | None) -> Told:
    """The event as a telling."""
    return Told(
        event_id=event.id,
        document_id=event.document_id,
        story_id=story_id,
        source=_names(event.source),
        target=_names(event.target),
        event_type=event.event_type,
        cameo=event.cameo,
        factuality=event.factuality,
        modality=event.modality,
        voice=event.voice,
        speaker=_name(event.speaker) if event.speaker else None,
        day=event.date,
        seen=published[:10] if published else None,
        confidence=event.confidence,
        url=url,
    )


def gather(tellings: Iterable[Told], *, window: int = WINDOW) -> Iterator[Claim]:
    """The claims of tellings that are sorted by `CLAIM_ORDER`.

    Tellings are one claim when all of `CLAIM_ORDER` is equal and their days lie within `window` days. A telling
    without a day goes with those of its story, or with the only claim there is; where there are several it is left
    alone. What is no full date (a month, a year) is near its equal only. If neither party is known, equality says
    little: only tellings of one story are gathered.
    """
    for _, group in groupby(tellings, key=attrgetter(*CLAIM_ORDER)):
        for alike in _known(list(group)):
            yield from map(_claimed, _parts(alike, window))


def one_a_day(tellings: Iterable[Told]) -> Iterator[Told]:
    """The classical filter: of tellings sorted by `PAIR_ORDER`, one a day for each source, target and code.

    The one in which the coder trusts most. A telling without a day counts for the day of its document, and with
    neither is kept.
    """
    for _, group in groupby(tellings, key=attrgetter(*PAIR_ORDER)):
        best: dict[str, Told] = {}
        for told in group:
            day = told.day or told.seen
            key = day or f"undated {told.event_id}"
            best[key] = min(best.get(key, told), told, key=_trusted)
        yield from (best[day] for day in sorted(best))


def _known(told: list[Told]) -> Iterable[list[Told]]:
    """All of them if a party is known; else those of each story."""
    if told[0].source or told[0].target:
        return [told]
    stories: dict[str, list[Told]] = {}
    for one in told:
        stories.setdefault(one.story_id, []).append(one)
    return stories.values()


def _trusted(told: Told) -> tuple[float, str, str]:
    return -told.confidence, told.seen or _LATEST, told.event_id


def _parts(told: list[Told], window: int) -> list[list[Told]]:
    """Tellings in parts that belong together by their days; a window counts from a part's first day."""
    parts: list[list[Told]] = []
    opened = date.min
    for day, one in sorted(((day, one) for one in told if (day := _full(one.day))), key=_by_day):
        if not parts or (day - opened).days > window:
            opened = day
            parts.append([])
        parts[-1].append(one)
    vague: dict[str, list[Told]] = {}
    for one in told:
        if one.day and not _full(one.day):
            vague.setdefault(one.day, []).append(one)
    return _with_undated([*parts, *vague.values()], [one for one in told if not one.day])


def _with_undated(parts: list[list[Told]], undated: list[Told]) -> list[list[Told]]:
    if not undated:
        return parts
    if len(parts) < 2:
        return [[*chain(*parts), *undated]]
    homes = {one.story_id: part for part in reversed(parts) for one in part}
    alone: dict[str, list[Told]] = {}
    for one in undated:
        home = homes.get(one.story_id)
        (alone.setdefault(one.story_id, []) if home is None else home).append(one)
    return [*parts, *alone.values()]


def _full(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day or "")
    except ValueError:
        return None


def _by_day(dated: tuple[date, Told]) -> tuple[date, str]:
    return dated[0], dated[1].event_id


def _claimed(part: list[Told]) -> Claim:
    told = sorted(part, key=lambda one: (one.seen or one.day or _LATEST, one.event_id))
    seen = [day for one in told if (day := one.seen or one.day)]
    hosts: dict[str, str] = {}
    for one in told:
        hosts.setdefault(one.story_id, _host(one))
    return Claim(
        id=min(told, key=_trusted).event_id,
        day=next((one.day for one in sorted(told, key=_trusted) if one.day), None),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        documents=len({one.document_id for one in told}),
        stories=len(hosts),
        sources=len(set(hosts.values())),
        event_ids=tuple(one.event_id for one in told),
    )


def _host(told: Told) -> str:
    try:
        host = urlsplit(told.url or "").hostname
    except ValueError:  # no address, whatever it is
        host = None
    return host.removeprefix("www.") if host else f"story {told.story_id}"


def _names(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(sorted({_name(actor) for actor in actors}))


def _name(actor: Actor) -> str:
    return actor.code or actor.name
