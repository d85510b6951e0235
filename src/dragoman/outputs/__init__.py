"""One file, one format: `write(events, stream)`. Modules are found by their name.

A writer may take facts about documents and claims besides (`write(events, stream, facts)`), and may tell in the end
what it left out, a line each. What else is to be known of a format its module says in names of `Traits`, in capitals.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules
from typing import IO, Any, Protocol

from dragoman.errors import UsageError
from dragoman.outputs._facts import NO_DOCUMENT, NOTHING, ClaimFacts, DocumentFacts, Facts
from dragoman.outputs._lean import lean_event, stored_event
from dragoman.types import Event

__all__ = [
    "NOTHING",
    "NO_DOCUMENT",
    "ClaimFacts",
    "DocumentFacts",
    "Facts",
    "Traits",
    "Writer",
    "formats",
    "lean_event",
    "stored_event",
    "traits",
    "writer",
]


@dataclass(frozen=True, slots=True)
class Traits:
    """What a caller has to know of a format.

    `binary`: it writes bytes. `lean`: what `lean_event` gives is enough. `as_stored`: a store's record and a line's
    end are its rows. `one_telling`: a claim is written once, however many documents tell it. `counts`: it asks for the
    facts of claims. `layout`: it asks for a document's lead paragraph and length.
    """

    binary: bool = False
    lean: bool = False
    as_stored: bool = False
    one_telling: bool = False
    counts: bool = False
    layout: bool = False


class Writer(Protocol):
    """Writes events to a stream of text, as they come; a binary format finds the bytes beneath it.

    Returns a line for each kind of thing that was left out.
    """

    def __call__(self, events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> list[str]:
        """Write all events."""


def formats() -> list[str]:
    """The names of the formats: the modules of this package."""
    return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))


def writer(name: str) -> Writer:
    """The `write` of one format, for streams of text. Raises UsageError for an unknown one."""
    module = _module(name)
    own: Callable[..., list[str] | None] = module.write
    with_facts = "facts" in signature(own).parameters
    binary = traits(name).binary

    def write(events: Iterable[Event], stream: IO[str], facts: Facts = NOTHING) -> list[str]:
        out = _bytes_of(stream, name) if binary else stream
        return (own(events, out, facts) if with_facts else own(events, out)) or []

    return write


def traits(name: str) -> Traits:
    """What is to be known of a format. Raises UsageError for an unknown one."""
    module = _module(name)
    return Traits(**{field.name: bool(getattr(module, field.name.upper(), False)) for field in fields(Traits)})


def _module(name: str) -> Any:  # noqa: ANN401 - a module's names are known when it is loaded
    if name not in formats():
        raise UsageError(f"unknown format '{name}'; known: {', '.join(formats())}")
    return import_module(f"{__name__}.{name}")


def _bytes_of(stream: IO[str], name: str) -> IO[bytes]:
    """The bytes beneath a stream of text: a file's or standard output's."""
    beneath: IO[bytes] | None = getattr(stream, "buffer", None)
    if beneath is None:
        raise UsageError(f"{name} is no text; write it into a file with -o")
    stream.flush()
    return beneath
