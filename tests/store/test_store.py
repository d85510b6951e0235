import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreError
from dragoman.records import document_from_json, document_json, event_from_json, event_json, event_record
from dragoman.store import CodedDocument, Filters, Judgement, Run, Store
from dragoman.store.connection import migrate
from dragoman.types import Document, Event

Make = Callable[..., CodedDocument]
Begin = Callable[..., str]


def rows(store: Store, table: str, *, without: str = "coded_at") -> list[tuple[object, ...]]:
    columns = f"* EXCLUDE ({without})" if table == "documents" else "*"
    return store.rows(f"SELECT {columns} FROM {table} ORDER BY ALL")  # noqa: S608


def test_a_document_and_its_events_come_back_as_they_were(path: Path, make_coded: Make, begin: Begin) -> None:
    result = make_coded()
    with Store.open(path, write=True) as store:
        store.write_batch(begin(store), [result])
    with Store.open(path) as store:
        assert tuple(store.events()) == result.events
        assert store.document("d") == result.document
        assert list(store.documents()) == list(store.documents(["d", "none"])) == [result.document]
        assert store.document("none") is None
        assert list(store.fingerprints()) == [("d", b"fp", result.document.published)]


def test_records_are_json_and_back(make_event: Callable[..., Event], make_document: Callable[..., Document]) -> None:
    event, document = make_event(condition='if "class": or "class_": is in it'), make_document()
    assert event_from_json(event_json(event)) == event
    assert '"class":"intended"' in event_json(event)
    assert event_record(event)["operators"] == [{"text": "offered", "class": "intended", "start": 7, "end": 14}]
    assert document_from_json(document_json(document)) == document


def test_columns_say_what_the_event_says(path: Path, make_coded: Make, begin: Begin) -> None:
    with Store.open(path, write=True) as store:
        store.write_batch(begin(store), [make_coded()])
        row = store.rows(
            "SELECT source_name, source_code, source_country, source_sectors, target_countries, place_country, items, "
            "day_start::VARCHAR, act_cameo, confidence FROM events ORDER BY ordinal"
        )
        assert row[0] == (
            "Russia", "RUSGOV", "RUS", ["GOV"], ["IRQ"], "IRQ", ["T-72"], "2018-09-28", "072", 0.8125,
        )  # fmt: skip
        assert row[1][:4] == (None, None, None, [])
        assert store.rows("SELECT count(*) FROM evidence") == [(4,)]
        assert store.rows("SELECT role, name FROM actors ORDER BY ordinal, role") == [
            ("source", "Russia"), ("target", "Iraq"), ("target", "Iraq"),
        ]  # fmt: skip
        assert store.rows("SELECT outlet, published_day::VARCHAR FROM documents") == [("example.org", "2018-09-30")]
        assert store.rows("SELECT name, maker, value FROM items LIMIT 1") == [("T-72", "RUS", "$1 billion")]


def test_coding_again_replaces_and_leaves_the_others(
    path: Path, make_coded: Make, make_event: Callable[..., Event], begin: Begin
) -> None:
    with Store.open(path, write=True) as store:
        store.write_batch(begin(store), [make_coded("a"), make_coded("b")])
        other = {table: [row for row in rows(store, table) if "b" in row] for table in ("events", "evidence", "actors")}
        again = replace(make_coded("a", make_event("a", cameo="057")), content_hash="other")
        store.write_batch(begin(store, "new lexicon", "second"), [again])
        assert [event.cameo for event in store.events(Filters(documents=("a",)))] == ["057"]
        assert {t: [row for row in rows(store, t) if "b" in row] for t in other} == other
        assert store.rows("SELECT count(*) FROM blocks") == [(4,)]
        assert store.known("new lexicon") == {("a", "other")}
        assert store.known("lexicon") == {("b", "hash of b")}


def test_the_last_of_two_results_for_one_document_counts(
    path: Path, make_coded: Make, make_event: Callable[..., Event], begin: Begin
) -> None:
    with Store.open(path, write=True) as store:
        store.write_batch(begin(store), [make_coded("a"), make_coded("a", make_event("a", cameo="057"))])
        assert [event.cameo for event in store.events()] == ["057"]
        assert store.rows("SELECT count(*), sum(events) FROM documents") == [(1, 1)]


def test_the_failed_are_not_known_and_the_skipped_are(path: Path, make_document: Callable[..., Document],
                                                      begin: Begin) -> None:  # fmt: skip
    failed = CodedDocument(make_document("f"), (), "1", "x", "failed", "took too long")
    skipped = CodedDocument(make_document("s"), (), "2", "x", "skipped", "not English")
    with Store.open(path, write=True) as store:
        store.write_batch(begin(store), [failed, skipped])
        assert store.known("lexicon") == {("s", "2")}
        assert store.known("lexicon", ["failed"]) == {("f", "1")}
        assert store.known("another") == set()


def test_text_that_is_no_unicode_loses_no_batch(path: Path, make_coded: Make, begin: Begin) -> None:
    with Store.open(path, write=True) as store:
        store.write_batch(begin(store), [make_coded("a", text="half \ud83d of it \x00 \u202e"), make_coded("b")])
        document = store.document("a")
        assert document is not None
        assert document.text == "half ? of it \x00 \u202e"


def test_runs_and_judgements(path: Path, begin: Begin) -> None:
    with Store.open(path, write=True) as store:
        run_id = begin(store)
        assert store.runs()[0].ended is None
        store.end_run(run_id, {"documents": 3})
        run = store.runs()[0]
        assert (run.id, run.started, run.options, run.counts) == ("run", "2026-01-01T12:00:00Z", {"a": [1]},
                                                                  {"documents": 3})  # fmt: skip
        assert run.ended
        made = store.begin_run(Run("", "", None, "lexicon", "model"))
        assert made != store.begin_run(Run("", "", None, "lexicon", "model"))
        first = Judgement("e", "d", "wrong", "no tanks", "ada", "2026-01-01T12:00:00Z")
        store.judge(first)
        store.judge(replace(first, verdict="right"))
        assert store.judgements() == [replace(first, verdict="right")]
        with pytest.raises(StoreError, match="knows no run 'none'"):
            store.write_batch("none", [])


def test_stories_and_claims(path: Path, make_coded: Make, make_event: Callable[..., Event], begin: Begin) -> None:
    pages = [
        make_coded(name, make_event(name), published=day, url=f"https://{host}/x")
        for name, day, host in (
            ("a", "2018-09-30", "www.one.org"),
            ("b", "2018-09-29", "two.org"),
            ("c", None, "two.org"),
        )
    ]
    with Store.open(path, write=True) as store:
        store.write_batch(begin(store), pages)
        before = store.gathered
        store.gather({"a": "a", "b": "a", "c": "c"})
        assert (before, store.gathered) == (False, True)
        days = "REPLACE (first_seen::VARCHAR AS first_seen, last_seen::VARCHAR AS last_seen)"
        (claim,) = store.rows(f"SELECT * EXCLUDE (claim, event_id) {days} FROM claims")  # noqa: S608 - our own words
        assert claim == ("2018-09-28", "2018-09-29", "2018-09-30", 3, 3, 2, 2, 1)
        assert [event.document_id for event in store.events(Filters(first_tellings=True))] == ["b"]
        assert len(list(store.events(Filters(stories=("a",))))) == 2
        store.forget(["b"])
        assert not store.gathered
        store.gather({"a": "a", "c": "c"})
        assert [event.document_id for event in store.events(Filters(first_tellings=True))] == ["a"]


def test_arrow_streams_chosen_columns(path: Path, make_coded: Make, begin: Begin) -> None:
    with Store.open(path, write=True) as store:
        store.write_batch(begin(store), [make_coded(str(i)) for i in range(10)])
        table = store.arrow(Filters(documents=("3",)), ("cameo", "date")).read_all()
        assert table.to_pydict() == {"cameo": ["0332", "050"], "date": ["2018-09-28"] * 2}
        assert store.arrow().read_all().num_rows == 20
        with pytest.raises(StoreError, match="nonsense"):
            store.arrow(columns=("nonsense",))


def test_reading_only_writes_nothing(path: Path, make_coded: Make, begin: Begin) -> None:
    with Store.open(path, write=True) as store:
        begin(store)
    before = path.read_bytes()
    with Store.open(path) as store, pytest.raises(StoreError, match="opened for reading only"):
        store.write_batch("run", [make_coded()])
    assert path.read_bytes() == before


def one_line(error: pytest.ExceptionInfo[StoreError], *words: str) -> None:
    message = str(error.value)
    assert "\n" not in message
    assert all(word in message for word in words), message


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        Store.open(tmp_path / "none.duckdb")
    one_line(error, "none.duckdb", "no such store", "dragoman run")
    with pytest.raises(StoreError) as error:
        Store.open(tmp_path / "none" / "x.duckdb", write=True)
    one_line(error, "folder does not exist")
    with pytest.raises(StoreError) as error:
        Store.open(tmp_path, write=True)
    one_line(error, "a folder")


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(
    "data", [b"", b"x", b"hello, I am a letter" * 400, b"12345678DUCK", b"12345678DUCK" + b"\0" * 12288]
)
def test_a_file_that_is_no_store_stays_as_it_is(path: Path, data: bytes, write: bool) -> None:
    path.write_bytes(data)
    with pytest.raises(StoreError) as error:
        Store.open(path, write=write)
    one_line(error, "corpus.duckdb")
    assert path.read_bytes() == data


@pytest.mark.parametrize("write", [True, False])
def test_another_duckdb_file_is_no_store(path: Path, write: bool) -> None:
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
    with pytest.raises(StoreError) as error:
        Store.open(path, write=write)
    one_line(error, "no dragoman store")


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_version_is_told(path: Path, write: bool) -> None:
    Store.open(path, write=True).close()
    with duckdb.connect(str(path)) as other:
        other.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(StoreError) as error:
        Store.open(path, write=write)
    one_line(error, "version 99", "newer dragoman")


def test_an_older_version_is_brought_up_or_left_whole() -> None:
    with duckdb.connect() as old:
        old.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR); INSERT INTO meta VALUES ('schema_version', '1')")
        with pytest.raises(duckdb.Error):
            migrate(old, 1, {2: "CREATE TABLE a (x INTEGER)", 3: "nonsense"}, 3)
        assert old.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(1,)]
        migrate(old, 1, {2: "CREATE TABLE a (x INTEGER)", 3: "ALTER TABLE a ADD COLUMN y INTEGER"}, 3)
        assert old.execute("SELECT value FROM meta").fetchall() == [("3",)]
        assert old.execute("SELECT x, y FROM a").fetchall() == []


def test_a_store_in_use_by_another_program(path: Path) -> None:
    code = "import sys\nfrom dragoman.store import Store\nwith Store.open(sys.argv[1]) as s: print('opened')"
    with Store.open(path, write=True):
        found = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert found.returncode == 1
    last = found.stderr.strip().splitlines()[-1]
    assert "in use by another program (process" in last
    assert "wait until it ends" in last
    with Store.open(path):
        found = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert found.stdout == "opened\n"


def test_one_program_does_not_open_it_in_two_ways(path: Path) -> None:
    with Store.open(path, write=True), pytest.raises(StoreError, match="open in this program already"):
        Store.open(path)


def test_no_query_reads_another_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with Store.open(path, write=True) as store:
        for sql in (f"FROM '{tmp_path}/secret.csv'", "SET enable_external_access = true", "INSTALL httpfs"):
            with pytest.raises(StoreError):
                store.rows(sql)
