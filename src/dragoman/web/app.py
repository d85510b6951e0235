"""The explorer as an ASGI application: every module of `routes` brings its own pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from dragoman.errors import DragomanError, StoreError
from dragoman.pipeline import Coder
from dragoman.web import routes
from dragoman.web.coder import SharedCoder
from dragoman.web.export import Exporter, Painter
from dragoman.web.judging import Judging
from dragoman.web.pages import NavItem, Pages, folder, make_environment, problem
from dragoman.web.security import Guard, Guarding
from dragoman.web.shelf import DEFAULT, Opening, Shelf


@dataclass(frozen=True, slots=True)
class Settings:
    """What the explorer shows, to whom; how it writes exports, draws figures, and loads its coder; with what memory."""

    store: Path
    guarding: Guarding
    export: Exporter
    figure: Painter
    opening: Opening = DEFAULT
    load: Callable[[], Coder] = Coder


def create_app(settings: Settings) -> Starlette:
    """The application over one store; the store is opened when a page first asks."""
    shelf = Shelf(settings.store, settings.opening)
    modules = list(_modules())
    found: list[BaseRoute] = [route for module in modules for route in module.ROUTES]
    nav = sorted((item for module in modules for item in getattr(module, "NAV", ())), key=lambda item: item.order)
    app = Starlette(
        routes=[*found, Mount("/static", StaticFiles(directory=folder("static")), name="static")],
        middleware=[Middleware(Guard, settings.guarding)],
        exception_handlers={HTTPException: _of_http, DragomanError: _of_ours, Exception: _of_any},
    )
    app.state.pages = Pages(shelf, settings.guarding, make_environment(), tuple[NavItem, ...](nav))
    app.state.judging = Judging(shelf)
    app.state.coder = SharedCoder(settings.load)
    app.state.export = settings.export
    app.state.figure = settings.figure
    shelf.on_idle = app.state.judging.settle
    return app


def _modules() -> Iterator[ModuleType]:
    for found in sorted(iter_modules(routes.__path__), key=lambda module: module.name):
        if not found.name.startswith("_"):
            yield import_module(f"{routes.__name__}.{found.name}")


def _of_http(request: Request, error: Exception) -> Response:
    """No such page, wrong method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        lines = ("There is no such page: the link is broken, or the store was coded anew since.",)
        return problem(request, 404, "Not found", lines)
    detail = error.detail if isinstance(error, HTTPException) else ""
    return problem(request, status, detail or "This cannot be done", ())


def _of_ours(request: Request, error: Exception) -> Response:
    """What dragoman says in one line: a store in use, a filter that cannot be."""
    if isinstance(error, StoreError):
        return problem(request, 503, "The store cannot be read now", (str(error), *_advice(str(error))))
    return problem(request, 400, "This address cannot be read", (str(error),))


def _advice(message: str) -> tuple[str, ...]:
    if "in use by another program" in message:
        return (
            "A run is writing it. This page works again when the run has ended: reload it then. "
            "To look at once, copy the store while no run writes it, and serve the copy.",
        )
    return ()


def _of_any(request: Request, _: Exception) -> Response:
    return problem(request, 500, "Something went wrong here", ("The fault is in dragoman. Go back and try again.",))
