"""`dragoman read`: how a page was read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Annotated

import typer

from dragoman.cli.code import published_date
from dragoman.cli.console import complain, results
from dragoman.cli.inputs import Inputs
from dragoman.cli.loading import load_coder
from dragoman.config import load_config
from dragoman.errors import UsageError
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions
from dragoman.records import document_json
from dragoman.types import Document, Stance


def _table(document: Document, stream: IO[str]) -> None:
    for name in ("id", "title", "author", "published", "language", "url"):
        value = getattr(document, name)
        stream.write(
            f"{name:<10} {value if value is not None else '- (' + document.missing.get(name, 'not given') + ')'}\n"
        )
    for block in document.blocks:
        text = " ".join(document.text[block.start : block.end].split())
        who = f" {block.author or '?'}{' ' + block.posted if block.posted else ''}:" if block.kind == "comment" else ""
        stream.write(f"{block.start:>7} {block.kind:<8}{who} {text[:110]}{'...' if len(text) > 110 else ''}\n")
    for name, stance in (*document.stance.items(), *_beyond_countries(document)):
        counts = f"{stance.positive} for, {stance.negative} against, {stance.neutral} neutral"
        stream.write(f"stance     {name:<24} {stance.mean:+.2f}  {counts}\n")


def _beyond_countries(document: Document) -> Iterator[tuple[str, Stance]]:
    """The stance to actors that are no country: one's own line would say the same again."""
    return ((name, stance) for name, stance in document.actor_stance.items() if name not in document.stance)


def _with_stance(documents: Iterable[Document]) -> Iterator[Document]:
    """The readers' stance put in; the coder is loaded for the first page that has comments, and not without."""
    coder: Coder | None = None
    for document in documents:
        if coder is None and any(block.kind == "comment" for block in document.blocks):
            coder, _ = load_coder()
        yield coder.with_stance(document) if coder else document


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def read(
        path: Annotated[str, typer.Argument(metavar="PATH", help="A page, or - for standard input.")],
        format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
        published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
        output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")] = None,
    ) -> int:
        """Read a page into its voices: title, byline, body, quotations, comments."""
        if format not in ("table", "json"):
            raise UsageError(f"unknown format '{format}'; known: table, json")
        inputs = Inputs(
            [path], ReadOptions(published=published_date(published), max_bytes=load_config().max_bytes), complain
        )
        with results(output) as stream:
            for document in _with_stance(inputs.documents()):
                if format == "json":
                    stream.write(document_json(document) + "\n")
                else:
                    _table(document, stream)
        return 1 if inputs.failed else 0
