"""What another lexicon makes of the same documents: events gained, lost and changed, with their sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dragoman.types import Actor, Event

Kind = Literal["gained", "lost", "changed"]
KINDS: tuple[Kind, ...] = ("gained", "lost", "changed")
Span = tuple[int, int]
Mark = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One event that only one of two codings has, or both in another form; `fields` names what is another.

    `sentence` is the event's first evidence, `before` and `after` what each coding has of it.
    """

    kind: Kind
    document_id: str
    sentence: str
    fields: tuple[str, ...]
    before: Event | None
    after: Event | None

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules of both sides, each once."""
        return tuple(dict.fromkeys(event.rule for event in (self.before, self.after) if event))


@dataclass(slots=True)
class Difference:
    """Counts over two stores: documents that both have, that one has, that have another text; changes by what.

    `by_rule` and `by_type` count each change for the rule and the type before, and for those after.
    """

    compared: int = 0
    only_before: int = 0
    only_after: int = 0
    other_text: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    by_rule: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    by_type: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    by_field: Counter[str] = field(default_factory=Counter)

    def count(self, change: Change) -> None:
        """Add one change."""
        self.kinds[change.kind] += 1
        self.by_field.update(change.fields)
        self.by_rule.update((rule, change.kind) for rule in change.rules)
        sides = (event.event_type for event in (change.before, change.after) if event)
        self.by_type.update((name, change.kind) for name in dict.fromkeys(sides))


def candidates(before: Iterable[Mark], after: Iterable[Mark], difference: Difference) -> Iterator[str]:
    """The documents whose events are not the same in both stores; the others are counted.

    A mark is a document's id, a number for its text and one for its events; both sides ascend by id.
    """
    left, right = iter(before), iter(after)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[0] < other[0]):
            difference.only_before += 1
            one = next(left, None)
        elif one is None or other[0] < one[0]:
            difference.only_after += 1
            other = next(right, None)
        else:
            if one[1] != other[1]:
                difference.other_text += 1
            else:
                difference.compared += 1
                if one[2] != other[2]:
                    yield one[0]
            one, other = next(left, None), next(right, None)


def changes(document_id: str, before: Sequence[Event], after: Sequence[Event]) -> list[Change]:
    """How two codings of one document differ, in the order of its text.

    Events of one trigger are held against each other, those first that agree the most; what is left over is lost or
    gained. Confidence, and the reasons given, may differ without a change.
    """
    spans = sorted({_span(event) for event in (*before, *after)})
    return [change for span in spans for change in _at(document_id, _of(span, before), _of(span, after))]


def _at(document_id: str, before: list[Event], after: list[Event]) -> Iterator[Change]:
    for event in list(before):
        same = next((other for other in after if not differing(event, other)), None)
        if same is not None:
            before.remove(event)
            after.remove(same)
    while before and after:
        one, other = min(((one, other) for one in before for other in after), key=lambda pair: len(differing(*pair)))
        before.remove(one)
        after.remove(other)
        yield Change("changed", document_id, _sentence(other), differing(one, other), one, other)
    yield from (Change("lost", document_id, _sentence(event), (), event, None) for event in before)
    yield from (Change("gained", document_id, _sentence(event), (), None, event) for event in after)


def differing(one: Event, other: Event) -> tuple[str, ...]:
    """The names of what two codings say otherwise."""
    left, right = _coding(one), _coding(other)
    return tuple(name for name in left if left[name] != right[name])


def _coding(event: Event) -> dict[str, object]:
    """What an event says, without where it stands and how sure the coder is."""
    plain = ("event_type", "event_mode", "contexts", "cameo", "modality", "factuality", "condition", "voice", "date")
    return {name: getattr(event, name) for name in plain} | {
        "act": event.act,
        "source": _parties(event.source),
        "target": _parties(event.target),
        "speaker": event.speaker and _name(event.speaker),
        "place": event.place and (event.place.name, event.place.country),
        "items": tuple((item.name, item.quantity) for item in event.items),
        "harm": tuple((harm.kind, harm.low, harm.high) for harm in event.harm),
    }


def _of(span: Span, events: Sequence[Event]) -> list[Event]:
    return [event for event in events if _span(event) == span]


def _span(event: Event) -> Span:
    return event.trigger.start, event.trigger.end


def _sentence(event: Event) -> str:
    return event.evidence[0].text if event.evidence else event.trigger.text


def _parties(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted(_name(actor) for actor in actors))


def _name(actor: Actor) -> str:
    return actor.code or actor.name
