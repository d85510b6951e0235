"""A page or a plain text: the whole input is one document."""

from collections.abc import Iterator

from dragoman.errors import InputError
from dragoman.reading.formats._source import Found, Member, Source, Unread
from dragoman.reading.options import ReadOptions
from dragoman.reading.read import read_bytes


def members(source: Source, options: ReadOptions) -> Iterator[Member]:
    """The one page."""
    # one byte more than allowed is enough to be refused, and cannot fill the memory
    data = source.stream.read(options.max_bytes + 1)
    yield Unread(source.name, "page", data, options)


def finish(unread: Unread) -> Found:
    """The page as a document."""
    try:
        return Found(unread.place, read_bytes(unread.data, name=unread.place, options=unread.options))
    except InputError as error:
        return Found(unread.place, error)
