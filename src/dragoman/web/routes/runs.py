"""The runs that made the store: their settings, versions and counts, and what could not be coded."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.store import Run, Store
from dragoman.store.web_runs import Held, held, problems
from dragoman.web import pages
from dragoman.web.pages import NavItem
from dragoman.web.routes._asking import Asked, Pager, page_number

NAV = (NavItem("Runs", "/runs", 60),)
_ROWS = 50
_REASONS = 20


@dataclass(frozen=True, slots=True)
class Account:
    """A run with what the store still holds of it; a document that is coded again belongs to the later run."""

    run: Run
    coded: int
    skipped: int
    failed: int
    events: int
    reasons: tuple[Held, ...]

    @property
    def problems(self) -> int:
        """Documents that were not coded."""
        return self.skipped + self.failed


def everything(request: Request) -> Response:
    """GET /runs: all runs, the latest first."""
    number = page_number(request)
    found = pages.of(request).shelf.kept("runs", _accounts)
    shown = found[(number - 1) * _ROWS : number * _ROWS]
    return pages.render(
        request, "runs.html", accounts=shown, pager=Pager(Asked("/runs"), number, _ROWS, len(found)),
        lexicons=len({one.run.lexicon_hash for one in found if one.coded}),
    )  # fmt: skip


def one(request: Request) -> Response:
    """GET /run/ID: one run, and the documents that it did not code."""
    run_id = request.path_params["run_id"]
    number = page_number(request)
    shelf = pages.of(request).shelf
    found = next((one for one in shelf.kept("runs", _accounts) if one.run.id == run_id), None)
    if found is None:
        return pages.problem(request, 404, "No such run", ("The store knows no run of this name.",))
    with shelf.reading() as store:
        listed = problems(store, run_id, ((number - 1) * _ROWS, _ROWS))
    pager = Pager(Asked(f"/run/{quote(run_id, safe='')}"), number, _ROWS, found.problems)
    return pages.render(request, "run.html", account=found, problems=listed, pager=pager)


def _accounts(store: Store) -> tuple[Account, ...]:
    by_run: dict[str, list[Held]] = {}
    for row in held(store):
        by_run.setdefault(row.run, []).append(row)
    return tuple(_account(run, by_run.get(run.id, [])) for run in reversed(store.runs()))


def _account(run: Run, rows: list[Held]) -> Account:
    coded, skipped, failed = (sum(row.documents for row in rows if row.status == status) for status in _STATUSES)
    reasons = tuple(row for row in rows if row.status != "coded")[:_REASONS]
    return Account(run, coded, skipped, failed, sum(row.events for row in rows), reasons)


_STATUSES = ("coded", "skipped", "failed")
ROUTES = [Route("/runs", everything), Route("/run/{run_id:path}", one)]
