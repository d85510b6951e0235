"""`dragoman audit`: a sample to judge by hand, and what the judgements come to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Annotated

import typer

from dragoman.analysis.audit import Sampled, draw, number_sheet, write_sheet
from dragoman.analysis.audit_page import write_page
from dragoman.analysis.audit_score import (
    Agreement,
    Score,
    Sheet,
    agreements,
    read_judgements,
    read_sheet,
    scores,
)
from dragoman.cli.console import complain, results
from dragoman.cli.filtering import filtered
from dragoman.cli.rows import FORMATS, columns_of, one_of, opened, write_json, write_rows, write_table
from dragoman.errors import InputError, UsageError
from dragoman.ontology import load_ontology
from dragoman.store import Filters, Store

STRATA = (
    "event_type", "quad", "cameo", "modality", "voice", "factuality", "source_country", "target_country", "date_basis",
    "rule",
)  # fmt: skip
_DRAWN_FROM = ("voice", "factuality", "document_id", "event_id")
# what a table to read shows of each group; CSV and JSON have all
_SHOWN = {
    "stratum": ("type", "event"),
    "event_type": ("type", "event"),
    "voice": ("voice", "event"),
    "factuality": ("factuality", "event"),
}


def _sample(store: Store, filters: Filters, by: str, size: int, seed: int) -> tuple[Sampled, ...]:
    drawn = draw(_rows(store, filters, by), size, seed)
    if not drawn:
        return ()
    events = tuple({one.event_id for one in drawn})
    documents = tuple({one.document_id for one in drawn})
    chosen = replace(filters, events=events, documents=documents)
    return number_sheet(drawn, store.events(chosen), store.documents(documents))


def _rows(store: Store, filters: Filters, by: str) -> Iterator[Sequence[object]]:
    if filters.text is not None:
        store.need_search()
    columns = dict.fromkeys((by, *_DRAWN_FROM))
    for batch in store.arrow(filters, tuple(columns)):
        values = {name: batch.column(name).to_pylist() for name in columns}
        yield from zip(*(values[name] for name in (by, *_DRAWN_FROM)), strict=True)


def _read(path: Path) -> Sheet:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return read_sheet(stream, str(path))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8; save the sheet as CSV in UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _judged(path: Path, filters: Filters) -> tuple[Sheet, ...]:
    """The judgements that a store keeps, of the events that pass the filters."""
    with Store.open(path) as store:
        said = store.judgements()
        if not said:
            raise InputError(f"{path}: holds no judgements; the explorer (`dragoman serve`) keeps them")
        chosen = replace(filters, events=tuple({one.event_id for one in said}))
        names = ("event_id", "document_id", "event_type", "voice", "factuality")
        groups = {
            (row["event_id"], row["document_id"]): (row["event_type"], row["voice"], row["factuality"])
            for batch in store.arrow(chosen, names)
            for row in batch.to_pylist()
        }
    kept = [one for one in said if (one.event_id, one.document_id) in groups]
    if len(kept) < len(said):
        complain(f"{path}: {len(said) - len(kept)} judgements of events that are not there or do not pass the filters")
    return read_judgements(
        (one.event_id, one.document_id, one.verdict, one.who, *groups[one.event_id, one.document_id]) for one in kept
    )


def _report(sheets: Sequence[Sheet], form: str, stream: IO[str], *, weighted: bool) -> None:
    found = [score for sheet in sheets for score in scores(sheet, weighted=weighted)]
    agreed = agreements(sheets)
    if form == "json":
        write_json({"scores": found, "agreement": agreed}, stream)
    elif form == "csv":
        write_rows(found, columns_of(Score), stream, "csv")
        if agreed:
            stream.write("\n")
            write_rows(agreed, columns_of(Agreement), stream, "csv")
    else:
        _table(found, agreed, stream)


def _table(found: Sequence[Score], agreed: Sequence[Agreement], stream: IO[str]) -> None:
    for sheet in dict.fromkeys(score.sheet for score in found):
        stream.write(f"{sheet}\n")
        shown = [score for score in found if score.sheet == sheet and _is_shown(score)]
        heads = ("of", "", "what", "n", "right", "precision", "95 % interval", "weighted", "95 % interval", "eff. n")
        write_table(heads, [_cells(score) for score in shown], [False] * 3 + [True] * 7, stream)
        stream.write("\n")
    if agreed:
        rows = [
            [f"{one.a}, {one.b}", one.measure, str(one.n), f"{100 * one.agreement:.1f} %", _share(one.kappa)]
            for one in agreed
        ]
        write_table(("raters", "what", "n", "agree", "kappa"), rows, [False] * 2 + [True] * 3, stream)
        stream.write("\n")
    stream.write(
        "actors: source and target; event: type and actors; everything: all seven. Intervals: Wilson; weighted"
    )
    stream.write(" ones with Kish's effective n.\n")


def _is_shown(score: Score) -> bool:
    return score.group == "all" or score.measure in _SHOWN[score.group]


def _cells(score: Score) -> list[str]:
    return [
        score.group.replace("_", " "), score.value, score.measure, str(score.n), str(score.right),
        _share(score.precision), _interval(score.low, score.high), _share(score.weighted),
        _interval(score.weighted_low, score.weighted_high),
        "-" if score.effective_n is None else f"{score.effective_n:.1f}",
    ]  # fmt: skip


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(low: float | None, high: float | None) -> str:
    return "-" if low is None else f"{_share(low)} to {_share(high)}"


def _draw(path: Path, filters: Filters, by: str, size: int, seed: int, files: tuple[Path | None, Path | None]) -> None:
    """Draw a sample and write it, as a sheet and as a page."""
    output, page = files
    with opened(path, filters) as store:
        sample = _sample(store, filters, by, size, seed)
    names = {code.code: code.name for code in load_ontology().codes.values()}
    if output is not None or page is None:
        with results(output) as stream:
            write_sheet(sample, names, stream)
    if page is not None:
        with results(page) as stream:
            write_page(sample, names, f"Audit of {path.name}: {len(sample)} events", stream)


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="audit")
    @filtered(voices="all", factuality="all")
    def audit_command(
        paths: Annotated[
            list[Path], typer.Argument(metavar="STORE | SHEET...", help="A store; with --score, filled-in sheets.")
        ],
        filters: Filters,
        *,
        sample: Annotated[int, typer.Option(min=1, help="How many events.")] = 200,
        by: Annotated[str, typer.Option(help=f"The strata: {', '.join(STRATA)}.")] = "event_type",
        seed: Annotated[int, typer.Option(help="The same store and seed give the same sample.")] = 0,
        html: Annotated[Path | None, typer.Option("--html", help="The sheet as a page, to fill in.")] = None,
        score: Annotated[bool, typer.Option("--score", help="Tell what filled-in sheets come to.")] = False,
        judgements: Annotated[
            bool, typer.Option("--judgements", help="Tell what the judgements kept in the store come to.")
        ] = False,
        format: Annotated[str, typer.Option("--format", help="Of the scores: table, json or csv.")] = "table",
        output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")] = None,
    ) -> int:
        """Draw a sample of events to judge by hand; from filled-in sheets, tell precision and agreement."""
        form = one_of(format, FORMATS, "--format")
        if not score and len(paths) > 1:
            raise UsageError("audit: one store at a time; with --score, sheets")
        if not score and not judgements:
            _draw(paths[0], filters, one_of(by, STRATA, "--by"), sample, seed, (output, html))
            return 0
        sheets = tuple(map(_read, paths)) if score else _judged(paths[0], filters)
        problems = [problem for sheet in sheets for problem in sheet.problems]
        for problem in problems:
            complain(problem)
        with results(output) as stream:
            _report(sheets, form, stream, weighted=score)
        return 1 if problems else 0
