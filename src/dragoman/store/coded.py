"""What a worker hands to the store: documents with their coding, and the facts of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dragoman.types import Document, Event

Status = Literal["coded", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document and what came of it.

    `read_from` is the file, member or line it was read from; `reason` says why it was skipped or failed;
    `fingerprint` stands for its words when near-copies are looked for.
    """

    document: Document
    events: tuple[Event, ...]
    content_hash: str
    read_from: str
    status: Status = "coded"
    reason: str = ""
    fingerprint: bytes = b""


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a corpus; times are UTC in ISO form. `ended` is null while it goes on, or when it was killed."""

    id: str
    started: str
    ended: str | None
    lexicon_hash: str
    model: str
    engine: str = "local"
    workers: int = 1
    options: Mapping[str, object] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader says of a coded event."""

    event_id: str
    document_id: str
    verdict: str
    note: str
    who: str
    judged_at: str
