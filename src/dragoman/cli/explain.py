"""`dragoman explain`: each stage's result for a text."""

from typing import Annotated

import typer

from dragoman.cli.code import Actors, Rules, published_date
from dragoman.cli.loading import load_coder
from dragoman.explain import explain as explain_lines
from dragoman.reading import ReadOptions, read_text


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def explain(
        text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or a few.")],
        published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
        actors: Actors = None,
        rules: Rules = None,
    ) -> int:
        """Say why a text is coded as it is, or where the coding stopped."""
        document = read_text(text, options=ReadOptions(published=published_date(published)))
        coder, _ = load_coder(actors or (), rules or ())
        for line in explain_lines(coder.every_sentence(document)):
            typer.echo(line)
        return 0
