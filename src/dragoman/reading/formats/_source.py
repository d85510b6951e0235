"""One input as the readers get it: a name for messages, a stream, and how deep it lies in other inputs."""

import gzip
import io
import zlib
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO

from dragoman.errors import InputError
from dragoman.types import Document

_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Found:
    """What one member of an input became; `place` is what messages call it ("set.zip:a.html")."""

    place: str
    result: Document | InputError


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is open for reading, from its first byte. `depth` counts the inputs that it is packed in."""

    name: str
    stream: IO[bytes]
    depth: int = 0
    head: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Take a look at the beginning. Raises OSError, EOFError or zlib.error where even that cannot be read."""
        object.__setattr__(self, "head", self.stream.read(_HEAD))
        self.stream.seek(0)

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    def place(self, name: str) -> str:
        """What messages call a member: one line, whatever characters its name is made of."""
        return f"{self.name}:{''.join(c if c.isprintable() else '?' for c in name)}"

    def member(self, name: str, data: bytes) -> "Source":
        """What is packed in this input under `name`."""
        return Source(self.place(name), io.BytesIO(data), self.depth + 1)

    def failed(self, message: str) -> Found:
        """The whole input told as unreadable."""
        return Found(self.name, InputError(f"{self.name}: {message}"))


def unpacked_head(head: bytes) -> bytes:
    """The beginning of what a gzip file holds; as much as can be unpacked."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except zlib.error:
        return b""


class UnpackedStream(io.RawIOBase):
    """A gzip file, unpacked as it is read, that raises InputError once it has grown beyond reason.

    It ends where the file is cut off or broken, so that what was packed before is read; `fault` then tells what it is.
    """

    _FREE = 20_000_000  # below this size no ratio is a danger
    _RATIO = 200  # text and markup pack to a tenth; a set of near-copies to a hundredth
    _MOST = 20_000_000_000

    def __init__(self, source: Source) -> None:
        """Unpack `source` from its beginning."""
        super().__init__()
        self._name = source.name
        self._packed = source.stream
        self._stream = gzip.GzipFile(fileobj=source.stream, mode="rb")
        self.fault: str | None = None

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read again from an earlier place."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to an offset of the unpacked bytes."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """The offset in the unpacked bytes."""
        return self._stream.tell()

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override] # any buffer, in the stubs
        """Read into a buffer. Raises InputError for a bomb."""
        try:
            data = self._stream.read1(len(buffer))  # `read` would lose what stands before a fault
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            self.fault = str(error)
            return 0
        buffer[: len(data)] = data
        size = self._stream.tell()
        if size > self._MOST or (size > self._FREE and size > self._RATIO * max(1, self._packed.tell())):
            raise InputError(f"{self._name}: unpacks to far more than it should, as a bomb does; not read further")
        return len(data)
