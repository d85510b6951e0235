"""Who is in the store, and one actor: what it does, what is done to it, with whom, when."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.errors import UsageError
from dragoman.knowledge import Entry
from dragoman.store.web_actors import (
    ACTOR_ORDERS,
    ActorOrder,
    Actors,
    Period,
    Profile,
    actor_names,
    actor_rows,
    latest_of,
    profile,
)
from dragoman.web import pages, words
from dragoman.web.pages import NavItem
from dragoman.web.routes._asking import Pager, asked, one_of, page_number
from dragoman.web.routes.paste import loaded

NAV = (NavItem("Actors", "/actors", 20),)
_ROWS = 50
_ORDERS: dict[str, ActorOrder] = {order: order for order in ACTOR_ORDERS}
_LONGEST = 8000  # characters of a name: what a page calls an actor may be long
_MOST_BARS = 96  # months; a longer span is shown by years
_THICKEST = 22.0  # of a bar
_WIDTH, _HEIGHT = 720.0, 100.0  # of the chart's viewBox


@dataclass(frozen=True, slots=True)
class Bar:
    """A step of the chart: cooperation stands up from the axis, conflict hangs down; numbers of the viewBox."""

    period: Period
    label: str
    x: float
    width: float
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, and how far down their axis lies."""

    bars: tuple[Bar, ...]
    axis: float


def everyone(request: Request) -> Response:
    """GET /actors: a page of the list."""
    own = asked(request, "/actors", "name", "sort")
    order = _ORDERS[one_of(own, "sort", tuple(_ORDERS))]
    number, name = page_number(request), own.text("name")
    shelf = pages.of(request).shelf
    found = shelf.kept(
        ("actors", name, order, number), lambda store: actor_rows(store, name, order, ((number - 1) * _ROWS, _ROWS))
    )
    return pages.render(
        request, "actors.html", found=found, own=own, order=order, orders=tuple(_ORDERS), name=name,
        pager=Pager(own, number, _ROWS, found.total), most=max((row.count for row in found.rows), default=0),
    )  # fmt: skip


def one(request: Request) -> Response:
    """GET /actor/NAME-or-code: the actor in the view of the address."""
    key = request.path_params["name"]
    if len(key) > _LONGEST or "\x00" in key:
        raise UsageError("this is no name of an actor: it is too long, or no text")
    view = pages.view_of(request)
    shelf = pages.of(request).shelf
    names = shelf.kept(("actor names", key), lambda store: actor_names(store, key))
    if not names.rows:
        gone = (
            "No event of this store has an actor of this name or code: the link is broken, its documents were coded "
            "anew since, or only readers' comments, or a pasted text, speak of it."
        )
        return pages.problem(request, 404, "No such actor", (gone, f"Asked for: {words.clip(key, 200)}"))
    told = shelf.kept(
        ("actor", key, view.filters, view.counting), lambda store: profile(store, key, view.filters, view.counting)
    )
    latest = shelf.kept(("actor latest", key, view.filters), lambda store: latest_of(store, key, view.filters))
    entries = _entries(request, key, names)
    return pages.render(
        request, "actor.html", view=view, key=key, names=names, title=_title(key, names), told=told, latest=latest,
        chart=_chart(told), partners=told.partners, entries=entries, coder_loaded=entries is not None,
        most=max((one.count for one in told.partners), default=0),
        most_type=max((one.as_source + one.as_target for one in told.types), default=0),
    )  # fmt: skip


def _title(key: str, names: Actors) -> str:
    """A country's code reads as the country, any other as the name that is most often used."""
    first = names.rows[0]
    if any(row.name == key for row in names.rows):
        return key
    return words.country(key) if key == first.country else first.name


def _entries(request: Request, key: str, names: Actors) -> list[Entry] | None:
    """What the actor base has under the name; null while no coder is loaded."""
    coder = loaded(request)
    if coder is None:
        return None
    index = coder.resources.actors.names
    return list(dict.fromkeys(entry for name in (key, names.rows[0].name) for entry in index.get(name)))[:12]


def _chart(told: Profile) -> Chart:
    months = _bulk(told.months)
    yearly = _span(months) > _MOST_BARS
    steps = _filled(months, yearly=yearly)
    above = max((step.cooperation for step in steps), default=0)
    below = max((step.conflict for step in steps), default=0)
    if not above + below:
        return Chart((), 0.0)
    width, unit = _WIDTH / len(steps), _HEIGHT / (above + below)
    thick = min(width * 0.84, _THICKEST)
    bars = tuple(
        Bar(
            step, str(step.start.year) if yearly else f"{step.start:%Y-%m}",
            x=round(i * width + (width - thick) / 2, 2), width=round(thick, 2),
            up=round(unit * step.cooperation, 2), down=round(unit * step.conflict, 2),
        )
        for i, step in enumerate(steps)
    )  # fmt: skip
    return Chart(bars, round(unit * above, 2))


def _span(months: list[Period]) -> int:
    """Months from the first to the last, both counted."""
    if not months:
        return 0
    first, last = months[0].start, months[-1].start
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _bulk(months: tuple[Period, ...]) -> list[Period]:
    """The months that hold nearly all: one event dated a century off would press all others into a corner."""
    kept = list(months)
    spare = sum(one.cooperation + one.conflict for one in kept) // 500
    for end in (0, -1):
        left = spare
        while len(kept) > 1 and (left := left - kept[end].cooperation - kept[end].conflict) >= 0:
            kept.pop(end)
    return kept


def _filled(months: list[Period], *, yearly: bool) -> list[Period]:
    """Every month, or every year, between the first and the last."""
    if not months:
        return []
    first, last = months[0].start, months[-1].start
    if yearly:
        days = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
        key = {one: one.start.replace(month=1) for one in months}
    else:
        at = first.year * 12 + first.month - 1
        days = [date(number // 12, number % 12 + 1, 1) for number in range(at, at + _span(months))]
        key = {one: one.start for one in months}
    sums = {day: [0, 0] for day in days}
    for one, day in key.items():
        sums[day][0] += one.cooperation
        sums[day][1] += one.conflict
    return [Period(day, up, down) for day, (up, down) in sums.items()]


ROUTES = [Route("/actors", everyone), Route("/actor/{name:path}", one)]
