"""An export as it is written: the writer fills a small queue in a thread of its own, the answer empties it."""

import contextlib
import io
import queue
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import IO, cast

from dragoman.errors import DragomanError
from dragoman.outputs import traits
from dragoman.store import Filters, Store
from dragoman.web.shelf import Shelf

Exporter = Callable[[Store, str, Filters, IO[str]], list[str]]
# store, kind of figure, format, filters
Painter = Callable[[Store, str, str, Filters], bytes]
_PIECE = 1 << 16
_AHEAD = 8  # pieces written before the reader has taken them
_WAIT = 60.0  # seconds for a reader that takes nothing


def chunks(shelf: Shelf, export: Exporter, name: str, filters: Filters) -> Iterator[bytes]:
    """The bytes of an export. A reader that goes away stops it."""
    return _binary(shelf, export, name, filters) if traits(name).binary else _text(shelf, export, name, filters)


def _binary(shelf: Shelf, export: Exporter, name: str, filters: Filters) -> Iterator[bytes]:
    """Formats with an index at their end go into a file first."""
    with tempfile.TemporaryFile() as file:
        stream = io.TextIOWrapper(file, encoding="utf-8", write_through=True)
        with shelf.reading() as store:
            export(store, name, filters, cast("IO[str]", stream))
        stream.flush()
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
        stream.detach()


def _text(shelf: Shelf, export: Exporter, name: str, filters: Filters) -> Iterator[bytes]:
    pipe = _Pipe()

    def work() -> None:
        try:
            with shelf.reading() as store:
                export(store, name, filters, cast("IO[str]", pipe))
        except BrokenPipeError:
            return
        except DragomanError as error:
            pipe.fail(error)
            return
        pipe.end()

    threading.Thread(target=work, name=f"export {name}", daemon=True).start()
    try:
        yield from pipe.pieces()
    finally:
        pipe.stop()


class _Pipe(io.TextIOBase):
    """Text in at one end, bytes out at the other, in order, with little between."""

    def __init__(self) -> None:
        super().__init__()
        self._queue: queue.Queue[bytes | DragomanError | None] = queue.Queue(_AHEAD)
        self._held: list[str] = []
        self._size = 0
        self._stopped = threading.Event()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._held.append(text)
        self._size += len(text)
        if self._size >= _PIECE:
            self._hand_on()
        return len(text)

    def end(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._hand_on()
            self._put(None)

    def fail(self, error: DragomanError) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._put(error)

    def stop(self) -> None:
        self._stopped.set()

    def pieces(self) -> Iterator[bytes]:
        while (piece := self._queue.get()) is not None:
            if isinstance(piece, DragomanError):
                raise piece  # the answer is cut off: a file that only looks whole would be worse
            yield piece

    def _hand_on(self) -> None:
        if self._held:
            piece = "".join(self._held).encode("utf-8", "replace")
            self._held.clear()
            self._size = 0
            self._put(piece)

    def _put(self, piece: bytes | DragomanError | None) -> None:
        for _ in range(int(_WAIT * 10)):
            if self._stopped.is_set():
                break
            with contextlib.suppress(queue.Full):
                self._queue.put(piece, timeout=0.1)
                return
        self._stopped.set()
        raise BrokenPipeError
