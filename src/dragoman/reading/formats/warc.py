"""WARC files, packed or not: the pages among their records; a record that is cut is told, and the rest is read."""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.errors import InputError
from dragoman.reading.formats._documents import dated, with_facts
from dragoman.reading.formats._source import Found, Member, Source, UnpackedStream, Unread, unpacked_head
from dragoman.reading.options import ReadOptions
from dragoman.reading.read import read_bytes
from dragoman.reading.times import iso_time

_START = re.compile(rb"WARC/1\.\d\r?\nWARC-[A-Z]")
_PACKED_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_WINDOW = 1 << 20
_OVERLAP = 64  # longer than the beginning of a record
_HEADER = 512
_MARKUP = ("text/html", "application/xhtml+xml")
_TEXT = (*_MARKUP, "text/plain")
_PAGE_KINDS = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where reading stopped; `place` is None where what was read so far is whole, and what follows is no record."""

    start: int
    place: str | None


def members(source: Source, options: ReadOptions) -> Iterator[Member]:
    """Every page that was fetched well. Raises InputError where there is none."""
    count = 0
    for found in _salvaged(source, _unpacked(source), options):
        count += 1
        yield found
    if not count:
        raise InputError(f"{source.name}: no record is a page that was fetched; give a WARC file with HTML responses")


def _unpacked(source: Source) -> IO[bytes]:
    """The records; each is packed by itself, as it should be, or they were packed together, and are unpacked here."""
    if len(_START.findall(unpacked_head(source.head))) > 1:
        return io.BufferedReader(UnpackedStream(source), 1 << 16)
    return source.stream


def _salvaged(source: Source, stream: IO[bytes], options: ReadOptions) -> Iterator[Member]:
    """What can be read, with a line for each stretch that cannot."""
    start: int | None = 0
    is_gap = False
    while start is not None:
        place = f"{source.name}:{start}"
        cut: _Cut | None = None
        for found in _records(source, stream, start, options):
            if is_gap:
                yield _broken(place, "bytes before this record are no record")
                is_gap = False
            if isinstance(found, _Cut):
                cut = found
            elif found is not None:
                yield found
        if cut is None:
            return
        start = _next_start(stream, max(start, cut.start) + 1)  # on, whatever the record says
        is_gap = cut.place is None
        if cut.place or start is None:
            yield _broken(cut.place or place, "a record that is cut off or broken")
            is_gap = False


def _broken(place: str, what: str) -> Found:
    return Found(place, InputError(f"{place}: {what}; passed over, the others are read; fetch it again"))


def _records(source: Source, stream: IO[bytes], start: int, options: ReadOptions) -> Iterator[Member | _Cut | None]:
    """The records from an offset on, None for one that is no page; a cut is the last."""
    stream.seek(start)
    records = iter(ArchiveIterator(stream, parse_http=False))
    position, place = start, f"{source.name}:{start}" if start else source.name
    read_any = False
    while True:
        try:
            record = next(records, None)
        except (OSError, ValueError, zlib.error):
            yield _Cut(position, None if read_any else place)
            return
        if record is None:
            return
        position, read_any = record.stream_pos, True
        found = _record(record, source, options)
        yield found
        if isinstance(found, _Cut):
            return


def _record(record: WarcRecord, source: Source, options: ReadOptions) -> Member | _Cut | None:
    place = source.place(record.headers.get("WARC-Target-URI") or str(record.stream_pos))
    if [key.lower() for key, _ in record.headers.items()].count("warc-type") != 1:
        return _Cut(record.stream_pos, place)  # one head runs into the next
    if record.record_type not in _PAGE_KINDS:
        return None
    limit = options.max_bytes
    try:
        body = record.reader.read(limit + _HEADER)
    except (OSError, ValueError):
        return _Cut(record.stream_pos, place)
    if _START.search(body) or len(body) < min(record.content_length, limit):
        return _Cut(record.stream_pos, place)
    return _whole(record, body, place, options)


def _whole(record: WarcRecord, body: bytes, place: str, options: ReadOptions) -> Member | None:
    """What a record that is not cut holds; None where it is no page."""
    limit = options.max_bytes
    if len(body) > limit:
        return Found(place, InputError(f"{place}: a record of more than {limit / 1e6:.1f} MB; raise the limit"))
    try:
        page = _payload(record, body, limit)
    except (OSError, ValueError):
        return Found(place, InputError(f"{place}: a response whose encoding is broken; fetch it again"))
    if page is None:
        return None
    known = replace(options, url=record.headers.get("WARC-Target-URI"))
    return Unread(place, "warc", page, known, iso_time(record.headers.get("WARC-Date")))


def _payload(record: WarcRecord, body: bytes, limit: int) -> bytes | None:
    """The page of a record, without the head of the response; None where it is no page, or was not there."""
    if not record.is_http:
        kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        return body if kind in _TEXT else None
    record.set_bytes_content(body)
    record.parse_http(auto_decode="all")
    if record.http_headers.status_code != 200 or (record.http_content_type or "").lower() not in _MARKUP:
        return None
    return record.reader.read(limit + 1)


def finish(unread: Unread) -> Found:
    """The page as a document. Its date is its own; the day given by the user, or of the fetch, where it tells none."""
    known = ReadOptions(url=unread.options.url, max_bytes=unread.options.max_bytes)
    try:
        document = dated(read_bytes(unread.data, name=unread.place, options=known), unread.options)
    except InputError as error:
        return Found(unread.place, error)
    return Found(unread.place, document if document.published else with_facts(document, published=unread.fallback))


def _next_start(stream: IO[bytes], start: int) -> int | None:
    """The offset of the first record that begins at `start` or later."""
    stream.seek(0)
    is_packed = stream.read(2) == b"\x1f\x8b"
    pattern = _PACKED_START if is_packed else _START
    while True:
        stream.seek(start)
        window = stream.read(_WINDOW)
        for match in pattern.finditer(window):
            if not is_packed or _is_record(stream, start + match.start()):
                return start + match.start()
        if len(window) < _WINDOW:
            return None
        start += _WINDOW - _OVERLAP


def _is_record(stream: IO[bytes], start: int) -> bool:
    stream.seek(start)
    return unpacked_head(stream.read(_HEADER)).startswith(b"WARC/")
