"""Who says what about whom: events and opinions counted by the one whose word they are.

A voice is the reporter's, a quoted speaker's or the readers': what the article reports as somebody's word is that
speaker's, whether between quotation marks or not, and all commenters together are the readers.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.coding.stance import Opinion, identity, summed
from dragoman.types import Actor, Event, Evidence, Stance, Voice

_EXAMPLES = 3
_ORDER = {"reporter": 0, "quoted": 1, "readers": 2}
REPORTER, QUOTED, READERS = _ORDER


@dataclass(frozen=True, slots=True)
class Told:
    """How often somebody tells events of a type about one actor; `target` is null where the event has none."""

    voice: str
    speaker: str | None
    event_type: str
    target: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence behind a sentiment."""

    value: float
    sentence: Evidence


@dataclass(frozen=True, slots=True)
class Felt:
    """How somebody's sentences speak of one actor, with those that do so most strongly."""

    voice: str
    speaker: str | None
    actor: str
    stance: Stance
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """The two tables."""

    events: tuple[Told, ...]
    sentiment: tuple[Felt, ...]


def voices(events: Iterable[Event], opinions: Iterable[Opinion]) -> Voices:
    """The reporter first, then the speakers by name, then the readers."""
    return Voices(tuple(_told(events)), tuple(_felt(opinions)))


def whose(voice: Voice, speaker: Actor | None) -> tuple[str, str | None]:
    """The voice that a word is in, and the name of a quoted speaker; a quotation may be nobody's."""
    if voice == "comment":
        return READERS, None
    if speaker is not None:
        return QUOTED, speaker.name
    return (QUOTED, None) if voice == "quote" else (REPORTER, None)


def _told(events: Iterable[Event]) -> list[Told]:
    counts: Counter[tuple[str, str | None, str, str | None]] = Counter()
    for event in events:
        voice, speaker = whose(event.voice, event.speaker)
        targets: list[str | None] = [*dict.fromkeys(identity(actor) for actor in event.target)]
        for target in targets or [None]:
            counts[voice, speaker, event.event_type, target] += 1
    found = [Told(*key, count=count) for key, count in counts.items()]
    return sorted(found, key=lambda t: (_ORDER[t.voice], t.speaker or "", -t.count, t.event_type, t.target or ""))


def _felt(opinions: Iterable[Opinion]) -> list[Felt]:
    groups: dict[tuple[str, str | None, str], list[Opinion]] = {}
    for opinion in opinions:
        voice, speaker = whose(opinion.voice, opinion.speaker)
        actor = identity(opinion.actor)
        if voice == QUOTED and actor == speaker:
            # that somebody speaks is the reporter's word, and no judgement
            continue
        groups.setdefault((voice, speaker, actor), []).append(opinion)
    found = [Felt(*key, stance=summed(said), examples=_examples(said)) for key, said in groups.items()]
    return sorted(found, key=lambda f: (_ORDER[f.voice], f.speaker or "", -_sentences(f.stance), f.actor))


def _examples(said: list[Opinion]) -> tuple[Example, ...]:
    """The strongest sentences; one that is neutral is no example."""
    strong = sorted((o for o in said if o.class_ != "neutral"), key=lambda o: -abs(o.value))
    return tuple(Example(o.value, o.evidence) for o in strong[:_EXAMPLES])


def _sentences(stance: Stance) -> int:
    return stance.positive + stance.negative + stance.neutral
