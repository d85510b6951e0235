"""The coder of the pages that code: loaded when one first asks, and shared, one text at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dragoman.errors import InputError
from dragoman.pipeline import Coder

_PATIENCE = 20.0  # seconds to wait for the texts of others


class SharedCoder:
    """Loads once, about two seconds; parsing is no thing for two threads at once."""

    def __init__(self, load: Callable[[], Coder] = Coder) -> None:
        self._load = load
        self._coder: Coder | None = None
        self._lock = threading.Lock()

    @contextmanager
    def using(self) -> Iterator[Coder]:
        """The coder, alone. Raises InputError when others have it for too long."""
        if not self._lock.acquire(timeout=_PATIENCE):
            raise InputError("others are having texts coded; try again in a moment")
        try:
            if self._coder is None:
                self._coder = self._load()
            yield self._coder
        finally:
            self._lock.release()
