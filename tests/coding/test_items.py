"""Items of sentences in the manner of arms-trade news: tests/data/items.tsv, and what belongs to an event."""

import csv
from pathlib import Path

import pytest

from dragoman.coding.items import event_items, find_items
from dragoman.knowledge.equipment import Equipment, load_equipment

_TABLE = Path(__file__).parent.parent / "data" / "items.tsv"
_PAGE = (
    "Iraq can receive a military package consisting of S400, Buk M3 and multiple layered point defenses, along with"
    " Suk 35, and maybe MiG 35, T-90 tanks and BMP 3 APC, and an assortment of other EW equipment."
)


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def equipment() -> Equipment:
    return load_equipment()


def _bare(name: str) -> str:
    return "".join(char for char in name.upper() if char.isalnum())


def _is_found(name: str, quantity: str | None, got: list[tuple[str, str | None]]) -> bool:
    """Whether some item has this name, or one that says it more fully ("AGM-114 Hellfire"), and this quantity."""
    for one in got:
        if one[1] == quantity and _bare(name) in _bare(one[0]):
            got.remove(one)
            return True
    return False


def test_the_table_is_large_enough() -> None:
    assert len(_rows()) >= 150


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["sentence"][:40])
def test_items(equipment: Equipment, row: dict[str, str]) -> None:
    text = f"Before. {row['sentence']}"
    items = find_items(text, 8, len(text), equipment)
    got = [(item.name, item.quantity) for item in items]
    for wanted in filter(None, row["items"].split("|")):
        name, _, quantity = wanted.partition(":")
        assert _is_found(name, quantity or None, got), (wanted, got)
    assert got == []
    assert [item.value for item in items if item.value] == ([row["value"]] if row["value"] else [])


def test_the_founding_page(equipment: Equipment) -> None:
    items = find_items(_PAGE, 0, len(_PAGE), equipment)
    theme = (_PAGE.index("a military"), _PAGE.index(" and multiple"))
    names = [_bare(item.name) for item in event_items(items, theme, (0, len(_PAGE)), _PAGE)]
    for wanted in ("S400", "BUKM3", "SU35", "MIG35", "T90", "BMP3"):
        assert any(name.startswith(wanted) for name in names), wanted
    assert "WEAPONSPACKAGE" not in names
    assert "POINTDEFENCE" in names
    assert "ELECTRONICWARFAREEQUIPMENT" in names
    assert all(item.quantity is None for item in items)


@pytest.mark.parametrize(
    ("text", "theme", "names"),
    [
        ("Russia sold S-400s to Turkey, which already has F-16s.", "S-400s", ["S-400"]),
        ("Iran sent tanks, rifles and drones to Syria.", "tanks", ["tank", "rifle", "drone"]),
        ("Iran sent tanks to Syria and drones to Iraq.", "tanks", ["tank"]),
        ("Iran sent tanks to Syria.", "Syria", ["tank"]),
        ("A package including S-300s was sold.", "A package", ["S-300"]),
        ("They sent missiles, including S-300s.", "missiles", ["S-300"]),
        ("They sent help.", "help", []),
    ],
)
def test_items_of_an_event(equipment: Equipment, text: str, theme: str, names: list[str]) -> None:
    items = find_items(text, 0, len(text), equipment)
    begin = text.index(theme)
    found = event_items(items, (begin, begin + len(theme)), (0, len(text)), text)
    assert [item.name for item in found] == names


def test_the_clause_is_used_without_a_theme(equipment: Equipment) -> None:
    text = "Rebels hit a T-72, and troops fled with rifles."
    items = find_items(text, 0, len(text), equipment)
    assert [item.name for item in event_items(items, None, (0, text.index(",")), text)] == ["T-72"]


def test_value_of_a_head_goes_to_its_only_item(equipment: Equipment) -> None:
    text = "Taiwan gets a $2 billion arms package including Harpoon missiles."
    items = find_items(text, 0, len(text), equipment)
    (item,) = event_items(items, (0, len(text)), (0, len(text)), text)
    assert (item.maker, item.value) == ("USA", "$2 billion")


def test_malformed_quantity_is_kept_as_written(equipment: Equipment) -> None:
    text = "They bought 12..5 tanks."
    (item,) = find_items(text, 0, len(text), equipment)
    assert item.quantity == "12..5"


def test_without_generic_words(equipment: Equipment) -> None:
    text = "Tanks and Su-35 jets and arms."
    assert [item.name for item in find_items(text, 0, len(text), equipment, generic=False)] == ["Su-35"]
