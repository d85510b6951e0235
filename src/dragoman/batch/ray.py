"""Workers on many machines: Ray Data hands batches of jobs to actors, each with a coder process of its own.

An actor codes with the local engine, so a page that hangs or kills its process ends here as it does on one machine.
What Ray adds is machines: a worker or a node that is lost costs the batches that it held, which are coded again by
another. Only the driver reads the corpus and writes the store; no node needs to see either.
"""

import logging
import os
import pickle
import socket
import sys
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

import pyarrow as pa

from dragoman.batch.identity import lexicon_hash
from dragoman.batch.jobs import Job
from dragoman.batch.local import LocalEngine
from dragoman.batch.work import Outcome, Setup
from dragoman.errors import DragomanError, UsageError

# a batch is a third of a second's work: what is lost with a node is small, and Ray's share of the time, too
_BATCH = 32
_BATCH_BYTES = 4_000_000
# a wave is what lies in Ray's memory at a time, for each worker; actors live for one wave, so it pays for their loading
_WAVE = 10_000
_WAVE_BYTES = 256_000_000
_ROUNDS = 3
_PATIENCE = 10.0  # seconds for the cluster to answer
# half a processor is asked for where a whole one is used: workers of a lost node find room on those that are left
_PROCESSORS = 0.5
_IN = pa.schema([("batch", pa.int64()), ("jobs", pa.large_binary())])
_OUT = pa.schema(
    [("batch", pa.int64()), ("outcomes", pa.large_binary()), ("unfit", pa.string()), ("life", pa.string()),
     ("restarts", pa.int64())]
)  # fmt: skip
# read when Ray is loaded or started; whoever has set one has the say. Ray tells of lost workers on standard output,
# where the summary belongs
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


class RayEngine:
    """Codes jobs with `workers` actors on the cluster at `address` (none: a cluster of this machine, for this run).

    `limit` is the seconds that a page may take. A cluster that the process has already joined is used as it is.
    """

    def __init__(self, setup: Setup, *, workers: int, address: str | None, limit: float = 120.0) -> None:
        """Join the cluster. Raises UsageError where Ray is not installed, or there is no such cluster."""
        self._given = {"setup": setup, "lexicon": lexicon_hash(setup.coder, setup.discards), "limit": limit}
        self._workers = workers
        self._ray = _loaded()
        self._ours = not self._ray.is_initialized()
        self._lives: dict[str, int] = {}
        self._expected = 0
        self.restarts = 0
        if self._ours:
            _join(self._ray, address, workers)

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What became of each job, as batches come back. Raises UsageError where the cluster cannot code."""
        batches = _batches(jobs)
        try:
            while wave := self._wave(batches):
                yield from self._coded(wave)
        finally:
            if self._ours:
                self._ray.shutdown()

    def _wave(self, batches: Iterator[list[Job]]) -> dict[int, Any]:
        """Batches in Ray's memory, by number: as many as the workers do in a few minutes."""
        wave: dict[int, Any] = {}
        count = size = 0
        while count < _WAVE * self._workers and size < _WAVE_BYTES * self._workers:
            batch = next(batches, None)
            if batch is None:
                break
            number, data = batch[0].number, pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)
            wave[number] = self._ray.put(pa.Table.from_pylist([{"batch": number, "jobs": data}], schema=_IN))
            count, size = count + len(batch), size + len(data)
        return wave

    def _coded(self, wave: dict[int, Any]) -> Iterator[Outcome]:
        """The outcomes of a wave; batches that Ray gave up are handed to it again."""
        for _ in range(_ROUNDS):
            self._expected += min(self._workers, len(wave))
            for row in self._rows(wave):
                if row["unfit"] is not None:
                    raise UsageError(row["unfit"])
                self._count(row["life"], row["restarts"])
                if wave.pop(row["batch"], None) is not None:
                    yield from pickle.loads(row["outcomes"])  # noqa: S301 - our own workers wrote it
            if not wave:
                return
        raise UsageError(f"ray: gave up {len(wave)} batches {_ROUNDS} times; run again when the cluster is well")

    def _count(self, life: str, restarts: int) -> None:
        """Coders that were started anew: by Ray with their worker or node, or by the worker that watches them."""
        self._lives[life] = restarts
        self.restarts = max(0, len(self._lives) - self._expected) + sum(self._lives.values())

    def _rows(self, wave: dict[int, Any]) -> Iterator[dict[str, Any]]:
        data = self._ray.data
        coded = data.from_arrow_refs(list(wave.values())).map_batches(
            _Worker, fn_constructor_kwargs=self._given, batch_size=None, batch_format="pyarrow",
            compute=data.ActorPoolStrategy(size=min(self._workers, len(wave))), num_cpus=_PROCESSORS,
        )  # fmt: skip
        coded.context.enable_progress_bars = False
        coded.context.max_errored_blocks = -1  # what it gives up is counted here, and given to it again
        try:
            for table in coded.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
                yield from table.to_pylist()
        except self._ray.exceptions.RayError as error:
            raise UsageError(f"ray: {_last_line(error)}; is dragoman installed on every node?") from error


class _Worker:
    """An actor's coder: one process of the local engine, which outlives batches."""

    def __init__(self, setup: Setup, lexicon: str, limit: float) -> None:
        self._setup, self._limit = setup, limit
        self._life = uuid.uuid4().hex
        self._unfit = _unlike(setup, lexicon)
        self._jobs: deque[Job] = deque()
        self._engine: LocalEngine | None = None
        self._outcomes: Iterator[Outcome] = iter(())

    def __call__(self, table: pa.Table) -> pa.Table:
        """Code the batches of a block."""
        return pa.Table.from_pylist([self._done(row) for row in table.to_pylist()], schema=_OUT)

    def _done(self, row: dict[str, Any]) -> dict[str, Any]:
        found = {"batch": row["batch"], "life": self._life, "unfit": self._unfit, "restarts": 0}
        if self._unfit is None:
            try:
                outcomes = self._coded(pickle.loads(row["jobs"]))  # noqa: S301 - the driver wrote it
            except DragomanError as error:
                return {**found, "unfit": str(error)}
            found["outcomes"] = pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL)
            found["restarts"] = self._engine.restarts if self._engine else 0
        return found

    def _coded(self, jobs: list[Job]) -> list[Outcome]:
        if self._engine is None:
            _forget_main()
            self._engine = LocalEngine(self._setup, workers=1, limit=self._limit)
            self._outcomes = self._engine.outcomes(self._waiting())  # type: ignore[arg-type] # None: none yet
        self._jobs.extend(jobs)
        return list(islice(self._outcomes, len(jobs)))

    def _waiting(self) -> Iterator[Job | None]:
        """The jobs without end; None where the next batch is yet to come, so that the engine takes what is done."""
        while True:
            yield self._jobs.popleft() if self._jobs else None


def _batches(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += job.size
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unlike(setup: Setup, lexicon: str) -> str | None:
    """Why this node would code otherwise than the driver says of itself; None where it would not."""
    try:
        ours = lexicon_hash(setup.coder, setup.discards)
    except UsageError as error:
        return f"ray: on a node: {error}; files given with --actors, --rules and --discards belong on every node"
    if ours == lexicon:
        return None
    return f"ray: a node has other rules ({ours}, here {lexicon}); install one version of dragoman on every node"


def _forget_main() -> None:
    """A process that is started would else load Ray's own main program once more."""
    with suppress(AttributeError):
        del sys.modules["__main__"].__file__


def _loaded() -> Any:  # noqa: ANN401 - the module Ray, an extra
    """Ray, quiet. Raises UsageError where it is not installed."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray  # noqa: PLC0415 - an extra
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(f"--engine ray: not installed ({error}); pip install 'dragoman[ray]'") from error
    for handler in logging.getLogger("ray.data").handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setLevel(logging.CRITICAL)
    return ray


def _join(ray: Any, address: str | None, workers: int) -> None:  # noqa: ANN401 - the module Ray
    """A cluster of this machine, or the one at the address. Raises UsageError."""
    options: dict[str, Any] = {"address": address}
    if address is None:
        # the node's address is given because Ray would look for it on the network
        options = {"address": "local", "num_cpus": workers, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    try:
        _reach(address)
        with _muted():
            ray.init(**options, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise UsageError(f"--address {address or 'none'}: no Ray cluster ({_last_line(error)})") from error


def _reach(address: str | None) -> None:
    """Ray itself waits minutes for a cluster that is not there. Raises OSError or ValueError."""
    host, _, port = (address or "").rpartition(":")
    if host and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()


@contextmanager
def _muted() -> Iterator[None]:
    """Standard error shut: Ray's core, asked to write nothing there, writes that it was asked."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _last_line(error: BaseException) -> str:
    return next((line.strip() for line in reversed(str(error).splitlines()) if line.strip()), type(error).__name__)
