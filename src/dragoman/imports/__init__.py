"""Other people's event data as records for a store of its own. One file, one format: `read(file)`; found by name."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from dragoman.errors import UsageError
from dragoman.imports._source import Found, Source

__all__ = ["Found", "Reader", "Source", "formats", "guess", "reader"]

Reader = Callable[[Source], Iterator[Found]]
_NO_FORMATS = {"load"}


def formats() -> list[str]:
    """The names of the formats that can be read."""
    names = (module.name for module in iter_modules(__path__))
    return sorted(name for name in names if not name.startswith("_") and name not in _NO_FORMATS)


def reader(name: str) -> Reader:
    """The `read` of one format. Raises UsageError for an unknown one."""
    if name not in formats():
        raise UsageError(f"unknown format '{name}'; known: {', '.join(formats())}")
    found: Reader = import_module(f"{__name__}.{name}").read
    return found


def guess(first_line: str) -> str | None:
    """The format that a file's first line speaks of; null for none."""
    if first_line.startswith("{"):
        return "jsonl" if '"event_type"' in first_line else "plover"
    if first_line.startswith("id,document_id,"):
        return "csv"
    fields = first_line.split("\t")
    if "CAMEO Code" in fields:
        return "icews"
    if "Event Type" in fields:
        return "polecat"
    return {57: "gdelt", 58: "gdelt", 61: "gdelt", 26: "phoenix"}.get(
        len(fields), "petrarch" if 5 <= len(fields) <= 11 and fields[0].isdecimal() else None
    )
