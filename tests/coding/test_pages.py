"""What the page that a sentence stands on says of it: its country, and whether it is about a game or a show."""

from collections.abc import Callable

from dragoman.coding.topic import is_pastime
from dragoman.lexicon import load_lexicon
from dragoman.ontology import load_ontology
from dragoman.types import Event

Coded = Callable[[str], list[Event]]
_GRAMMAR = load_lexicon(load_ontology()).grammar
_MATCH = (
    "England began the match with three strikers. The captain scored the first goal before half-time, and the keeper"
    " saved a penalty. The coach praised his midfield after the final, and the squad flew home with the cup. "
)


def test_police_of_a_page_about_one_country_are_its_own(coded: Coded) -> None:
    page = "Nairobi, Kenya. Kenyans went to the polls on Monday. Police arrested twenty students near the university."
    assert ("KENCOP", "COERCE") in {(a.code, e.event_type) for e in coded(page) for a in e.source}


def test_a_page_about_two_countries_lends_none(coded: Coded) -> None:
    page = "Kenya and Ethiopia share a border. Kenya and Ethiopia are poor. Police arrested twenty students."
    assert {a.code for e in coded(page) for a in e.source} <= {"COP"}


def test_students_that_police_arrest_are_of_the_same_country(coded: Coded) -> None:
    (event,) = coded("Turkish police arrested protesting students, and France was silent, and Norway was silent.")
    assert [a.country for a in event.target] == ["TUR"]


def test_a_country_on_a_sports_page_is_its_team(coded: Coded) -> None:
    assert is_pastime(_MATCH, _GRAMMAR)
    assert coded(_MATCH + "France attacked Italy. Wales refused to meet Ireland.") == []


def test_a_government_on_a_sports_page_is_a_government(coded: Coded) -> None:
    found = coded(_MATCH + "The Greek government condemned the Turkish government.")
    assert [(e.event_type, e.source[0].code) for e in found] == [("ACCUSE", "GRCGOV")]


def test_news_of_a_war_is_no_pastime() -> None:
    assert not is_pastime("The army attacked the town. Troops and rebels fought for the stadium. " * 5, _GRAMMAR)
