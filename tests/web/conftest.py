# ruff: noqa: ANN401 - ASGI applications are any callable
"""A small store of what the explorer has to show, made by hand: no coder is loaded for most tests."""

import asyncio
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from starlette.applications import Starlette

from dragoman.cli.export import export_events
from dragoman.cli.figure import picture
from dragoman.store import CodedDocument, Run, Store
from dragoman.types import Act, Actor, Block, Document, Event, Evidence, Item, OperatorUse, Place, Trigger
from dragoman.web import Settings, create_app
from dragoman.web.security import Guarding
from dragoman.web.shelf import Opening

ARTICLE = "Russia offered Iraq tanks in Basra on Friday. Iran condemned the United States. "
SAID = "“We shall help Iraq,” the Russian envoy said."
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=alert(1)> Turkey attacked Syria.",
    "\u202eTurkey threatened Greece\u202c \u2067 never closed \u202e and so on",
    "W" * 4000 + " Turkey attacked Syria.",
    "Turkey condemned Greece. " * 6000,
    "{{ 7*7 }} ' onfocus=alert(1) \" Turkey attacked Syria.",
)
AUTHORS = ('<b>Bob</b>"><script>alert(2)</script>', "\u202eevil\u202e", "x" * 500, "huge", "<svg/onload=alert(3)>")


def actor(text: str, document: Document, code: str, start: int) -> Actor:
    at = max(document.text.find(text, start), 0)
    return Actor(text, text, code, code[:3], (), at, at + len(text), "made by hand")


def event(document: Document, words: tuple[str, str, str], kind: tuple[str, str, int], **changes: object) -> Event:
    """An event of (source, act, target) of kind (type, CAMEO, quad), whose evidence is the sentence of the act."""
    source, act, target = words
    text = document.text
    at = text.find(act)
    start = max(text.rfind(". ", 0, at) + 2, text.rfind("\n", 0, at) + 1) if at > 0 else 0
    end = text.find(".", at) + 1 or len(text)
    codes = {"Russia": "RUS", "Iraq": "IRQ", "Iran": "IRN", "United States": "USA", "Turkey": "TUR", "Syria": "SYR",
             "Greece": "GRC"}  # fmt: skip
    made = Event(
        id="", document_id=document.id, event_type=kind[0], event_mode=None, contexts=("military",), cameo=kind[1],
        quad=kind[2], goldstein=-2.0 if kind[2] > 2 else 3.0, act=Act("AID", "072"), modality="actual", operators=(),
        factuality="asserted", condition=None, source=(actor(source, document, codes[source], start),),
        target=(actor(target, document, codes[target], start),), voice="article", speaker=None, date=document.published,
        date_basis="publication", place=None, items=(), harm=(),
        evidence=(Evidence(document.id, start, end, text[start:end]),), trigger=Trigger(at, at + len(act), act),
        rule="aid/provide", confidence=0.8125,
    )  # fmt: skip
    made = replace(made, **changes)  # type: ignore[arg-type]
    key = "|".join(map(str, (made.event_type, made.cameo, made.voice, made.factuality, made.date, source, target)))
    return replace(made, id=hashlib.sha256(key.encode()).hexdigest()[:16])


def article(number: int) -> CodedDocument:
    """One of many documents: an offer and a condemnation, a month apart each."""
    title, year, month = f"Tanks for Iraq, part {number}", 2016 + number // 12, 1 + number % 12
    text = f"{title}\n\n{ARTICLE}\n\n{SAID}"
    body, said = len(title) + 2, len(title) + 4 + len(ARTICLE)
    document = Document(
        f"folder/page {number}.html", f"https://www.example{number % 3}.org/{number}", title, "A. Writer",
        f"{year}-{month:02d}-15", "en", text,
        (Block("title", None, None, None, 0, len(title)), Block("body", None, None, None, body, said),
         Block("body", None, None, None, said, len(text)), Block("quote", None, None, None, said, said + 21)),
    )  # fmt: skip
    basra = text.find("Basra")
    offer = event(
        document, ("Russia", "offered", "Iraq"), ("AGREE", "0332", 1), modality="intended",
        operators=(OperatorUse("offered", "intended", text.find("offered"), text.find("offered") + 7),),
        place=Place("Basra", "IRQ", 30.5, 47.8, basra, basra + 5, "city", "the only one"),
        items=(Item("tank", "tank", None, text.find("tanks"), text.find("tanks") + 5),),
    )  # fmt: skip
    blame = event(document, ("Iran", "condemned", "United States"), ("ACCUSE", "111", 3))
    maybe = event(document, ("Iran", "condemned", "United States"), ("ASSAULT", "190", 4), factuality="possible")
    return CodedDocument(document, (offer, blame, maybe), f"hash {number}", f"page {number}.html")


def hostile() -> CodedDocument:
    """A page whose title, author and comments are what a page may do worst."""
    title = "Envoy <script>alert(1)</script>"
    text, blocks = title, [Block("title", None, None, None, 0, len(title))]
    for words, author in zip(HOSTILE, AUTHORS, strict=True):
        start = len(text) + 2
        text += "\n\n" + words
        blocks.append(Block("comment", author, "<i>now</i>", None, start, len(text)))
    document = Document(
        'bad/"><script>.html', "javascript:alert(1)", title, "<i>A</i>", "2018-06-01", "en", text, tuple(blocks)
    )
    says = event(
        document, ("Turkey", "attacked", "Syria"), ("ASSAULT", "190", 4), voice="comment",
        speaker=Actor(AUTHORS[0], AUTHORS[0], None, None, (), 40, 40, "author of the comment"),
    )  # fmt: skip
    threat = event(document, ("Turkey", "threatened", "Greece"), ("THREATEN", "138", 3), voice="comment")
    return CodedDocument(document, (says, threat), "hash of hostile", "hostile.html")


def make_store(path: Path, documents: int = 36) -> Path:
    with Store.open(path, write=True) as store:
        run = store.begin_run(Run("", "", None, "lexicon", "model"))
        store.write_batch(run, [*map(article, range(documents)), hostile()] if documents else [])
        store.end_run(run, {"documents": documents})
        store.gather({f"folder/page {number}.html": "folder/page 0.html" for number in range(3)} if documents else {})
        store.make_searchable()
    return path


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store") / "small.duckdb")


@pytest.fixture
def store_path(shared_store: Path, tmp_path: Path) -> Path:
    """A store of one's own, for tests that write."""
    path = tmp_path / "small.duckdb"
    path.write_bytes(shared_store.read_bytes())
    return path


def make_app(path: Path, guarding: Guarding | None = None, idle: float = 60.0) -> Starlette:
    opening = Opening(idle=idle, memory="200MB")
    return create_app(Settings(path, guarding or Guarding(), export_events, picture, opening))


@pytest.fixture
def app(store_path: Path) -> Iterator[Starlette]:
    made = make_app(store_path)
    yield made
    made.state.pages.shelf.close()


@pytest.fixture
def app_over() -> Iterator[Callable[..., Starlette]]:
    """Makes applications over other stores, and lets go of them."""
    made: list[Starlette] = []

    def make(path: Path, guarding: Guarding | None = None, idle: float = 60.0) -> Starlette:
        made.append(make_app(path, guarding, idle))
        return made[-1]

    yield make
    for one in made:
        one.state.pages.shelf.close()


# ------------------------------------------------------------------------- asking: no client package is needed


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


@dataclass
class Caller:
    app: Any
    host: str = "127.0.0.1:8000"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.call("GET", address, b"", headers or {})

    def post(self, address: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        kind = {"content-type": "application/x-www-form-urlencoded"}
        return self.call("POST", address, urlencode(fields).encode(), {**kind, **(headers or {})})

    def call(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        given = {"host": self.host, "content-length": str(len(body)), **headers}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = asyncio.run(_exchange(self.app, _scope(method, address, given), body))
        for name, value in answer.headers:
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')
        return answer


def _scope(method: str, address: str, headers: Mapping[str, str]) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
        "root_path": "", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
    }  # fmt: skip


async def _exchange(app: Any, scope: dict[str, Any], body: bytes) -> Answer:
    messages: list[dict[str, Any]] = []
    sent = False

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if sent:
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    await app(scope, receive, send)
    start = messages[0]
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]]
    return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in messages[1:]))


@pytest.fixture
def client(app: Starlette) -> Caller:
    return Caller(app)


@pytest.fixture
def call() -> Callable[[Starlette], Caller]:
    return Caller


@pytest.fixture
def empty_store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "empty.duckdb", 0)


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Waits until something holds, for a minute at most."""

    def wait(holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 60  # a coder is loaded meanwhile, perhaps on a busy machine
        while not holds():
            assert time.monotonic() < end
            time.sleep(0.1)

    return wait


@pytest.fixture(scope="session")
def serving() -> Callable[..., Starlette]:
    return make_app
