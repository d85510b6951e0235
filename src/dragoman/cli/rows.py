"""What the analyses find, as a table to read, CSV, or JSON; and the store that they read."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import IO, Any, Literal, get_args

import msgspec

from dragoman.cli.console import complain
from dragoman.errors import UsageError
from dragoman.store import Filters, Store
from dragoman.store.queries import Counting, Side, Unit, totals

FORMATS = ("table", "csv", "json")
SIDES: tuple[Side, ...] = get_args(Side)
TIME_UNITS: tuple[Unit, ...] = get_args(Unit)
_WIDEST = 40  # characters of a cell of a table to read; files have all of them


@contextmanager
def opened(path: Path, filters: Filters) -> Iterator[Store]:
    """A store to read; says on stderr when the filters leave nothing of it."""
    with Store.open(path) as store:
        if totals(store, filters).tellings == 0:
            empty = totals(store).tellings == 0
            complain(f"{path}: the store holds no events" if empty else f"{path}: no event passes the filters")
        yield store


def one_of(value: str, known: Sequence[str], option: str) -> Any:  # noqa: ANN401 - a Literal of the caller's
    """The value of an option that has few. Raises UsageError."""
    if value not in known:
        raise UsageError(f"{option}: '{value}' is unknown; choose from {', '.join(known)}")
    return value


def counting(*, tellings: bool) -> Counting:
    """What is counted."""
    return "tellings" if tellings else "claims"


def write_rows(rows: Sequence[Any], columns: Sequence[str], stream: IO[str], form: Literal["table", "csv"]) -> None:
    """Records by the names of their fields, as CSV or as a table to read."""
    if form == "csv":
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(columns)
        out.writerows([_cell(getattr(row, name)) for name in columns] for row in rows)
        return
    cells = [[_shown(getattr(row, name)) for name in columns] for row in rows]
    heads = [name.replace("_", " ") for name in columns]
    right = [bool(rows) and isinstance(getattr(rows[0], name), int | float) for name in columns]
    write_table(heads, cells, right, stream)


def write_table(heads: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool], stream: IO[str]) -> None:
    """Columns as wide as they need to be; numbers to the right."""
    every = [list(heads), *cells]
    widths = [max(len(row[place]) for row in every) for place in range(len(heads))]
    for row in every:
        parts = (
            cell.rjust(width) if end else cell.ljust(width) for cell, width, end in zip(row, widths, right, strict=True)
        )
        stream.write("  ".join(parts).rstrip() + "\n")


def write_json(value: object, stream: IO[str]) -> None:
    """One JSON value and a line break."""
    stream.write(msgspec.json.encode(value).decode("utf-8") + "\n")


def columns_of(record: type) -> tuple[str, ...]:
    """The names of a record's fields."""
    return tuple(field.name for field in fields(record))


def _cell(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.2f}"
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 3] + "..."
