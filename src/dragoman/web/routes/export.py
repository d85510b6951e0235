"""The current view as a file, in every format of the outputs."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from dragoman.outputs import formats, traits
from dragoman.store import Filters, Store
from dragoman.web import pages
from dragoman.web.address import View
from dragoman.web.export import Exporter, Painter, chunks
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
_PICTURES = {"svg": "image/svg+xml", "png": "image/png", "html": "application/octet-stream", "json": "application/json"}
_FIGURES = {
    "timeline": "events over time",
    "dyad": "cooperation and conflict of two",
    "network": "who deals with whom",
    "matrix": "who acts towards whom",
    "map": "where it happened",
    "mix": "what each does",
}
_ENDS = {"jsonl": "jsonl", "plover": "jsonl", "parquet": "parquet", "csv": "csv", "table": "txt"}


def choose(request: Request) -> Response:
    """GET /exports: the formats, each with its link."""
    view = pages.view_of(request)
    found = read(pages.of(request).shelf, view)
    listed = [(name, _WORDS.get(name, "")) for name in formats()]
    counts = {"total": found.total, "tellings": found.tellings}
    return pages.render(request, "exports.html", view=view, formats=listed, figures=_FIGURES, **counts)


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


def figure(request: Request) -> Response:
    """GET /figure/KIND.FORMAT: the view as a picture, titled and sourced by itself."""
    kind, form = request.path_params["kind"], request.path_params["format"]
    view = pages.view_of(request)
    painter: Painter = request.app.state.figure
    with pages.of(request).shelf.reading() as store:
        if view.filters.text is not None:
            store.need_search()
        content = painter(store, kind, form, view.filters)
    name = f'attachment; filename="dragoman-{kind}.{form}"'
    return Response(content, media_type=_PICTURES[form], headers={"content-disposition": name})


ROUTES = [
    Route("/exports", choose),
    Route("/export/{format}", export),
    Route("/figure/{kind}.{format}", figure),
]
