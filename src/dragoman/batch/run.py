"""A run: what is new in a corpus is coded and written, batch by batch; then stories and claims are gathered."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from dragoman.batch.gather import gather
from dragoman.batch.identity import lexicon_hash, settings, versions
from dragoman.batch.jobs import Corpus, Job
from dragoman.batch.local import LocalEngine
from dragoman.batch.results import Writer
from dragoman.batch.summary import Progress, Summary
from dragoman.batch.work import Outcome, Setup
from dragoman.errors import StoreError
from dragoman.reading import ReadOptions
from dragoman.store import Run, Store
from dragoman.store.ledger import among, keys

# what is lost at most when the machine dies: a batch, or what came in this many seconds
_BATCH_SECONDS = 20.0
_TOLD_AFTER = 500  # known pages between two words of progress
EngineName = Literal["local", "ray"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a corpus is run.

    `recode` codes all, also what was coded with this lexicon; `limit` is the seconds that a document may take;
    `address` is the Ray cluster to join (none: this machine).
    """

    setup: Setup
    reading: ReadOptions
    workers: int = 1
    engine: EngineName = "local"
    address: str | None = None
    recode: bool = False
    limit: float = 120.0


class Engine(Protocol):
    """Who does the jobs."""

    @property
    def restarts(self) -> int:
        """How often a worker that was lost was started anew."""

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What became of each job, in any order."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who hears of a run: of its progress, and of each document that comes to nothing."""

    progress: Callable[[Progress], None] = lambda _: None
    problem: Callable[[str], None] = lambda _: None


_NOBODY = Listeners()


def run(files: Sequence[Path], store: Store, options: RunOptions, listeners: Listeners = _NOBODY) -> Summary:
    """Code what is new, and write it; what is written stays when the run ends early.

    Raises:
        UsageError: the workers cannot start. StoreError: the store cannot be written.
    """
    lexicon = lexicon_hash(options.setup.coder, options.setup.discards)
    corpus = Corpus(files, options.reading)
    summary = Summary(tell=listeners.problem)
    known = np.empty(0, dtype=np.uint64) if options.recode else keys(store, lexicon)

    def tell() -> None:
        listeners.progress(_progress(summary, corpus))

    jobs = _new(corpus, known, summary, tell)
    engine = _engine(options)
    run_id = store.begin_run(_record(options, lexicon))
    _drive(engine.outcomes(jobs), Writer(store, run_id, summary), tell)
    summary.restarts = engine.restarts
    gather(store, summary)
    store.end_run(run_id, summary.counts())
    return summary


def _drive(outcomes: Iterator[Outcome], writer: Writer, tell: Callable[[], None]) -> None:
    """Take what comes, and write it in batches; also what had come when Ctrl-C or an error ends the run."""
    last = time.monotonic()
    try:
        for outcome in outcomes:
            writer.take(outcome)
            tell()
            if writer.full or time.monotonic() - last > _BATCH_SECONDS:
                writer.flush()
                last = time.monotonic()
    except StoreError:
        raise  # what could not be written once would not be now
    except BaseException:
        writer.flush()
        raise
    writer.flush()
    tell()


def _new(corpus: Corpus, known: npt.NDArray[np.uint64], summary: Summary, tell: Callable[[], None]) -> Iterator[Job]:
    """The jobs that were not done before."""
    for job in corpus.jobs():
        if not among(job.key, known):
            yield job
            continue
        summary.known += 1
        if summary.known % _TOLD_AFTER == 0:
            tell()


def _engine(options: RunOptions) -> Engine:
    if options.engine == "local":
        return LocalEngine(options.setup, workers=options.workers, limit=options.limit)
    from dragoman.batch.ray import RayEngine  # noqa: PLC0415 - Ray is an extra

    return RayEngine(options.setup, workers=options.workers, address=options.address, limit=options.limit)


def _record(options: RunOptions, lexicon: str) -> Run:
    coder = options.setup.coder
    plain = {**settings(coder), "discards": [str(path) for path in options.setup.discards], "limit": options.limit}
    reading = {key: value for key, value in asdict(options.reading).items() if value is not None}
    return Run(
        id="", started="", ended=None, lexicon_hash=lexicon, model=coder.model, engine=options.engine,
        workers=options.workers, options={**plain, **reading}, versions=versions(),
    )  # fmt: skip


def _progress(summary: Summary, corpus: Corpus) -> Progress:
    return Progress(summary.documents, summary.events.total(), summary.failed, corpus.position, corpus.total)
