"""`dragoman run`: a corpus into a store."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dragoman.batch import Listeners, RunOptions, Summary, run
from dragoman.batch.jobs import corpus_files
from dragoman.batch.run import EngineName
from dragoman.batch.summary import Progress as Done
from dragoman.batch.work import Setup
from dragoman.cli.code import Actors, Discarded, Rules, published_date
from dragoman.cli.console import complain
from dragoman.cli.loading import coder_options
from dragoman.errors import UsageError
from dragoman.reading import ReadOptions
from dragoman.store import Store

_SHOWN = 10  # unknown actors in the summary
_TOLD = 20  # problems told one by one; the rest is counted, and in the store
_MEMORY = "1GB"  # for the database: it would take most of the machine to keep what it has written at hand
_STAGES = ("read", "parse", "code", "write", "gather")


@contextmanager
def _bar() -> Iterator[Listeners]:
    """A progress bar on a terminal; elsewhere only problems are told."""
    told = 0

    def problem(message: str) -> None:
        nonlocal told
        told += 1
        if told <= _TOLD:
            complain(message)
        elif told == _TOLD + 1:
            complain("more problems are in the store (documents whose status is not 'coded')")

    console = Console(stderr=True)
    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[documents]} documents, {task.fields[rate]:.0f}/s, {task.fields[events]} events"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None, documents=0, rate=0.0, events=0)

        def progress(done: Done) -> None:
            elapsed = bar.tasks[task].elapsed or 0.0
            rate = done.documents / elapsed if elapsed else 0.0
            bar.update(
                task, total=done.total, completed=done.position, documents=done.documents, events=done.events, rate=rate
            )

        yield Listeners(progress, problem)


def _told(summary: Summary) -> str:
    """The summary in lines."""
    rest = (("known", "already in the store"), ("skipped", "skipped"), ("failed", "failed"))
    parts = [f"{summary.coded} coded", *(f"{getattr(summary, k)} {words}" for k, words in rest if getattr(summary, k))]
    lines = [f"documents  {', '.join(parts)}"]
    types = ", ".join(f"{name} {count}" for name, count in summary.events.most_common())
    lines.append(f"events     {summary.events.total()}{f': {types}' if types else ''}")
    if summary.unknown_actors:
        names = ", ".join(f"{name} {count}" for name, count in summary.unknown_actors.most_common(_SHOWN))
        lines.append(f"unknown    {names}")
    times = ", ".join(f"{stage} {summary.seconds[stage]:.1f}" for stage in _STAGES if summary.seconds[stage])
    lines.append(f"seconds    {times or '0'}")
    if summary.restarts:
        lines.append(f"workers    {summary.restarts} started anew")
    return "\n".join(lines)


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="run")
    def run_command(
        corpus: Annotated[
            list[str],
            typer.Argument(metavar="CORPUS...", help="Folders, files, quoted patterns, or @FILE with a path a line."),
        ],
        *,
        store: Annotated[Path, typer.Option(help="The store to write; made where it is missing.")],
        workers: Annotated[int, typer.Option(min=1, help="Processes; each loads its own coder.")] = os.cpu_count() or 1,
        engine: Annotated[str, typer.Option(help="local, or ray with the extra [ray].")] = "local",
        address: Annotated[str | None, typer.Option(help="Ray cluster to join, such as auto.")] = None,
        recode: Annotated[bool, typer.Option("--recode", help="Code all again, also what has not changed.")] = False,
        time_limit: Annotated[float, typer.Option(min=0.1, help="Seconds that one document may take.")] = 120.0,
        published: Annotated[str | None, typer.Option(help="Day of publication where a page names none.")] = None,
        actors: Actors = None,
        rules: Rules = None,
        discards: Discarded = None,
        any_language: Annotated[
            bool, typer.Option("--any-language", help="Code pages that are not in English, too.")
        ] = False,
    ) -> int:
        """Code a corpus into a store; run it again, and only what is new or changed is coded."""
        if engine not in ("local", "ray"):
            raise UsageError(f"--engine: '{engine}' is unknown; choose local or ray")
        chosen: EngineName = "ray" if engine == "ray" else "local"
        options, config = coder_options(actors or (), rules or ())
        plan = RunOptions(
            setup=Setup(options, tuple(discards or ()), english_only=not any_language),
            reading=ReadOptions(published=published_date(published), max_bytes=config.max_bytes),
            workers=workers, engine=chosen, address=address, recode=recode, limit=time_limit,
        )  # fmt: skip
        files = corpus_files(corpus)
        try:
            with Store.open(store, write=True, memory=_MEMORY) as opened, _bar() as listeners:
                summary = run(files, opened, plan, listeners)
        except KeyboardInterrupt:
            complain(f"interrupted; what was coded is in {store}, and the same command goes on from there")
            return 130
        print(_told(summary))
        return 1 if summary.failed else 0
