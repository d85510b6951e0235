"""The store behind the pages: opened when a page asks, let go of when nobody does.

DuckDB lets one program write a file, or several read it. A page is read within a fraction of a second, so the
explorer holds the file only while someone looks and for a few seconds after: a `dragoman run` that begins in between
finds it free. While a run writes, pages say so.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from dragoman.errors import StoreError
from dragoman.store import Store

Kept = TypeVar("Kept")
_KEEP = 600  # results kept in memory: lists of some dozen rows


@dataclass(frozen=True, slots=True)
class Opening:
    """How the store is opened, and after how many idle seconds it is let go of."""

    memory: str = "500MB"
    threads: int | None = None
    idle: float = 5.0


DEFAULT = Opening()


class Shelf:
    """One store, shared by all requests. Results are kept until the file changes."""

    def __init__(self, path: Path, opening: Opening = DEFAULT) -> None:
        self.path = path
        self._opening = opening
        self._lock = threading.Condition()
        self._store: Store | None = None
        self._readers = 0
        self._used = 0.0
        self._apart = False  # someone has the file alone
        self._mark: tuple[int, int] | None = None
        self._kept: OrderedDict[object, object] = OrderedDict()
        self._idler: threading.Thread | None = None
        self.on_idle: Callable[[], None] | None = None

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The open store. Raises StoreError, with what to do, where it cannot be opened."""
        store = self._take()
        try:
            yield store
        finally:
            with self._lock:
                self._readers -= 1
                self._used = time.monotonic()
                self._lock.notify_all()

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store for writing, for a moment: readers wait. Raises StoreError where another program has it."""
        with self._lock:
            while self._readers or self._apart:
                self._lock.wait()
            self._apart = True
            self._let_go()
        try:
            with Store.open(self.path, write=True, memory=self._opening.memory) as store:
                yield store
        finally:
            with self._lock:
                self._apart = False
                self._mark = self._signature()  # judgements change no count
                self._lock.notify_all()

    def kept(self, key: object, make: Callable[[Store], Kept]) -> Kept:
        """What `make` reads from the store, or what it read before the file last changed."""
        with self.reading() as store:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return cast("Kept", self._kept[key])
            made = make(store)
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > _KEEP:
                    self._kept.popitem(last=False)
            return made

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            while self._readers:
                self._lock.wait()
            self._let_go()

    def _take(self) -> Store:
        with self._lock:
            while self._apart:
                self._lock.wait()
            if self._store is None:
                mark = self._signature()
                self._store = Store.open(self.path, threads=self._opening.threads, memory=self._opening.memory)
                if mark != self._mark:
                    self._kept.clear()
                    self._mark = mark
                self._watch()
            self._readers += 1
            return self._store

    def _signature(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def _let_go(self) -> None:
        if self._store is not None:
            store, self._store = self._store, None
            store.close()

    def _watch(self) -> None:
        """A thread that closes the store once it is idle; it ends with that."""
        if self._idler is None:
            self._used = time.monotonic()
            self._idler = threading.Thread(target=self._idle, name="idle store", daemon=True)
            self._idler.start()

    def _idle(self) -> None:
        while True:
            time.sleep(min(1.0, self._opening.idle / 2))
            with self._lock:
                if self._readers or time.monotonic() - self._used < self._opening.idle:
                    continue
                with suppress(StoreError):  # nothing was written: there is nothing to lose
                    self._let_go()
                self._idler = None
                break
        if self.on_idle is not None:
            self.on_idle()
