"""A file to be read line by line, and what a line gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dragoman.errors import InputError
from dragoman.types import Document, Event

Tell = Callable[[str], None]
_EMPTY = {"", "NA", "NaN", "None", "NULL", "null", "\\N"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a file says that an event is told."""

    tellings: int
    outlets: int
    documents: int


@dataclass(frozen=True, slots=True)
class Found:
    """An event of a file, its document (an address without a text), and who published it."""

    event: Event
    document: Document
    outlet: str | None = None
    counts: Counts | None = None


class BadLine(ValueError):  # noqa: N818 - what is bad is the line
    """A line that gives no event; says why."""


class Source:
    """The lines of one file. Faults are told with file and line; the other lines go on."""

    def __init__(self, path: Path, tell: Tell) -> None:
        self.path = path
        self.line = 0
        self.faults = 0
        self._tell = tell

    def complain(self, what: str) -> None:
        """Tell of a fault in the line that was read last."""
        self.faults += 1
        self._tell(f"{self.path}:{self.line}: {what}")

    def lines(self) -> Iterator[str]:
        """The lines that are not empty, without their ends. Raises InputError where the file cannot be read."""
        try:
            with self.path.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
                for line in stream:
                    self.line += 1
                    text = line.rstrip("\r\n")
                    if text:
                        yield text
        except OSError as error:
            raise InputError(f"{self.path}: cannot be read ({error.strerror})") from error

    def found(self, make: Callable[[str], Found]) -> Iterator[Found]:
        """What `make` makes of each line; its BadLine is told."""
        for line in self.lines():
            try:
                made = make(line)
            except BadLine as error:
                self.complain(str(error))
                continue
            yield made

    def rows(self, count: int) -> Iterator[list[str]]:
        """The fields of lines with `count` columns between tabs; others are told and left out."""
        for line in self.lines():
            row = self.fitted(line.split("\t"), count)
            if row is not None:
                yield row

    def fitted(self, fields: list[str], count: int) -> list[str] | None:
        """The fields, with empty ones too many at the end cut off; null where their number is wrong."""
        extra = fields[count:]
        if extra and not any(extra):
            self.complain(f"{len(extra)} tab{'s' if len(extra) > 1 else ''} too many at the end; ignored")
            fields = fields[:count]
        if len(fields) != count:
            self.complain(f"{len(fields)} columns, {count} are expected; left out")
            return None
        return [known(field) for field in fields]

    def named(self, columns: Sequence[str], needed: Sequence[str]) -> Iterator[dict[str, str]]:
        """Rows by the names in the file's first line, which may stand in another order; missing ones are empty.

        Raises InputError where the first line lacks a needed column.
        """
        lines = self.lines()
        first = next(lines, None)
        if first is None:
            return
        header = [name.strip().removeprefix("#!") for name in first.split("\t")]
        lacking = [name for name in needed if name not in header]
        if lacking:
            raise InputError(f"{self.path}:1: no column {', '.join(lacking)}; name the right --format")
        absent = dict.fromkeys((name for name in columns if name not in header), "")
        for line in chain(lines):
            row = self.fitted(line.split("\t"), len(header))
            if row is not None:
                yield absent | dict(zip(header, row, strict=True))


def known(field: str) -> str:
    """A field without the words that stand for nothing."""
    text = field.strip()
    return "" if text in _EMPTY else text
