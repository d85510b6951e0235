"""Judgements: written down at once beside the store, and moved into it when nobody reads or writes it.

The file STORE.judgements takes a line for each judgement, so that judging needs no lock on the store and a run goes on
undisturbed. As soon as the store is free the lines go into its table `judgements`, where the audit counts them.
"""

import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime

import msgspec

from dragoman.errors import StoreError
from dragoman.store import Judgement
from dragoman.web.shelf import Shelf

VERDICTS: dict[str, str] = {
    "right": "Right",
    "wrong": "Wrong",
    "wrong actor": "Wrong actor",
    "wrong type": "Wrong type",
}
KEYS = {"right": "r", "wrong": "w", "wrong actor": "a", "wrong type": "t"}
LONGEST_NOTE = 2000


class Judging:
    """The judgements of one store: those in it and those that wait beside it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = threading.Lock()
        self.path = shelf.path.with_name(shelf.path.name + ".judgements")

    def add(self, judgement: Judgement) -> None:
        """Keep a judgement. Raises StoreError where the folder of the store cannot be written."""
        line = msgspec.json.encode(judgement) + b"\n"
        try:
            with self._lock, self.path.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written ({error.strerror}); the judgement is not kept") from error

    def all(self) -> list[Judgement]:
        """All judgements, the first one first; of two by one reader on one event, the later one."""
        with self._shelf.reading() as store:
            kept = store.judgements()
        return _latest([*kept, *self._waiting()])

    def of(self, event_id: str, document_id: str) -> list[Judgement]:
        """What readers say of one event in one document."""
        return [one for one in self.all() if (one.event_id, one.document_id) == (event_id, document_id)]

    def settle(self) -> int:
        """Move what waits into the store; none where another program has the store: it waits on. How many went."""
        with self._lock:
            waiting = self._waiting()
            if not waiting:
                return 0
            try:
                with self._shelf.writing() as store:
                    for judgement in waiting:
                        store.judge(judgement)
            except StoreError:
                return 0
            with suppress(FileNotFoundError):
                self.path.unlink()
            return len(waiting)

    def _waiting(self) -> list[Judgement]:
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        return list(_read(data))


def now() -> str:
    """This moment, in UTC and ISO form."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _read(data: bytes) -> Iterable[Judgement]:
    """The lines of a file of judgements; the last one may have been cut off when the power went."""
    for line in data.splitlines():
        with suppress(msgspec.MsgspecError):
            yield msgspec.json.decode(line, type=Judgement)


def _latest(found: Iterable[Judgement]) -> list[Judgement]:
    kept = {(one.event_id, one.document_id, one.who): one for one in found}
    return sorted(kept.values(), key=lambda one: (one.judged_at, one.event_id))
