"""The sentences of one document, coded in order, with one memory of who was named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.attribution import Attribution
from dragoman.coding.coder import How, SentenceCoder
from dragoman.coding.datelines import dateline
from dragoman.coding.dates import published_day
from dragoman.coding.details import Details, Page
from dragoman.coding.events import Telling, commenter, make_event, with_id
from dragoman.coding.findings import Coding
from dragoman.coding.memory import Memory
from dragoman.coding.resolver import Resolver, Settings
from dragoman.coding.resources import Resources
from dragoman.coding.scene import scene
from dragoman.coding.topic import is_pastime
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
    coder = _DocumentCoder(document, resources, thorough=thorough)
    paragraph: list[_Read] = []
    number = -1
    for sentence in sentences:
        if sentence.span.paragraph != number:
            yield from coder.finish(paragraph)
            paragraph, number = [], sentence.span.paragraph
        paragraph.append(coder.read(sentence))
    yield from coder.finish(paragraph)


class _DocumentCoder:
    """Codes one document's sentences in order, and remembers who was named and which date was told last."""

    def __init__(self, document: Document, resources: Resources, *, thorough: bool) -> None:
        day = published_day(document.published)
        date = day.isoformat() if day else None
        home = scene(document.text, resources, date)
        self._document = document
        self._resources = resources
        self._settings = Settings(resources.actors, date, home, resources.book.armed, resources.equipment)
        self._how = How(thorough=thorough, pastime=is_pastime(document.text, resources.lexicon.grammar))
        self._page = Page(day, dateline(document.text, resources.gazetteer), home)
        self._memory = Memory()
        self._block = -1
        self._told: str | None = None

    def read(self, sentence: Sentence) -> _Read:
        """A sentence with the people that it names, and who speaks."""
        span = sentence.span
        if span.voice == "comment" and span.block != self._block:
            self._memory, self._block, self._told = Memory(), span.block, None
        resolver = Resolver(sentence, self._settings, self._memory, self._document.text)
        resolver.note_names()
        attribution = Attribution(sentence, self._resources.lexicon, resolver)
        speaker = attribution.of_sentence()
        resolver.speaker = commenter(self._document, span.start) if span.voice == "comment" else speaker
        return _Read(sentence, resolver, attribution, speaker)

    def finish(self, paragraph: Sequence[_Read]) -> Iterator[CodedSentence]:
        """Code a paragraph's sentences: a quotation of several sentences has one speaker, named in any of them."""
        said = next((read.speaker for read in paragraph if read.speaker is not None), None)
        before: tuple[Actor, ...] = ()
        for read in paragraph:
            coding = SentenceCoder(read.sentence, self._resources, read.resolver, self._how).code()
            events = tuple(_or_else(event, read.sentence, before) for event in self._events(read, said, coding))
            before = events[-1].source if events else before
            self._told = next((e.date for e in reversed(events) if e.date_basis == "text"), self._told)
            yield CodedSentence(read.sentence, read.resolver, coding, events)

    def _events(self, read: _Read, said: Actor | None, coding: Coding) -> Iterator[Event]:
        details = Details(read.sentence, self._document.text, self._resources, self._page, self._told)
        telling = Telling(self._document, read.sentence, read.attribution, read.speaker, said, details)
        return (make_event(finding, telling, self._resources) for finding in coding.findings)


def _or_else(event: Event, sentence: Sentence, before: tuple[Actor, ...]) -> Event:
    """ "Otherwise, the bases will be destroyed": who demanded in the sentence before is who threatens."""
    continues = sentence.lower[0] in _OR_ELSE or sentence.lower[:2] == ["or", "else"]
    if event.event_type != "THREATEN" or event.source or not continues:
        return event
    source = tuple(replace(actor, reason="source of the demand in the sentence before") for actor in before)
    return with_id(replace(event, source=source))
