"""`dragoman voices`: who says what about whom."""

from pathlib import Path
from typing import IO, Annotated

import msgspec
import typer

from dragoman.analysis.told import voices_of_rows
from dragoman.analysis.voices import Felt, Told, Voices, voices
from dragoman.cli.code import Actors, Rules, published_date
from dragoman.cli.console import complain, results
from dragoman.cli.inputs import Inputs
from dragoman.cli.loading import load_coder
from dragoman.coding.stance import Opinion
from dragoman.errors import UsageError
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions
from dragoman.store import Store, is_store
from dragoman.store.analysis_queries import stance_rows, told_rows
from dragoman.types import Event, Stance

_SHOWN = 100  # characters of an example


def _who(row: Told | Felt) -> str:
    return row.speaker or {"quoted": "unnamed speaker"}.get(row.voice, row.voice)


def _table(found: Voices, stream: IO[str]) -> None:
    stream.write(f"{'who says':<24} {'event':<10} {'about':<24} count\n")
    for told in found.events:
        stream.write(f"{_who(told):<24} {told.event_type:<10} {told.target or '-':<24} {told.count:>5}\n")
    stream.write(f"\n{'who speaks':<24} {'of':<24} {'mean':>5} {'for':>4} {'against':>7} {'neutral':>7}\n")
    for felt in found.sentiment:
        stance = felt.stance
        counts = f"{stance.mean:>+5.2f} {stance.positive:>4} {stance.negative:>7} {stance.neutral:>7}"
        stream.write(f"{_who(felt):<24} {felt.actor:<24} {counts}\n")
        for example in felt.examples[:1]:
            text = " ".join(example.sentence.text.split())
            stream.write(f"    {example.value:+.2f} {text[:_SHOWN]}{'...' if len(text) > _SHOWN else ''}\n")


def _of_pages(inputs: Inputs, coder: Coder) -> Voices:
    events: list[Event] = []
    opinions: list[Opinion] = []
    for document in inputs.documents():
        events += coder.code(document)
        opinions += coder.opinions(document)
    return voices(events, opinions)


def _of_store(path: Path) -> Voices:
    """What a run has kept: all events, and the readers' stance of each document."""
    with Store.open(path) as store:
        stances = [msgspec.json.decode(str(row[1]), type=dict[str, Stance]) for row in stance_rows(store)]
        return voices_of_rows(told_rows(store), stances)


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="voices")
    def voices_command(
        paths: Annotated[
            list[str],
            typer.Argument(metavar="PATH...", help="Pages, folders, - for stdin; or one store."),
        ],
        published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
        actors: Actors = None,
        rules: Rules = None,
        format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
        output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of stdout.")] = None,
    ) -> int:
        """Tell who says what about whom: the reporter, each quoted speaker, the readers; of pages, or of one store."""
        if format not in ("table", "json"):
            raise UsageError(f"unknown format '{format}'; known: table, json")
        status = 0
        if len(paths) == 1 and is_store(Path(paths[0])):
            found = _of_store(Path(paths[0]))
        else:
            coder, config = load_coder(actors or (), rules or ())
            options = ReadOptions(published=published_date(published), max_bytes=config.max_bytes)
            inputs = Inputs(paths, options, complain)
            found = _of_pages(inputs, coder)
            status = 1 if inputs.failed else 0
        with results(output) as stream:
            if format == "json":
                stream.write(msgspec.json.encode(found).decode("utf-8") + "\n")
            else:
                _table(found, stream)
        return status
