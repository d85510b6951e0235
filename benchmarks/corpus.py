"""A whole corpus from files to a finished store: rate, memory over the run, size, and the time of each stage.

    python benchmarks/corpus.py [--documents 50000] [--workers 1,2]

The BBC corpus is copied, with altered ids, to as many documents as asked for; `dragoman run` codes it once for each
number of workers. Processor time is that of all processes, loading and gathering included. Memory is sampled from
/proc: the most that all processes held together in each quarter of the run, and the most that one worker held.
"""

import argparse
import gzip
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from shared import DATA, missing

CORPUS = "corpora/bbc_news.jsonl.gz"
SAMPLED = 2.0  # seconds


@dataclass
class Memory:
    """Megabytes held: by time, the parent, the largest worker, and all processes together."""

    samples: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, parent: int) -> None:
        """Look at a process and those that it has started."""
        sizes = {process: megabytes(process) for process in [parent, *children(parent)]}
        own = sizes.pop(parent)
        self.samples.append((time.monotonic(), own, max(sizes.values(), default=0.0), own + sum(sizes.values())))

    def quarters(self) -> list[float]:
        """The most that all held together in each quarter of the time."""
        start, end = self.samples[0][0], self.samples[-1][0]
        found = [0.0] * 4
        for moment, *_, whole in self.samples:
            at = min(3, int(4 * (moment - start) / max(end - start, 0.001)))
            found[at] = max(found[at], whole)
        return found

    def most(self, column: int) -> float:
        """The most of one column of the samples."""
        return max(sample[column] for sample in self.samples)


@dataclass(frozen=True)
class Measured:
    """One run."""

    workers: int
    wall: float
    processor: float
    memory: Memory
    store: int
    told: str


def children(parent: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{parent}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def megabytes(process: int) -> float:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    return 0.0


def copied(count: int) -> Iterator[str]:
    """As many documents, as lines of JSON."""
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    for i, record in zip(range(count), itertools.cycle(records)):
        yield json.dumps({**record, "id": f"{record['id']}-{i // len(records)}"}) + "\n"


def measured(corpus: Path, workers: int) -> Measured:
    store = corpus.parent / f"{workers}.duckdb"
    command = [sys.executable, "-m", "dragoman", "run", str(corpus), "--store", str(store), "--workers", str(workers)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    memory = Memory()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            memory.take(process.pid)
            with suppress(subprocess.TimeoutExpired):
                process.wait(SAMPLED)
        told = process.stdout.read() if process.stdout else ""
    if process.returncode:
        sys.exit(f"dragoman run ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = Measured(workers, time.monotonic() - start, processor, memory, store.stat().st_size, told)
    store.unlink()
    return found


def tell(found: Measured, documents: int) -> None:
    memory = found.memory
    quarters = ", ".join(f"{size:.0f}" for size in memory.quarters())
    print(f"\n{found.workers} worker{'s' if found.workers > 1 else ''}, {documents} documents")
    print(f"rate       {documents / found.processor:.1f} documents a CPU second, {documents / found.wall:.1f} a second")
    print(f"time       {found.processor:.0f} CPU seconds, {found.wall:.0f} seconds")
    print(f"memory     {quarters} MB in the quarters of the run, all processes")
    print(f"           parent {memory.most(1):.0f} MB, a worker {memory.most(2):.0f} MB at the most")
    print(f"store      {found.store / 1e6:.1f} MB, {found.store / documents / 1e3:.2f} kB a document")
    print(found.told.rstrip())


def main() -> int:
    """Measure and print."""
    if missing(CORPUS):
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--workers", default="1,2")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        with corpus.open("w", encoding="utf-8") as stream:
            stream.writelines(copied(given.documents))
        for workers in map(int, given.workers.split(",")):
            tell(measured(corpus, workers), given.documents)
    return 0


if __name__ == "__main__":
    sys.exit(main())
