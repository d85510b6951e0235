"""Numbers of people struck or drawn: tests/data/harm.tsv, and which an event can have."""

import csv
from pathlib import Path

import pytest

from dragoman.coding.harm import event_harm, find_harm
from dragoman.types import Harm

_TABLE = Path(__file__).parent.parent / "data" / "harm.tsv"


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _told(harm: Harm) -> str:
    return f"{harm.kind}:{'' if harm.low is None else harm.low}-{'' if harm.high is None else harm.high}"


def test_the_table_is_large_enough() -> None:
    assert len(_rows()) >= 80


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["sentence"][:40])
def test_harm(row: dict[str, str]) -> None:
    text = f"Before. {row['sentence']}"
    found = find_harm(text, 8, len(text))
    assert sorted(map(_told, found)) == sorted(filter(None, row["harm"].split("|")))
    assert all(text[harm.start : harm.end] == harm.text for harm in found)


@pytest.mark.parametrize(
    ("root", "kinds"),
    [
        ("19", ["killed", "injured"]),
        ("17", ["killed", "injured", "arrested"]),
        ("14", ["crowd"]),
        ("03", []),
    ],
)
def test_harm_of_an_event(root: str, kinds: list[str]) -> None:
    text = "Two died, 30 were injured and 12 were arrested as 5,000 people marched."
    assert [harm.kind for harm in event_harm(find_harm(text, 0, len(text)), root)] == kinds


@pytest.mark.parametrize("text", ["", "killed", "\ud800 killed 12..5 people", "killed 1,20,0 0 people"])
def test_odd_text(text: str) -> None:
    assert find_harm(text, 0, len(text)) == ()
