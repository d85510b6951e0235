"""Actor tables: tab-separated, with a header; every fault is told by file and line, all at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.errors import ActorError

_DATE = re.compile(r"^(-?\d{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
_SLOTS = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})


@dataclass(slots=True)
class Table:
    """The rows of one file, with what is wrong in it."""

    name: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def fault(self, line: int, text: str) -> None:
        """Note a problem of one line."""
        self.problems.append(f"{self.name}:{line}: {text}")


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ActorError([f"{name}:{line}: not UTF-8; save the file as UTF-8"]) from error


def read_source(path: Path | Traversable, name: str) -> bytes:
    """What is in the file of a table. Raises ActorError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ActorError([f"{name}: cannot be read ({error.strerror}); give the path of a TSV actor file"]) from error


def read_table(path: Path | Traversable, name: str, required: Sequence[str]) -> Table:
    """The rows of a table. Raises ActorError when the file cannot be read as a table at all."""
    return parse_table(read_source(path, name), name, required)


def parse_table(data: bytes, name: str, required: Sequence[str]) -> Table:
    """The rows of a table that has been read. Raises ActorError when it is none."""
    lines = _decode(name, data).splitlines()
    header = lines[0].split("\t") if lines else []
    missing = [column for column in required if column not in header]
    if missing:
        raise ActorError(
            [f"{name}:1: no column '{missing[0]}'; an actor file begins with: {' '.join(required)} (tab-separated)"]
        )
    table = Table(name)
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) > len(header):
            table.fault(number, f"{len(row)} fields, the header has {len(header)}")
            continue
        row.extend([""] * (len(header) - len(row)))
        table.rows.append((number, dict(zip(header, row, strict=True))))
    return table


def shipped(name: str) -> Traversable:
    """A table of the package."""
    return resources.files("dragoman.knowledge") / "data" / f"{name}.tsv"


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    if "|" not in cell:
        cell = cell.strip()
        return (cell,) if cell else ()
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def check_dates(table: Table, line: int, since: str, until: str) -> None:
    """Dates are YYYY, YYYY-MM or YYYY-MM-DD, and an end is not before its start."""
    for value in (since, until):
        if value and not _DATE.match(value):
            table.fault(line, f"bad date '{value}'; write YYYY, YYYY-MM or YYYY-MM-DD")
    if since and until and until < since[: len(until)]:
        table.fault(line, f"ends ({until}) before it starts ({since})")


def check_sectors(table: Table, line: int, sectors: Sequence[str], known: frozenset[str]) -> None:
    """Sectors are PLOVER's."""
    for sector in sectors:
        if sector not in known:
            table.fault(line, f"unknown sector '{sector}'; known: {' '.join(sorted(known))}")


def check_country(table: Table, line: int, country: str, known: frozenset[str]) -> None:
    """Countries are ISO-3 codes of the territories table or international slots."""
    if country and country not in known and country not in _SLOTS:
        table.fault(line, f"unknown country '{country}'; write an ISO-3 code or one of {' '.join(sorted(_SLOTS))}")


def all_problems(tables: Iterator[Table]) -> None:
    """Raise ActorError with the problems of all tables, if there are any."""
    problems = [problem for table in tables for problem in table.problems]
    if problems:
        raise ActorError(problems)
