"""The sentences of one document, coded in order, with one memory of who was named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.coding.attribution import Attribution
from dragoman.coding.coder import How, SentenceCoder
from dragoman.coding.dates import published_day
from dragoman.coding.events import Telling, commenter, make_event, with_id
from dragoman.coding.findings import Coding
from dragoman.coding.memory import Memory
from dragoman.coding.resolver import Resolver, Settings
from dragoman.coding.resources import Resources
from dragoman.coding.scene import scene
from dragoman.coding.topic import is_pastime
from dragoman.lexicon import Lexicon
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


def code_document(
    document: Document, sentences: Iterable[Sentence], resources: Resources, *, thorough: bool = False
) -> Iterator[CodedSentence]:
    """Code every sentence; the articles' people are remembered from one to the next, comments start afresh.

    `thorough` records every entry that failed, at some cost.
    """
    memory = Memory()
    day = published_day(document.published)
    date = day.isoformat() if day else None
    settings = Settings(resources.actors, date, scene(document.text, resources.actors, date), resources.book.armed)
    how = How(thorough=thorough, pastime=is_pastime(document.text, resources.lexicon.grammar))
    paragraph: list[_Read] = []
    number, block = -1, -1
    for sentence in sentences:
        span = sentence.span
        if span.paragraph != number:
            yield from _finish(document, paragraph, resources, how)
            paragraph, number = [], span.paragraph
        if span.voice == "comment" and span.block != block:
            memory, block = Memory(), span.block
        paragraph.append(
            _read(document, sentence, resources.lexicon, Resolver(sentence, settings, memory, document.text))
        )
    yield from _finish(document, paragraph, resources, how)


def _read(document: Document, sentence: Sentence, lexicon: Lexicon, resolver: Resolver) -> _Read:
    resolver.note_names()
    attribution = Attribution(sentence, lexicon, resolver)
    speaker = attribution.of_sentence()
    if sentence.span.voice == "comment":
        resolver.speaker = commenter(document, sentence.span.start)
    else:
        resolver.speaker = speaker
    return _Read(sentence, resolver, attribution, speaker)


def _finish(document: Document, paragraph: list[_Read], resources: Resources, how: How) -> Iterator[CodedSentence]:
    """Code a paragraph's sentences: a quotation of several sentences has one speaker, named in any of them."""
    said = next((read.speaker for read in paragraph if read.speaker is not None), None)
    before: tuple[Actor, ...] = ()
    for read in paragraph:
        coder = SentenceCoder(read.sentence, resources, read.resolver, how)
        coding = coder.code()
        telling = Telling(document, read.sentence, read.attribution, read.speaker, said)
        made = (make_event(finding, telling, resources) for finding in coding.findings)
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
