"""Judging codings, and the judgements of a store."""

import csv
import io
from dataclasses import fields

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.store import Judgement
from dragoman.store.web_queries import event
from dragoman.web import pages
from dragoman.web.forms import checked_form, off_loop
from dragoman.web.judging import KEYS, LONGEST_NOTE, VERDICTS, Judging, now
from dragoman.web.pages import NavItem

NAV = (NavItem("Judgements", "/judgements", 80),)
_COLUMNS = tuple(field.name for field in fields(Judgement))
READER = "explorer"


async def judge(request: Request) -> Response:
    """POST /judge: keep a verdict on one event in one document."""
    form = await checked_form(request)
    verdict = form.get("verdict", "")
    if verdict not in VERDICTS:
        raise HTTPException(400, f"Choose one of: {', '.join(VERDICTS)}")
    given = Judgement(
        form.get("event", ""), form.get("document", ""), verdict, form.get("note", "")[:LONGEST_NOTE],
        form.get("who", READER)[:100], now(),
    )  # fmt: skip
    return await off_loop(_keep, request, given)


def _keep(request: Request, judgement: Judgement) -> Response:
    shelf = pages.of(request).shelf
    with shelf.reading() as store:
        found = event(store, judgement.document_id, judgement.event_id)
    if found is None:
        return pages.problem(request, 404, "No such event", ("The store has no such event; nothing was kept.",))
    judging: Judging = request.app.state.judging
    judging.add(judgement)
    if request.headers.get("hx-request") != "true":
        return RedirectResponse(pages.event_url(judgement.document_id, judgement.event_id), 303)
    return pages.render(request, "judge_part.html", event=found, judgements=[judgement], verdicts=VERDICTS, keys=KEYS)


def page(request: Request) -> Response:
    """GET /judgements: all of them, counted, and as files."""
    judging: Judging = request.app.state.judging
    found = judging.all()
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in VERDICTS}
    return pages.render(
        request, "judgements.html", judgements=list(reversed(found[-200:])), counts=counts, total=len(found),
        verdicts=VERDICTS,
    )  # fmt: skip


def as_csv(request: Request) -> Response:
    """GET /judgements.csv."""
    judging: Judging = request.app.state.judging
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_safe(getattr(one, name)) for name in _COLUMNS] for one in judging.all())
    return _file(out.getvalue().encode(), "text/csv; charset=utf-8", "judgements.csv")


def as_json(request: Request) -> Response:
    """GET /judgements.json."""
    judging: Judging = request.app.state.judging
    return _file(msgspec.json.encode(judging.all()), "application/json", "judgements.json")


def _safe(value: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula; ids and notes are other people's words."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


ROUTES = [
    Route("/judge", judge, methods=["POST"]),
    Route("/judgements", page),
    Route("/judgements.csv", as_csv),
    Route("/judgements.json", as_json),
]
