"""Who says what about whom, from rows that a store has counted: the two tables of `analysis.voices` over a corpus."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dragoman.analysis.voices import QUOTED, READERS, REPORTER, Felt, Told, Voices
from dragoman.types import Stance

_ORDER = {REPORTER: 0, QUOTED: 1, READERS: 2}


def voices_of_rows(rows: Iterable[Sequence[object]], stances: Iterable[Mapping[str, Stance]] = ()) -> Voices:
    """The reporter first, then the speakers by name, then the readers.

    `rows` are voice, speaker's name, event type, target, count; `stances` the readers' stance by actor, one mapping a
    document: a store keeps no other sentiment, and no sentences for it.
    """
    return Voices(_told(rows), _felt(stances))


def _told(rows: Iterable[Sequence[object]]) -> tuple[Told, ...]:
    counts: Counter[tuple[str, str | None, str, str | None]] = Counter()
    for voice, speaker, event_type, target, count in rows:
        whose, name = _whose(str(voice), _text(speaker))
        counts[whose, name, str(event_type), _text(target)] += count if isinstance(count, int) else 0
    found = [Told(*key, count=count) for key, count in counts.items()]
    return tuple(
        sorted(found, key=lambda t: (_ORDER[t.voice], t.speaker or "", -t.count, t.event_type, t.target or ""))
    )


def _whose(voice: str, speaker: str | None) -> tuple[str, str | None]:
    """As `analysis.voices.whose`, by the speaker's name alone."""
    if voice == "comment":
        return READERS, None
    if speaker is not None:
        return QUOTED, speaker
    return (QUOTED, None) if voice == "quote" else (REPORTER, None)


def _felt(stances: Iterable[Mapping[str, Stance]]) -> tuple[Felt, ...]:
    """The documents' stances summed by actor; a mean weighs by sentences."""
    by_actor: dict[str, list[Stance]] = {}
    for of_document in stances:
        for actor, stance in of_document.items():
            by_actor.setdefault(actor, []).append(stance)
    found = [Felt(READERS, None, actor, _summed(said), ()) for actor, said in by_actor.items()]
    return tuple(sorted(found, key=lambda felt: (-_sentences(felt.stance), felt.actor)))


def _summed(said: Sequence[Stance]) -> Stance:
    total = sum(map(_sentences, said))
    mean = sum(stance.mean * _sentences(stance) for stance in said) / max(1, total)
    return Stance(
        round(mean, 2),
        sum(stance.positive for stance in said),
        sum(stance.negative for stance in said),
        sum(stance.neutral for stance in said),
    )


def _sentences(stance: Stance) -> int:
    return stance.positive + stance.negative + stance.neutral


def _text(value: object) -> str | None:
    return None if value is None else str(value)
