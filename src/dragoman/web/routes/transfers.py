"""The register of military assistance: who gives what to whom, how far it has come, and the words that say so."""

import io
import threading
from dataclasses import dataclass

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.analysis.transfers import STAGES, Deeds, Transfer, concerns, load_deeds, register
from dragoman.analysis.transfers_table import acts, write_csv
from dragoman.store import Filters, Store
from dragoman.store.web_runs import Wanted, wanted_count, wanted_events
from dragoman.types import Evidence
from dragoman.web import pages
from dragoman.web.address import VOICES
from dragoman.web.pages import NavItem
from dragoman.web.routes._asking import Asked, Pager, asked, one_of, page_number
from dragoman.web.shelf import Shelf

NAV = (NavItem("Transfers", "/transfers", 30),)
_ROWS = 50
_MANY = 3000  # events; of more, one telling of each claim makes the register
_SAYINGS = 12  # pieces of evidence that a row shows
_NAMES = ("supplier", "recipient", "item", "stage", "voices")
_MOVED = "15"  # weapons and troops that go to another country
_VOICES = {"article": ("article", "quote"), "all": VOICES}
_alone = threading.Lock()  # a large register is made once, not by each who waits for it


@dataclass(frozen=True, slots=True)
class Saying:
    """A piece of evidence and the event that was read from it."""

    evidence: Evidence
    event_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register with the words behind it."""

    transfer: Transfer
    sayings: tuple[Saying, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Register:
    """The rows, the latest first; `first_tellings`: made of one telling of each claim."""

    entries: tuple[Entry, ...]
    first_tellings: bool


def table(request: Request) -> Response:
    """GET /transfers: a page of the register."""
    own = asked(request, "/transfers", *_NAMES)
    number = page_number(request)
    voices = one_of(own, "voices", tuple(_VOICES))
    found = _register(pages.of(request).shelf, voices)
    chosen = _chosen(found, own)
    reached = {entry.transfer.stage for entry in found.entries}
    return pages.render(
        request, "transfers.html", own=own, number=number, voices=voices, found=found,
        entries=chosen[(number - 1) * _ROWS : number * _ROWS], pager=Pager(own, number, _ROWS, len(chosen)),
        options=_options(found), stages=[stage for stage in STAGES if stage in reached],
        csv=Asked("/transfers.csv", own.given).link(), json=Asked("/transfers.json", own.given).link(),
    )  # fmt: skip


def as_csv(request: Request) -> Response:
    """GET /transfers.csv: the rows that are chosen, all of them."""
    out = io.StringIO()
    write_csv(_asked_for(request, "/transfers.csv"), out)
    return _file(out.getvalue().encode("utf-8", "replace"), "text/csv; charset=utf-8", "transfers.csv")


def as_json(request: Request) -> Response:
    """GET /transfers.json."""
    return _file(msgspec.json.encode(_asked_for(request, "/transfers.json")), "application/json", "transfers.json")


def _asked_for(request: Request, path: str) -> list[Transfer]:
    own = asked(request, path, *_NAMES)
    found = _register(pages.of(request).shelf, one_of(own, "voices", tuple(_VOICES)))
    return [entry.transfer for entry in _chosen(found, own)]


def _register(shelf: Shelf, voices: str) -> Register:
    def make(store: Store) -> Register:
        return _made(store, Filters(voices=_VOICES[voices]))

    with _alone:
        return shelf.kept(("transfers", voices), make)


def _made(store: Store, filters: Filters) -> Register:
    deeds = load_deeds()
    wanted = _wanted(deeds)
    first = store.gathered and wanted_count(store, filters, wanted) > _MANY
    if first:
        filters = Filters(voices=filters.voices, first_tellings=True)
    events = [event for event in wanted_events(store, filters, wanted) if concerns(event, deeds)]
    told = {(one.document_id, one.start, event.id): event.id for event in events for one in event.evidence}
    rows = sorted(register(events, deeds), key=lambda row: row.date or "", reverse=True)
    return Register(tuple(_entry(row, told) for row in rows), first)


def _wanted(deeds: Deeds) -> Wanted:
    whole, with_items = acts(deeds, with_items=False), acts(deeds, with_items=True)
    return Wanted(tuple(deeds.rules), whole, with_items, tuple(deeds.words), _MOVED)


def _entry(row: Transfer, told: dict[tuple[str, int, str], str]) -> Entry:
    sayings = []
    for one in row.evidence[-_SAYINGS:]:
        event_id = next((id_ for id_ in row.events if (one.document_id, one.start, id_) in told), "")
        sayings.append(Saying(one, event_id))
    return Entry(row, tuple(sayings), max(0, len(row.evidence) - _SAYINGS))


def _chosen(found: Register, own: Asked) -> list[Entry]:
    supplier, recipient, item, stage = (own.text(name) for name in _NAMES[:4])
    return [
        entry
        for entry in found.entries
        if (not supplier or supplier in _party(entry.transfer, "supplier"))
        and (not recipient or recipient in _party(entry.transfer, "recipient"))
        and (not item or item == entry.transfer.item)
        and (not stage or stage == entry.transfer.stage)
    ]


def _party(row: Transfer, role: str) -> tuple[str, ...]:
    return (row.supplier or row.supplier_names) if role == "supplier" else (row.recipient or row.recipient_names)


def _options(found: Register) -> dict[str, list[str]]:
    """What the selections offer: everything that is in the register."""
    rows = [entry.transfer for entry in found.entries]
    return {
        "supplier": sorted({name for row in rows for name in _party(row, "supplier")}),
        "recipient": sorted({name for row in rows for name in _party(row, "recipient")}),
        "item": sorted({row.item for row in rows}),
    }


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


ROUTES = [Route("/transfers", table), Route("/transfers.csv", as_csv), Route("/transfers.json", as_json)]
