"""JSON lines: one object a line with `text` or `html`, and `id`, `title`, `date`, `url` where they are known."""

import json
from collections.abc import Iterator

from dragoman.errors import InputError
from dragoman.reading.formats._documents import dated
from dragoman.reading.formats._source import Found, Member, Source, Unread
from dragoman.reading.options import ReadOptions
from dragoman.reading.read import document_from_record
from dragoman.types import Document


def members(source: Source, options: ReadOptions) -> Iterator[Member]:
    """Each line that is not blank; a faulty one is told with its number."""
    number = 0
    while line := source.stream.readline(options.max_bytes + 1):
        number += 1
        place = f"{source.name}:{number}"
        if len(line) > options.max_bytes:
            _pass_over(source, line)
            limit = options.max_bytes / 1e6
            yield Found(place, InputError(f"{place}: a line of more than {limit:.1f} MB; split it or raise the limit"))
        elif line.strip():
            yield Unread(place, "lines", line, options)


def finish(unread: Unread) -> Found:
    """The line as a document."""
    return Found(unread.place, _record(unread.data, unread.place, unread.options))


def _pass_over(source: Source, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = source.stream.readline(65_536)


def _record(line: bytes, place: str, options: ReadOptions) -> Document | InputError:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"{place}: not JSON ({error}); write one JSON object a line")
    if not isinstance(record, dict):
        return InputError(f'{place}: not a JSON object; write {{"id": ..., "text": ...}}')
    try:
        return dated(document_from_record(record, place=place), options)
    except InputError as error:
        return error
