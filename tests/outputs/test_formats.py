"""Each format holds what the field's tools look for, at the place where they look for it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dragoman.errors import UsageError
from dragoman.outputs import NOTHING, Facts, formats, traits, writer
from dragoman.types import Actor, Event

COLUMNS = {"gdelt": 61, "gdelt_mentions": 16, "icews": 20, "polecat": 40, "phoenix": 26, "petrarch": 8}
Make = Callable[..., Event]


def rows(name: str, events: list[Event], facts: Facts = NOTHING) -> list[list[str]]:
    stream = io.StringIO()
    writer(name)(events, stream, facts)
    return [line.split("\t") for line in stream.getvalue().splitlines()]


def test_all_formats_of_the_plan_are_there() -> None:
    assert {*COLUMNS, "plover", "csv", "jsonl", "parquet", "table"} <= set(formats())
    with pytest.raises(UsageError, match="unknown format 'xml'"):
        writer("xml")


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_all_columns(name: str, make: Make, bare: Event, known: Facts) -> None:
    for facts in (NOTHING, known):
        found = rows(name, [make(), bare, make(id="1", place=None, source=(), target=())], facts)
        assert found
        assert {len(row) for row in found} == {COLUMNS[name]}


def test_gdelt(make: Make, known: Facts) -> None:
    (row,) = rows("gdelt", [make(), make()], known)
    assert row[:5] == ["255", "20180928", "201809", "2018", "2018.7342"]
    assert row[5:8] == ["RUSGOV", "VLADIMIR PUTIN", "RUS"]
    assert row[12] == "GOV"
    assert row[25:34] == ["1", "0332", "033", "03", "1", "5.2", "3", "2", "3"]
    assert row[34] == ""
    assert row[51:59] == ["4", "Basra, Iraq", "IZ", "", "", "30.5", "47.8", ""]
    assert row[59:] == ["20180930070000", "https://www.example.org/a?b=c"]


def test_gdelt_takes_the_day_of_publication_where_the_event_has_none(make: Make, known: Facts) -> None:
    stream = io.StringIO()
    notes = writer("gdelt")([make(date="2018-09"), make(id="1", document_id="x", date="2018")], stream, known)
    assert stream.getvalue().split("\t")[1] == "20180930"
    assert notes == ["1 event left out: neither the event's day nor a day of publication is known"]


def test_several_actors_are_a_row_each_pair(make: Make) -> None:
    second = Actor("Iran", "Iran", "IRN", "IRN", (), 0, 4, "")
    for name in ("gdelt", "icews", "polecat", "phoenix"):
        event = make()
        found = [row for row in rows(name, [make(target=(*event.target, second))]) if "Event ID" not in row]
        assert len(found) == 2
        assert len({row[0] for row in found}) == 2


def test_mentions_point_into_the_text(make: Make, known: Facts) -> None:
    first, second = rows("gdelt_mentions", [make()], known)
    assert first == ["255", "20180929000000", "20180930070000", "1", "example.org", "https://www.example.org/a?b=c",
                     "", "5", "5", "7", "1", "80", "400", "", "", ""]  # fmt: skip
    assert second[7:10] == ["-1", "-1", "-1"]


def test_icews(make: Make, known: Facts) -> None:
    header, row = rows("icews", [make()], known)
    found = dict(zip(header, row, strict=True))
    assert found["Source Name"] == "Vladimir Putin"
    assert (found["Source Sectors"], found["Source Country"]) == ("Government", "Russian Federation")
    assert found["CAMEO Code"] == "0332"
    assert (found["City"], found["Country"], found["Latitude"]) == ("Basra", "Iraq", "30.5")
    assert found["Sentence Number"] == ""


def test_polecat(make: Make, known: Facts) -> None:
    header, row = rows("polecat", [make()], known)
    found = dict(zip(header, row, strict=True))
    assert found["Quad Code"] == "VERBAL COOPERATION"
    assert found["Contexts"] == "military;economic"
    assert (found["Actor COW"], found["Recipient COW"]) == ("365", "645")
    assert (found["Intensity"], found["Publication Date"]) == ("2.5", "2018-09-30")


def test_phoenix_and_petrarch(make: Make, bare: Event, known: Facts) -> None:
    row = rows("phoenix", [make(cameo="160", source=(Actor("a", "a", "RUSJRN", "RUS", ("JRN",), 0, 1, ""),))], known)[0]
    assert row[1:5] == ["20180928", "2018", "9", "28"]
    assert row[5:9] == ["RUSMED", "RUS", "MED", ""]
    assert row[13:16] == ["160", "16", "3"]
    assert row[23] == "d_0;d_27"
    told, nobody = rows("petrarch", [make(), make(source=(), target=())], known)
    assert told == ["20180928", "RUSGOV", "IRQ", "0332", "", "d_0;d_27", "https://www.example.org/a?b=c", "example.org"]
    assert nobody[1:3] == ["---", "---"]
    assert rows("phoenix", [bare]) == []


def test_plover(make: Make, known: Facts) -> None:
    stream = io.StringIO()
    writer("plover")([make(date="2018-09-28/2018-09-30")], stream, known)
    found = json.loads(stream.getvalue())
    assert (found["date"], found["enddate"]) == ("2018-09-28", "2018-09-30")
    assert found["actor"] == [{"code": "RUS", "sector": "GOV", "entity_text": "Vladimir\tPutin"}]
    assert found["event"] == ["AGREE"]
    assert found["size"] == {"dead": 12}
    assert found["event_loc"]["country_code"] == "IRQ"
    assert found["cite_info"]["url"] == "https://www.example.org/a?b=c"


def test_csv_keeps_codes_as_text_and_empty_events(make: Make, bare: Event) -> None:
    stream = io.StringIO()
    writer("csv")([make(), bare], stream)
    first, second = csv.DictReader(io.StringIO(stream.getvalue()))
    assert (first["cameo"], first["text"]) == ("0332", 'He "offered", tanks;\nall')
    assert (second["source"], second["text"]) == ("", "")


def test_parquet_is_typed_and_needs_bytes(make: Make, bare: Event, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    with path.open("w", encoding="utf-8") as stream:
        writer("parquet")([make(), bare], stream)
    first, second = pq.read_table(path).to_pylist()
    assert (first["cameo"], first["quad"], first["contexts"]) == ("0332", 1, ["military", "economic"])
    assert first["evidence"][1]["text"] == "“Glad”"
    assert (second["date"], second["source_names"], second["evidence"]) == (None, [], [])
    assert traits("parquet").binary
    with pytest.raises(UsageError, match="no text"):
        writer("parquet")([make()], io.StringIO())
