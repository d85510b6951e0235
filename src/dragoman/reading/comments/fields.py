"""Author, time and words of one comment."""

import re
from collections.abc import Callable, Iterator, Sequence

from lxml.html import HtmlElement

from dragoman.reading import lines
from dragoman.reading.article import clean
from dragoman.reading.comments import patterns
from dragoman.reading.comments.names import class_names, id_name
from dragoman.reading.comments.own import Own
from dragoman.reading.times import iso_time

_LONGEST_NAME = 80
_LONGEST_SIGNATURE = 120
_SAYS = re.compile(
    r"\s*\b(?:says?|said|wrote|writes|commented|responded|replied|replies|schrieb|sagt|meint|a écrit|dice)"
    r"\b\s*(?:on .*|at .*)?[:.…]*\s*$",
    re.I,
)
_BY = re.compile(
    r"^(?:(?:posted|submitted|comment(?:ed)?|written|left|reply) by|by|from|von|par|por|autor|author|name)\b\s*:?\s*",
    re.I,
)
_POSTED_BY = re.compile(
    r"\b(?:posted|submitted|comment(?:ed)?|written|left) by:?\s+(?P<name>[^|\n]{1,60}?)"
    r"\s*(?:\||\bon\b|\bat\b|,|[-–—]\s|\(|$)",
    re.I,
)
_LEADING_URL = re.compile(r"^https?://\S+\s+")
_TRAILER = re.compile(
    r"\s*(?:[|·•,–—(-]\s*)?(?:\bon\s+|\bat\s+)?(?:\w+day,?\s+)?(?:\d{1,2}\.?\s+[A-Za-z]{3,9},?\s+\d{4}"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d+\s+(?:second|minute|hour|day|week|month|year)s?\s+ago)\b.*$",
    re.I,
)
_DIGIT = re.compile(r"\d")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "strong", "b"))
_EDGE_NUMBER = re.compile(r"^#?\d{1,5}[.)]?$")
_CITED = re.compile(r"^(?:on|at|am|um|says?|said|wrote|writes|schrieb|sagt|a écrit|dice|[|:])?\s*:?$", re.IGNORECASE)


def comment_author(own: Own) -> tuple[str | None, HtmlElement | None]:
    """The writer's name and the element that tells it."""
    for root in own.roots:
        for attribute in patterns.AUTHOR_ATTRIBUTES:
            if name := as_name(root.get(attribute) or ""):
                return name, None
    elements = own.walk()
    for tells in (_is_author_property, _is_best_author, _is_author, _is_profile_link, _is_cite):
        for element in filter(tells, elements):
            if name := _name_in(own, element):
                return name, element
    return _signed(own) or _headed(own, elements)


def as_name(text: str) -> str | None:
    """`text` as a name: without `says`, `Posted by`, a date behind; None where it is no name."""
    if len(text) > _LONGEST_SIGNATURE:
        return None
    name = _LEADING_URL.sub("", clean(text))
    undated = _TRAILER.sub("", name) if _DIGIT.search(name) else name
    name = _BY.sub("", _SAYS.sub("", undated)).strip(' :,|·•–—-()"“”')
    if not name or len(name) > _LONGEST_NAME or not any(map(str.isalnum, name)):
        return None
    return None if lines.is_time(name) or lines.is_control(name) or lines.is_comments_heading(name) else name


def _name_in(own: Own, element: HtmlElement) -> str | None:
    named = next((inner for inner in own.within(element) if inner.get("itemprop") == "name"), element)
    content = named.get("content") if named.tag == "meta" else None
    text = content or own.text(named, lambda node: node.tag in ("time", "img", "small", "button")).replace("\n", " | ")
    name = as_name(text.split(" | ")[0]) or as_name(text)
    return name or next(
        (as_name(own.text(inner)) for inner in own.within(element) if inner.tag == "a" and own.text(inner)), None
    )


def _is_author_property(element: HtmlElement) -> bool:
    return (element.get("itemprop") or "") in ("author", "creator") or (element.get("rel") or "") == "author"


def _is_best_author(element: HtmlElement) -> bool:
    return _named_by(element, patterns.BEST_AUTHOR_CLASS)


def _is_author(element: HtmlElement) -> bool:
    return _named_by(element, patterns.AUTHOR_CLASS) or bool(patterns.AUTHOR_ID.match(id_name(element)))


def _named_by(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    if element.tag in ("img", "svg", "time"):
        return False
    return any(pattern.search(name) and not patterns.NOT_AUTHOR.search(name) for name in class_names(element))


def _is_cite(element: HtmlElement) -> bool:
    return bool(element.tag == "cite")


def _is_profile_link(element: HtmlElement) -> bool:
    if element.tag != "a":
        return False
    is_website = "external" in (element.get("rel") or "") and "url" in class_names(element)
    return is_website or bool(patterns.PROFILE_LINK.search(element.get("href") or ""))


def _signed(own: Own) -> tuple[str, None] | None:
    for root in own.roots:
        text = own.text(root)
        match = _POSTED_BY.search(text[:200]) or _POSTED_BY.search(text[-200:])
        if match and (name := as_name(match["name"])):
            return name, None
    return None


def _headed(own: Own, elements: Sequence[HtmlElement]) -> tuple[str | None, HtmlElement | None]:
    # a heading or bold name is the first thing said in the comment, or it is no name
    for element in elements:
        if element.tag in _HEADINGS and (name := as_name(own.text(element))) and len(name.split()) <= 5:
            first_line = own.text(own.roots[0]).split("\n", 1)[0]
            return (name, element) if name in first_line else (None, None)
    return None, None


def comment_time(own: Own) -> tuple[str | None, HtmlElement | None]:
    """When the comment was posted, as an ISO date or date-time, and the element that tells it."""
    elements = own.walk()
    for tells in (_is_time_element, _is_time_named):
        for element in filter(tells, elements):
            if moment := _moment(own, element):
                return moment, element
    return _dated(own), None


def _dated(own: Own) -> str | None:
    """The date in the comment's first or last line, where that line signs it."""
    told = [line for root in own.roots for line in own.text(root).split("\n")]
    for line in (*told[:2], *told[-2:]):
        if len(line) >= _LONGEST_SIGNATURE or not _DIGIT.search(line):
            continue
        is_signature = lines.signed_name(line) or lines.is_time(line) or _POSTED_BY.match(line)
        if is_signature and (moment := iso_time(line)):
            return moment
    return None


def _is_time_element(element: HtmlElement) -> bool:
    return element.tag == "time" or (element.get("itemprop") or "") in ("dateCreated", "datePublished", "commentTime")


def _is_time_named(element: HtmlElement) -> bool:
    if element.tag == "abbr" and (element.get("title") or element.get("data-utime")):
        return True
    return any(patterns.TIME_CLASS.search(name) for name in class_names(element)) or "#" in (element.get("href") or "")


def _moment(own: Own, element: HtmlElement) -> str | None:
    told = (element.get(attribute) for attribute in patterns.TIME_ATTRIBUTES)
    by_attribute = next((moment for words in told if (moment := iso_time(words))), None)
    return by_attribute or iso_time(own.text(element)[:200])


def comment_words(own: Own, left_out: frozenset[HtmlElement], author: str | None) -> str:
    """What the reader wrote, one line a paragraph; empty where nothing was."""

    def skip(element: HtmlElement) -> bool:
        return element in left_out or element.tag in patterns.NOISE_TAGS or _is_noise(element)

    for tells in (_is_text_property, _is_best_text, _is_text, _is_loose_text):
        found = "\n".join(filter(None, (own.text(element, skip) for element in _outermost(own, tells))))
        if words := _trimmed(found, author):
            return words
    return _trimmed("\n".join(own.text(root, skip) for root in own.roots), author)


def _is_noise(element: HtmlElement) -> bool:
    return any(patterns.NOISE_CLASS.search(name) for name in class_names(element))


def _is_text_property(element: HtmlElement) -> bool:
    return (element.get("itemprop") or "") in ("text", "commentText", "description")


def _is_best_text(element: HtmlElement) -> bool:
    return any(patterns.BEST_TEXT_CLASS.search(name) for name in class_names(element))


def _is_text(element: HtmlElement) -> bool:
    return any(patterns.TEXT_CLASS.match(name) for name in class_names(element))


def _is_loose_text(element: HtmlElement) -> bool:
    return any(patterns.LOOSE_TEXT_CLASS.match(name) for name in class_names(element))


def _outermost(own: Own, tells: Callable[[HtmlElement], bool]) -> Iterator[HtmlElement]:
    held: set[HtmlElement] = set()
    for element in own.walk():
        if element in own.roots or not tells(element) or _is_noise(element):
            continue
        if not any(outer in held for outer in element.iterancestors()):
            held.add(element)
            yield element


def _trimmed(text: str, author: str | None) -> str:
    kept = text.split("\n") if text else []
    while kept and _is_edge(kept[0], author):
        kept.pop(0)
    while kept and _is_edge(kept[-1], None):
        kept.pop()
    return "\n".join(kept)


def _is_edge(line: str, author: str | None) -> bool:
    if lines.is_time(line) or lines.is_control(line) or _EDGE_NUMBER.match(line) or _CITED.match(line):
        return True
    if author and author in line and (as_name(line) == author or len(line) < len(author) + 12):
        return True
    return len(line) < _LONGEST_SIGNATURE and bool(_POSTED_BY.match(line))
