"""Documents as Arrow batches in, events out; what cannot be coded is a row with its reason."""

import json
from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pytest

from dragoman.batch import arrow
from dragoman.batch.arrow import EVENT_SCHEMA, code_batches
from dragoman.batch.jobs import Job
from dragoman.batch.work import Bench, Outcome, Setup
from dragoman.errors import UsageError
from dragoman.pipeline import Coder, CoderOptions
from dragoman.reading import ReadOptions
from dragoman.reading.formats import Unread
from dragoman.records import event_from_json

AID, THREAT = "France supplied Chad with helicopters.", "Turkey threatened to bomb Syria."


@pytest.fixture(autouse=True)
def shared(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The coder of all tests, instead of one more."""
    monkeypatch.setattr("dragoman.batch.work.Coder", lambda _: coder)
    arrow._seat.cache_clear()
    yield
    arrow._seat.cache_clear()


def rows(*batches: pa.RecordBatch | pa.Table) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pa.Table.from_batches(code_batches(batches), schema=EVENT_SCHEMA).to_pylist()
    return found


def test_events_of_a_batch() -> None:
    batch = pa.RecordBatch.from_pylist([
        {"id": "a", "text": AID, "date": "2026-03-12", "site": "passed over"},
        {"id": "b", "text": THREAT, "date": None},
    ])  # fmt: skip
    aid, threat = rows(batch)
    assert (aid["document_id"], aid["event_type"], aid["source_code"], aid["date"]) == ("a", "AID", "FRA", "2026-03-12")
    assert (threat["event_type"], threat["target"], threat["reason"]) == ("THREATEN", "Syria", None)
    assert event_from_json(str(aid["record"])).id == aid["id"]
    assert json.loads(str(aid["record"]))["rule"] == aid["rule"]


def test_same_as_a_line_of_a_file() -> None:
    line = Unread("x.jsonl:1", "lines", b'{"id": "a", "text": "France supplied Chad with helicopters."}', ReadOptions())
    outcome = Bench(Setup(CoderOptions())).outcome(Job(0, 0, line))
    assert [event.id for event in outcome.events] == [row["id"] for row in rows(pa.table({"id": ["a"], "text": [AID]}))]


def test_types_of_other_engines() -> None:
    html = f"<html><body><article><p>{AID}</p></article></body></html>"
    table = pa.table({
        "id": pa.array([7, 8]), "html": pa.array([html, None], pa.large_string()),
        "text": pa.array([None, THREAT], pa.string_view()), "date": pa.array([date(2026, 3, 12)] * 2),
    })  # fmt: skip
    assert [(row["document_id"], row["event_type"]) for row in rows(table)] == [("7", "AID"), ("8", "THREATEN")]


def test_polars_and_duckdb() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"id": ["a"], "text": [AID]})
    assert [row["event_type"] for row in rows(*frame.to_arrow().to_batches())] == ["AID"]
    duckdb = pytest.importorskip("duckdb")
    reader = duckdb.sql("select 'a' as id, 'Turkey threatened to bomb Syria.' as text").to_arrow_reader(10)
    assert [row["event_type"] for row in rows(*reader)] == ["THREATEN"]


def test_what_cannot_be_coded_is_a_row() -> None:
    empty, null, fine = rows(pa.table({"id": ["empty", None, "fine"], "text": ["  ", None, AID]}))
    assert (empty["document_id"], empty["event_type"]) == ("empty", None)
    assert "neither 'text' nor 'html'" in str(empty["reason"])
    assert null["document_id"] == "(no id)"
    assert (fine["event_type"], fine["reason"]) == ("AID", None)


def test_a_document_that_breaks_the_coder_is_a_row(monkeypatch: pytest.MonkeyPatch, coder: Coder) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(coder, "code_sentences", broken)
    (row,) = rows(pa.table({"id": ["a"], "text": [AID]}))
    assert "too deep" in str(row["reason"])


def test_no_events_no_rows_but_a_batch() -> None:
    batches = list(code_batches([pa.table({"id": ["a"], "text": ["The weather was fine."]})]))
    assert [(batch.num_rows, batch.schema) for batch in batches] == [(0, EVENT_SCHEMA)]


def test_nothing_in_nothing_out() -> None:
    assert list(code_batches([])) == []


@pytest.mark.parametrize("columns", [{"text": [AID]}, {"id": ["a"]}, {"ID": ["a"], "body": [AID]}])
def test_wrong_columns(columns: dict[str, list[str]]) -> None:
    with pytest.raises(UsageError, match="rename yours"):
        list(code_batches([pa.table(columns)]))


def test_large_batches_come_out_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "_TOGETHER", 2)
    batches = list(code_batches([pa.table({"id": list("abcde"), "text": [AID] * 5})]))
    assert [batch.num_rows for batch in batches] == [2, 2, 1]


def test_loaded_once_and_anew_after_many(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Setup] = []

    class Counted:
        def __init__(self, setup: Setup) -> None:
            loads.append(setup)

        def outcome(self, job: Job) -> Outcome:
            return Outcome(0, 0, job.member.place, None)

    monkeypatch.setattr(arrow, "Bench", Counted)
    monkeypatch.setattr(arrow, "_RENEW_AFTER", 3)
    table = pa.table({"id": ["a", "b"], "text": [AID, AID]})
    list(code_batches([table]))
    assert len(loads) == 1
    list(code_batches([table]))
    assert len(loads) == 2
