"""`dragoman code`: the events of pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.console import complain, results
from dragoman.cli.inputs import Inputs
from dragoman.cli.loading import load_coder
from dragoman.coding.dates import published_day
from dragoman.errors import UsageError
from dragoman.outputs import writer
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions
from dragoman.types import Document, Event

VOICES = ("article", "quote", "comment")
FACTUALITY = ("asserted", "possible", "conditional", "hypothetical", "denied")

Actors = Annotated[list[Path] | None, typer.Option("--actors", help="An actor table laid over the shipped ones.")]
Rules = Annotated[list[Path] | None, typer.Option("--rules", help="A rule file laid over the shipped ones.")]


def chosen(value: str, known: tuple[str, ...], option: str) -> frozenset[str]:
    """A comma list of choices, or "all". Raises UsageError."""
    parts = known if value == "all" else tuple(part.strip() for part in value.split(",") if part.strip())
    for part in parts:
        if part not in known:
            raise UsageError(f"{option}: '{part}' is unknown; choose from {', '.join(known)} or all")
    return frozenset(parts)


def published_date(value: str | None) -> str | None:
    """An ISO date given by option. Raises UsageError."""
    if value is not None and published_day(value) is None:
        raise UsageError(f"--published: '{value}' is no date; write YYYY-MM-DD")
    return value


def _events(
    documents: Iterator[Document], coder: Coder, voices: frozenset[str], factuality: frozenset[str]
) -> Iterator[Event]:
    for document in documents:
        for event in coder.code(document):
            if event.voice in voices and event.factuality in factuality:
                yield event


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def code(
        paths: Annotated[
            list[str], typer.Argument(metavar="PATH...", help="Pages, folders, JSON lines, or - for standard input.")
        ],
        published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
        voices: Annotated[str, typer.Option(help="article,quote,comment or all.")] = "article,quote",
        factuality: Annotated[
            str, typer.Option(help="asserted,possible,conditional,hypothetical,denied or all.")
        ] = "asserted",
        actors: Actors = None,
        rules: Rules = None,
        format: Annotated[str, typer.Option("--format", help="table, jsonl, csv ...")] = "table",
        output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")] = None,
    ) -> int:
        """Code pages: who did what to whom, who says so, and whether it happened."""
        write = writer(format)
        shown, held = chosen(voices, VOICES, "--voices"), chosen(factuality, FACTUALITY, "--factuality")
        day = published_date(published)
        coder, config = load_coder(actors or (), rules or ())
        inputs = Inputs(paths, ReadOptions(published=day, max_bytes=config.max_bytes), complain)
        with results(output) as stream:
            write(_events(inputs.documents(), coder, shown, held), stream)
        return 1 if inputs.failed else 0
