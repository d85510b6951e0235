"""`dragoman dyads`: who with whom, over a store."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.analysis.dyads import Dyad, dyads
from dragoman.cli.console import results
from dragoman.cli.filtering import filtered
from dragoman.cli.rows import FORMATS, SIDES, columns_of, counting, one_of, opened, write_json, write_rows
from dragoman.ontology import load_ontology
from dragoman.store import Filters
from dragoman.store.analysis_queries import Pairs, pair_rows

# what fits a screen; CSV and JSON have every field
_SHOWN = (
    "source", "target", "count", "cooperation", "conflict", "goldstein_sum", "goldstein_mean", "icews_mean", "first",
    "last",
)  # fmt: skip

StoreFile = Annotated[Path, typer.Argument(metavar="STORE", help="A store that `dragoman run` made.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")]
Tellings = Annotated[bool, typer.Option("--tellings", help="Count each telling, not each claim once.")]
Abroad = Annotated[bool, typer.Option("--abroad", help="Leave out what one does to itself (IND-IND).")]


def intensities() -> dict[str, float]:
    """The scale that ICEWS publishes, by CAMEO code."""
    return {code.code: code.goldstein_icews for code in load_ontology().codes.values()}


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="dyads")
    @filtered()
    def dyads_command(
        store: StoreFile,
        filters: Filters,
        *,
        by: Annotated[str, typer.Option(help="country, code or name.")] = "country",
        undirected: Annotated[bool, typer.Option("--undirected", help="Join both directions of a pair.")] = False,
        abroad: Abroad = False,
        tellings: Tellings = False,
        limit: Annotated[int | None, typer.Option(min=1, help="The most frequent ones only.")] = None,
        format: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
        output: Output = None,
    ) -> int:
        """Tell who deals with whom: counts, cooperation and conflict, intensity, first and last day."""
        form = one_of(format, FORMATS, "--format")
        pairs = Pairs(filters, one_of(by, SIDES, "--by"), counting(tellings=tellings), undirected)
        with opened(store, filters) as source:
            found = dyads(pair_rows(source, pairs, intensities()), between_two=abroad)[:limit]
        with results(output) as stream:
            if form == "json":
                write_json(found, stream)
            else:
                write_rows(found, _SHOWN if form == "table" else columns_of(Dyad), stream, form)
        return 0
