"""The equipment tables: well formed, and their names found in all ways of writing, ordinary words left alone."""

from collections.abc import Callable

import pytest

from dragoman.errors import ActorError
from dragoman.knowledge import equipment_index as module
from dragoman.knowledge.equipment import Equipment, load_equipment

Names = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def equipment() -> Equipment:
    return load_equipment()


@pytest.fixture(scope="module")
def names(equipment: Equipment) -> Names:
    return lambda text: [found.entry.name for found in equipment.find(text)]


def test_the_shipped_tables_have_no_fault() -> None:
    assert load_equipment(check=True).entries


def test_there_are_enough_systems(equipment: Equipment) -> None:
    assert sum(not entry.generic for entry in equipment.entries) >= 900


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("S400", "S-400"),
        ("S-400", "S-400"),
        ("S 400", "S-400"),
        ("S-400s", "S-400"),
        ("S\u2013400", "S-400"),
        ("S\u2011400", "S-400"),
        ("s-400", "S-400"),
        ("S 400 Triumf", "S-400"),
        ("S-400 \u201cTriumf\u201d", "S-400"),
        ("SA-21 Growler", "S-400"),
        ("S-300s", "S-300"),
        ("Su35", "Su-35"),
        ("SU-35", "Su-35"),
        ("Su-35S", "Su-35"),
        ("Su-35s", "Su-35"),
        ("Suk 35", "Su-35"),
        ("Sukhoi 35", "Su-35"),
        ("Sukhoi Su-35", "Su-35"),
        ("MiG 35", "MiG-35"),
        ("MIG-35", "MiG-35"),
        ("Mikoyan MiG-29", "MiG-29"),
        ("Buk M3", "Buk-M3"),
        ("Buk-M3", "Buk-M3"),
        ("BMP 3", "BMP-3"),
        ("T90", "T-90"),
        ("T-90s", "T-90"),
        ("F-16s", "F-16"),
        ("F16's", "F-16"),
        ("Kh-47M2", "Kh-47M2 Kinzhal"),
        ("Leopard-2", "Leopard 2"),
        ("Himars", "HIMARS"),
    ],
)
def test_ways_of_writing(names: Names, text: str, name: str) -> None:
    assert names(f"They bought {text} from abroad.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "An 18-year-old won.",
        "It costs A 10 percent margin at 14 shops.",
        "The M1 was closed, and so was the A-10.",
        "The B-52s sang.",
        "He has type 2 diabetes.",
        "Read Mark 12 aloud.",
        "T-900 is a film robot.",
        "The Patriots won.",
        "A patriot spoke.",
        "The Leopard ran.",
        "She works for MI6.",
        "The shells fell on 10 May.",
        "Mrs Sarah May saw the rifle.",
        "",
        "\x00 \ud800",
    ],
)
def test_what_is_no_equipment(names: Names, text: str) -> None:
    assert not set(names(text)) - {"rifle", "artillery shell"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Patriot missiles went there.", ["Patriot missiles"]),
        ("They have 12 Abrams.", ["Abrams"]),
        ("24 Su-35 fighter jets", ["Su-35 fighter jets"]),
        ("S-400 air defence systems and T-90 tanks", ["S-400 air defence systems", "T-90 tanks"]),
        ("fighter jets Su-35", ["fighter jets Su-35"]),
        ("Lynx helicopters landed.", ["Lynx helicopters"]),
    ],
)
def test_signs_and_heads(equipment: Equipment, text: str, found: list[str]) -> None:
    assert [one.surface for one in equipment.find(text)] == found
    assert all(text[one.start : one.end] == one.surface for one in equipment.find(text))


def test_without_generic_words(equipment: Equipment) -> None:
    text = "Tanks, rifles and Su-35 jets."
    assert [one.entry.name for one in equipment.find(text, generic=False)] == ["Su-35"]


def test_faults_are_told_all_at_once() -> None:
    data = "\t".join(module.COLUMNS) + "\nX-1\tplanes\t\tRussia\t\t\tY\t12\n"
    with pytest.raises(ActorError) as caught:
        module.compiled([("bad.tsv", data.encode())], check=True)
    assert len(caught.value.problems) == 5
    assert all(problem.startswith("bad.tsv:2: ") for problem in caught.value.problems)


def test_a_missing_column_is_told() -> None:
    with pytest.raises(ActorError, match="no column 'category'"):
        module.compiled([("bad.tsv", b"name\n")], check=False)


@pytest.mark.parametrize(
    "text", ["Two water tanks and a fuel tank.", "Think tanks said so.", "Oil storage tanks burned."]
)
def test_phrases_that_only_look_like_an_item(names: Names, text: str) -> None:
    assert not {"tank", "battle tank"} & set(names(text))
