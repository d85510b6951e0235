"""One file, one format: `write(events, stream)`. Modules are found by their name."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import IO

from dragoman.errors import UsageError
from dragoman.types import Event

Writer = Callable[[Iterable[Event], IO[str]], None]


def formats() -> list[str]:
    """The names of the formats: the modules of this package."""
    return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))


def writer(name: str) -> Writer:
    """The `write` of one format. Raises UsageError for an unknown one."""
    if name not in formats():
        raise UsageError(f"unknown format '{name}'; known: {', '.join(formats())}")
    found: Writer = import_module(f"{__name__}.{name}").write
    return found
