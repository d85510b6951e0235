"""A worker process, from both sides: what runs in it, and what its parent holds of it."""

import ctypes
import os
import queue
import signal
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from dragoman.batch.jobs import Job
from dragoman.batch.work import Setup, bench_of
from dragoman.errors import DragomanError

# jobs that a worker holds: one at work, and enough waiting that it never waits for us, also while a batch is written
_AHEAD = 32
_AHEAD_BYTES = 4_000_000
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass(frozen=True, slots=True)
class Ready:
    """The coder is loaded."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """The coder cannot be loaded, and why."""

    message: str


def serve(pipe: Connection, setup: Setup) -> None:
    """A worker's life: load, then code what comes, until nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, who ends us in order
    _die_with_parent()
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, jobs), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError):
        try:
            bench = bench_of(setup)
        except DragomanError as error:
            pipe.send(Unfit(str(error)))
            return
        # without a coder there is no run, whatever the reason: it is told, not raised once a worker
        except Exception as error:  # noqa: BLE001
            pipe.send(Unfit(f"a worker cannot load its coder ({type(error).__name__}: {' '.join(str(error).split())})"))
            return
        pipe.send(Ready())
        while True:
            pipe.send(bench.outcome(jobs.get()))


def _receive(pipe: Connection, jobs: "queue.SimpleQueue[Job]") -> None:
    """Empty the pipe at once, so that whoever fills it never waits; when it is closed, nobody waits for us either."""
    with suppress(EOFError, OSError):
        while True:
            jobs.put(pipe.recv())
    os._exit(0)


def _die_with_parent() -> None:
    """A page that holds the interpreter fast would outlive a killed parent; the system ends it all the same."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


@dataclass(slots=True)
class Worker:
    """What the parent knows of a worker: the jobs that it holds, and since when it is at the first of them."""

    process: BaseProcess
    pipe: Connection
    jobs: deque[Job] = field(default_factory=deque)
    ready: bool = False
    since: float = field(default_factory=time.monotonic)
    done: int = 0
    _outbox: "queue.SimpleQueue[Job | None]" = field(default_factory=queue.SimpleQueue)
    _sender: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        """Send from a thread: a worker that hangs does not empty its pipe, and we would hang with it."""
        self._sender = threading.Thread(target=_send, args=(self.pipe, self._outbox), daemon=True)
        self._sender.start()

    @property
    def has_room(self) -> bool:
        """Whether it can take another job."""
        return not self.jobs or (len(self.jobs) < _AHEAD and sum(job.size for job in self.jobs) < _AHEAD_BYTES)

    @property
    def taken(self) -> int:
        """How many jobs it was given."""
        return self.done + len(self.jobs)

    def give(self, job: Job) -> None:
        """Hand over a job; a worker that just died is found out later."""
        if not self.jobs:
            self.since = time.monotonic()
        self.jobs.append(job)
        self._outbox.put(job)

    def stop(self) -> None:
        """End it, now."""
        self._outbox.put(None)
        self.process.kill()
        self.process.join()
        self._sender.join()  # with the other end gone it does not wait; a pipe that it still held must not be closed
        self.pipe.close()


def _send(pipe: Connection, outbox: "queue.SimpleQueue[Job | None]") -> None:
    with suppress(OSError):
        while (job := outbox.get()) is not None:
            pipe.send(job)
