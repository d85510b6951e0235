"""The register of military assistance as rows of a table, and which events it needs to look at."""

import csv
from collections.abc import Iterable
from typing import IO

from dragoman.analysis.transfers import Deeds, Transfer

# the first ten are those of a trade register as SIPRI keeps it, the others ours
COLUMNS = (
    "Recipient", "Supplier", "Year of order", "Number ordered", "Weapon designation", "Weapon description",
    "Number delivered", "Year(s) of delivery", "Status", "Comments", "recipient_code", "supplier_code", "maker",
    "assistance", "value", "date", "date_basis", "speaker", "voice", "factuality", "first", "last", "tellings",
    "documents", "events",
)  # fmt: skip
_CONTRACT = "057"  # a contract that is signed makes a purchase in its sentence an order, whatever it names
_WITH_ITEMS = "+"
_FORMULA = {"=", "+", "-", "@", "\t", "\r"}


def row(transfer: Transfer) -> dict[str, object]:
    """One transfer by column; lists are joined with ";"."""
    ordered, arrived = (_year(day) for day in (transfer.ordered_on, transfer.delivered_on))
    return {
        "Recipient": ";".join(transfer.recipient_names), "Supplier": ";".join(transfer.supplier_names),
        "Year of order": ordered, "Number ordered": transfer.quantity,
        "Weapon designation": transfer.item, "Weapon description": transfer.category,
        "Number delivered": transfer.delivered, "Year(s) of delivery": arrived, "Status": transfer.stage,
        "Comments": " / ".join(" ".join(evidence.text.split()) for evidence in transfer.evidence),
        "recipient_code": ";".join(transfer.recipient), "supplier_code": ";".join(transfer.supplier),
        "maker": transfer.maker, "assistance": transfer.assistance, "value": transfer.value,
        "date": transfer.date, "date_basis": transfer.date_basis, "speaker": transfer.speaker,
        "voice": transfer.voice, "factuality": transfer.factuality, "first": transfer.first, "last": transfer.last,
        "tellings": transfer.tellings,
        "documents": ";".join(dict.fromkeys(evidence.document_id for evidence in transfer.evidence)),
        "events": ";".join(transfer.events),
    }  # fmt: skip


def write_csv(transfers: Iterable[Transfer], stream: IO[str]) -> None:
    """A header and a row for each transfer."""
    out = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    out.writeheader()
    for transfer in transfers:
        out.writerow({name: _cell(value) for name, value in row(transfer).items()})


def acts(deeds: Deeds, *, with_items: bool) -> tuple[str, ...]:
    """The acts that concern the register only where equipment is named, or the others."""
    only = {act for act, deed in deeds.acts.items() if deed.assistance == _WITH_ITEMS} - {_CONTRACT}
    return tuple(sorted(only if with_items else {_CONTRACT, *deeds.acts} - only))


def _cell(value: object) -> object:
    """A spreadsheet takes a cell that begins so for a formula; names and sentences are other people's words."""
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value


def _year(day: str | None) -> str | None:
    """The year of an EDTF date; one that is not known is none."""
    return day[:4] if day and day[:4].isdigit() else None
