"""Paste a text and see it coded: each sentence with its events and the reasons, or why there is none."""

import threading
import time
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.coding import CodedSentence
from dragoman.coding.dates import published_day
from dragoman.errors import DragomanError, StoreError, UsageError
from dragoman.explain import explain
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions, read_text
from dragoman.store.web_actors import known_actors
from dragoman.types import Document, Event
from dragoman.web import pages
from dragoman.web.coder import SharedCoder
from dragoman.web.forms import checked_form, off_loop
from dragoman.web.marks import Piece, pieces, spans_of
from dragoman.web.pages import NavItem

NAV = (NavItem("Paste a text", "/paste", 70),)
LONGEST = 20_000  # characters of a text
_SECONDS = 15.0  # of coding; what is not coded then is left out, and the page says so
_PATIENCE = 4.0  # seconds that an answer waits for the coder to be loaded
_making = threading.Lock()
_LABEL = 11  # width of the labels of `explain`
_SAMPLES = (
    ("an offer", "Russia offered Iraq fourteen helicopters on Friday, the defence ministry in Moscow said."),
    ("an accusation", "Iran denied attacking a Saudi tanker and accused the United States of lying."),
    ("a condition", "If Kenya agrees, Turkey will train its soldiers next year, the minister said."),
    ("a protest", "Thousands of students protested in Athens against plans to close two universities."),
    ("no event", "The museum of modern art opens at nine and is closed on Mondays."),
)


@dataclass(slots=True)
class Warming:
    """The coder while it is loaded in a thread of its own, by the first who asks."""

    shared: SharedCoder
    coder: Coder | None = None
    problem: str = ""
    done: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    begun: bool = False

    def begin(self) -> None:
        """Load, unless that has begun; after a failure, again."""
        with self.lock:
            if self.begun:
                return
            self.begun, self.problem = True, ""
            self.done.clear()
        threading.Thread(target=self._load, name="coder", daemon=True).start()

    def _load(self) -> None:
        try:
            with self.shared.using() as coder:
                self.coder = coder
        except DragomanError as error:
            self.problem, self.begun = str(error), False
        finally:
            self.done.set()


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the reasons: what it is about, and what was found."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence: its words with the roles of each event marked, or plain; and the reasons."""

    events: tuple[tuple[Event, tuple[Piece, ...]], ...]
    plain: str
    steps: tuple[Step, ...]
    unfit: tuple[Step, ...]
    voice: str


@dataclass(frozen=True, slots=True)
class Result:
    """A text, read. `unread`: the time was up before its end."""

    sentences: tuple[Read, ...]
    events: int
    seconds: float
    unread: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a text: it was read, or there was a problem, or the coder is still being loaded."""

    result: Result | None = None
    known: frozenset[str] = frozenset()
    problem: str = ""
    waiting: bool = False
    status: int = 200


def loaded(request: Request) -> Coder | None:
    """The coder of the explorer, where somebody has had it loaded."""
    return _warming(request).coder


def form(request: Request) -> Response:
    """GET /paste: the form; the coder is loaded while the reader writes."""
    warming = _warming(request)
    warming.begin()
    return _page(request, {}, Outcome())


async def paste(request: Request) -> Response:
    """POST /paste: the text, coded."""
    fields = await checked_form(request)
    return await off_loop(_answer, request, fields)


def _answer(request: Request, fields: dict[str, str]) -> Response:
    text, published = fields.get("text", "").replace("\r\n", "\n"), fields.get("published", "").strip()
    try:
        document = _document(text, published)
    except DragomanError as error:
        return _page(request, fields, Outcome(problem=str(error), status=400))
    warming = _warming(request)
    warming.begin()
    warming.done.wait(_PATIENCE)
    if warming.problem:
        return _page(request, fields, Outcome(problem=warming.problem, status=503))
    if warming.coder is None:
        return _page(request, fields, Outcome(waiting=True))
    with warming.shared.using() as coder:
        result = _coded(coder, document)
    return _page(request, fields, Outcome(result, _known(request, result)))


def _known(request: Request, result: Result) -> frozenset[str]:
    """The names and codes that have a page in this store; none while the store cannot be read."""
    events = [event for one in result.sentences for event, _ in one.events]
    actors = [actor for event in events for actor in (*event.source, *event.target, event.speaker) if actor]
    keys = {key for actor in actors for key in (actor.name, actor.code) if key}
    try:
        with pages.of(request).shelf.reading() as store:
            return known_actors(store, keys)
    except StoreError:
        return frozenset()


def _document(text: str, published: str) -> Document:
    """The text as a document. Raises UsageError or InputError: too long, no text, no date."""
    if len(text) > LONGEST:
        raise UsageError(f"the text has {len(text):,} characters; paste at most {LONGEST:,}, or run `dragoman code`")
    if "\x00" in text:
        raise UsageError("the text holds a character that is no text; take it out")
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return read_text(clean, options=ReadOptions(published=_day(published)))


def _day(published: str) -> str | None:
    if published and published_day(published) is None:
        raise UsageError(f"'{published[:20]}' is no date; write YYYY-MM-DD")
    return published or None


def _coded(coder: Coder, document: Document) -> Result:
    """Sentence by sentence, until all are read or the time is up."""
    begun = time.monotonic()
    found: list[Read] = []
    unread = False
    for one in coder.every_sentence(document):
        found.append(_read(document, one))
        if time.monotonic() - begun > _SECONDS:
            unread = one.sentence.span.end < len(document.text.rstrip())
            break
    events = sum(len(one.events) for one in found)
    return Result(tuple(found), events, time.monotonic() - begun, unread)


def _read(document: Document, one: CodedSentence) -> Read:
    span = one.sentence.span
    marked = tuple((event, pieces(document.text, span.start, span.end, spans_of(event))) for event in one.events)
    lines = [line for line in explain([one]) if line and not line.startswith("sentence ")]
    steps = [Step(line[:_LABEL].strip(), line[_LABEL:].strip()) for line in lines]
    # a common verb has a hundred entries: those that did not fit stand below what was found
    failures = {f"{failure.rule} knows" for failure in one.coding.failures}
    unfit = [step for step in steps if step.label == "rule" and _knows(step.text) in failures]
    kept = [step for step in steps if step not in unfit and step != Step("event", "none")]
    if unfit and not any(step.label == "stopped" for step in kept):
        kept.insert(0, Step("stopped", "the lexicon knows words of it, but nothing around them fits an entry"))
    return Read(marked, document.text[span.start : span.end].strip(), tuple(kept), tuple(unfit), span.voice)


def _knows(text: str) -> str:
    return " ".join(text.split(" ", 2)[:2])


def _page(request: Request, fields: dict[str, str], outcome: Outcome) -> Response:
    # a part that is swapped in is shown whatever came of it
    status = 200 if request.headers.get("hx-request") == "true" else outcome.status
    return pages.render(
        request, "paste.html", status, text=fields.get("text", "")[:LONGEST],
        published=fields.get("published", "")[:20], result=outcome.result, known=outcome.known, problem=outcome.problem,
        waiting=outcome.waiting, longest=LONGEST, samples=_SAMPLES,
    )  # fmt: skip


def _warming(request: Request) -> Warming:
    """One for each application, made when it is first asked for."""
    state = request.app.state
    with _making:
        if not hasattr(state, "warming"):
            state.warming = Warming(state.coder)
    found: Warming = state.warming
    return found


ROUTES = [Route("/paste", form), Route("/paste", paste, methods=["POST"])]
