"""The first page: what the view holds, in charts of which each filters all others."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.store.web_queries import Moment, Overview, Pair, overview
from dragoman.web import pages
from dragoman.web.address import View
from dragoman.web.facets import GROUPS, KINDS, LONG, FacetBox, boxed, closed, counted
from dragoman.web.matrix import matrix
from dragoman.web.pages import NavItem
from dragoman.web.shelf import Shelf

NAV = (NavItem("Overview", "/", 0),)
_COUNTED = {"voices": "voice", "factuality": "factuality", "event_type": "event_type", "quad": "quad",
            "source_country": "source_country", "target_country": "target_country"}  # fmt: skip
_OWN = {"voices", "factuality"}  # counted without their own filter already


def read(shelf: Shelf, view: View) -> Overview:
    """The charts' numbers for a view, kept while the store is as it is."""
    return shelf.kept(
        ("overview", view.filters, view.counting), lambda store: overview(store, view.filters, view.counting)
    )


def sidebar(shelf: Shelf, view: View, found: Overview) -> list[tuple[str, list[FacetBox]]]:
    """All facets by group: some counted with the page, the others when they are opened."""
    return [(label, [_box(shelf, view, found, kind.param) for kind in kinds]) for label, kinds in GROUPS]


def _box(shelf: Shelf, view: View, found: Overview, name: str) -> FacetBox:
    kind = KINDS[name]
    if not kind.ready:
        return closed(view, kind)
    if view.values(name) and name not in _OWN:
        return counted(shelf, view, kind)
    return boxed(view, kind, found.counts[_COUNTED[name]])


def home(request: Request) -> Response:
    """GET /: the overview."""
    view = pages.view_of(request)
    shelf = pages.of(request).shelf
    found = read(shelf, view)
    shown = found.series if view.filters.since or view.filters.until else _bulk(found.series)
    return pages.render(
        request,
        "overview.html",
        view=view,
        found=found,
        sidebar=sidebar(shelf, view, found),
        matrix=matrix(found.dyads),
        series=[[one.start.isoformat(), *one.quads] for one in shown],
        outside=sum(sum(one.quads) for one in found.series) - sum(sum(one.quads) for one in shown),
        network=[_edge(pair) for pair in found.network],
    )


def facet(request: Request) -> Response:
    """GET /facet/NAME: one facet with its counts, as a part of the sidebar or as a page of its own."""
    kind = KINDS.get(request.path_params["name"])
    if kind is None:
        return pages.problem(request, 404, "Not found", ("There is no such facet.",))
    view = pages.view_of(request)
    part = request.headers.get("hx-request") == "true"
    box = counted(pages.of(request).shelf, view, kind) if part else counted(pages.of(request).shelf, view, kind, LONG)
    return pages.render(request, "facet_part.html" if part else "facet.html", view=view, box=box)


def _bulk(series: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """The steps that hold nearly all: one event dated a century off would press all others into a corner."""
    counts = [sum(one.quads) for one in series]
    spare = sum(counts) // 1000
    first, last = 0, len(series)
    while first < last and sum(counts[: first + 1]) <= spare:
        first += 1
    while last > first and sum(counts[last - 1 :]) <= spare:
        last -= 1
    return series[first:last]


def _edge(pair: Pair) -> list[str | int]:
    return [pair.source, pair.target, pair.count, pair.conflict]


ROUTES = [Route("/", home), Route("/facet/{name}", facet)]
