"""Worker processes on this machine: each with a coder of its own, watched, and replaced when it dies or hangs."""

import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import wait

from dragoman.batch.jobs import Job
from dragoman.batch.work import Outcome, Setup, failed
from dragoman.batch.worker import Ready, Unfit, Worker, serve
from dragoman.errors import UsageError

# a worker is replaced now and then: the parser's table of words seen grows without end
_RENEW_AFTER = 20_000
_TRIES = 2
_STARTS = 3
_TICK = 0.5


class LocalEngine:
    """Codes jobs with `workers` processes; a page may take `limit` seconds, and may kill its worker once."""

    def __init__(self, setup: Setup, *, workers: int, limit: float) -> None:
        self._setup = setup
        self._limit = limit
        self._most = workers
        self._context = get_context("spawn")
        self._again: deque[Job] = deque()
        self._tries: dict[int, int] = {}
        self._failed_starts = 0
        self._workers: list[Worker] = []
        self.restarts = 0

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What became of each job, in the order in which they are done. Raises UsageError where none can start."""
        # a coder takes seconds to load: no more of them than there are jobs, and none for none
        first = list(islice(jobs, self._most))
        jobs = chain(first, jobs)
        try:
            for _ in first:
                self._workers.append(self._started())
            while self._handed_out(jobs):
                yield from self._received()
        finally:
            for worker in self._workers:
                worker.stop()
            self._workers.clear()

    def _started(self) -> Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._setup), daemon=True)
        with _deaf():
            process.start()
        theirs.close()
        return Worker(process, ours)

    def _handed_out(self, jobs: Iterator[Job]) -> bool:
        """Give every worker enough to do, the idlest first; False where all is done."""
        while open_ones := [one for one in self._workers if one.has_room and one.taken < _RENEW_AFTER]:
            job = self._again.popleft() if self._again else next(jobs, None)
            if job is None:
                break
            min(open_ones, key=lambda one: len(one.jobs)).give(job)
        return bool(self._again) or any(worker.jobs for worker in self._workers)

    def _received(self) -> Iterator[Outcome]:
        """What the workers sent, and what became of those that are gone or hang."""
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), timeout=_TICK):
            yield from self._from(pipes[pipe])  # type: ignore[index] # the connections that were given
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.ready and worker.jobs and now - worker.since > self._limit and not worker.pipe.poll():
                yield from self._gave_up(worker)
            elif worker.done >= _RENEW_AFTER and not worker.jobs:
                self._replace(worker)

    def _from(self, worker: Worker) -> Iterator[Outcome]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        if isinstance(message, Unfit):
            raise UsageError(message.message)
        worker.since = time.monotonic()
        if isinstance(message, Ready):
            worker.ready, self._failed_starts = True, 0
            return
        worker.jobs.popleft()
        worker.done += 1
        yield message

    def _gave_up(self, worker: Worker) -> Iterator[Outcome]:
        """A page that takes too long is left; the worker can only be stopped."""
        job = worker.jobs.popleft()
        self._restart(worker)
        yield failed(
            job, f"{job.member.place}: took more than {self._limit:g} seconds and was left; --time-limit gives it more"
        )

    def _died(self, worker: Worker) -> Iterator[Outcome]:
        """A worker that is gone: its page is tried once more, by itself a page may be what killed it."""
        worker.process.join()
        code = worker.process.exitcode
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise UsageError(f"no worker can be started (it ended with status {code}); is there memory enough?")
        elif worker.jobs:
            job = worker.jobs[0]
            self._tries[job.number] = self._tries.get(job.number, 0) + 1
            if self._tries[job.number] >= _TRIES:
                worker.jobs.popleft()
                yield failed(
                    job, f"{job.member.place}: ended the process that coded it, twice (status {code}); it is left out"
                )
        self._restart(worker)

    def _restart(self, worker: Worker) -> None:
        self.restarts += 1
        self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        """Start another in its place; its jobs come first."""
        self._again.extendleft(reversed(worker.jobs))
        worker.jobs.clear()
        worker.stop()
        self._workers[self._workers.index(worker)] = self._started()


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started here do not hear Ctrl-C, from their first moment on: it is ours, and we end them in order."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # would let the signal through again as it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
