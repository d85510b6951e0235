"""After a run: near-copies become stories, tellings become claims, and the words can be searched."""

import time
from collections.abc import Iterable, Iterator, Sequence

from dragoman.batch.summary import Summary
from dragoman.errors import StoreError
from dragoman.gathering.claims import Told
from dragoman.gathering.claims import gather as claims_of
from dragoman.gathering.stories import stories
from dragoman.store import Store
from dragoman.store.store import Row


def gather(store: Store, summary: Summary) -> None:
    """Stories over all documents of the store, claims over all events, and the search index; nothing twice.

    Raises:
        StoreError: the store cannot be written.
    """
    start = time.process_time()
    if not store.gathered or not _searchable(store):
        store.make_searchable()
        store.gather(stories(store.fingerprints()), claims)
    summary.seconds["gather"] += time.process_time() - start


def claims(rows: Iterable[Row]) -> Iterator[Sequence[str]]:
    """The tellings of each claim, by the first value of their rows; the one that stands for the claim comes first.

    That is the first that is told with a day, for a claim without a day is in no series.
    """
    for claim in claims_of(Told(*row) for row in rows):  # type: ignore[arg-type] # the store keeps the order of Told
        yield claim.event_ids


def _searchable(store: Store) -> bool:
    try:
        store.need_search()
    except StoreError:
        return False
    return True
