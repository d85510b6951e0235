"""The table of events, and one event with its evidence."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.store.web_queries import ORDERS, Order, Page, Telling, event, lines, size, tellings
from dragoman.types import Document, Event
from dragoman.web import pages
from dragoman.web.dates import date_spans
from dragoman.web.judging import KEYS, VERDICTS, Judging
from dragoman.web.marks import passages
from dragoman.web.pages import NavItem
from dragoman.web.routes.overview import read, sidebar

NAV = (NavItem("Events", "/events", 10),)
ROWS = 50
FARTHEST = 200  # pages: who wants more narrows the view, or exports it


def table(request: Request) -> Response:
    """GET /events: a page of the table."""
    view = pages.view_of(request)
    shelf = pages.of(request).shelf
    page = _page(request)
    number = page.offset // ROWS + 1
    total = shelf.kept(("size", view.filters, view.counting), lambda store: size(store, view.filters, view.counting))
    rows = shelf.kept(
        ("lines", view.filters, view.counting, page), lambda store: lines(store, view.filters, view.counting, page)
    )
    found = read(shelf, view)
    return pages.render(
        request, "events.html", view=view, rows=rows, total=total, page=page, number=number,
        last=min(FARTHEST, max(1, -(-total // ROWS))), farthest=FARTHEST, rows_a_page=ROWS, orders=list(ORDERS),
        sidebar=sidebar(shelf, view, found), gathered_rows=found.total == total,
    )  # fmt: skip


def one(request: Request) -> Response:
    """GET /event/DOCUMENT/EVENT: the evidence, as a page or as a part of the table."""
    document_id, event_id = request.path_params["document_id"], request.path_params["event_id"]
    shelf = pages.of(request).shelf
    with shelf.reading() as store:
        found = _found(store, document_id, event_id)
    if found is None:
        gone = "The store has no such event: the link is broken, or its document was coded anew since."
        return pages.problem(request, 404, "No such event", (gone,))
    document, coded, told = found
    judging: Judging = request.app.state.judging
    part = request.headers.get("hx-request") == "true"
    return pages.render(
        request, "event_part.html" if part else "event.html", document=document, event=coded, tellings=told,
        passages=passages(document, coded, date_spans(document, coded)), verdicts=VERDICTS, keys=KEYS,
        judgements=judging.of(event_id, document_id),
    )  # fmt: skip


def _found(store: Store, document_id: str, event_id: str) -> tuple[Document, Event, list[Telling]] | None:
    coded = event(store, document_id, event_id)
    document = store.document(document_id)
    if coded is None or document is None:
        return None
    return document, coded, tellings(store, document_id, event_id)


def _page(request: Request) -> Page:
    """Sorting and page of the address. Raises UsageError."""
    asked = request.query_params
    raw = asked.get("page", "1")
    if not raw.isdigit() or not 1 <= int(raw) <= FARTHEST:
        raise UsageError(f"page: '{raw[:20]}' is none of 1 to {FARTHEST}; narrow the view, or export it")
    sort = asked.get("sort", "-date")
    name = sort.removeprefix("-")
    orders: dict[str, Order] = {order: order for order in ORDERS}
    if name not in orders:
        raise UsageError(f"sort: '{name[:20]}' is unknown; choose from {', '.join(ORDERS)}")
    return Page(orders[name], sort.startswith("-"), (int(raw) - 1) * ROWS, ROWS)


ROUTES = [Route("/events", table), Route("/event/{document_id:path}/{event_id}", one)]
