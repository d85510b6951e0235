"""A page or a plain text: the whole input is one document."""

from collections.abc import Iterator

from dragoman.reading.formats._source import Found, Source
from dragoman.reading.options import ReadOptions
from dragoman.reading.read import read_bytes


def read(source: Source, options: ReadOptions) -> Iterator[Found]:
    """The one document. Raises InputError where it cannot be read."""
    # one byte more than allowed is enough to be refused, and cannot fill the memory
    data = source.stream.read(options.max_bytes + 1)
    yield Found(source.name, read_bytes(data, name=source.name, options=options))
