"""`dragoman transfers`: the register of military assistance."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Annotated

import msgspec
import typer

from dragoman.analysis.transfers import Deeds, Transfer, concerns, load_deeds
from dragoman.analysis.transfers import register as listed
from dragoman.analysis.transfers_table import write_csv
from dragoman.cli.code import FACTUALITY, VOICES, Actors, Rules, chosen, published_date
from dragoman.cli.console import complain, results
from dragoman.cli.inputs import Inputs
from dragoman.cli.loading import load_coder
from dragoman.errors import UsageError
from dragoman.reading import ReadOptions
from dragoman.store import Filters, Store, is_store
from dragoman.types import Event

_SHOWN = 100  # characters of the evidence


def _json(transfers: Sequence[Transfer], stream: IO[str]) -> None:
    stream.write(msgspec.json.encode(transfers).decode("utf-8") + "\n")


def _table(transfers: Sequence[Transfer], stream: IO[str]) -> None:
    stream.write(f"{'supplier':<16} {'recipient':<16} {'item':<24} {'number':<10} {'value':<14} {'stage':<10} date\n")
    for told in transfers:
        supplier, recipient = (", ".join(names) or "-" for names in (told.supplier_names, told.recipient_names))
        number = told.quantity or told.delivered or "-"
        stream.write(
            f"{supplier:<16} {recipient:<16} {told.item:<24} {number:<10} {told.value or '-':<14} {told.stage:<10} "
            f"{told.date or '-'}\n"
        )
        stream.write(f"    {_who(told)}: {_evidence(told)}\n")


def _who(told: Transfer) -> str:
    speaker = told.speaker or {"comment": "a reader", "quote": "unnamed speaker"}.get(told.voice, "reporter")
    return speaker if told.tellings == 1 else f"{speaker}, told {told.tellings} times"


def _evidence(told: Transfer) -> str:
    text = " ".join(told.evidence[-1].text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


_WRITERS = {"table": _table, "csv": write_csv, "json": _json}


def _of_store(path: Path, filters: Filters, deeds: Deeds) -> list[Event]:
    """The events that concern the register; the others pass by one at a time."""
    with Store.open(path) as store:
        return [event for event in store.events(filters) if concerns(event, deeds)]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="transfers")
    def transfers_command(
        paths: Annotated[
            list[str],
            typer.Argument(metavar="PATH...", help="Pages, folders, - for stdin; or one store."),
        ],
        *,
        published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
        voices: Annotated[str, typer.Option(help="article,quote,comment or all.")] = "article,quote",
        factuality: Annotated[str, typer.Option(help="asserted,possible,conditional,hypothetical,denied or all.")] = (
            "all"
        ),
        actors: Actors = None,
        rules: Rules = None,
        format: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
        output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")] = None,
    ) -> int:
        """List military assistance, one row a transfer: who gives what to whom, and how far it has come."""
        if format not in _WRITERS:
            raise UsageError(f"unknown format '{format}'; known: {', '.join(_WRITERS)}")
        shown, held = chosen(voices, VOICES, "--voices"), chosen(factuality, FACTUALITY, "--factuality")
        day = published_date(published)
        status, deeds = 0, load_deeds()
        if len(paths) == 1 and is_store(Path(paths[0])):
            events = _of_store(Path(paths[0]), Filters(voices=tuple(shown), factuality=tuple(held)), deeds)
        else:
            coder, config = load_coder(actors or (), rules or ())
            inputs = Inputs(paths, ReadOptions(published=day, max_bytes=config.max_bytes), complain)
            coded = (event for document in inputs.documents() for event in coder.code(document))
            events = [event for event in coded if event.voice in shown and event.factuality in held]
            status = inputs.status
        with results(output) as stream:
            _WRITERS[format](listed(events, deeds), stream)
        return status
