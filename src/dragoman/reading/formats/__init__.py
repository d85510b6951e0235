"""Every kind of input, one reader a file: `read(source, options)` yields what each member became, page or problem.

Readers are loaded when an input of their kind comes. No reader asks anything of the network, or of files that an
input names.
"""

import io
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from dragoman.errors import InputError
from dragoman.reading.formats._kinds import READABLE, kind_of
from dragoman.reading.formats._source import Found, Source
from dragoman.reading.options import ReadOptions

__all__ = ["Found", "read_data", "read_path", "read_source"]


def read_path(path: Path, options: ReadOptions) -> Iterator[Found]:
    """What a file holds, or all the readable files of a folder and of the folders in it, by name."""
    if not path.is_dir():
        yield from _read_file(path, options)
        return
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in READABLE and file.is_file())
    if not files:
        kinds = ", ".join(sorted(READABLE))
        yield _told(f"{path}", f"holds no page ({kinds}); name the files themselves")
    for file in files:
        yield from _read_file(file, options)


def read_data(data: bytes, name: str, options: ReadOptions) -> Iterator[Found]:
    """What bytes hold, such as those of standard input."""
    yield from read_source(Source(name, io.BytesIO(data)), options)


def read_source(source: Source, options: ReadOptions) -> Iterator[Found]:
    """What one open input holds; a problem of the whole input is the last that is found."""
    found: Iterable[Found] = import_module(f"{__name__}.{kind_of(source)}").read(source, options)
    try:
        yield from found
    except InputError as error:
        yield Found(source.name, error)


def _read_file(file: Path, options: ReadOptions) -> Iterator[Found]:
    try:
        stream = file.open("rb")
    except FileNotFoundError:
        yield _told(f"{file}", "no such file; give the path of a page or a folder")
        return
    except OSError as error:
        yield _told(f"{file}", f"cannot be read ({error.strerror})")
        return
    with stream:
        try:
            yield from read_source(Source(str(file), stream), options)
        except OSError as error:
            yield _told(f"{file}", f"cannot be read ({error.strerror or error}); copy it anew")


def _told(name: str, message: str) -> Found:
    return Found(name, InputError(f"{name}: {message}"))
