"""Speed of the store: documents written a second, and milliseconds of each query, over many events.

    python benchmarks/store.py [--store PATH] [--events 1000000] [--texts 400]

Without a store, one is built in a temporary folder: the real coder's events of news texts, told again and again under
other ids, claims and days until there are enough. A store that is given is only read.
"""

import argparse
import gzip
import itertools
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from shared import DATA, missing

from dragoman.pipeline import Coder
from dragoman.store import CodedDocument, Filters, Run, Store, batch_tables, stamp
from dragoman.store.queries import FACETS, dyad_series, dyads, facet, series, top_actors, totals
from dragoman.types import Document

CORPUS = "corpora/bbc_news.jsonl.gz"
BATCH = 500  # documents
TIMES = 5

Tables = dict[str, pa.Table]


def _coded(count: int) -> list[CodedDocument]:
    """Texts and their events; without the texts in which there are fewer than three, to have five a document."""
    coder = Coder()
    found = []
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        for i, line in enumerate(itertools.islice(stream, count)):
            text = json.loads(line)["text"]
            day = f"2004-{1 + i % 12:02d}-{1 + i % 28:02d}"
            document = Document(
                f"d{i}", f"https://www.example{i % 40}.org/{i}", text[:60], None, day, "en", text, (), {}, {}
            )
            events = tuple(coder.code(document))
            if len(events) >= 3:
                found.append(CodedDocument(document, events, f"{i:016x}", "bbc", fingerprint=bytes(528)))
    return found


def _copies(coded: list[CodedDocument], events: int) -> Iterator[Tables]:
    """Batches until there are that many events; three copies of a document tell the same claims."""
    made = 0
    stamped = stamp("run", "lexicon")
    parts = [batch_tables(coded[i : i + BATCH], stamped) for i in range(0, len(coded), BATCH)]
    for copy in itertools.count():
        for part in parts:
            tables = {name: _copy(table, copy) for name, table in part.items()}
            made += tables["events"].num_rows
            yield tables
            if made >= events:
                return


def _copy(table: pa.Table, copy: int) -> pa.Table:
    days = pa.scalar(copy // 3 * 17 % 5000, pa.int32())
    changes: dict[str, Callable[[pa.ChunkedArray], pa.ChunkedArray]] = {
        **dict.fromkeys(("id", "document_id"), lambda old: pc.binary_join_element_wise(old, f"{copy:04d}", "-")),
        "event_id": lambda old: pc.binary_join_element_wise(old, f"{copy // 3:04d}", "-"),
        "claim": lambda old: pc.add(old, pa.scalar(copy // 3, pa.uint64())),
        **dict.fromkeys(
            ("day_start", "day_end", "published_day"),
            lambda old: pc.if_else(
                pc.greater(old.cast(pa.int32()), 0), pc.add(old.cast(pa.int32()), days), old.cast(pa.int32())
            ).cast(pa.date32()),
        ),
    }
    for name, change in changes.items():
        if name in table.column_names:
            at = table.column_names.index(name)
            table = table.set_column(at, table.schema.field(name), change(table.column(name)))
    return table


def build(path: Path, texts: int, events: int) -> None:
    """Write a store of that many events, and print how fast."""
    coded = _coded(texts)
    spent: list[float] = []
    documents, busy = 0, 0.0
    with Store.open(path, write=True) as store:
        store.begin_run(Run("run", "", None, "lexicon", "model"))
        for tables in _copies(coded, events):
            start, used = time.perf_counter(), time.process_time()
            store.write_tables(tables)
            spent.append(time.perf_counter() - start)
            busy += time.process_time() - used
            documents += tables["documents"].num_rows
        print(f"write      {documents / sum(spent):>8.0f} documents a second ({documents / busy:.0f} a CPU second)")
        print(f"           {statistics.median(spent):>8.2f} s a batch of {BATCH}, {max(spent):.2f} s the worst")
        print(f"           {_memory():>8} MB at the most")
        _timed("gather", lambda: store.gather({row[0]: row[0] for row in store.stream("SELECT id FROM documents")}))
        _timed("index", store.make_searchable)
    print(f"file       {path.stat().st_size >> 20:>8} MB, {documents} documents")


def _timed(name: str, work: Callable[[], object]) -> None:
    start, used = time.perf_counter(), time.process_time()
    work()
    wall, busy = time.perf_counter() - start, time.process_time() - used
    print(f"{name:<10} {wall:>8.1f} s ({busy:.1f} CPU seconds), {_memory()} MB at the most")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _queries(store: Store) -> Iterator[tuple[str, Callable[[], object]]]:
    for name in FACETS:
        yield f"facet {name}", lambda name=name: facet(store, name)
    sure = Filters(min_confidence=0.5)
    pair = next(((found.source, found.target) for found in dyads(store, limit=1)), ("USA", "IRQ"))
    yield "facet event_type, sure", lambda: facet(store, "event_type", sure)
    yield "facet source_country, sure", lambda: facet(store, "source_country", sure)
    yield "totals", lambda: totals(store)
    yield "dyads of countries", lambda: dyads(store, limit=20)
    yield "dyads of names", lambda: dyads(store, by="name", limit=20)
    yield "dyads of tellings", lambda: dyads(store, limit=20, counting="tellings")
    yield f"months of {'-'.join(pair)}", lambda: dyad_series(store, pair)
    yield "series of months", lambda: series(store)
    yield "series of days", lambda: series(store, unit="day")
    yield "series of months, sure", lambda: series(store, sure)
    yield "actors", lambda: top_actors(store)
    for words in (
        "election",
        "iraq",
        "government",
        "year",
        "prime minister",
        '"prime minister"',
        "tony blair",
        "xyzzy",
    ):
        yield f"search {words}", lambda words=words: store.search(words)
        yield f"facet event_type, {words}", lambda words=words: facet(store, "event_type", Filters(text=words))


def ask(path: Path) -> None:
    """Print the milliseconds of each query; the best tells what it takes where nothing else is running."""
    with Store.open(path, memory="1GB") as store:
        print("    median      best  milliseconds of")
        for name, query in _queries(store):
            query()
            spent = []
            for _ in range(TIMES):
                start = time.perf_counter()
                query()
                spent.append((time.perf_counter() - start) * 1000)
            print(f"{statistics.median(spent):>10.1f}{min(spent):>10.1f}  {name}", flush=True)
    print(f"{_memory()} MB at the most")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path, help="a store to ask; none: one is built")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--texts", type=int, default=400, help="texts that are coded")
    given = parser.parse_args()
    if given.store:
        ask(given.store)
        return 0
    if missing(CORPUS):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.duckdb"
        build(path, given.texts, given.events)
        ask(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
