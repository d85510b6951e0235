"""Forms that change something or cost something: read, and only from a page of ours."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.web import pages
from dragoman.web.security import CSRF_COOKIE, csrf_ok

Given = ParamSpec("Given")
Made = TypeVar("Made")
_FIELDS = 20


async def checked_form(request: Request) -> dict[str, str]:
    """The fields of a form. Raises HTTPException 403 where its token is not the one of the reader's cookie."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    async with request.form(max_files=0, max_fields=_FIELDS) as form:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    secret = pages.of(request).guarding.secret
    if site not in {"same-origin", "none"} or not csrf_ok(secret, request.cookies.get(CSRF_COOKIE), fields.get("csrf")):
        raise HTTPException(403, "This form is out of date: go back, reload the page, and send it again")
    return fields


async def off_loop(work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """Run what blocks in a thread, so that other readers are answered meanwhile."""
    return await run_in_threadpool(work, *args, **kwargs)
