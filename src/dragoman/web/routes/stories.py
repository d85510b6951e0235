"""Stories: documents that are near-copies of one another, and what they tell."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.store.web_stories import claims_of, copies, stories, story
from dragoman.web import pages
from dragoman.web.pages import NavItem
from dragoman.web.routes._asking import Asked, Pager, page_number

NAV = (NavItem("Stories", "/stories", 40),)
_ROWS = 50


def everything(request: Request) -> Response:
    """GET /stories: those of more than one document."""
    number = page_number(request)
    found, total = pages.of(request).shelf.kept(
        ("stories", number), lambda store: stories(store, ((number - 1) * _ROWS, _ROWS))
    )
    pager = Pager(Asked("/stories"), number, _ROWS, total)
    return pages.render(request, "stories.html", found=found, total=total, pager=pager)


def one(request: Request) -> Response:
    """GET /story/ID: its documents and its claims."""
    story_id = request.path_params["story_id"]
    number = page_number(request)
    with pages.of(request).shelf.reading() as store:
        found = story(store, story_id) if "\x00" not in story_id else None
        if found is None:
            gone = "The store has no such story: the link is broken, or the store was gathered anew since."
            return pages.problem(request, 404, "No such story", (gone,))
        documents = copies(store, story_id, ((number - 1) * _ROWS, _ROWS))
        claims = claims_of(store, story_id)
    pager = Pager(Asked(f"/story/{quote(story_id, safe='')}"), number, _ROWS, found.documents)
    return pages.render(request, "story.html", story=found, documents=documents, claims=claims, pager=pager)


ROUTES = [Route("/stories", everything), Route("/story/{story_id:path}", one)]
