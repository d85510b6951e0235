"""`dragoman relation`: the event type between marked spans."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.code import Actors, Rules
from dragoman.cli.console import results
from dragoman.cli.loading import load_coder
from dragoman.relation import code_relations, read_rows


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def relation(
        file: Annotated[
            Path, typer.Argument(metavar="FILE.tsv", help="Rows of id, sentence and offsets of source and target.")
        ],
        actors: Actors = None,
        rules: Rules = None,
        output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")] = None,
    ) -> int:
        """Name the event type between a marked source and target: id and root, tab-separated."""
        rows = read_rows(file)
        coder, _ = load_coder(actors or (), rules or ())
        with results(output) as stream:
            for row, root in zip(rows, code_relations(rows, coder), strict=True):
                stream.write(f"{row.id}\t{root}\n")
        return 0
