"""Where the date of an event stands in its sentence: read anew, as the record keeps the day alone."""

from collections.abc import Iterator

from dragoman.coding.dates import Setting, find_dates, published_day
from dragoman.types import Document, Event
from dragoman.web.marks import Span


def date_spans(document: Document, event: Event) -> Iterator[Span]:
    """The words of the evidence that say the day of the event."""
    if event.date_basis != "text":
        return
    setting = Setting(published_day(document.published))
    for one in event.evidence:
        for found in find_dates(document.text[one.start : one.end], setting):
            if found.edtf == event.date and found.start < found.end:
                yield Span("date", one.start + found.start, one.start + found.end)
