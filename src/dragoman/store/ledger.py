"""What a run asks of a store before it writes: which pages are done, and whose an id is."""

from collections.abc import Collection, Iterator, Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

from dragoman.records import event_from_json
from dragoman.store.coded import CodedDocument, Status
from dragoman.store.store import DONE, Store
from dragoman.types import Document, Event


def keys(store: Store, lexicon_hash: str) -> npt.NDArray[np.uint64]:
    """The content hashes of all that was coded with this lexicon, as numbers, ascending: eight bytes a document."""
    marks = ", ".join("?" * len(DONE))
    sql = f"SELECT content_hash FROM documents WHERE lexicon_hash = ? AND status IN ({marks})"  # noqa: S608 - marks
    found = (int(str(row[0]), 16) for row in store.stream(sql, [lexicon_hash, *DONE]))
    return np.sort(np.fromiter(found, dtype=np.uint64))


def among(key: int, known: npt.NDArray[np.uint64]) -> bool:
    """Whether a number is one of those that `keys` gave."""
    at = int(np.searchsorted(known, np.uint64(key)))
    return at < len(known) and int(known[at]) == key


def places(store: Store, ids: Collection[str]) -> dict[str, CodedDocument]:
    """Of those documents that the store has: where each was read from, and how it is known; without its events."""
    sql = "SELECT id, read_from, content_hash, status, text FROM documents WHERE id IN (SELECT unnest(?))"
    return {str(row[0]): _known(*map(str, row)) for row in store.rows(sql, [list(ids)])}


def _known(name: str, place: str, mark: str, status: str, text: str) -> CodedDocument:
    document = Document(name, None, None, None, None, None, text, ())
    return CodedDocument(document, (), mark, place, cast("Status", status))


def marks(store: Store) -> Iterator[tuple[str, int, int]]:
    """Id of each coded document, ascending, with a number for its text and one for its events as they are stored."""
    sql = (
        "SELECT d.id, hash(d.text), coalesce(e.mark, 0) FROM documents d LEFT JOIN "
        "(SELECT document_id, (sum(hash(record)) % 1000000007)::BIGINT AS mark FROM events GROUP BY document_id) e "
        "ON e.document_id = d.id WHERE d.status = 'coded' ORDER BY d.id"
    )
    for name, text, events in store.stream(sql):
        yield str(name), int(str(text)), int(str(events))


def events_of(store: Store, ids: Sequence[str]) -> dict[str, list[Event]]:
    """The events of documents, in their order; a document without any has an empty list."""
    found: dict[str, list[Event]] = {name: [] for name in ids}
    sql = "SELECT document_id, record FROM events WHERE document_id IN (SELECT unnest(?)) ORDER BY document_id, ordinal"
    for name, record in store.stream(sql, [list(ids)]):
        found[str(name)].append(event_from_json(str(record)))
    return found
