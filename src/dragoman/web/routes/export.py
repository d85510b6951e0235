"""The current view as a file, in every format of the outputs."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from dragoman.outputs import formats, traits
from dragoman.store import Filters, Store
from dragoman.web import pages
from dragoman.web.address import View
from dragoman.web.export import Exporter, chunks
from dragoman.web.pages import NavItem
from dragoman.web.routes.overview import read

NAV = (NavItem("Export", "/exports", 90),)
_WORDS = {
    "csv": "one event a row, to be opened in a spreadsheet",
    "gdelt": "as GDELT 2.0 writes events",
    "gdelt_mentions": "as GDELT 2.0 writes mentions",
    "icews": "as ICEWS writes events",
    "jsonl": "one event a line, every field",
    "parquet": "columns for pandas, polars, R, DuckDB",
    "petrarch": "as PETRARCH writes events",
    "phoenix": "as the Phoenix pipeline writes events",
    "plover": "PLOVER records, JSON lines",
    "polecat": "as POLECAT writes events",
    "table": "three lines an event, to read",
}
_ENDS = {"jsonl": "jsonl", "plover": "jsonl", "parquet": "parquet", "csv": "csv", "table": "txt"}


def choose(request: Request) -> Response:
    """GET /exports: the formats, each with its link."""
    view = pages.view_of(request)
    found = read(pages.of(request).shelf, view)
    listed = [(name, _WORDS.get(name, "")) for name in formats()]
    return pages.render(request, "exports.html", view=view, formats=listed, total=found.total, tellings=found.tellings)


def export(request: Request) -> Response:
    """GET /export/FORMAT: the events of the view, written while they are read."""
    name = request.path_params["format"]
    view = pages.view_of(request)
    kind = traits(name)  # an unknown format is told before anything is sent
    shelf = pages.of(request).shelf
    exporter: Exporter = request.app.state.export
    with shelf.reading() as store:
        filters = _filters(store, view)
    return StreamingResponse(
        chunks(shelf, exporter, name, filters),
        media_type="application/octet-stream" if kind.binary else "text/plain; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="dragoman-{name}.{_ENDS.get(name, "txt")}"'},
    )


def _filters(store: Store, view: View) -> Filters:
    """One telling of each claim where the view counts claims and the store knows the first tellings."""
    if view.filters.text is not None:
        store.need_search()
    if view.counting == "claims" and store.gathered and not view.filters.by_telling:
        return replace(view.filters, first_tellings=True)
    return view.filters


ROUTES = [Route("/exports", choose), Route("/export/{format}", export)]
