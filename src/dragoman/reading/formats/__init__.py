"""Every kind of input, one reader a file: `members(source, options)` yields its pages, still to be read, or read.

What is cheap to tell apart and slow to read is left to `finish(unread)`, which may run in another process.
Readers are loaded when an input of their kind comes. No reader asks anything of the network, or of files that an
input names.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO

from dragoman.errors import InputError
from dragoman.reading.formats._kinds import READABLE, kind_of
from dragoman.reading.formats._source import Found, Member, Source, Unread
from dragoman.reading.options import ReadOptions

__all__ = [
    "Found",
    "Member",
    "Unread",
    "files_of",
    "finish",
    "members_of",
    "members_of_file",
    "members_of_path",
    "read_data",
    "read_path",
]


def finish(member: Member) -> Found:
    """What a member became, page or problem."""
    if isinstance(member, Found):
        return member
    found: Found = import_module(f"{__name__}.{member.reader}").finish(member)
    return found


def read_path(path: Path, options: ReadOptions) -> Iterator[Found]:
    """What a file holds, or all the readable files of a folder and of the folders in it, by name."""
    return map(finish, members_of_path(path, options))


def members_of_path(path: Path, options: ReadOptions) -> Iterator[Member]:
    """The pages of a file, or of all the readable files of a folder and of the folders in it, by name."""
    if not path.is_dir():
        yield from members_of_file(path, options)
        return
    files = files_of(path)
    if not files:
        yield _empty(path)
    for file in files:
        yield from members_of_file(file, options)


def files_of(folder: Path) -> list[Path]:
    """The readable files of a folder and of the folders in it, by name."""
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in READABLE and file.is_file())


def read_data(data: bytes, name: str, options: ReadOptions) -> Iterator[Found]:
    """What bytes hold, such as those of standard input."""
    return map(finish, members_of(Source(name, io.BytesIO(data)), options))


def members_of(source: Source, options: ReadOptions) -> Iterator[Member]:
    """The pages of one open input; a problem of the whole input is the last that is found."""
    found: Iterable[Member] = import_module(f"{__name__}.{kind_of(source)}").members(source, options)
    try:
        yield from found
    except InputError as error:
        yield Found(source.name, error)


def members_of_file(file: Path, options: ReadOptions, watch: Callable[[IO[bytes]], object] = id) -> Iterator[Member]:
    """The pages of a file; `watch` is shown the open file, whose position tells how far reading has come."""
    try:
        stream = file.open("rb")
    except FileNotFoundError:
        yield _told(f"{file}", "no such file; give the path of a page or a folder")
        return
    except OSError as error:
        yield _told(f"{file}", f"cannot be read ({error.strerror})")
        return
    with stream:
        watch(stream)
        try:
            yield from members_of(Source(str(file), stream), options)
        except OSError as error:
            yield _told(f"{file}", f"cannot be read ({error.strerror or error}); copy it anew")


def _empty(folder: Path) -> Found:
    return _told(f"{folder}", f"holds no page ({', '.join(sorted(READABLE))}); name the files themselves")


def _told(name: str, message: str) -> Found:
    return Found(name, InputError(f"{name}: {message}"))
