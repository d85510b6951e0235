"""The register: one row a transfer, the later stage, what is only imagined, sides, and the forms it is written in."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from dragoman.analysis.transfers import Deeds, Transfer, load_deeds, register
from dragoman.cli import transfers as command
from dragoman.config import load_config
from dragoman.errors import UsageError
from dragoman.pipeline import Coder
from dragoman.types import Event, Evidence, Item

Code = Callable[..., list[Event]]


@pytest.fixture(scope="module")
def deeds() -> Deeds:
    return load_deeds()


@pytest.fixture
def listed(coded: Code, deeds: Deeds) -> Callable[..., list[Transfer]]:
    """The register of sentences, each told on a day of its own, all about one item."""

    def rows(*sentences: str, item: str = "Su-30", category: str = "aircraft", **told: str) -> list[Transfer]:
        events = [
            replace(event, items=(thing(item, category, **told),), date=f"2026-01-{day:02d}", evidence=at(event, day))
            for day, sentence in enumerate(sentences, 1)
            for event in coded(sentence)
        ]
        return register(events, deeds)

    return rows


def thing(name: str, category: str, quantity: str | None = None, maker: str | None = None) -> Item:
    return Item(name, category, quantity, 0, 1, maker)


def at(event: Event, day: int) -> tuple[Evidence, ...]:
    return (replace(event.evidence[0], document_id=f"page {day}"),)


def sides(row: Transfer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return row.supplier, row.recipient


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Russia supplied Algeria with fighter jets.", "delivered"),
        ("Russia will supply Algeria with fighter jets.", "offered"),
        ("Russia offered Algeria fighter jets.", "offered"),
        ("Algeria asked Russia for fighter jets.", "asked"),
        ("Russia refused to supply Algeria with fighter jets.", "cancelled"),
        ("Russia halted deliveries of fighter jets to Algeria.", "cancelled"),
        ("Russia might supply Algeria with fighter jets.", "imagined"),
        ("Algeria received fighter jets from Russia.", "delivered"),
    ],
)
def test_stage_and_sides(listed: Callable[..., list[Transfer]], sentence: str, stage: str) -> None:
    (row,) = listed(sentence)
    assert (row.stage, sides(row)) == (stage, (("RUS",), ("DZA",)))


def test_a_transfer_told_often_is_one_row(listed: Callable[..., list[Transfer]]) -> None:
    (row,) = listed(
        "Algeria asked Russia for fighter jets.",
        "Russia will supply Algeria with fighter jets.",
        "Russia supplied Algeria with fighter jets.",
        "Russia offered Algeria fighter jets.",
    )
    assert (row.stage, row.date, row.tellings) == ("delivered", "2026-01-03", 4)
    assert (row.first, row.last, len(row.evidence)) == ("2026-01-01", "2026-01-04", 4)


def test_the_imagined_never_overrides(listed: Callable[..., list[Transfer]]) -> None:
    (row,) = listed("Russia offered Algeria fighter jets.", "Russia might supply Algeria with fighter jets.")
    assert (row.stage, row.factuality) == ("offered", "asserted")
    (row,) = listed("Russia might supply Algeria with fighter jets.", "Russia offered Algeria fighter jets.")
    assert row.stage == "offered"


def test_what_is_cancelled_holds_until_it_is_told_otherwise(listed: Callable[..., list[Transfer]]) -> None:
    (row,) = listed(
        "Russia supplied Algeria with fighter jets.", "Russia halted deliveries of fighter jets to Algeria."
    )
    assert row.stage == "cancelled"
    (row,) = listed(
        "Russia halted deliveries of fighter jets to Algeria.", "Russia supplied Algeria with fighter jets."
    )
    assert row.stage == "delivered"


def test_other_recipients_and_items_are_other_rows(listed: Callable[..., list[Transfer]], coded: Code) -> None:
    assert len(listed("Russia supplied Algeria with fighter jets.", "Russia supplied Syria with jets.")) == 2
    first = listed("Russia supplied Algeria with fighter jets.", item="Su-30")
    other = listed("Russia supplied Algeria with fighter jets.", item="Su-35")
    assert [row.item for row in (*first, *other)] == ["Su-30", "Su-35"]


def test_numbers_ordered_and_delivered_are_kept_apart(coded: Code, deeds: Deeds) -> None:
    promised, delivered = "Russia will supply Algeria with jets.", "Russia supplied Algeria with fighter jets."
    events = [
        replace(event, items=(thing("Su-30", "aircraft", quantity),))
        for sentence, quantity in ((promised, "24"), (delivered, "6"))
        for event in coded(sentence)
    ]
    (row,) = register(events, deeds)
    assert (row.quantity, row.delivered) == ("24", "6")
    assert len(register([*events, replace(events[0], items=(thing("Su-30", "aircraft", "36"),))], deeds)) == 2


def test_a_missing_side_is_filled_in(coded: Code, deeds: Deeds) -> None:
    (event,) = coded("Russia supplied Algeria with fighter jets.")
    full = replace(event, items=(thing("Su-30", "aircraft"),))
    again = replace(full, evidence=(replace(event.evidence[0], document_id="other"),))
    (row,) = register([replace(full, target=()), again], deeds)
    assert (sides(row), row.tellings) == ((("RUS",), ("DZA",)), 2)


def test_a_missing_side_is_not_guessed(coded: Code, deeds: Deeds) -> None:
    algeria, syria = (
        coded("Russia supplied Algeria with fighter jets.")[0],
        coded("Russia supplied Syria with jets.")[0],
    )
    told = [replace(e, items=(thing("Su-30", "aircraft"),)) for e in (algeria, syria)]
    elsewhere = replace(told[0], target=(), evidence=(replace(algeria.evidence[0], document_id="other"),))
    assert len(register([*told, elsewhere], deeds)) == 3


def test_who_accuses_is_the_speaker(listed: Callable[..., list[Transfer]]) -> None:
    (row,) = listed("Ukraine accused Iran of supplying drones to Russia.", item="Shahed-136", category="drones")
    assert (row.supplier, row.speaker, row.stage) == (("IRN",), "Ukraine", "delivered")


def test_who_builds_it_sells_it(coded: Code, deeds: Deeds) -> None:
    (event,) = coded("Poland signed a contract with South Korea.")
    tank = replace(event, items=(thing("K2 Black Panther", "armoured vehicles", "180", "KOR|POL"),))
    (row,) = register([tank], deeds)
    assert (sides(row), row.stage, row.quantity) == ((("KOR",), ("POL",)), "ordered", "180")
    (row,) = register([replace(tank, source=tank.target, target=tank.source)], deeds)
    assert sides(row) == (("KOR",), ("POL",))


def test_half_a_telling_beside_the_whole_is_none(coded: Code, deeds: Deeds) -> None:
    (event,) = coded("Russia supplied Algeria with fighter jets.")
    whole = replace(event, items=(thing("Su-30", "aircraft"),))
    assert len(register([whole, replace(whole, id="other", source=whole.target, target=())], deeds)) == 1


def test_what_should_be_given_is_imagined(coded: Code, deeds: Deeds) -> None:
    rows = register(coded("Poland should give its fighter jets to Ukraine, the senator wrote."), deeds)
    assert {(row.supplier, row.stage) for row in rows} == {(("POL",), "imagined")}


@pytest.mark.parametrize(
    ("sentence", "kind", "supplier"),
    [
        ("Turkey will train Somali special forces.", "training", "TUR"),
        ("France suspended military training for Niger's army.", "training", "FRA"),
        ("The Philippines granted the United States access to four more military bases.", "basing", "PHL"),
        ("The United States shares intelligence with Ukraine.", "intelligence", "USA"),
        ("Rwanda dispatched soldiers to help the Mozambican army.", "troops", "RWA"),
    ],
)
def test_assistance_without_weapons(coded: Code, deeds: Deeds, sentence: str, kind: str, supplier: str) -> None:
    rows = register(coded(sentence), deeds)
    assert {(row.assistance, row.supplier) for row in rows} == {(kind, (supplier,))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Russian artillery shelled Kharkiv overnight, killing three people.",
        "France bought wheat from Ukraine.",
        "Arsenal bought a new striker from Ajax for 40 million euros.",
        "North Korea test-fired two ballistic missiles on Thursday.",
    ],
)
def test_no_transfer(coded: Code, deeds: Deeds, sentence: str) -> None:
    assert register(coded(sentence), deeds) == []


PAGE = "Russia supplied Iraq with attack helicopters. France might sell Egypt two frigates."


@pytest.fixture
def run(coder: Coder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., object]:
    monkeypatch.setattr(command, "load_coder", lambda *_: (coder, load_config()))
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    app = typer.Typer()
    command.register(app)
    return lambda *words: app([str(page), "--published", "2026-03-02", *words], standalone_mode=False)


def test_table_has_a_line_and_its_evidence(run: Callable[..., object], capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    header, line, evidence, *_ = capsys.readouterr().out.splitlines()
    assert header.split()[:3] == ["supplier", "recipient", "item"]
    assert line.split()[:2] == ["Russia", "Iraq"]
    assert "Russia supplied Iraq with attack helicopters." in evidence


def test_csv_begins_with_the_columns_of_a_trade_register(
    run: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--format", "csv") == 0
    row, *_ = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert list(row)[:5] == ["Recipient", "Supplier", "Year of order", "Number ordered", "Weapon designation"]
    assert (row["supplier_code"], row["recipient_code"], row["Status"]) == ("RUS", "IRQ", "delivered")


def test_json_and_factuality(run: Callable[..., object], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "json") == 0
    assert {row["stage"] for row in json.loads(capsys.readouterr().out)} == {"delivered", "imagined"}
    assert run("--format", "json", "--factuality", "asserted") == 0
    assert {row["stage"] for row in json.loads(capsys.readouterr().out)} == {"delivered"}


def test_an_unknown_format_is_told(run: Callable[..., object]) -> None:
    with pytest.raises(UsageError, match="known: table, csv, json"):
        run("--format", "xml")
