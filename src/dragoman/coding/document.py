"""The sentences of one document, coded in order, with one memory of who was named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.coding.attribution import Attribution
from dragoman.coding.coder import Coding, SentenceCoder
from dragoman.coding.dates import published_day
from dragoman.coding.events import Telling, commenter, make_event, with_id
from dragoman.coding.memory import Memory
from dragoman.coding.resolver import Resolver, Settings
from dragoman.coding.resources import Resources
from dragoman.types import Actor, Document, Event, Sentence

_OR_ELSE = frozenset({"otherwise", "else", "failing"})


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence with its coding and events, for those who explain."""

    sentence: Sentence
    resolver: Resolver
    coding: Coding
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence whose speakers are known."""

    sentence: Sentence
    resolver: Resolver
    attribution: Attribution
    speaker: Actor | None


def code_document(document: Document, sentences: Iterable[Sentence], resources: Resources) -> Iterator[CodedSentence]:
    """Code every sentence; the articles' people are remembered from one to the next, comments start afresh."""
    memory = Memory()
    paragraph: list[_Read] = []
    number, block = -1, -1
    for sentence in sentences:
        span = sentence.span
        if span.paragraph != number:
            yield from _finish(document, paragraph, resources)
            paragraph, number = [], span.paragraph
        if span.voice == "comment" and span.block != block:
            memory, block = Memory(), span.block
        paragraph.append(_read(document, sentence, resources, memory))
    yield from _finish(document, paragraph, resources)


def _read(document: Document, sentence: Sentence, resources: Resources, memory: Memory) -> _Read:
    day = published_day(document.published)
    settings = Settings(resources.actors, day.isoformat() if day else None)
    resolver = Resolver(sentence, settings, memory, document.text)
    resolver.note_names()
    attribution = Attribution(sentence, resources.lexicon, resolver)
    speaker = attribution.of_sentence()
    if sentence.span.voice == "comment":
        resolver.speaker = commenter(document, sentence.span.start)
    else:
        resolver.speaker = speaker
    return _Read(sentence, resolver, attribution, speaker)


def _finish(document: Document, paragraph: list[_Read], resources: Resources) -> Iterator[CodedSentence]:
    """Code a paragraph's sentences: a quotation of several sentences has one speaker, named in any of them."""
    said = next((read.speaker for read in paragraph if read.speaker is not None), None)
    before: tuple[Actor, ...] = ()
    for read in paragraph:
        coder = SentenceCoder(read.sentence, resources, read.resolver)
        coding = coder.code()
        telling = Telling(document, read.sentence, read.attribution, read.speaker, said)
        made = (make_event(finding, telling, resources.ontology) for finding in coding.findings)
        events = tuple(_or_else(event, read.sentence, before) for event in made)
        before = events[-1].source if events else before
        yield CodedSentence(read.sentence, read.resolver, coding, events)


def _or_else(event: Event, sentence: Sentence, before: tuple[Actor, ...]) -> Event:
    """ "Otherwise, the bases will be destroyed": who demanded in the sentence before is who threatens."""
    continues = sentence.lower[0] in _OR_ELSE or sentence.lower[:2] == ["or", "else"]
    if event.event_type != "THREATEN" or event.source or not continues:
        return event
    source = tuple(replace(actor, reason="source of the demand in the sentence before") for actor in before)
    return with_id(replace(event, source=source))
