"""Zip files, tar files, gzip and zstd files: what is packed in them is read as if it lay in a folder."""

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO

from dragoman.errors import InputError
from dragoman.reading.formats import members_of
from dragoman.reading.formats._kinds import ARCHIVES, READABLE
from dragoman.reading.formats._source import ZSTD, Found, Member, Source, UnpackedStream, unpacked_head
from dragoman.reading.formats._zipped import problem_of
from dragoman.reading.options import ReadOptions

_MOST_MEMBERS = 1_000_000
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    ValueError,  # an offset before the beginning, a name that is no name
)
# told, since their text is lost; pictures and scripts of a saved page are passed over
_PAPERS = frozenset({".pdf", ".doc", ".rtf", ".odt", ".xls", ".xlsx", ".7z", ".rar", ".bz2", ".xz"})


def members(source: Source, options: ReadOptions) -> Iterator[Member]:
    """Every readable member. Raises InputError where the archive itself is broken, or lies in another one."""
    if source.depth:
        raise InputError(f"{source.name}: an archive within an archive; unpack it and give it by itself")
    reader = _reader(source)
    count = 0
    try:
        for found in reader(source, options):
            count += 1
            yield found
    except _BROKEN as error:
        raise InputError(f"{source.name}: broken or cut off ({_one_line(error)}); pack it or fetch it anew") from None
    if not count:
        kinds = ", ".join(sorted(READABLE))
        raise InputError(f"{source.name}: holds no page ({kinds}); give an archive of pages")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _reader(source: Source) -> Callable[[Source, ReadOptions], Iterator[Member]]:
    if source.head.startswith(b"PK"):
        return _zip
    if source.head.startswith(b"\x1f\x8b"):
        return _gzipped_tar if unpacked_head(source.head)[257:262] == b"ustar" else _packed
    if source.head.startswith(ZSTD):
        return _packed
    return _plain_tar


def _zip(source: Source, options: ReadOptions) -> Iterator[Member]:
    with zipfile.ZipFile(source.stream) as archive:
        for info in archive.infolist()[:_MOST_MEMBERS]:
            if info.is_dir() or not _is_wanted(info.filename):
                continue
            problem = problem_of(info, options.max_bytes)
            if problem:
                yield _told(source, info.filename, problem)
                continue
            try:
                # what the directory says of the size may be a lie
                with archive.open(info) as stream:
                    data = stream.read(options.max_bytes + 1)
            except _BROKEN as error:
                yield _told(source, info.filename, f"broken ({_one_line(error)}); pack it anew")
                continue
            yield from _member(source, info.filename, data, options)


def _gzipped_tar(source: Source, options: ReadOptions) -> Iterator[Member]:
    unpacked = UnpackedStream(source)
    yield from _tar(source, io.BufferedReader(unpacked, 1 << 16), options)
    yield from _fault(source, unpacked)


def _plain_tar(source: Source, options: ReadOptions) -> Iterator[Member]:
    yield from _tar(source, source.stream, options)


def _tar(source: Source, stream: IO[bytes], options: ReadOptions) -> Iterator[Member]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            # links lead elsewhere, perhaps outside
            if not info.isfile() or not _is_wanted(info.name):
                continue
            if info.size > options.max_bytes:
                size, limit = info.size / 1e6, options.max_bytes / 1e6
                yield _told(
                    source, info.name, f"{size:.1f} MB is more than the limit of {limit:.1f} MB; raise the limit"
                )
                continue
            packed = archive.extractfile(info)
            yield from _member(source, info.name, packed.read() if packed else b"", options)


def _packed(source: Source, options: ReadOptions) -> Iterator[Member]:
    """The one file; its name is the archive's without ".gz" or ".zst"."""
    name = source.name[: -len(source.suffix)] if source.suffix in (".gz", ".zst") else source.name
    unpacked = UnpackedStream(source)
    with io.BufferedReader(unpacked, 1 << 16) as stream:
        yield from members_of(Source(name, stream, source.depth + 1), options)
    yield from _fault(source, unpacked)


def _fault(source: Source, unpacked: UnpackedStream) -> Iterator[Member]:
    if unpacked.fault:
        fault = " ".join(unpacked.fault.split())
        yield source.failed(f"broken or cut off ({fault}); what stands before is read, fetch it again for the rest")


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name)
    if path.name.startswith(".") or path.parts[0] == "__MACOSX":
        return False
    return not path.suffix or path.suffix.lower() in READABLE | _PAPERS


def _member(source: Source, name: str, data: bytes, options: ReadOptions) -> Iterator[Member]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in ARCHIVES and not name.lower().endswith(".warc.gz"):
        yield _told(source, name, "an archive within an archive; unpack it and give it by itself")
        return
    yield from members_of(source.member(name, data), options)


def _told(source: Source, name: str, problem: str) -> Found:
    place = source.place(name)
    return Found(place, InputError(f"{place}: {problem}"))
