"""The readers' stance: how the comments of the store speak of countries and actors."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.store.web_actors import known_actors
from dragoman.store.web_stories import Felt, feelings, felt
from dragoman.web import pages
from dragoman.web.pages import NavItem
from dragoman.web.routes._asking import asked

NAV = (NavItem("Stance", "/stance", 50),)
_SHOWN = 100


def stance(request: Request) -> Response:
    """GET /stance: summed by country and by actor; with ?country= or ?actor= also the documents behind it."""
    own = asked(request, "/stance", "country", "actor")
    shelf = pages.of(request).shelf
    found = shelf.kept("stance", feelings)
    of, country = own.text("country") or own.text("actor"), bool(own.text("country"))
    behind: tuple[Felt, ...] = ()
    if of:
        behind = shelf.kept(("stance of", of, country), lambda store: felt(store, of, country=country))
    named = tuple(one.of for one in (*found.countries[:_SHOWN], *found.actors[:_SHOWN]))
    return pages.render(
        request, "stance.html", found=found, of=of, of_country=country, behind=behind, shown=_SHOWN,
        known=shelf.kept("stance known", lambda store: known_actors(store, named)),
    )  # fmt: skip


ROUTES = [Route("/stance", stance)]
