"""Tables for pandas, polars and Arrow: one schema, as docs/from-python.md describes it, from events and from stores."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pandas as pd  # type: ignore[import-untyped,unused-ignore]
import polars as pl
import pyarrow as pa
import pytest

from dragoman.errors import UsageError
from dragoman.frames import SCHEMA, events_frame
from dragoman.store import CodedDocument, Run, Store
from dragoman.types import Act, Actor, Document, Event, Evidence, Harm, OperatorUse, Trigger

PAGE = Path(__file__).parent.parent / "docs" / "from-python.md"


def _event(document_id: str = "d", **changes: Any) -> Event:  # noqa: ANN401 - fields of many kinds
    iraq, russia = Actor("Iraq", "Iraq", "IRQ", "IRQ", (), 15, 19, "x"), Actor("it", "it", None, None, (), 0, 2, "x")
    made = Event(
        id="e1", document_id=document_id, event_type="AGREE", event_mode=None, contexts=("military",), cameo="0332",
        quad=1, goldstein=5.25, act=Act("AID", "072"), modality="intended",
        operators=(OperatorUse("offered", "intended", 7, 14),), factuality="asserted", condition=None,
        source=(russia, iraq), target=(iraq,), voice="article", speaker=None, date="2018-09", date_basis="text",
        place=None, items=(), harm=(Harm("killed", 12, None, "at least 12", 0, 5),),
        evidence=(Evidence(document_id, 4, 26, "It offered Iraq tanks."),), trigger=Trigger(7, 14, "offered"),
        rule="give-weapons", confidence=0.5,
    )  # fmt: skip
    return replace(made, **changes)


EVENTS = [
    _event("b", id="1"),
    _event("a", id="2", date=None, date_basis="none"),
    _event("b", id="3", source=(), event_type="AID", harm=(), operators=()),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "corpus.duckdb", write=True) as opened:
        run = opened.begin_run(Run("run", "2026-01-01T12:00:00Z", None, "lexicon", "model"))
        for name in ("b", "a"):
            page = Document(name, None, None, None, None, "en", "It offered Iraq tanks.", ())
            opened.write_batch(run, [CodedDocument(page, tuple(e for e in EVENTS if e.document_id == name), "h", "x")])
        yield opened


def test_the_documentation_has_every_column_with_its_type() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| \S", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    kinds = [re.sub(r"list<\w+: string>", "list<string>", str(kind)) for kind in SCHEMA.types]
    assert rows == list(zip(SCHEMA.names, kinds, strict=True))


def test_a_row_has_what_the_event_has() -> None:
    row = events_frame(EVENTS[:1], "arrow").to_pylist()[0]
    assert row["cameo"] == "0332"
    assert (row["source_name"], row["source_code"]) == ("it", None)
    assert (row["source_names"], row["source_codes"], row["source_countries"]) == (
        ["it", "Iraq"],
        [None, "IRQ"],
        ["IRQ"],
    )
    assert (row["date"], row["day_start"], row["day_end"]) == ("2018-09", date(2018, 9, 1), date(2018, 9, 30))
    assert (row["operators"], row["harm"]) == (["intended:offered"], ["killed:at least 12"])
    assert (row["start"], row["end"], row["text"]) == (4, 26, "It offered Iraq tanks.")
    assert row["first_telling"] is None


def test_rows_keep_the_order_of_the_events() -> None:
    table = events_frame(iter(EVENTS), "arrow")
    assert table.column("event_id").to_pylist() == ["1", "2", "3"]
    assert table.column("ordinal").to_pylist() == [0, 0, 1]


def test_a_store_gives_the_same_table(store: Store) -> None:
    table = events_frame(store, "arrow")
    assert table.schema == SCHEMA == events_frame(EVENTS, "arrow").schema
    assert table.sort_by("event_id").equals(events_frame(EVENTS, "arrow").sort_by("event_id"))


def test_no_events_are_an_empty_table(store: Store) -> None:
    assert events_frame([], "arrow").schema == SCHEMA
    assert events_frame(store, "arrow", countries="FRA").num_rows == 0
    assert events_frame([]).shape == (0, len(SCHEMA))


def test_pandas_is_the_default_and_looks_at_arrow_memory() -> None:
    frame = events_frame(EVENTS)
    assert isinstance(frame, pd.DataFrame)
    assert {type(kind) for kind in frame.dtypes} == {pd.ArrowDtype}
    assert frame.groupby("event_type").size().to_dict() == {"AGREE": 2, "AID": 1}
    assert frame["day_start"].dt.year.dropna().tolist() == [2018, 2018]
    assert frame["contexts"].iloc[0] == ["military"]


def test_polars(store: Store) -> None:
    frame = events_frame(store, "polars", columns=("event_type", "day_end", "contexts", "text"))
    assert isinstance(frame, pl.DataFrame)
    assert frame.schema == {
        "event_type": pl.String,
        "day_end": pl.Date,
        "contexts": pl.List(pl.String),
        "text": pl.String,
    }
    assert events_frame(EVENTS, "polars").height == 3


def test_numbers_are_not_copied_for_pandas() -> None:
    table = events_frame(EVENTS, "arrow")
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    seen = pa.chunked_array(pa.array(frame["goldstein"].array)).chunk(0).buffers()[1]
    assert seen.address == table.column("goldstein").chunk(0).buffers()[1].address


def test_filters_and_columns(store: Store) -> None:
    assert events_frame(store, event_types="AID")["event_id"].tolist() == ["3"]
    assert sorted(events_frame(store, since="2018-09-30")["event_id"]) == ["1", "3"]
    assert list(events_frame(store, columns=["text", "quad"])) == ["text", "quad"]


def test_a_path_is_a_store(store: Store) -> None:
    path = store.path
    store.close()
    assert len(events_frame(path)) == len(events_frame(str(path), quads=1)) == 3


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"library": "excel"}, "choose from pandas, polars, arrow"),
        ({"columns": ("weather",)}, "no column 'weather'"),
        ({"weather": "fine"}, "no filter 'weather'"),
        ({"since": "May"}, "since: 'May' is no date"),
    ],
)
def test_wrong_usage(store: Store, wanted: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        events_frame(store, **wanted)


def test_filters_are_for_stores() -> None:
    with pytest.raises(UsageError, match="filters are for a store"):
        events_frame(EVENTS, countries="RUS")


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_missing_library_is_one_clear_line(
    name: Literal["pandas", "polars"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=rf"^{name} is not installed; pip install dragoman\[{name}\]$"):
        events_frame(EVENTS, name)
