"""A corpus as jobs: one page each, still to be read, with a key that tells whether it was coded before."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import IO

from dragoman.errors import UsageError
from dragoman.reading import ReadOptions
from dragoman.reading.formats import Found, Member, files_of, members_of_file
from dragoman.types import Document

_KEY_BYTES = 8


@dataclass(frozen=True, slots=True)
class Job:
    """One page to code; `key` is a hash of its place, its bytes, and what its envelope says."""

    number: int
    key: int
    member: Member

    @property
    def size(self) -> int:
        """Bytes to read, about."""
        member = self.member
        if not isinstance(member, Found):
            return len(member.data)
        return len(member.result.text) if isinstance(member.result, Document) else 0


@dataclass(slots=True)
class Corpus:
    """The files of a corpus, and how far reading them has come."""

    files: Sequence[Path]
    options: ReadOptions
    total: int = 0
    _passed: int = 0
    _stream: IO[bytes] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.total = sum(_size(file) for file in self.files)

    @property
    def position(self) -> int:
        """Bytes of the corpus that were read."""
        stream = self._stream
        return self._passed + (stream.tell() if stream is not None and not stream.closed else 0)

    def jobs(self) -> Iterator[Job]:
        """Every page, in the order of the files."""
        number = 0
        for file in self.files:
            for member in members_of_file(file, self.options, self._watch):
                yield Job(number, key_of(member), member)
                number += 1
            self._passed += _size(file)
            self._stream = None

    def _watch(self, stream: IO[bytes]) -> None:
        self._stream = stream


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # told when it is opened


def key_of(member: Member) -> int:
    """A number that is another one where the place, the page, or what the envelope says of it is.

    From wherever a file is named, it is the same place.
    """
    if not isinstance(member, Found):
        facts: tuple[str | None, ...] = (member.options.url, member.options.published, member.fallback)
        data = member.data
    elif isinstance(member.result, Document):
        document = member.result
        facts = (document.id, document.url, document.published, document.title)
        data = document.text.encode("utf-8", "replace")
    else:
        facts, data = (str(member.result),), b""
    found = blake2b(data, digest_size=_KEY_BYTES)
    place = os.path.abspath(member.place)  # noqa: PTH100 - the name of a file, and of what is in it
    found.update("\x1f".join((place, *(fact or "" for fact in facts))).encode("utf-8", "replace"))
    return int.from_bytes(found.digest(), "little")


def corpus_files(paths: Sequence[str]) -> list[Path]:
    """The files that folders, globs, names and lists of names (`@list.txt`) stand for, none twice.

    Raises UsageError where one stands for nothing.
    """
    files = [file for path in paths for file in _files(path)]
    return list(dict.fromkeys(files))


def _files(path: str) -> list[Path]:
    if path.startswith("@"):
        return [file for line in _lines(Path(path[1:])) for file in _files(line)]
    place = Path(path)
    try:
        if place.is_dir():
            return _of_folder(place)
        if place.exists():
            return [place]
    except OSError as error:
        raise UsageError(f"{path}: cannot be looked into ({error.strerror}); ask for the right to read it") from error
    matched = [Path(name) for name in sorted(glob.glob(path, recursive=True))]  # noqa: PTH207 - an absolute pattern, too
    if not matched:
        raise UsageError(f"{path}: no such file or folder, and no pattern that matches one")
    return [file for match in matched for file in (_of_folder(match) if match.is_dir() else [match])]


def _of_folder(folder: Path) -> list[Path]:
    next(folder.iterdir(), None)  # says here, not with an empty list, that it may not be read
    files = sorted([*files_of(folder), *_closed(folder)])
    if not files:
        raise UsageError(f"{folder}: holds no file that dragoman reads; name the files themselves")
    return files


def _closed(folder: Path) -> list[Path]:
    """The folders in a folder that may not be looked into: as files that cannot be read they are told with the rest."""
    found: list[Path] = []
    for _ in os.walk(folder, onerror=lambda error: found.append(Path(str(error.filename)))):
        pass
    return found


def _lines(listing: Path) -> list[str]:
    try:
        lines = listing.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"@{listing}: cannot be read as a list of files ({error})") from error
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
