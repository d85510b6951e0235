"""From a template and its values to an answer; the one place that knows Jinja."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman.web import words
from dragoman.web.address import PARAMS, View, parse
from dragoman.web.security import CSRF_COOKIE, Guarding, csrf_token
from dragoman.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page in the bar at the top, by `order`."""

    label: str
    path: str
    order: int


@dataclass(frozen=True, slots=True)
class Pages:
    """What all pages share; `request.app.state.pages`."""

    shelf: Shelf
    guarding: Guarding
    environment: Environment
    nav: tuple[NavItem, ...] = ()


def folder(name: str) -> Path:
    """A folder of this package."""
    return Path(str(resources.files("dragoman.web") / name))


def make_environment() -> Environment:
    """Templates in which everything is escaped and nothing may be left undefined."""
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": words.number, "clip": words.clip, "country": words.country, "quad_name": words.quad_name,
        "value_name": words.value_name, "json": _json, "percent": words.percent, "event_word": words.event_word,
        "sector": words.sector, "voice_word": words.voice_word, "day": words.day,
        "spots": words.spots,
    }  # fmt: skip
    environment.globals |= {
        "event_url": event_url, "document_url": document_url, "actor_url": actor_url, "PARAMS": PARAMS,
        "bar": words.bar_width,
    }  # fmt: skip
    return environment


def of(request: Request) -> Pages:
    """What all pages share."""
    found: Pages = request.app.state.pages
    return found


def view_of(request: Request) -> View:
    """The view that the address asks for. Raises UsageError."""
    return parse(request.query_params.multi_items())


def render(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page, with what every page needs: nav, view, token of the forms."""
    pages = of(request)
    cookie = request.cookies.get(CSRF_COOKIE)
    csrf = csrf_token(pages.guarding.secret, cookie)
    values.setdefault("view", parse(()))
    common: Mapping[str, object] = {
        "nav": pages.nav, "here": request.url.path, "csrf": csrf, "store_name": pages.shelf.path.name,
        "fragment": request.headers.get("hx-request") == "true",
    }  # fmt: skip
    html = pages.environment.get_template(template).render({**common, **values})
    answer = HTMLResponse(html, status)
    if csrf != cookie:
        answer.set_cookie(CSRF_COOKIE, csrf, httponly=True, samesite="strict")
    return answer


def problem(request: Request, status: int, title: str, lines: tuple[str, ...]) -> Response:
    """A page that says what is so and what to do."""
    return render(request, "problem.html", status, title=title, lines=lines)


def event_url(document_id: str, event_id: str) -> str:
    """The page of one event in one document."""
    return f"/event/{quote(document_id, safe='')}/{quote(event_id, safe='')}"


def document_url(document_id: str) -> str:
    """The page of one document."""
    return f"/document/{quote(document_id, safe='')}"


def actor_url(name: str) -> str:
    """The page of one actor, by name or code."""
    return f"/actor/{quote(name, safe='')}"


def _json(value: object) -> str:
    """JSON for a `data-` attribute: the template escapes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
