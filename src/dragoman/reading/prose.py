"""The article of a page that is built clearly: nearly all prose in one part, paragraph by paragraph.

Most news pages are such pages, and reading them so costs a tenth of what the general extractor takes. Where
anything speaks against it the answer is None, and the general extractor decides.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_PROSE = 60
_FEWEST = 3  # paragraphs of an article
_HEADLINE = 25  # characters of a linked headline, at least
_ENOUGH = 700  # characters of an article
_NEARLY_ALL = 0.9
_LINKED_AT_MOST = 0.5
_MOSTLY_KEPT = 0.85
_LISTED_AT_MOST = 0.3  # of the prose, in items that open with a link: a list of other stories
_LONGEST_NAMES = 400
_NOT_READ = frozenset(
    "script style noscript template svg math iframe object embed video audio canvas map select option input button"
    " textarea label form nav aside footer figure figcaption picture link meta menu dialog img head".split()
)
_BREAKING = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tbody thead tr td th br"
    " hr center address details summary body html".split()
)
# a link in the middle of a sentence is read, whatever its class is called
_IN_SENTENCES = frozenset("a em strong b i u q mark abbr font sub sup".split())
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_UNSURE = frozenset(("table", "pre", "dl", "details"))
_BESIDE = frozenset(
    "related share sharing shares social socials newsletter newsletters banner sponsor sponsored sponsors"
    " outbrain taboola breadcrumb breadcrumbs sidebar byline bylines author authors credit credits copyright ad"
    " ads adv tag tags taglist toolbar tools popular trending mostread readmore rating pagination pager paging"
    " footer signup login modal popup cookie cookies paywall gallery slideshow carousel player hidden meta"
    " metadata dateline timestamp published postinfo sharedaddy bio biography comment comments respond reply"
    " navbar navigation nav".split()
)
_BESIDE_STEMS = (
    "subscri", "recirc", "promo", "advert", "recommend", "caption", "menu", "video", "print", "widget", "teaser",
    "consent", "disqus", "donat", "relatedpost",
)  # fmt: skip
_JOINTS = str.maketrans("_-", "  ")
_BYLINE = re.compile(r"^(?:(?:written|posted|published|reported) )?by\b[^.!?]*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class _Run:
    """Text between two breaks: the tag that holds it, how much of it is linked, whether a link opens it."""

    tag: str
    text: str
    linked: int
    opens_linked: bool


def prose_paragraphs(tree: HtmlElement) -> list[str] | None:
    """The paragraphs in order, or None where the page is not built clearly enough to tell."""
    body = next(tree.iter("body"), None)
    lengths = _prose_lengths(tree)
    total = lengths.get(body, 0) if body is not None else 0
    if body is None or total < _ENOUGH:
        return None
    part = _main_part(body, lengths, total * _NEARLY_ALL)
    runs = list(_runs(part))
    kept = _kept(runs)
    told = sum(len(run.text) for run in kept)
    if any(run.tag in _UNSURE for run in runs) or len(kept) < _FEWEST or told < _ENOUGH:
        return None
    prose = [run for run in kept if len(run.text) >= _PROSE]
    if sum(len(run.text) for run in prose) < _NEARLY_ALL * total or _is_list(prose):
        return None
    shown = sum(len(run.text) for run in runs)
    if told < _MOSTLY_KEPT * shown:
        return None
    return [*_standfirst(body, part), *(run.text for run in kept)]


def _prose_lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Of every element, how many characters of paragraphs stand in it."""
    direct: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        length = len(_SPACE.sub(" ", "".join(paragraph.itertext())))
        outer = paragraph.getparent()
        if length >= _PROSE and outer is not None:
            direct[outer] = direct.get(outer, 0) + length
    lengths: dict[HtmlElement, int] = {}
    for outer, length in direct.items():
        node: HtmlElement | None = outer
        while node is not None:
            lengths[node] = lengths.get(node, 0) + length
            node = node.getparent()
    return lengths


def _main_part(body: HtmlElement, lengths: dict[HtmlElement, int], wanted: float) -> HtmlElement:
    part = body
    while (inner := next((child for child in part if lengths.get(child, 0) >= wanted), None)) is not None:
        part = inner
    return part


def _standfirst(body: HtmlElement, part: HtmlElement) -> list[str]:
    """The sentence right below the headline, where the headline stands outside the main part."""
    heading = next(body.iter("h1"), None)
    beside = None if heading is None else heading.getnext()
    if beside is None or beside.tag not in ("h2", "h3", "p") or part in (beside, *beside.iterancestors()):
        return []
    text = _SPACE.sub(" ", "".join(beside.itertext())).strip()
    return [text] if len(text) >= _PROSE and next(beside.iter("a", "time"), None) is None else []


def _runs(part: HtmlElement) -> Iterator[_Run]:
    """The texts of the part between its breaks, in order."""
    gathered = _Gathered()
    pending: list[HtmlElement | Callable[[], None]] = [part]
    while pending:
        node = pending.pop()
        if callable(node):
            node()
            continue
        pending.extend(reversed(_opened(node, gathered, is_part=node is part)))
        if gathered.done:
            yield from gathered.done
            gathered.done.clear()
    gathered.cut()
    yield from gathered.done


class _Gathered:
    """Pieces of text that become runs at each break."""

    def __init__(self) -> None:
        self.done: list[_Run] = []
        self._pieces: list[str] = []
        self._tags: list[str] = ["div"]
        self._links = self._linked = 0
        self._opens_linked = False

    def add(self, text: str | None) -> None:
        if text:
            if self._links and not self._linked:
                self._opens_linked = not any(piece.strip() for piece in self._pieces)
            self._pieces.append(text)
            if self._links:
                self._linked += len(text.strip())

    def cut(self) -> None:
        """A run ends here."""
        if self._pieces:
            if text := _SPACE.sub(" ", "".join(self._pieces)).strip():
                self.done.append(_Run(self._tags[-1], text, self._linked, self._opens_linked))
            self._pieces.clear()
            self._linked = 0
            self._opens_linked = False

    def open(self, tag: str) -> None:
        self.cut()
        self._tags.append(tag)

    def close(self) -> None:
        self.cut()
        self._tags.pop()

    def link(self, change: int) -> None:
        self._links += change


def _opened(node: HtmlElement, gathered: _Gathered, *, is_part: bool) -> list[HtmlElement | Callable[[], None]]:
    """Read the beginning of an element; what is to be done afterwards, in order."""
    tag, tail = node.tag, node.tail
    after: list[HtmlElement | Callable[[], None]] = []
    if tag == "br":
        gathered.cut()
    elif is_part or not _is_beside(node):
        breaks = tag in _BREAKING
        if breaks:
            gathered.open(tag)
        elif tag == "a":
            gathered.link(1)
        gathered.add(node.text)
        after.extend(node)
        if breaks:
            after.append(gathered.close)
        elif tag == "a":
            after.append(lambda: gathered.link(-1))
    if tail and not is_part:
        after.append(lambda: gathered.add(tail))
    return after


def _is_beside(node: HtmlElement) -> bool:
    """Whether the element holds what is not the article's: a list of other stories, a caption, buttons."""
    tag = node.tag
    if tag in _NOT_READ:
        return True
    if tag in _IN_SENTENCES:
        return False
    names, identity = node.get("class"), node.get("id")
    if (names and _names_beside(names)) or (identity and _names_beside(identity)):
        return bool(tag != "body")
    style = node.get("style")
    hidden = node.get("hidden") is not None or node.get("aria-hidden") == "true"
    return hidden or bool(style and _HIDDEN.search(style))


@lru_cache(maxsize=8192)
def _names_beside(names: str) -> bool:
    words = names[:_LONGEST_NAMES].lower().translate(_JOINTS).split()
    return any(word in _BESIDE or word.startswith(_BESIDE_STEMS) for word in words)


def _is_list(prose: list[_Run]) -> bool:
    """Whether the paragraphs are the openings of many stories, each with its headline linked before it."""
    opened = sum(run.opens_linked and run.linked >= _HEADLINE for run in prose)
    return opened >= max(_FEWEST, _LISTED_AT_MOST * len(prose))


def _kept(runs: list[_Run]) -> list[_Run]:
    """The runs that are told, not linked; headings only where something follows them."""
    kept = [run for run in runs if run.tag != "h1" and run.linked <= _LINKED_AT_MOST * len(run.text)]
    while kept and _is_label(kept[-1]):
        kept.pop()
    return [run for run in kept if not (len(run.text) < _PROSE and _BYLINE.match(run.text))]


def _is_label(run: _Run) -> bool:
    """Whether a last line is the heading of what follows the article, not its end."""
    return run.tag in _HEADINGS or (len(run.text) < _PROSE and not _SENTENCE_END.search(run.text))
