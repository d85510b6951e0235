"""`dragoman figure`: a picture of a store, as a file."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.analysis.dyads import dyads
from dragoman.analysis.figures import FORMATS, KINDS, Between, Data, Format, Kind, Words, draw, render
from dragoman.analysis.figures.records import PANELS, mix, places
from dragoman.analysis.series import Plan, series
from dragoman.cli.dyads import Abroad, StoreFile
from dragoman.cli.figure_words import caption_of, country_names, source_of, subtitle_of, title_of
from dragoman.cli.filtering import filtered
from dragoman.cli.rows import SIDES, TIME_UNITS, one_of
from dragoman.cli.series import read_series
from dragoman.errors import UsageError
from dragoman.store import Filters, Store
from dragoman.store.analysis_queries import Pairs, mix_rows, pair_rows, pair_series_rows, place_rows, placed_count
from dragoman.store.queries import Side, Totals, Unit, totals

_SPLITS = ("quad", "event_type", "dyad", "source", "target", "none")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, and the part of the store that it is asked of."""

    filters: Filters
    seen: Totals
    unit: Unit = "month"
    split: str | None = "quad"
    side: Side = "country"
    pair: tuple[str, str] | None = None
    nodes: int = 40
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a figure is drawn from; `about` stands in the title, `note` in the caption; `pair` are the two of a dyad."""

    data: Data
    about: str
    note: str = ""
    pair: tuple[str, str] | None = None


def _timeline(store: Store, ask: Request) -> Drawn:
    plan = Plan(ask.unit, ask.split, ask.filters.since, ask.filters.until)
    found = read_series(store, ask.filters, plan)
    _need(found.points, "no event has a date that exact; take a longer unit with --by")
    some = (
        "" if ask.split == "quad" or len(found.keys) <= PANELS else f"The {PANELS} most frequent of {len(found.keys)}. "
    )
    return Drawn(found, f"Events by {ask.unit}", some + _left_out(found.left_out, ask.unit))


def _dyad(store: Store, ask: Request) -> Drawn:
    pair = ask.pair or _busiest(store, ask)
    rows = pair_series_rows(store, pair, ask.filters, by=ask.side, unit=ask.unit)
    found = series(rows, Plan(ask.unit, "quad", ask.filters.since, ask.filters.until))
    _need([point for point in found.points if point.count], f"no dated event between {pair[0]} and {pair[1]}")
    return Drawn(Between(pair, found), "Cooperation and conflict", "Both directions.", pair)


def _network(store: Store, ask: Request) -> Drawn:
    rows = dyads(pair_rows(store, Pairs(ask.filters, ask.side, undirected=True)), between_two=True)
    found = import_module("dragoman.analysis.network").network(rows, directed=False, limit=ask.nodes)
    _need(found.edges, "no event has a source and a target that differ")
    said = f"The {len(found.nodes)} strongest of {len(found.nodes) + found.left_out} actors. " if found.left_out else ""
    note = f"{said}Larger nodes and wider links: more events; communities by the Louvain method."
    return Drawn(found, "Who deals with whom", note)


def _matrix(store: Store, ask: Request) -> Drawn:
    found = dyads(pair_rows(store, Pairs(ask.filters, ask.side)), between_two=ask.abroad)
    _need(found, "no event has a source and a target")
    count = sum(pair.count for pair in found)
    note = f"{count:,} pairs of source and target; of an event with several actors, each pair."
    return Drawn(found, "Who acts towards whom", note if ask.abroad else f"{note} Dashed: what one does to itself.")


def _map(store: Store, ask: Request) -> Drawn:
    found = places(place_rows(store, ask.filters))
    _need(found.spots, "no event has a place with coordinates")
    placed = placed_count(store, ask.filters)
    note = f"{placed:,} of {ask.seen.claims:,} events have a place with coordinates; the others are not shown."
    return Drawn(found, "Where it happened", f"{note} Countries: Natural Earth.")


def _mix(store: Store, ask: Request) -> Drawn:
    found = mix(mix_rows(store, ask.filters, by=ask.side))
    _need(found.shares, "no event has a source")
    return Drawn(found, "What they do", "In brackets: events that the actor is the source of.")


_KINDS: Mapping[Kind, Callable[[Store, Request], Drawn]] = {
    "timeline": _timeline, "dyad": _dyad, "network": _network, "matrix": _matrix, "map": _map, "mix": _mix,
}  # fmt: skip


def _need(found: object, reason: str) -> None:
    if not found:
        raise UsageError(f"nothing to draw: {reason}")


def _left_out(count: int, unit: str) -> str:
    return f"Not shown: {count:,} without a date, or with one less exact than a {unit}." if count else ""


def _busiest(store: Store, ask: Request) -> tuple[str, str]:
    """The two who have most to do with one another."""
    found = dyads(pair_rows(store, Pairs(ask.filters, ask.side, undirected=True)), between_two=True)
    _need(found, "no event has a source and a target that differ")
    return found[0].source, found[0].target


def _format(output: Path) -> Format:
    """The format by the name of the file. Raises UsageError."""
    suffix = output.suffix.lower().removeprefix(".")
    for form in FORMATS:
        if suffix == form:
            return form
    raise UsageError(f"-o {output}: no picture ends so; name a file that ends in .{', .'.join(FORMATS)}")


def _pair(value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    parts = [part.strip() for part in value.split(",")]
    if len(parts) != 2 or not all(parts) or parts[0] == parts[1]:
        raise UsageError(f"--pair: '{value}' are not two; write RUS,UKR")
    return parts[0], parts[1]


def _write(path: Path, content: bytes) -> None:
    """The file, whole or not at all. Raises UsageError."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        made.write_bytes(content)
        made.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def _words(store: Store, ask: Request, drawn: Drawn, title: str | None) -> Words:
    names = country_names()
    return Words(
        title=title or title_of(drawn.about, ask.filters, names, drawn.pair),
        subtitle=subtitle_of(store, ask.filters, ask.seen),
        caption=caption_of(ask.filters, drawn.note),
        source=source_of(store),
        names=names if ask.side == "country" else {},
    )


def _picture(store: Store, kind: Kind, ask: Request, form: Format, title: str | None = None) -> bytes:
    """A figure with its words. Raises UsageError where there is nothing to draw."""
    if ask.seen.tellings == 0:
        raise UsageError(f"{store.path}: nothing to draw: no event passes the filters")
    drawn = _KINDS[kind](store, ask)
    if drawn.pair:
        ask = replace(ask, seen=_seen_of(drawn, ask.seen))
    return render(draw(kind, drawn.data, _words(store, ask, drawn, title)), form)


def picture(store: Store, kind: str, form: str, filters: Filters) -> bytes:
    """A figure as the command draws it without further options. Raises UsageError for an unknown kind or format."""
    chosen = next((one for one in FORMATS if one == form), None)
    if chosen is None:
        raise UsageError(f"unknown picture format '{form}'; known: {', '.join(FORMATS)}")
    return _picture(store, one_of(kind, KINDS, "KIND"), Request(filters, totals(store, filters)), chosen)


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="figure")
    @filtered()
    def figure_command(
        kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS))],
        store: StoreFile,
        filters: Filters,
        *,
        output: Annotated[Path, typer.Option("-o", "--output", help="A file: .svg, .png, .html or .json.")],
        title: Annotated[str | None, typer.Option(help="Instead of the title that the filters make.")] = None,
        by: Annotated[str | None, typer.Option(
            help="timeline, dyad: day, week, month, year. network, matrix, mix: country, code, name.")] = None,
        split: Annotated[str, typer.Option(help=f"timeline: {', '.join(_SPLITS)}.")] = "quad",
        pair: Annotated[str | None, typer.Option(help="dyad: the two, as RUS,UKR; else the busiest.")] = None,
        of: Annotated[str, typer.Option(help="dyad: whether --pair are countries, codes or names.")] = "country",
        nodes: Annotated[int, typer.Option(min=2, max=150, help="network: the strongest ones.")] = 40,
        abroad: Abroad = False,
    ) -> int:  # fmt: skip
        """Draw a figure that says itself what it shows, how it was counted, and from what."""
        chosen: Kind = one_of(kind, KINDS, "KIND")
        form = _format(output)
        timed = chosen in ("timeline", "dyad")
        options: dict[str, Any] = {"pair": _pair(pair), "nodes": nodes, "abroad": abroad}
        options["unit"] = one_of(by or "month", TIME_UNITS, "--by") if timed else "month"
        options["side"] = one_of(of, SIDES, "--of") if timed else one_of(by or "country", SIDES, "--by")
        options["split"] = None if one_of(split, _SPLITS, "--split") == "none" else split
        with Store.open(store) as source:
            ask = Request(filters, totals(source, filters), **options)
            content = _picture(source, chosen, ask, form, title)
        _write(output, content)
        return 0


def _seen_of(drawn: Drawn, seen: Totals) -> Totals:
    """Of two, only their own events are counted."""
    count = sum(point.count for point in drawn.data.series.points) if isinstance(drawn.data, Between) else seen.claims
    return replace(seen, claims=count, documents=0)
