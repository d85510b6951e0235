"""What stands before every page: who may ask, how much, how long, and what a browser may do with the answer."""

import asyncio
import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
TOKEN_COOKIE = "dragoman_token"  # noqa: S105 - a cookie's name
CSRF_COOKIE = "dragoman_csrf"


@dataclass(frozen=True, slots=True)
class Guarding:
    """Who may ask and how much. `hosts` empty: any name, which only a token makes safe."""

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    largest_body: int = 300_000
    seconds: float = 30.0
    at_once: int = 40
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))


class Guard:
    """ASGI middleware: host, token, size, time, number of requests, and the headers of every answer."""

    def __init__(self, app: ASGIApp, guarding: Guarding) -> None:
        self.app = app
        self.guarding = guarding
        self._room = asyncio.Semaphore(guarding.at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or hand on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        outgoing = _with_headers(send, scope["path"])
        refusal = self._refused(scope)
        if refusal is not None:
            await refusal(scope, receive, outgoing)
            return
        async with self._room:
            await self._bounded(scope, _limited(receive, self.guarding.largest_body), outgoing)

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        # an export of a large view takes its time: it is bounded by the reader's patience
        seconds = None if scope["path"].startswith("/export") else self.guarding.seconds
        try:
            async with asyncio.timeout(seconds):
                await self.app(scope, receive, noting)
        except TimeoutError:
            if not begun:
                answer = PlainTextResponse("This took too long and was stopped; narrow the view.", 503)
                await answer(scope, receive, send)
        except _TooLarge:
            if not begun:
                await PlainTextResponse("More was sent than is read here; send less.", 413)(scope, receive, send)

    def _refused(self, scope: Scope) -> PlainTextResponse | RedirectResponse | None:
        headers = Headers(scope=scope)
        guarding = self.guarding
        if guarding.hosts and _host(headers.get("host", "")) not in guarding.hosts:
            return PlainTextResponse("Wrong host name; open the address that `dragoman serve` printed.", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > guarding.largest_body:
            return PlainTextResponse("More was sent than is read here; send less.", 413)
        if guarding.token is None:
            return None
        if _same(_cookie(headers, TOKEN_COOKIE), guarding.token):
            return None
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[-1]
        if not _same(asked, guarding.token):
            return PlainTextResponse("A token is needed; open the address that `dragoman serve` printed.", 401)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(TOKEN_COOKIE, guarding.token, httponly=True, samesite="strict")
        return answer


class _TooLarge(Exception):  # noqa: N818 - never leaves this module
    pass


def csrf_token(secret: bytes, cookie: str | None) -> str:
    """The reader's token: the one in the cookie if it is ours, else a new one."""
    return cookie if cookie and _signed(secret, cookie) else _sign(secret, secrets.token_urlsafe(18))


def csrf_ok(secret: bytes, cookie: str | None, given: str | None) -> bool:
    """Whether a form came from a page of ours: it carries what the cookie carries, and we signed it."""
    return bool(cookie and given and _signed(secret, cookie) and _same(cookie, given))


def _sign(secret: bytes, nonce: str) -> str:
    return f"{nonce}.{hmac.new(secret, nonce.encode(), sha256).hexdigest()[:32]}"


def _signed(secret: bytes, token: str) -> bool:
    return _same(_sign(secret, token.partition(".")[0]), token)


def _same(one: str | None, other: str) -> bool:
    return hmac.compare_digest((one or "").encode(), other.encode())


def _cookie(headers: Headers, name: str) -> str | None:
    found = SimpleCookie(headers.get("cookie", "")).get(name)
    return found.value if found else None


def _host(value: str) -> str:
    """The name in a Host header, without its port."""
    if value.startswith("["):
        return value[1:].partition("]")[0]
    return value.partition(":")[0].lower()


def _with_headers(send: Send, path: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = POLICY
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "no-referrer"
            headers["cross-origin-opener-policy"] = "same-origin"
            headers["cross-origin-resource-policy"] = "same-origin"
            headers["x-frame-options"] = "DENY"
            headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
            headers["cache-control"] = "max-age=3600" if path.startswith("/static/vendor/") else "no-store"
        await send(message)

    return sending


def _limited(receive: Receive, largest: int) -> Receive:
    """Stops a body that grows beyond what its header said, or that has none."""
    read = 0

    async def receiving() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > largest:
            raise _TooLarge
        return message

    return receiving
