"""What workers bring becomes rows of the store, and counts of the summary."""

import time
from collections.abc import Sequence
from dataclasses import replace

from dragoman.batch.summary import Summary
from dragoman.batch.work import Outcome
from dragoman.gathering.fingerprints import fingerprint
from dragoman.store import CodedDocument, Store
from dragoman.store.ledger import places
from dragoman.types import Document

_ACTORS_SHOWN = 10_000  # names without an entry that are counted at the most
# what is written together, and lost at most when the machine dies; it bounds what is held in memory, too
_BATCH = 256
_BATCH_CHARACTERS = 16_000_000
_EVENT_CHARACTERS = 2_000  # of an event, about


class Writer:
    """Collects outcomes and writes them together.

    Of two documents of one id the one whose place comes first is kept, and the other is set aside. Which was coded
    first decides nothing, so that a run that was killed ends as any other.
    """

    def __init__(self, store: Store, run_id: str, summary: Summary) -> None:
        self._store = store
        self._run_id = run_id
        self._summary = summary
        self._batch: dict[str, CodedDocument] = {}
        self._held = 0

    @property
    def full(self) -> bool:
        """Whether what waits should be written: it is many documents, or few that are long."""
        return len(self._batch) >= _BATCH or self._held > _BATCH_CHARACTERS

    def take(self, outcome: Outcome) -> None:
        """Count an outcome, and keep it for the next batch."""
        _count(outcome, self._summary)
        coded = _coded(outcome)
        self._held += len(coded.document.text) + _EVENT_CHARACTERS * len(coded.events)
        other = self._batch.get(coded.document.id)
        if other is not None and other.read_from != coded.read_from:
            kept, lost = _sorted(other, coded)
            self._batch[kept.document.id] = kept
            coded = self._set_aside(lost, kept)
        self._batch[coded.document.id] = coded

    def flush(self) -> None:
        """Write what is waiting, all of it or, where the store fails, none."""
        if not self._batch:
            return
        start = time.process_time()
        self._store.write_batch(self._run_id, self._without_clashes())
        self._batch.clear()
        self._held = 0
        self._summary.seconds["write"] += time.process_time() - start

    def _without_clashes(self) -> list[CodedDocument]:
        """The batch, with one document for each id of the batch and of the store."""
        found: list[CodedDocument] = []
        coded = [one for one in self._batch.values() if one.status == "coded"]
        # what stood for a place while its page could not be read has the place for id
        told = {one.read_from for one in coded} - self._batch.keys()
        held = places(self._store, [*self._batch, *told])
        self._store.forget([place for place in told if place in held and held[place].status == "failed"])
        for one in self._batch.values():
            other = held.get(one.document.id)
            if one.status != "coded" or other is None or other.read_from == one.read_from:
                found.append(one)
            elif other.read_from < one.read_from:
                found.append(self._set_aside(one, other))
            else:
                found += [one, self._set_aside(other, one)]
        return found

    def _set_aside(self, lost: CodedDocument, kept: CodedDocument) -> CodedDocument:
        """A document whose id another one has: kept by its place, without events."""
        same = " ".join(lost.document.text.split()) == " ".join(kept.document.text.split())
        reason = f"{lost.read_from}: " + (
            f"the same document as {kept.read_from}; it is coded once"
            if same
            else f"has the id '{kept.document.id}' of {kept.read_from}; give each document one of its own"
        )
        if not same:
            self._summary.tell(reason)
        stub = replace(lost.document, id=lost.read_from, text="", blocks=())
        return CodedDocument(stub, (), lost.content_hash, lost.read_from, "skipped", reason)


def _sorted(one: CodedDocument, other: CodedDocument) -> Sequence[CodedDocument]:
    return sorted((one, other), key=lambda coded: (coded.status != "coded", coded.read_from))


def _coded(outcome: Outcome) -> CodedDocument:
    mark = f"{outcome.key:016x}"
    if outcome.document is None:
        stub = Document(outcome.place, None, None, None, None, None, "", ())
        return CodedDocument(stub, (), mark, outcome.place, outcome.status, outcome.reason or "")
    return CodedDocument(
        outcome.document, outcome.events, mark, outcome.place, fingerprint=fingerprint(outcome.document)
    )


def _count(outcome: Outcome, summary: Summary) -> None:
    for stage, seconds in outcome.seconds.items():
        summary.seconds[stage] += seconds
    if outcome.document is None:
        summary.failed += outcome.status == "failed"
        summary.skipped += outcome.status == "skipped"
        summary.tell(outcome.reason or outcome.place)
        return
    summary.coded += 1
    summary.events.update(event.event_type for event in outcome.events)
    for event in outcome.events:
        for actor in (*event.source, *event.target):
            known = actor.code is not None or len(summary.unknown_actors) >= _ACTORS_SHOWN
            if not known or actor.name in summary.unknown_actors:
                summary.unknown_actors[actor.name] += actor.code is None
