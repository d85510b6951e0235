"""When and where an event happened, what changed hands, and whom it struck: read once in a sentence that tells one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman.coding.dates import Dated, Setting, event_date
from dragoman.coding.findings import Finding
from dragoman.coding.harm import event_harm, find_harm
from dragoman.coding.items import event_items, find_items
from dragoman.coding.places import SentencePlaces, Where, event_place, sentence_places
from dragoman.coding.resources import Resources
from dragoman.types import Harm, Item, Place, Sentence

# acts of which training, bases and money lent are the matter
_ASSISTING = ("02", "03", "04", "05", "06", "07", "10", "12", "16")
# acts that move, use, take or destroy things
_MATERIAL = ("07", "08", "15", "17", "18", "19", "20")
_ASSISTANCE = "assistance"
# events that happen at a place: what is only said happens where it is said
_MATERIAL_EVENTS = ("07", "08", "14", "15", "17", "18", "19", "20")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The settings of an event, and a reason for each that its words leave open."""

    date: Dated
    place: Place | None
    items: tuple[Item, ...]
    harm: tuple[Harm, ...]
    missing: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of when and where it was written: day, dateline, and the one country that it is about."""

    day: date | None
    dateline: Place | None
    home: str | None


@dataclass(slots=True)
class Details:
    """The circumstances that one sentence tells; found when the first of its events asks.

    `before` is the date that was told last.
    """

    sentence: Sentence
    text: str
    resources: Resources
    page: Page
    before: str | None
    _items: tuple[Item, ...] | None = field(default=None, init=False)
    _harm: tuple[Harm, ...] | None = field(default=None, init=False)
    _places: SentencePlaces | None = field(default=None, init=False)

    def of(self, finding: Finding) -> Circumstances:
        """The circumstances of one event."""
        when = self._date(finding)
        place = self._place(finding)
        missing = {} if when.basis == "text" else {"date": when.reason}
        if place is None:
            missing["place"] = "no place is named for it"
        return Circumstances(when, place, self._own_items(finding), self._own_harm(finding), missing)

    # when ----------------------------------------------------------------------------------------------------------

    def _date(self, finding: Finding) -> Dated:
        """The date that the words of the event give; of what will happen it lies ahead."""
        span, head = self.sentence.span, finding.match.clause.head
        start, end = self._extent(head)
        ahead = any(link.operator is None and link.modality == "intended" for link in finding.links)
        return event_date(
            self.text[span.start : span.end],
            self.sentence.starts[head] - span.start,
            (start - span.start, end - span.start),
            Setting(self.page.day, self.before),
            ahead=ahead,
        )

    def _extent(self, head: int) -> tuple[int, int]:
        """The stretch of the text that hangs on a word."""
        left, right = self.sentence.extent(head)
        return self.sentence.starts[left], self.sentence.ends[right - 1]

    # where ---------------------------------------------------------------------------------------------------------

    def _place(self, finding: Finding) -> Place | None:
        """Where it happened, apart from who did it."""
        if self._places is None:
            self._places = sentence_places(self.sentence, self.resources.gazetteer)
        actors = [r.actor for r in (*finding.parties.source, *finding.parties.target)]
        countries = tuple(dict.fromkeys(actor.country for actor in actors if actor.country))
        return event_place(
            self._places,
            finding.match.clause.head,
            Where(countries, self.page.dateline, self.page.home),
            {(actor.start, actor.end) for actor in actors},
            material=finding.state.cameo.startswith(_MATERIAL_EVENTS),
        )

    # what ----------------------------------------------------------------------------------------------------------

    def _own_items(self, finding: Finding) -> tuple[Item, ...]:
        if self._items is None:
            span = self.sentence.span
            self._items = find_items(self.text, span.start, span.end, self.resources.equipment)
        if not self._items:
            return ()
        act = finding.match.trigger.cameo
        if not act.startswith(_ASSISTING + _MATERIAL):
            return ()
        theme = self._extent(finding.match.theme) if finding.match.theme >= 0 else None
        found = event_items(self._items, theme, self._extent(finding.match.clause.head), self.text)
        return tuple(item for item in found if item.category != _ASSISTANCE or act.startswith(_ASSISTING))

    # whom ----------------------------------------------------------------------------------------------------------

    def _own_harm(self, finding: Finding) -> tuple[Harm, ...]:
        if self._harm is None:
            span = self.sentence.span
            self._harm = find_harm(self.text, span.start, span.end)
        return event_harm(self._harm, finding.state.cameo[:2]) if self._harm else ()
