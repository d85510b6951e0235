"""One input as the readers get it: a name for messages, a stream, and how deep it lies in other inputs."""

import gzip
import io
import zlib
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO

import zstandard

from dragoman.errors import InputError
from dragoman.reading.options import ReadOptions
from dragoman.types import Document

ZSTD = b"\x28\xb5\x2f\xfd"
_HEAD = 65_536
_SIP = 4096


@dataclass(frozen=True, slots=True)
class Found:
    """What one member of an input became; `place` is what messages call it ("set.zip:a.html")."""

    place: str
    result: Document | InputError


@dataclass(frozen=True, slots=True)
class Unread:
    """One member of an input that is still to be read, by the module `reader` of this package, here or elsewhere.

    `options` say what the envelope tells of the page; `fallback` is the day to take where the page tells none.
    """

    place: str
    reader: str
    data: bytes
    options: ReadOptions
    fallback: str | None = None


Member = Found | Unread


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


class _Zstd:
    """A zstd file as the gzip module has its own: read, tell, and begin again; EOFError where it is cut off."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self.seek(0)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to an offset of the unpacked bytes; what lies before it is unpacked once more."""
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only from the beginning")
        self._packed.seek(0)
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._ready = b""
        self._at = 0
        while self._at < offset and self.read1(min(_HEAD, offset - self._at)):
            pass
        return self._at

    def tell(self) -> int:
        """The offset in the unpacked bytes."""
        return self._at

    def read1(self, size: int) -> bytes:
        """Some of the next bytes, none at the end."""
        while not self._ready:
            # a little at a time: a bomb's every kilobyte is megabytes
            data = self._frame.unused_data or self._packed.read(_SIP)
            if not data and not self._frame.eof:
                raise EOFError("the compressed file ended before its end was reached")
            if not data:
                return b""
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._ready = self._frame.decompress(data)
        found, self._ready = self._ready[:size], self._ready[size:]
        self._at += len(found)
        return found


class UnpackedStream(io.RawIOBase):
    """A gzip or zstd file, unpacked as it is read, that raises InputError once it has grown beyond reason.

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
        zstd = source.head.startswith(ZSTD)
        self._stream = _Zstd(source.stream) if zstd else gzip.GzipFile(fileobj=source.stream, mode="rb")
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
        except (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError) as error:
            self.fault = str(error)
            return 0
        buffer[: len(data)] = data
        size = self._stream.tell()
        if size > self._MOST or (size > self._FREE and size > self._RATIO * max(1, self._packed.tell())):
            raise InputError(f"{self._name}: unpacks to far more than it should, as a bomb does; not read further")
        return len(data)
