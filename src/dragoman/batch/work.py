"""One page from bytes to events, with what went wrong told instead of raised, and the time that each stage took."""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Literal, TypeVar

from dragoman.batch.jobs import Job
from dragoman.knowledge.discards import load_discards
from dragoman.pipeline import Coder, CoderOptions
from dragoman.reading.formats import finish
from dragoman.types import Document, Event

_READ = frozenset({"en", "mul", "und", "zxx"})  # English, and what pages say that do not know
_SHOWN = 200  # characters of an error that nobody foresaw
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is started with; `bench` names the class that does the work, as module:class."""

    coder: CoderOptions
    discards: tuple[Path, ...] = ()
    english_only: bool = True
    bench: str = "dragoman.batch.work:Bench"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a document with its events, or a reason. `seconds` is processor time by stage."""

    number: int
    key: int
    place: str
    document: Document | None
    events: tuple[Event, ...] = ()
    reason: str | None = None
    status: Literal["coded", "skipped", "failed"] = "coded"
    seconds: dict[str, float] = field(default_factory=dict)


def failed(job: Job, reason: str, seconds: Mapping[str, float] | None = None) -> Outcome:
    """A job that came to nothing, and why."""
    return Outcome(job.number, job.key, job.member.place, None, (), reason, "failed", dict(seconds or {}))


class Bench:
    """A loaded coder at work on one page after another."""

    def __init__(self, setup: Setup) -> None:
        """Load once. Raises RuleError, ActorError or UsageError."""
        self._coder = Coder(setup.coder)
        self._discards = load_discards(setup.discards)
        self._english_only = setup.english_only

    def outcome(self, job: Job) -> Outcome:
        """Read and code one page; a fault of the page, or of ours, is its reason and stops nothing."""
        clock: defaultdict[str, float] = defaultdict(float)
        place = job.member.place
        try:
            found = _timed("read", clock, lambda: finish(job.member)).result
            if not isinstance(found, Document):
                return failed(job, str(found), clock)
            other = self._other_language(found)
            if other:
                return Outcome(job.number, job.key, place, None, (), f"{place}: {other}", "skipped", dict(clock))
            events = self._events(found, clock)
        # whatever it is, the other documents go on, and the user is told which one it was
        except Exception as error:  # noqa: BLE001
            reason = f"{place}: cannot be coded ({type(error).__name__}: {' '.join(str(error).split())[:_SHOWN]})"
            return failed(job, reason, clock)
        return Outcome(job.number, job.key, place, found, events, seconds=dict(clock))

    def _events(self, document: Document, clock: defaultdict[str, float]) -> tuple[Event, ...]:
        whole = time.process_time()
        sentences = _watched("parse", clock, self._coder.parser.sentences(document))
        events = self._discards.kept(document, self._coder.code_sentences(document, sentences))
        clock["code"] += time.process_time() - whole - clock["parse"]
        return tuple(events)

    def _other_language(self, document: Document) -> str | None:
        code = re.split("[-_]", (document.language or "en").strip().lower())[0]
        if not self._english_only or code in _READ or len(code) not in (2, 3):
            return None
        return f"in the language '{code}', skipped; dragoman reads English (--any-language codes it)"


def bench_of(setup: Setup) -> Bench:
    """The bench that a setup asks for, loaded. Raises RuleError, ActorError or UsageError."""
    module, _, name = setup.bench.partition(":")
    bench: Bench = getattr(import_module(module), name)(setup)
    return bench


def _timed(stage: str, clock: defaultdict[str, float], step: Callable[[], T]) -> T:
    start = time.process_time()
    try:
        return step()
    finally:
        clock[stage] += time.process_time() - start


def _watched(stage: str, clock: defaultdict[str, float], items: Iterable[T]) -> Iterator[T]:
    """The items, the time of making each counted."""
    iterator = iter(items)
    while True:
        start = time.process_time()
        item = next(iterator, None)
        clock[stage] += time.process_time() - start
        if item is None:
            return
        yield item
