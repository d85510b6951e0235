"""One corpus, coded: documents, events and their evidence in one file."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from uuid import uuid4

import duckdb
import msgspec
import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.records import event_from_json
from dragoman.store import gathered, search, writing
from dragoman.store.coded import CodedDocument, Judgement, Run, Status
from dragoman.store.connection import Opening, connect, faults
from dragoman.store.filters import EVERYTHING, Filters, Parameters
from dragoman.store.tables import batch_tables, stamp
from dragoman.types import Block, Document, Event, Stance

Row = tuple[object, ...]

DONE: tuple[Status, ...] = ("coded", "skipped")
_ROWS = 2048  # fetched at once: events of a few kilobytes each
_STANCES = dict[str, Stance]
_DOCUMENT = "id, url, title, author, published, language, text, stance, actor_stance, missing"  # as in types.Document


class Store:
    """An open store. Threads may share it for reading: each query has a cursor of its own.

    DuckDB lets one program write a file, or several read it: whoever comes second gets a StoreError that says so.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, *, write: bool) -> None:
        self.path = path
        self.write = write
        self._connection = connection
        self._lexicons: dict[str, str] = {}

    @classmethod
    def open(
        cls, path: Path | str, *, write: bool = False, threads: int | None = None, memory: str | None = None
    ) -> "Store":
        """Open a store, and make it where it is missing and `write` is set.

        `memory` ("800MB") and `threads` bound what DuckDB takes. Raises StoreError with one line: what, where, what
        to do.
        """
        place = Path(path)
        return cls(connect(place, Opening(write, threads, memory)), place, write=write)

    def close(self) -> None:
        """Write what is still in the log into the file, and let go of it."""
        with faults(self.path):
            self._connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------------- writing

    def begin_run(self, run: Run) -> str:
        """Write down that a run begins; an empty id or start gets one. Returns the run's id."""
        now = datetime.now(UTC).replace(tzinfo=None)
        run_id = run.id or f"{now:%Y%m%d-%H%M%S}-{uuid4().hex[:6]}"
        started = _moment(run.started) if run.started else now
        json = [_json(value) for value in (run.options, run.versions, run.counts)]
        values = [run_id, started, None, run.lexicon_hash, run.model, run.engine, run.workers, *json]
        with self._writing() as cursor:
            cursor.execute(f"INSERT INTO runs VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - marks only
        self._lexicons[run_id] = run.lexicon_hash
        return run_id

    def end_run(self, run_id: str, counts: Mapping[str, int]) -> None:
        """Write down that a run has ended, with its counts."""
        now = datetime.now(UTC).replace(tzinfo=None)
        with self._writing() as cursor:
            cursor.execute("UPDATE runs SET ended = ?, counts = ? WHERE id = ?", [now, _json(counts), run_id])

    def write_batch(self, run_id: str, results: Sequence[CodedDocument]) -> None:
        """Write documents with all that belongs to them, all of them or none; older codings of them go.

        Raises:
            StoreError: the run is unknown, the disk is full; nothing of the batch is in the store then.
        """
        self.write_tables(batch_tables(results, stamp(run_id, self.lexicon_hash(run_id))))

    def write_tables(self, tables: Mapping[str, pa.Table]) -> None:
        """Write a batch that `batch_tables` made, perhaps in another process. All of it or nothing."""
        with self._writing() as cursor:
            writing.write_tables(cursor, tables)

    def forget(self, documents: Collection[str]) -> None:
        """Take documents, and all that belongs to them, out of the store."""
        with self._writing() as cursor:
            writing.forget(cursor, documents)

    def gather(self, stories: Mapping[str, str], join: gathered.Join = gathered.by_id) -> None:
        """Write down the story of each document, and make the table of claims anew; `join` says what is one claim."""
        with self._writing() as cursor:
            gathered.gather(cursor, stories, join)

    def make_searchable(self) -> None:
        """Make the search index over all documents anew; after a run, as new documents are not found before it."""
        if not self.write:
            raise StoreError(f"{self.path}: opened for reading only; open it with write=True")
        with faults(self.path):
            search.make_index(self._connection)

    def judge(self, judgement: Judgement) -> None:
        """Keep what a reader says of an event; the same reader's earlier word on it goes."""
        values = [getattr(judgement, field.name) for field in fields(judgement)]
        values[-1] = _moment(judgement.judged_at)
        with self._writing() as cursor:
            cursor.execute(
                "DELETE FROM judgements WHERE event_id = ? AND document_id = ? AND who = ?",
                [judgement.event_id, judgement.document_id, judgement.who],
            )
            cursor.execute("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?)", values)

    # ------------------------------------------------------------------------------------------------- reading

    def known(self, lexicon_hash: str, statuses: Collection[Status] = DONE) -> set[tuple[str, str]]:
        """Id and content hash of each document that was coded with this lexicon."""
        marks = ", ".join("?" * len(statuses))
        sql = f"SELECT id, content_hash FROM documents WHERE lexicon_hash = ? AND status IN ({marks})"  # noqa: S608 - marks
        return {(str(row[0]), str(row[1])) for row in self.stream(sql, [lexicon_hash, *statuses])}

    def lexicon_hash(self, run_id: str) -> str:
        """The lexicon that a run codes with. Raises StoreError for a run that the store does not know."""
        if run_id not in self._lexicons:
            found = self.rows("SELECT lexicon_hash FROM runs WHERE id = ?", [run_id])
            if not found:
                raise StoreError(f"{self.path}: knows no run '{run_id}'; begin it first")
            self._lexicons[run_id] = str(found[0][0])
        return self._lexicons[run_id]

    def runs(self) -> list[Run]:
        """All runs, the first one first."""
        found = self.rows(
            "SELECT id, started, ended, lexicon_hash, model, engine, workers, options, versions, counts "
            "FROM runs ORDER BY started, id"
        )
        return [_run(row) for row in found]

    def judgements(self) -> list[Judgement]:
        """All judgements, the first one first."""
        found = self.rows(
            "SELECT event_id, document_id, verdict, note, who, judged_at FROM judgements ORDER BY judged_at, event_id"
        )
        return [
            msgspec.convert(dict(zip(_JUDGEMENT, (*row[:5], _iso(row[5])), strict=True)), Judgement) for row in found
        ]

    @property
    def gathered(self) -> bool:
        """Whether stories and claims are made of all that is in the store: not before `gather`, nor after a write."""
        return bool(self.rows("SELECT 1 FROM meta WHERE key = 'gathered'"))

    def search(self, words: str, limit: int = 100) -> list[search.Found]:
        """The documents that answer the words best. Raises StoreError where there is no index."""
        self.need_search()
        with faults(self.path), closing(self._connection.cursor()) as cursor:
            return search.search(cursor, words, limit)

    def need_search(self) -> None:
        """Raises StoreError, with what to do, where there is no search index."""
        with faults(self.path), closing(self._connection.cursor()) as cursor:
            reason = search.missing(cursor)
        if reason is not None:
            raise StoreError(f"{self.path}: {reason}")

    def events(self, filters: Filters = EVERYTHING) -> Iterator[Event]:
        """The events as they were coded, one after the other, however many; in the order they were written."""
        sql, bound = filters.where()
        for row in self.stream(f"SELECT record FROM events WHERE {sql}", bound):  # noqa: S608 - values are bound
            yield event_from_json(str(row[0]))

    def arrow(self, filters: Filters = EVERYTHING, columns: Sequence[str] = ("*",)) -> pa.RecordBatchReader:
        """Rows of the table `events` as Arrow batches; `columns` are names of columns of it."""
        sql, bound = filters.where()
        names = ", ".join(column if column == "*" else f'"{column.replace(chr(34), "")}"' for column in columns)
        with faults(self.path):
            cursor = self._connection.cursor()
            return cursor.execute(f"SELECT {names} FROM events WHERE {sql}", bound).to_arrow_reader(_ROWS)  # noqa: S608

    def document(self, document_id: str) -> Document | None:
        """A document as it was read; null where the store has none of that id."""
        return next(self._documents("id = ?", [document_id]), None)

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """All documents, or those of `ids`, one after the other."""
        if ids is None:
            return self._documents("true", [])
        return self._documents("id IN (SELECT unnest(?))", [list(ids)])

    def fingerprints(self) -> Iterator[tuple[str, bytes, str | None]]:
        """Id, fingerprint and date of publication of each document that has a fingerprint: what stories are made of."""
        sql = "SELECT id, fingerprint, published FROM documents WHERE fingerprint IS NOT NULL ORDER BY id"
        for name, mark, published in self.stream(sql):
            yield str(name), mark if isinstance(mark, bytes) else b"", None if published is None else str(published)

    def rows(self, sql: str, bound: Parameters | None = None) -> list[Row]:
        """All rows of a query; values go in by question marks alone."""
        with faults(self.path), closing(self._connection.cursor()) as cursor:
            return cursor.execute(sql, bound or []).fetchall()

    def stream(self, sql: str, bound: Parameters | None = None) -> Iterator[Row]:
        """The rows of a query, a few thousand at a time in memory."""
        with faults(self.path), closing(self._connection.cursor()) as cursor:
            reader = cursor.execute(sql, bound or []).to_arrow_reader(_ROWS)
            for batch in reader:
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    # -------------------------------------------------------------------------------------------------- inside

    @contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all of what happens in it, or nothing."""
        if not self.write:
            raise StoreError(f"{self.path}: opened for reading only; open it with write=True")
        with faults(self.path), closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                writing.undo(cursor)
                raise

    def _documents(self, condition: str, bound: Parameters) -> Iterator[Document]:
        sql = f"SELECT {_DOCUMENT} FROM documents WHERE {condition}"  # noqa: S608 - conditions are ours
        for row in self.stream(sql, bound):
            yield self._document(row)

    def _document(self, row: Row) -> Document:
        found = self.rows(
            'SELECT kind, author, posted, parent, "start", "end" FROM blocks WHERE document_id = ? ORDER BY ordinal',
            [row[0]],
        )
        blocks = tuple(msgspec.convert(dict(zip(_BLOCK, block, strict=True)), Block) for block in found)
        stances = [msgspec.json.decode(str(value), type=_STANCES) for value in row[7:9]]
        missing = msgspec.json.decode(str(row[9]), type=dict[str, str])
        url, title, author, published, language = (None if value is None else str(value) for value in row[1:6])
        return Document(
            str(row[0]), url, title, author, published, language, str(row[6]), blocks, stances[0], missing, stances[1]
        )  # fmt: skip


_JUDGEMENT = tuple(field.name for field in fields(Judgement))
_BLOCK = tuple(field.name for field in fields(Block))


def _json(value: Mapping[str, object]) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _moment(text: str) -> datetime:
    """A time in ISO form as UTC without a zone, as the store keeps them."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _iso(value: object) -> str:
    return f"{value.isoformat()}Z" if isinstance(value, datetime) else str(value)


def _run(row: Row) -> Run:
    values = {
        "id": row[0],
        "started": _iso(row[1]),
        "ended": None if row[2] is None else _iso(row[2]),
        **dict(zip(("lexicon_hash", "model", "engine", "workers"), row[3:7], strict=True)),
        **{name: msgspec.json.decode(str(row[i])) for i, name in enumerate(("options", "versions", "counts"), 7)},
    }
    return msgspec.convert(values, Run)


def all_events(stores: Iterable[Store], filters: Filters = EVERYTHING) -> Iterator[Event]:
    """The events of several stores, one store after the other."""
    for store in stores:
        yield from store.events(filters)
