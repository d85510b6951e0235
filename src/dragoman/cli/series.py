"""`dragoman series`: events over time, from a store."""

from pathlib import Path
from typing import IO, Annotated

import typer

from dragoman.analysis.series import Plan, Point, Series, series
from dragoman.cli.console import complain, results
from dragoman.cli.dyads import Output, StoreFile, Tellings
from dragoman.cli.filtering import filtered
from dragoman.cli.rows import (
    FORMATS,
    TIME_UNITS,
    columns_of,
    counting,
    one_of,
    opened,
    write_json,
    write_rows,
    write_table,
)
from dragoman.store import Filters, Store
from dragoman.store.analysis_queries import SPLITS, exact_count, series_rows
from dragoman.store.queries import Counting, Unit

QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}


def read_series(store: Store, filters: Filters, plan: Plan, counted: Counting = "claims") -> Series:
    """The series of a view, with the number of events that no step holds whole."""
    rows = series_rows(store, filters, unit=plan.unit, split=plan.split, counting=counted)
    every, exact = exact_count(store, filters, unit=plan.unit, counting=counted)
    return series(rows, plan, every - exact)


def tell_left_out(found: Series, path: Path) -> None:
    """One line on what has no place in the series."""
    if found.left_out:
        are = "event is" if found.left_out == 1 else "events are"
        complain(f"{path}: {found.left_out} {are} in no {found.unit}: no date, or one less exact than a {found.unit}")


def _table(found: Series, stream: IO[str]) -> None:
    """A line a step, a column a value."""
    named = [QUADS.get(key, key) if found.split == "quad" else key or "count" for key in found.keys]
    width = len(found.keys)
    cells = []
    for at, start in enumerate(found.starts):
        points = found.points[at * width : (at + 1) * width]
        total = [f"{sum(point.goldstein_sum for point in points):.2f}"] if found.split in (None, "quad") else []
        cells.append([start.isoformat(), *(str(point.count) for point in points), *total])
    heads = [found.unit, *named, *(["goldstein sum"] if found.split in (None, "quad") else [])]
    write_table(heads, cells, [False, *[True] * (len(heads) - 1)], stream)


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="series")
    @filtered()
    def series_command(
        store: StoreFile,
        filters: Filters,
        *,
        by: Annotated[str, typer.Option(help="day, week, month or year.")] = "month",
        split: Annotated[str | None, typer.Option(help=f"One of {', '.join(SPLITS)}.")] = None,
        tellings: Tellings = False,
        limit: Annotated[int | None, typer.Option(min=1, help="With --split, the most frequent values only.")] = None,
        format: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
        output: Output = None,
    ) -> int:
        """Count events over time, by the day that they tell of; gaps are zeros."""
        form = one_of(format, FORMATS, "--format")
        unit: Unit = one_of(by, TIME_UNITS, "--by")
        if split is not None:
            one_of(split, SPLITS, "--split")
        plan = Plan(unit, split, filters.since, filters.until, limit)
        with opened(store, filters) as source:
            found = read_series(source, filters, plan, counting(tellings=tellings))
        tell_left_out(found, store)
        with results(output) as stream:
            if form == "json":
                write_json(found, stream)
            elif form == "csv":
                write_rows(found.points, columns_of(Point), stream, form)
            else:
                _table(found, stream)
        return 0
