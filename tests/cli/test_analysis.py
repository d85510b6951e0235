"""The commands over a store, on a small one made by hand."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from dragoman.cli import compare, dyads, figure, network, series
from dragoman.errors import DragomanError, StoreError, UsageError
from dragoman.store import CodedDocument, Run, Store
from dragoman.types import Act, Actor, Block, Document, Event, Evidence, Place, Trigger

Ask = Callable[..., Result]


def actor(code: str) -> Actor:
    return Actor(code, f"name of {code}", code, code[:3], (), 0, 1, "made by hand")


def event(number: int, source: str, target: str, **changes: object) -> Event:
    made = Event(
        id=f"{number:016x}", document_id="d", event_type="ASSAULT", event_mode=None, contexts=(), cameo="190", quad=4,
        goldstein=-10.0, act=Act("ASSAULT", "190"), modality="actual", operators=(), factuality="asserted",
        condition=None, source=tuple(map(actor, source.split())), target=tuple(map(actor, target.split())),
        voice="article", speaker=None, date="2018-01-02", date_basis="text", place=None, items=(), harm=(),
        evidence=(Evidence("d", 0, 1, "x"),), trigger=Trigger(0, 1, "x"), rule="r", confidence=0.5,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


AID: dict[str, object] = {"event_type": "AID", "cameo": "070", "quad": 2, "goldstein": 7.0}
EVENTS = (
    event(1, "RUS", "UKR", place=Place("Kharkiv", "UKR", 50.0, 36.2, 0, 1, "city", "")),
    event(2, "UKR", "RUS", date="2018-01-04"),
    event(3, "USA GBR", "UKR", **AID, date="2018-03-05"),
    event(4, "RUSGOV RUS", "UKR", **AID, date="2018-03"),
    event(5, "UKR", "UKR", date=None),
    event(6, "RUS", "UKR", voice="comment"),
)


def make(path: Path, documents: dict[str, tuple[Event, ...]]) -> Path:
    with Store.open(path, write=True) as store:
        run = store.begin_run(Run("", "", None, "0123456789abcdef", "model"))
        store.write_batch(run, [
            CodedDocument(
                Document(name, None, None, None, None, "en", "x", (Block("body", None, None, None, 0, 1),)),
                tuple(replace(one, document_id=name) for one in events), name, name,
            )
            for name, events in documents.items()
        ])  # fmt: skip
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six claims, the first told twice, not gathered."""
    return make(tmp_path_factory.mktemp("store") / "war.duckdb", {"d": EVENTS, "e": EVENTS[:1]})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def ask() -> Ask:
    app = typer.Typer()
    for module in (dyads, series, network, figure, compare):
        module.register(app)

    def run(*words: object) -> Result:
        found = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=True)
        if isinstance(found.exception, DragomanError):
            raise found.exception
        assert found.exception is None, found.exception
        return found

    return run


def rows(found: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found.stdout)))


def test_dyads_count_claims_once(ask: Ask, store: Path) -> None:
    found = {(row["source"], row["target"]): row for row in rows(ask("dyads", store, "--format", "csv"))}
    assert set(found) == {("RUS", "UKR"), ("UKR", "RUS"), ("USA", "UKR"), ("GBR", "UKR"), ("UKR", "UKR")}
    pair = found["RUS", "UKR"]
    assert (pair["count"], pair["cooperation"], pair["conflict"]) == ("2", "1", "1")
    assert (pair["goldstein_sum"], pair["goldstein_mean"]) == ("-3.0", "-1.5")
    assert (pair["first"], pair["last"]) == ("2018-01-02", "2018-03-31")
    assert found["UKR", "UKR"]["first"] == ""


def test_dyads_count_tellings_where_asked(ask: Ask, store: Path) -> None:
    found = rows(ask("dyads", store, "--tellings", "--format", "csv", "--limit", 1))
    assert [(row["source"], row["count"]) for row in found] == [("RUS", "3")]


def test_dyads_join_directions(ask: Ask, store: Path) -> None:
    found = json.loads(ask("dyads", store, "--undirected", "--abroad", "--format", "json").stdout)
    assert [(pair["source"], pair["target"], pair["count"]) for pair in found] == [
        ("RUS", "UKR", 3), ("GBR", "UKR", 1), ("UKR", "USA", 1),
    ]  # fmt: skip


def test_dyads_by_code_and_filters(ask: Ask, store: Path) -> None:
    found = rows(ask("dyads", store, "--by", "code", "--event-type", "aid", "--format", "csv"))
    assert {row["source"] for row in found} == {"USA", "GBR", "RUS", "RUSGOV"}
    assert rows(ask("dyads", store, "--voices", "comment", "--format", "csv"))[0]["count"] == "1"


def test_series_has_gaps_as_zeros_and_says_what_it_leaves_out(ask: Ask, store: Path) -> None:
    found = ask("series", store, "--by", "month", "--format", "csv")
    assert [(row["start"], row["count"]) for row in rows(found)] == [
        ("2018-01-01", "2"), ("2018-02-01", "0"), ("2018-03-01", "2"),
    ]  # fmt: skip
    assert "1 event is in no month" in found.stderr
    assert "2 events are in no day" in ask("series", store, "--by", "day").stderr


def test_series_split(ask: Ask, store: Path) -> None:
    table = ask("series", store, "--by", "year", "--split", "quad").stdout.splitlines()
    assert table[0].split("  ")[0] == "year"
    assert table[1].split() == ["2018-01-01", "2", "2", "-6.00"]
    found = json.loads(ask("series", store, "--by", "year", "--split", "dyad", "--format", "json").stdout)
    assert found["keys"] == ["GBR-UKR", "RUS-UKR", "UKR-RUS", "USA-UKR"]


def test_network_formats(ask: Ask, store: Path, tmp_path: Path) -> None:
    found = json.loads(ask("network", store, "--format", "json").stdout)
    assert {node["id"] for node in found["nodes"]} == {"RUS", "UKR", "USA", "GBR"}
    assert found["directed"]
    ask("network", store, "--undirected", "--format", "graphml", "-o", tmp_path / "n.graphml")
    assert 'edgedefault="undirected"' in (tmp_path / "n.graphml").read_text(encoding="utf-8")
    assert ask("network", store, "--weight", "conflict").stdout.splitlines()[1].startswith("RUS")


def test_compare(ask: Ask, store: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other.duckdb", {"d": EVENTS[:2]})
    found = json.loads(ask("compare", store, other, "--format", "json").stdout)
    assert (found["total"]["a"], found["total"]["b"]) == (5, 2)
    assert (found["events"]["both"], found["events"]["only_a"], found["events"]["only_b"]) == (2, 2, 0)
    table = ask("compare", store, other).stdout
    assert "2 in both, 2 only in war, 0 only in other" in table


@pytest.mark.parametrize("kind", ["timeline", "dyad", "network", "matrix", "map", "mix"])
def test_figures(ask: Ask, store: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "f.svg"
    ask("figure", kind, store, "-o", out, "--since", "2018-01-01", "--until", "2018-12-31")
    svg = out.read_text(encoding="utf-8")
    assert ", 2018" in svg
    assert "distinct claims asserted" in svg
    assert "store war.duckdb, lexicon 0123456789ab" in svg
    assert [file.name for file in tmp_path.iterdir()] == ["f.svg"]


def test_a_dyad_names_the_two(ask: Ask, store: Path, tmp_path: Path) -> None:
    ask("figure", "dyad", store, "--pair", "UKR,RUS", "-o", tmp_path / "f.svg")
    assert "between Ukraine and Russia" in (tmp_path / "f.svg").read_text(encoding="utf-8")


def test_nothing_that_matches_is_an_empty_result(ask: Ask, store: Path) -> None:
    for words in (("dyads",), ("series",), ("network",)):
        found = ask(*words, store, "--country", "FRA")
        assert found.exit_code == 0
        assert "no event passes the filters" in found.stderr


def test_an_empty_store(ask: Ask, tmp_path: Path) -> None:
    empty = make(tmp_path / "empty.duckdb", {})
    assert "holds no events" in ask("dyads", empty).stderr
    assert "holds no events" in ask("compare", empty, empty).stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--country", "FRA", "-o", "f.svg"), "no event passes the filters"),
        (("-o", "f.gif"), "no picture ends so"),
        (("-o", "no/such/f.svg"), "cannot be written"),
        (("--by", "hour", "-o", "f.svg"), "'hour' is unknown"),
        (("--pair", "RUS", "-o", "f.svg"), "are not two"),
        (("--pair", "RUS,FRA", "-o", "f.svg"), "no dated event between RUS and FRA"),
    ],
)
def test_a_figure_of_nothing_is_refused(ask: Ask, store: Path, here: Path, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        ask("figure", "dyad", store, *words)
    assert not list(here.iterdir())


def test_a_store_that_is_not_there(ask: Ask, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        ask("dyads", tmp_path / "none.duckdb")
