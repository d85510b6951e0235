"""`dragoman import`: other people's event data into a store of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.console import complain
from dragoman.errors import InputError, UsageError
from dragoman.imports import Found, Source, formats, guess, reader
from dragoman.imports.load import load
from dragoman.store import Store


def _format_of(source: Source, given: str | None) -> str:
    """The format by option, or by the file's first line. Raises UsageError where neither tells."""
    if given is not None:
        return given
    first = next(source.lines(), "")
    source.line = 0
    found = guess(first)
    if found is None:
        raise UsageError(f"{source.path}: of no known format; name it with --format ({', '.join(formats())})")
    return found


def _load(path: Path, format: str | None, store: Store) -> int:
    """Load one file. Returns how many faults it had."""
    source = Source(path, complain)
    name = _format_of(source, format)
    events: Iterator[Found] = reader(name)(source)
    loaded = load(events, store, str(path))
    faults = f", {source.faults} faults" if source.faults else ""
    complain(f"{path}: {name}, {loaded.events} events in {loaded.documents} new documents{faults}")
    return source.faults


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="import")
    def import_command(
        files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files of events, all of one format.")],
        *,
        store: Annotated[Path, typer.Option(help="The store they go into; made where it is missing.")],
        format: Annotated[
            str | None, typer.Option("--format", help="gdelt, icews, polecat, phoenix ...; by default a guess.")
        ] = None,
    ) -> int:
        """Load other people's event data into a store of its own, to be counted, drawn and compared."""
        if format is not None:
            reader(format)
        status = 0
        with Store.open(store, write=True) as opened:
            for path in files:
                try:
                    faults = _load(path, format, opened)
                except InputError as error:
                    complain(str(error))
                    faults = 1
                status = 1 if faults else status
        return status
