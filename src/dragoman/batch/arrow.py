"""Documents as Arrow batches into events as Arrow batches: for Spark, Dask, Daft, and whoever else speaks Arrow.

docs/scale-out.md has an example of each.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa

from dragoman.batch.jobs import Job
from dragoman.batch.work import Bench, Outcome, Setup
from dragoman.errors import UsageError
from dragoman.outputs.csv import COLUMNS, row
from dragoman.pipeline import CoderOptions
from dragoman.reading import ReadOptions
from dragoman.reading.formats import Unread
from dragoman.records import event_json
from dragoman.types import Event

READ = ("id", "text", "html", "title", "date", "url")
_NUMBERS = {
    "quad": pa.int32(),
    "start": pa.int32(),
    "end": pa.int32(),
    "goldstein": pa.float64(),
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "confidence": pa.float64(),
}
EVENT_SCHEMA: pa.Schema = pa.schema(
    [*((name, _NUMBERS.get(name, pa.string())) for name in COLUMNS), ("record", pa.string()), ("reason", pa.string())]
)
# documents whose events are held before they are handed on
_TOGETHER = 256
# the parser's table of words seen grows without end: load anew before that is felt
_RENEW_AFTER = 20_000


def code_batches(
    batches: Iterable[pa.RecordBatch | pa.Table],
    *,
    options: CoderOptions | None = None,
    discards: Sequence[Path] = (),
    english_only: bool = True,
    published: str | None = None,
) -> Iterator[pa.RecordBatch]:
    """The events of documents, one a row: the columns of `EVENT_SCHEMA`.

    A document is a row with `id`, `text` or `html`, and where they are known `title`, `date` and `url`; other columns
    are passed over. Events have the columns of the CSV and `record`, the event whole as JSON. A document that cannot be
    coded, or is skipped, is one row with its `document_id` and a `reason`, all else null; one without events is no row.
    The coder is loaded once a process, at the first document. `published` is the day for those without a date.

    Raises:
        UsageError: a batch lacks `id`, or both `text` and `html`. RuleError, ActorError: a file of the options.
    """
    setup = Setup(options or CoderOptions(), tuple(discards), english_only=english_only)
    reading = ReadOptions(published=published)
    for batch in batches:
        jobs = (_job(record, reading) for record in _records(batch))
        while part := list(islice(jobs, _TOGETHER)):
            yield _table([line for outcome in _coded(part, setup) for line in _lines(outcome)])


def _records(batch: pa.RecordBatch | pa.Table) -> Iterator[dict[str, Any]]:
    names = batch.schema.names
    if "id" not in names or not {"text", "html"} & set(names):
        raise UsageError(f"columns {', '.join(names) or '(none)'}: 'id' and 'text' or 'html' are needed; rename yours")
    known = batch.select([name for name in READ if name in names])
    pieces = known.to_batches(max_chunksize=_TOGETHER) if isinstance(known, pa.Table) else [known]
    for piece in pieces:
        yield from piece.to_pylist()


def _job(record: Mapping[str, Any], reading: ReadOptions) -> Job:
    """A row as a line of JSON: it is read as such a line of a file is."""
    plain = {key: _plain(value) for key, value in record.items() if value is not None}
    return Job(0, 0, Unread(str(plain.get("id", "(no id)")), "lines", json.dumps(plain).encode(), reading))


def _plain(value: object) -> object:
    if isinstance(value, date):  # a moment, too
        return value.isoformat()
    return value if isinstance(value, str | int) else str(value)


# ---------------------------------------------------------------------------------------------------------- coding


class _Seat:
    """The process's coder, for one thread at a time."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._lock = Lock()
        self._bench: Bench | None = None
        self._done = 0

    def outcome(self, job: Job) -> Outcome:
        """What became of a document."""
        with self._lock:
            if self._bench is None or self._done >= _RENEW_AFTER:
                self._bench, self._done = Bench(self._setup), 0
            self._done += 1
            return self._bench.outcome(job)


@lru_cache(maxsize=1)
def _seat(setup: Setup) -> _Seat:
    return _Seat(setup)


def _coded(jobs: Iterable[Job], setup: Setup) -> Iterator[Outcome]:
    return map(_seat(setup).outcome, jobs)


# ----------------------------------------------------------------------------------------------------------- rows


def _lines(outcome: Outcome) -> Iterator[dict[str, object]]:
    if outcome.reason is not None:
        yield {"document_id": outcome.place, "reason": outcome.reason}
    yield from map(_line, outcome.events)


def _line(event: Event) -> dict[str, object]:
    return {**row(event), "record": event_json(event)}


def _table(lines: list[dict[str, object]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(lines, schema=EVENT_SCHEMA)
