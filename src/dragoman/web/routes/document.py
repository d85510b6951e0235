"""A document as dragoman read it: blocks in their voices, events in the text and in the margin."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.errors import UsageError
from dragoman.store.web_queries import events_of
from dragoman.web import pages
from dragoman.web.reading import laid_out

_EVENTS = 400
_LONGEST = 60_000  # characters of a page; longer documents are read in parts


def document(request: Request) -> Response:
    """GET /document/ID: the text, whole or a part of it."""
    document_id = request.path_params["document_id"]
    with pages.of(request).shelf.reading() as store:
        found = store.document(document_id)
        events = events_of(store, document_id, _EVENTS) if found else []
    if found is None:
        return pages.problem(request, 404, "No such document", ("The store has no document of this name.",))
    parts = max(1, -(-len(found.text) // _LONGEST))
    raw = request.query_params.get("part", "1")
    if not raw.isdigit() or not 1 <= int(raw) <= parts:
        raise UsageError(f"part: '{raw[:20]}' is none of 1 to {parts}")
    number = int(raw)
    page = laid_out(found, events, ((number - 1) * _LONGEST, number * _LONGEST))
    return pages.render(
        request, "document.html", document=found, page=page, part=number, parts=parts, more=len(events) == _EVENTS,
        web=found.url if found.url and found.url.startswith(("http://", "https://")) else None,
    )  # fmt: skip


ROUTES = [Route("/document/{document_id:path}", document)]
