"""`dragoman network`: the dyads of a store as a graph."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.analysis.dyads import dyads
from dragoman.cli.console import complain, results
from dragoman.cli.dyads import Output, StoreFile, Tellings, intensities
from dragoman.cli.filtering import filtered
from dragoman.cli.rows import SIDES, counting, one_of, opened, write_json, write_rows
from dragoman.store import Filters
from dragoman.store.analysis_queries import Pairs, pair_rows

if TYPE_CHECKING:
    from dragoman.analysis.network import Network

_FORMATS = ("table", "json", "graphml")
_WEIGHTS = ("count", "goldstein", "conflict", "cooperation")
_SHOWN = ("id", "degree", "in_degree", "out_degree", "strength", "betweenness", "pagerank", "community")


def _tell_limits(found: "Network", path: Path) -> None:
    if found.left_out:
        complain(f"{path}: {found.left_out} weaker actors are left out; --nodes takes more")
    if found.sampled is not None:
        complain(f"{path}: betweenness is estimated from {found.sampled} of {len(found.nodes)} nodes")


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="network")
    @filtered()
    def network_command(
        store: StoreFile,
        filters: Filters,
        *,
        by: Annotated[str, typer.Option(help="country, code or name.")] = "country",
        directed: Annotated[bool, typer.Option("--directed/--undirected", help="Whether direction counts.")] = True,
        weight: Annotated[str, typer.Option(help="count, goldstein, conflict or cooperation.")] = "count",
        nodes: Annotated[int, typer.Option(min=2, help="The strongest ones only.")] = 1000,
        tellings: Tellings = False,
        format: Annotated[str, typer.Option("--format", help="table, json (node-link) or graphml.")] = "table",
        output: Output = None,
    ) -> int:
        """Draw up who deals with whom as a graph: strength, betweenness, PageRank, communities."""
        form = one_of(format, _FORMATS, "--format")
        one_of(weight, _WEIGHTS, "--weight")
        pairs = Pairs(filters, one_of(by, SIDES, "--by"), counting(tellings=tellings), not directed)
        graphs = import_module("dragoman.analysis.network")  # networkx takes its time: for who asks for it
        with opened(store, filters) as source:
            rows = dyads(pair_rows(source, pairs, intensities()), between_two=True)
        found: Network = graphs.network(rows, directed=directed, weight=weight, limit=nodes)
        _tell_limits(found, store)
        with results(output) as stream:
            if form == "json":
                write_json(graphs.as_node_link(found), stream)
            elif form == "graphml":
                stream.write(graphs.as_graphml(found))
            else:
                write_rows(found.nodes, _SHOWN, stream, "table")
        return 0
