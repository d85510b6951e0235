"""The gazetteer: its tables are sound, and names are found as news writes them."""

import pytest

from dragoman.knowledge.places import Gazetteer, load_places, plain
from dragoman.knowledge.tables import read_table, shipped


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_places()


def _rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    table = read_table(shipped(name), f"{name}.tsv", columns)
    assert not table.problems
    return [row for _, row in table.rows]


def test_tables_are_sound() -> None:
    countries = {row["code"] for row in _rows("territories", ("code",))} | {""}
    kinds = {"city", "region", "country", "sea", "mountains", "base", "area"}
    for row in _rows("areas", ("name", "latitude")) + _rows("places", ("name", "latitude")):
        assert row["country"] in countries, row
        assert row["kind"] in kinds, row
        if row["latitude"]:
            assert abs(float(row["latitude"])) <= 90, row
            assert abs(float(row["longitude"])) <= 180, row


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Kiev", "Kyiv", "UKR"),
        ("Bombay", "Mumbai", "IND"),
        ("Deir al-Zour", "Deir ez-Zor", "SYR"),
        ("Dayr az Zawr", "Deir ez-Zor", "SYR"),
        ("Ar Raqqah", "Raqqa", "SYR"),
        ("Hims", "Homs", "SYR"),
        ("Khmeimim", "Hmeimim Air Base", "SYR"),
        ("Saqlawiyah", "Saqlawiyah", "IRQ"),
        ("Sao Paulo", "Sao Paulo", "BRA"),
        ("Kobane", "Kobani", "SYR"),
        ("Ivory Coast", "Ivory Coast", "CIV"),
    ],
)
def test_spellings(written: str, name: str, country: str, gazetteer: Gazetteer) -> None:
    assert (name, country) in {(place.name, place.country) for place in gazetteer.get(written)}


def test_the_longest_name_is_found(gazetteer: Gazetteer) -> None:
    words = "Troops left New York for Deir ez - Zor and the Golan Heights".split()
    found = [(m.start, m.end, m.candidates[0].country) for m in gazetteer.find(words, lower=False)]
    assert found == [(2, 4, "USA"), (5, 9, "SYR"), (11, 13, "SYR")]


def test_text_without_capitals(gazetteer: Gazetteer) -> None:
    words = "a nice reading in baghdad by police of most".split()
    assert [words[m.start] for m in gazetteer.find(words, lower=True)] == ["baghdad"]


def test_names_without_accents() -> None:
    assert plain("São Tomé") == "sao tome"
    assert plain("Şanlıurfa") == "sanliurfa"
    assert plain("Deir ez-Zor") == "deir ez zor"
