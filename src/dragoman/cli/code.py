"""`dragoman code`: the events of pages."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.console import complain, results
from dragoman.cli.inputs import Inputs
from dragoman.cli.loading import load_coder
from dragoman.coding.dates import published_day
from dragoman.errors import UsageError
from dragoman.knowledge.discards import load_discards
from dragoman.outputs import writer
from dragoman.reading import ReadOptions
from dragoman.types import Document, Event

VOICES = ("article", "quote", "comment")
FACTUALITY = ("asserted", "possible", "conditional", "hypothetical", "denied")

Actors = Annotated[list[Path] | None, typer.Option("--actors", help="An actor table laid over the shipped ones.")]
Discarded = Annotated[list[Path] | None, typer.Option("--discards", help="A list of phrases not to be coded.")]
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
    documents: Iterator[Document], code: Callable[[Document], list[Event]], shown: Mapping[str, frozenset[str]]
) -> Iterator[Event]:
    for document in documents:
        for event in code(document):
            if event.voice in shown["voice"] and event.factuality in shown["factuality"]:
                yield event


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def code(
        paths: Annotated[
            list[str], typer.Argument(metavar="PATH...", help="Pages, feeds, mails, archives, folders, or - for stdin.")
        ],
        *,
        published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
        voices: Annotated[str, typer.Option(help="article,quote,comment or all.")] = "article,quote",
        factuality: Annotated[
            str, typer.Option(help="asserted,possible,conditional,hypothetical,denied or all.")
        ] = "asserted",
        actors: Actors = None,
        rules: Rules = None,
        discards: Discarded = None,
        format: Annotated[str, typer.Option("--format", help="table, jsonl, csv ...")] = "table",
        any_language: Annotated[
            bool, typer.Option("--any-language", help="Code pages that are not in English, too.")
        ] = False,
        output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")] = None,
    ) -> int:
        """Code pages: who did what to whom, who says so, and whether it happened."""
        write = writer(format)
        shown = {
            "voice": chosen(voices, VOICES, "--voices"),
            "factuality": chosen(factuality, FACTUALITY, "--factuality"),
        }
        day = published_date(published)
        coder, config = load_coder(actors or (), rules or ())
        options = ReadOptions(published=day, max_bytes=config.max_bytes)
        inputs = Inputs(paths, options, complain, english_only=not any_language)
        left_out = load_discards(discards or ())
        with results(output) as stream:
            notes = write(
                _events(inputs.documents(), lambda page: left_out.kept(page, coder.code(page)), shown), stream
            )
        for note in notes or ():
            complain(note)
        return inputs.status
