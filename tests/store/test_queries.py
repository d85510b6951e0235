from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.store import CodedDocument, Filters, Store
from dragoman.store.queries import FACETS, dyad_series, dyads, facet, facets, series, top_actors, totals
from dragoman.types import Actor, Event

MakeActor = Callable[..., Actor]


@pytest.fixture
def store(
    path: Path,
    make_coded: Callable[..., CodedDocument],
    make_event: Callable[..., Event],
    make_actor: MakeActor,
    begin: Callable[..., str],
) -> Iterator[Store]:
    """Document a: Russia offers, Russia and Iran fight, undated; b tells the offer again, and a year's event."""
    russia, iran, iraq = make_actor("Russia", "RUSGOV", ("GOV",)), make_actor("Iran", "IRN"), make_actor("Iraq", "IRQ")
    army, rebels = make_actor("Russian army", "RUSMIL", ("MIL",)), make_actor("rebels")
    fight = {"event_type": "ASSAULT", "cameo": "190", "quad": 4, "goldstein": -10.0, "source": (russia, army)}
    a = make_coded(
        "a",
        make_event("a"),
        make_event("a", **fight, target=(iraq, iran), date="2018-11-05"),
        make_event("a", cameo="042", date=None, date_basis="none", source=(iran,), voice="comment", speaker=rebels),
        text="Tanks went to Basra.",
    )
    b = make_coded(
        "b",
        make_event("b", rule="aid/other"),
        make_event("b", cameo="043", date="2018", source=(rebels,), confidence=0.2),
        text="Nothing about armour here.",
        url="https://other.net/1",
    )
    with Store.open(path, write=True) as opened:
        opened.write_batch(begin(opened), [a, b])
        yield opened


@pytest.fixture(params=[False, True], ids=["before gathering", "gathered"])
def ready(store: Store, request: pytest.FixtureRequest) -> Store:
    if request.param:
        store.gather({"a": "a", "b": "b"})
    return store


def counts(store: Store, name: str, filters: Filters | None = None) -> dict[str | None, int]:
    return {found.value: found.count for found in facet(store, name, filters or Filters())}


def test_claims_are_counted_once_and_tellings_each(ready: Store) -> None:
    assert counts(ready, "event_type") == {"AGREE": 3, "ASSAULT": 1}
    tellings = facet(ready, "event_type", counting="tellings")
    assert [(found.value, found.count) for found in tellings] == [("AGREE", 4), ("ASSAULT", 1)]
    # the same claim by two rules: one of each
    assert counts(ready, "rule", Filters(cameo=("033",), rules=("aid/other",))) == {"aid/other": 1}


def test_an_event_counts_for_each_of_its_actors_but_once_for_a_country(ready: Store) -> None:
    assert counts(ready, "source_country") == {"RUS": 2, "IRN": 1}
    assert counts(ready, "source") == {"Russia": 2, "Russian army": 1, "Iran": 1, "rebels": 1}
    assert counts(ready, "country")["IRN"] == 2
    assert counts(ready, "source_sector") == {"GOV": 2, "MIL": 1}


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_answers(ready: Store, name: str) -> None:
    assert facet(ready, name, limit=2) == facets(ready, [name], limit=2)[name]
    assert len(facet(ready, name, limit=1)) <= 1
    assert facet(ready, name, Filters(event_types=("NONE",))) == []


def test_an_unknown_facet_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match="no facet 'colour'; there are: event_type"):
        facet(store, "colour")


@pytest.mark.parametrize(
    ("filters", "tellings"),
    [
        (Filters(), 5),
        (Filters(since=date(2018, 10, 1)), 2),
        (Filters(until=date(2018, 9, 30)), 3),
        (Filters(since=date(2019, 1, 1)), 0),
        (Filters(countries=("IRN",)), 2),
        (Filters(countries=("IRN", "RUS")), 4),
        (Filters(source_countries=("RUS",)), 3),
        (Filters(target_countries=("IRN",)), 1),
        (Filters(sectors=("MIL",)), 1),
        (Filters(source_sectors=("MIL", "GOV")), 3),
        (Filters(target_sectors=("GOV",)), 0),
        (Filters(actors=("rebels",)), 1),
        (Filters(sources=("RUSMIL",)), 1),
        (Filters(targets=("Iran",)), 1),
        (Filters(cameo=("04",)), 2),
        (Filters(cameo=("042", "19")), 2),
        (Filters(event_types=("ASSAULT",)), 1),
        (Filters(modes=("none",)), 0),
        (Filters(contexts=("military", "x")), 5),
        (Filters(quads=(4, 3)), 1),
        (Filters(voices=("comment",)), 1),
        (Filters(factuality=("asserted",)), 5),
        (Filters(modality=("actual",)), 0),
        (Filters(min_confidence=0.5), 4),
        (Filters(speakers=("rebels",)), 1),
        (Filters(place_countries=("IRQ",)), 5),
        (Filters(places=("Basra",)), 5),
        (Filters(items=("T-72",)), 5),
        (Filters(date_basis=("none",)), 1),
        (Filters(documents=("b",)), 2),
        (Filters(outlets=("other.net",)), 2),
        (Filters(rules=("aid/other",)), 1),
        (Filters(countries=("RUS",), event_types=("AGREE",), documents=("a",)), 1),
        (Filters(countries=("' OR true --",), cameo=("'; DROP TABLE events; --",)), 0),
    ],
)
def test_filters(ready: Store, filters: Filters, tellings: int) -> None:
    found = list(ready.events(filters))
    assert len(found) == tellings
    total = totals(ready, filters)
    assert total.tellings == tellings
    assert total.claims == len({event.id for event in found})


def test_totals(ready: Store) -> None:
    total = totals(ready)
    assert (total.tellings, total.claims, total.documents, total.undated) == (5, 4, 2, 1)
    assert (total.first, total.last) == (date(2018, 1, 1), date(2018, 12, 31))


def test_dyads(ready: Store) -> None:
    found = {(dyad.source, dyad.target): dyad for dyad in dyads(ready)}
    assert set(found) == {("RUS", "IRQ"), ("RUS", "IRN"), ("IRN", "IRQ")}
    pair = found["RUS", "IRQ"]
    assert (pair.count, pair.cooperation, pair.conflict) == (2, 1, 1)
    assert pair.goldstein_sum == pytest.approx(-4.8)
    assert pair.goldstein_mean == pytest.approx(-2.4)
    assert (pair.first, pair.last) == (date(2018, 9, 28), date(2018, 11, 5))
    assert {(d.source, d.target): d.count for d in dyads(ready, by="name", counting="tellings")}["Russia", "Iraq"] == 3
    assert len(dyads(ready, by="code", limit=2)) == 2


def test_series_has_its_gaps_and_leaves_out_what_is_less_exact(ready: Store) -> None:
    months = series(ready)
    assert [(step.start.isoformat(), step.count) for step in months] == [
        ("2018-09-01", 1), ("2018-10-01", 0), ("2018-11-01", 1),
    ]  # fmt: skip
    assert months[2].quads == (0, 0, 0, 1)
    assert [step.count for step in series(ready, unit="year")] == [3]
    assert len(series(ready, unit="day")) == 39
    weeks = series(ready, unit="week")
    assert {step.start.weekday() for step in weeks} == {0}
    assert sum(step.count for step in weeks) == 2
    whole = series(ready, Filters(since=date(2018, 1, 15), until=date(2019, 2, 1)))
    assert (len(whole), whole[0].start, whole[-1].start) == (14, date(2018, 1, 1), date(2019, 2, 1))
    assert [step.count for step in dyad_series(ready, ("RUS", "IRN"))] == [1]
    assert series(ready, Filters(event_types=("NONE",))) == []
    assert series(ready, Filters(documents=("b",)), counting="tellings")[0].count == 1


def test_top_actors(ready: Store) -> None:
    assert top_actors(ready)[0] == ("Iraq", "IRQ", 4)
    assert ("rebels", None, 1) in top_actors(ready)


def test_search(store: Store) -> None:
    with pytest.raises(StoreError, match="no search index yet"):
        store.search("tank")
    with pytest.raises(StoreError, match="no search index yet"):
        totals(store, Filters(text="tank"))
    store.make_searchable()
    assert [found.document_id for found in store.search("basra")] == ["a"]
    assert {found.document_id for found in store.search("tank")} == {"a", "b"}
    assert store.search("'; DROP TABLE documents; --") == []
    assert store.search("") == []
    assert totals(store, Filters(text="basra")).documents == 1
    assert counts(store, "document", Filters(text="armoured")) == {"b": 2}
    store.make_searchable()


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("tanks basra", {"a"}),
        ("tank iraq", {"a", "b"}),
        ("tank elephant", set()),
        ("the TANK", {"a", "b"}),
        ("of the", set()),
        ('"tanks went to basra"', {"a"}),
        ('"basra tanks"', set()),
        ('"tank"', set()),
        ("\u201cnothing about armour\u201d tanks", {"b"}),
        ("basra's", {"a"}),
        ("armour-here", {"b"}),
        ("tanks-basra", set()),
        ('unclosed "armour', set()),
    ],
)
def test_all_words_are_wanted_and_quoted_ones_as_they_stand(store: Store, words: str, documents: set[str]) -> None:
    store.make_searchable()
    assert {found.document_id for found in store.search(words)} == documents
    assert {event.document_id for event in store.events(Filters(text=words))} == documents


def test_the_document_with_more_of_the_word_comes_first(
    path: Path, make_coded: Callable[..., CodedDocument], begin: Callable[..., str]
) -> None:
    texts = {"a": "Tanks and ships.", "b": "Tanks, tanks, T\u00e1nks!", "c": "Ships and ships.", "d": "Nothing of it."}
    with Store.open(path, write=True) as opened:
        pages = [make_coded(name, text=text, title=None) for name, text in texts.items()]
        opened.write_batch(begin(opened), pages)
        opened.make_searchable()
        assert [found.document_id for found in opened.search("tank")] == ["b", "a"]
        assert [found.document_id for found in opened.search("tank", 1)] == ["b"]


def test_search_in_a_store_that_is_only_read(store: Store, path: Path) -> None:
    store.make_searchable()
    store.close()
    with Store.open(path) as again:
        assert [found.document_id for found in again.search("basra")] == ["a"]


def test_an_empty_store_answers_everything(path: Path) -> None:
    with Store.open(path, write=True) as empty:
        empty.gather({})
        empty.make_searchable()
        assert empty.search("tank") == []
        assert (series(empty), dyads(empty), top_actors(empty)) == ([], [], [])
        assert totals(empty).tellings == 0
        assert all(facet(empty, name) == [] for name in FACETS)
