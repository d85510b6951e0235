"""What a writer may know besides an event: of its document, and of its claim in all documents."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document as formats name it; null is unknown.

    `published` is an ISO date or date-time, `lead_end` the offset where the lead paragraph ends, `length` the
    characters of the text.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    story: str | None = None
    language: str | None = None
    lead_end: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """How often a claim is told, by how many outlets, in how many documents; `first` is its first day, ISO."""

    tellings: int
    outlets: int
    documents: int
    first: str | None = None


NO_DOCUMENT = DocumentFacts()


class Facts(Protocol):
    """Looks up facts; asked for an event's document and claim when the event is written, and not later."""

    def document(self, document_id: str) -> DocumentFacts:
        """What is known of a document."""

    def claim(self, event_id: str) -> ClaimFacts | None:
        """What is known of a claim; null where nothing was counted."""


class _Nothing:
    def document(self, _document_id: str) -> DocumentFacts:
        return NO_DOCUMENT

    def claim(self, _event_id: str) -> ClaimFacts | None:
        return None


NOTHING: Facts = _Nothing()
