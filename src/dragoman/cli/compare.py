"""`dragoman compare`: two stores side by side."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO, Annotated

import typer

from dragoman.analysis.compare import Agreement, Both, Comparison, Overlap, Side, Told, compare
from dragoman.cli.console import results
from dragoman.cli.dyads import Output
from dragoman.cli.filtering import filtered
from dragoman.cli.rows import one_of, opened, write_json, write_table
from dragoman.store import Filters, Store
from dragoman.store.analysis_queries import Pairs, exact_count, key_rows, pair_rows, series_rows, type_rows

_SHOWN = 15  # rows of a table to read; JSON has all


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _side(store: Store, name: str, filters: Filters) -> Side:
    pairs = pair_rows(store, Pairs(filters))
    return Side(
        name=name,
        total=exact_count(store, filters)[0],
        types={str(kind): _int(count) for kind, count in type_rows(store, filters)},
        dyads={f"{row[0]}-{row[1]}": _int(row[2]) for row in pairs},
        months={row[0]: _int(row[2]) for row in series_rows(store, filters) if isinstance(row[0], date)},
        keys=frozenset((str(row[0]), str(row[1]), str(row[2]), str(row[3])[:10]) for row in key_rows(store, filters)),
    )


def _names(a: Path, b: Path) -> tuple[str, str]:
    """The files' names; where they are equal, their whole paths."""
    return (str(a), str(b)) if a.stem == b.stem else (a.stem, b.stem)


def _table(found: Comparison, stream: IO[str]) -> None:
    heads = ["", found.a, found.b]
    numbers = [False, True, True]
    write_table(heads, [_both_cells(found.total)], numbers, stream)
    parts = (
        ("event types", found.types, found.by_type),
        ("dyads", found.dyads, found.by_dyad),
        ("months", [row for row in found.months if row.a or row.b], found.by_month),
    )
    for name, rows, agreed in parts:
        stream.write(f"\n{name}: {_correlations(agreed)}\n")
        write_table(heads, [_both_cells(row) for row in rows[:_SHOWN]], numbers, stream)
        if len(rows) > _SHOWN:
            stream.write(f"and {len(rows) - _SHOWN} more\n")
    _events(found.events, (found.a, found.b), stream)


def _both_cells(row: Both) -> list[str]:
    return [row.value, str(row.a), str(row.b)]


def _correlations(agreed: Agreement) -> str:
    found = (("Pearson", agreed.pearson), ("Spearman", agreed.spearman))
    said = ", ".join(f"{name} {'-' if value is None else format(value, '.3f')}" for name, value in found)
    return f"{said} over {agreed.values}"


def _events(overlap: Overlap, names: Sequence[str], stream: IO[str]) -> None:
    stream.write("\nevents (source country, target country, CAMEO root, day): ")
    stream.write(f"{overlap.both} in both, {overlap.only_a} only in {names[0]}, {overlap.only_b} only in {names[1]}\n")
    for name, examples in zip(names, (overlap.examples_a, overlap.examples_b), strict=True):
        if examples:
            stream.write(f"\nonly in {name}\n")
            write_table(("day", "source", "target", "root"), [_told(one) for one in examples], [False] * 4, stream)


def _told(one: Told) -> list[str]:
    return [one.day, one.source, one.target, one.cameo_root]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="compare")
    @filtered()
    def compare_command(
        a: Annotated[Path, typer.Argument(metavar="A", help="A store: of a run, or of an import.")],
        b: Annotated[Path, typer.Argument(metavar="B", help="Another.")],
        filters: Filters,
        *,
        examples: Annotated[int, typer.Option(min=0, help="Events that only one has, listed of each.")] = 10,
        format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
        output: Output = None,
    ) -> int:
        """Set two sources side by side: counts by type, dyad and month, correlation, what only one has."""
        form = one_of(format, ("table", "json"), "--format")
        sides = []
        for path, name in zip((a, b), _names(a, b), strict=True):
            with opened(path, filters) as store:
                sides.append(_side(store, name, filters))
        found = compare(sides[0], sides[1], examples=examples)
        with results(output) as stream:
            if form == "json":
                write_json(found, stream)
            else:
                _table(found, stream)
        return 0
