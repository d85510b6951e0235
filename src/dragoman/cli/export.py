"""`dragoman export`: the events of a store in the field's own formats."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, Annotated, cast

import typer

from dragoman.cli.console import complain, results
from dragoman.cli.filtering import filtered
from dragoman.errors import UsageError
from dragoman.outputs import NO_DOCUMENT, ClaimFacts, DocumentFacts, Traits, lean_event, stored_event, traits, writer
from dragoman.store import Filters, Store
from dragoman.types import Event

_PIECE = 1 << 20  # characters written at once
_LEAD = 4000  # characters of a text: title and lead end within them

# of the documents alone: their texts are long, and few formats ask for more
_DOCUMENTS = "SELECT id, url, title, published, outlet, story_id, language FROM documents"
_LAYOUT = (
    "SELECT id, url, title, published, outlet, story_id, language, length(text), substr(text, 1, ?) FROM documents"
)
_BODIES = "SELECT document_id, min(\"start\") FROM blocks WHERE kind = 'body' GROUP BY document_id"
_CLAIMS = "SELECT claim, tellings, outlets, documents, first_seen FROM claims"


class _Telling:
    """The events of a store one after the other, and the facts of the one that was handed out last."""

    def __init__(self, store: Store, asked: Traits) -> None:
        self._store = store
        self._asked = asked
        self._documents = _Documents(store, asked)
        self._claim = 0
        self._claims = _claims(store) if asked.counts and _counted(store) else {}

    def document(self, document_id: str) -> DocumentFacts:
        return self._documents.find(document_id)

    def claim(self, _event_id: str) -> ClaimFacts | None:
        return self._claims.get(self._claim)

    def events(self, filters: Filters) -> Iterator[Event]:
        if self._asked.one_telling and self._store.gathered and not filters.by_telling:
            filters = replace(filters, first_tellings=True)
        where, bound = filters.where()
        decode = lean_event if self._asked.lean else stored_event
        rows = self._store.stream(f"SELECT record, claim FROM events WHERE {where}", bound)  # noqa: S608 - values are bound
        for record, claim in cast("Iterator[tuple[str, int]]", rows):
            self._claim = claim
            yield decode(record)


class _Documents:
    """Facts of documents, one after the other in the order in which a store keeps them, which is that of the events.

    What was passed over is kept: a document that comes late is found all the same.
    """

    def __init__(self, store: Store, asked: Traits) -> None:
        self._rows = store.stream(_LAYOUT, [_LEAD]) if asked.layout else store.stream(_DOCUMENTS)
        self._bodies: dict[str, int] = {}
        if asked.layout:
            self._bodies = dict(cast("Iterator[tuple[str, int]]", store.stream(_BODIES)))
        self._passed: dict[str, DocumentFacts] = {}
        self._last = ("", NO_DOCUMENT)

    def find(self, document_id: str) -> DocumentFacts:
        if document_id != self._last[0]:
            late = document_id in self._passed
            self._last = (document_id, self._passed[document_id] if late else self._ahead(document_id))
        return self._last[1]

    def _ahead(self, document_id: str) -> DocumentFacts:
        for row in self._rows:
            facts = self._facts(row)
            if row[0] == document_id:
                return facts
            self._passed[str(row[0])] = facts
        return NO_DOCUMENT

    def _facts(self, row: tuple[object, ...]) -> DocumentFacts:
        url, title, published, outlet, story, language = cast("tuple[str | None, ...]", row[1:7])
        if len(row) == 7:
            return DocumentFacts(url, title, published, outlet, story, language)
        length, head = cast("tuple[int, str]", row[7:])
        # an imported document has no text: nothing is known of its layout
        lead_end = _lead_end(head, self._bodies.get(str(row[0]), 0)) if length else None
        return DocumentFacts(url, title, published, outlet, story, language, lead_end, length or None)


def _lead_end(head: str, body: int) -> int | None:
    """Where the first paragraph of the body ends; null where it does not within the head."""
    if body >= len(head):
        return None
    end = head.find("\n", body)
    if end < 0:
        return len(head) if len(head) < _LEAD else None
    return end


def _claims(store: Store) -> dict[int, ClaimFacts]:
    """The counts of all claims; most claims share theirs with many others."""
    same: dict[tuple[object, ...], ClaimFacts] = {}
    found: dict[int, ClaimFacts] = {}
    for claim, *row in store.stream(_CLAIMS):
        key = tuple(row)
        if key not in same:
            tellings, outlets, documents, first = cast("tuple[int, int, int, date | None]", key)
            same[key] = ClaimFacts(tellings, outlets, documents, first.isoformat() if first else None)
        found[cast("int", claim)] = same[key]
    return found


def _counted(store: Store) -> bool:
    """Whether the table of claims is of all that is in the store: gathered, or taken from an imported file."""
    return store.gathered or all(run.engine == "import" for run in store.runs())


def export_events(store: Store, format: str, filters: Filters, stream: IO[str]) -> list[str]:
    """Write the events of a store. Returns a line for each kind of thing that was left out."""
    asked = traits(format)
    if asked.as_stored:
        _copy(store, filters, stream)
        return []
    told = _Telling(store, asked)
    return writer(format)(told.events(filters), stream, told)


def _copy(store: Store, filters: Filters, stream: IO[str]) -> None:
    where, bound = filters.where()
    lines: list[str] = []
    size = 0
    for (record,) in store.stream(f"SELECT record FROM events WHERE {where}", bound):  # noqa: S608 - values are bound
        lines.append(f"{record}\n")
        size += len(lines[-1])
        if size > _PIECE:
            stream.write("".join(lines))
            lines, size = [], 0
    stream.write("".join(lines))


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    @filtered()
    def export(
        store: Annotated[Path, typer.Argument(metavar="STORE", help="A store that `dragoman run` made.")],
        filters: Filters,
        *,
        format: Annotated[
            str, typer.Option("--format", help="gdelt, gdelt_mentions, icews, polecat, phoenix, petrarch, plover ...")
        ] = "csv",
        output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")] = None,
    ) -> int:
        """Write the events of a store in another format; without filters, what is asserted in article and quotes."""
        traits(format)  # an unknown format is told before the store is opened
        with Store.open(store) as opened:
            if filters.text is not None:
                opened.need_search()
            with results(output) as stream:
                notes = _written(opened, format, filters, stream)
        for note in notes:
            complain(note)
        return 0


def _written(store: Store, format: str, filters: Filters, stream: IO[str]) -> list[str]:
    """Write, and see the last byte off: a full disk shows only then."""
    try:
        notes = export_events(store, format, filters, stream)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if stream is not sys.stdout:
            raise
        _let_go()
        raise UsageError(f"standard output: cannot be written ({error.strerror or error})") from error
    return notes


def _let_go() -> None:
    """Send what is still held back nowhere, or Python complains of it a second time when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
