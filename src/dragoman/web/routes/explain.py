"""Why an event is coded so, each step: the coder reads its sentences again."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.coding import code_document
from dragoman.explain import explain
from dragoman.pipeline import Coder
from dragoman.store import Store
from dragoman.store.web_queries import event
from dragoman.types import Document, Event
from dragoman.web import pages
from dragoman.web.coder import SharedCoder
from dragoman.web.forms import checked_form, off_loop

_LONGEST = 20_000  # characters of the sentences that are read again


async def explained(request: Request) -> Response:
    """POST /explain: the steps for one event's sentences."""
    form = await checked_form(request)
    return await off_loop(_answer, request, form.get("document", ""), form.get("event", ""))


def _answer(request: Request, document_id: str, event_id: str) -> Response:
    with pages.of(request).shelf.reading() as store:
        found = _found(store, document_id, event_id)
    if found is None:
        return pages.problem(request, 404, "No such event", ("The store has no such event.",))
    shared: SharedCoder = request.app.state.coder
    with shared.using() as coder:
        lines = _lines(coder, *found)
    part = request.headers.get("hx-request") == "true"
    return pages.render(
        request, "explain_part.html" if part else "explain.html", lines=lines, event=found[1], document=found[0]
    )


def _found(store: Store, document_id: str, event_id: str) -> tuple[Document, Event] | None:
    document, coded = store.document(document_id), event(store, document_id, event_id)
    return None if document is None or coded is None else (document, coded)


def _lines(coder: Coder, document: Document, coded: Event) -> list[str]:
    """What `dragoman explain` says of the sentences of the evidence, in their document."""
    held = [(one.start, one.end) for one in coded.evidence if one.end - one.start <= _LONGEST]
    spans = [
        span
        for span in coder.parser.spans(document)
        if span.end - span.start <= _LONGEST and any(span.start < end and start < span.end for start, end in held)
    ]
    sentences = coder.parser.parse(document.text, spans)
    return list(explain(code_document(document, sentences, coder.resources, thorough=True)))


ROUTES = [Route("/explain", explained, methods=["POST"])]
