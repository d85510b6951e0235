"""Which elements of a page are comments, each of them once, and which one answers which."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from dragoman.reading.comments import patterns
from dragoman.reading.comments.names import class_names, id_name, plain_name, plain_names
from dragoman.reading.index import PageIndex

_NEVER_ITEMS = frozenset(
    "html body head form a button input textarea script style link meta span label img i b svg path use "
    "small strong em nav time noscript template main h1 h2 h3 h4 h5 h6 p abbr cite iframe dt".split()
)
_SPECIAL = etree.XPath("//*[@data-comment-id or @data-commentid or @itemtype or @itemprop]")
_NO_REGIONS = frozenset(("html", "body", "main", "head", "a", "span", "button"))
_STRONG, _CLASSED, _WRAPPING, _WORDS = 4, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Item:
    """An element that holds one comment; `key` is the number its id gives it, `above` the item that it stands in."""

    element: HtmlElement
    strength: int
    signature: str
    key: str | None
    above: int | None


def find_items(index: PageIndex) -> list[Item]:
    """The comments in page order; wrappers within one comment are not counted again."""
    items: list[Item] = []
    open_items: list[int] = []
    for element in _marked(index):
        candidate = _candidate(element)
        if candidate is None:
            continue
        strength, signature, key = candidate
        above = _innermost(element, items, open_items)
        item = Item(element, strength, signature, key, above)
        if above is not None and _is_same_comment(items[above], item):
            continue
        open_items.append(len(items))
        items.append(item)
    return _without_lists(items)


def _marked(index: PageIndex) -> list[HtmlElement]:
    """The elements with a class, id or other mark that could tell a comment; nearly all others are passed by here."""
    places = index.classed(patterns.ITEM_HINTS) | index.numbered() | index.matching(_SPECIAL)
    return [element for element in index.at(places) if element.tag not in _NEVER_ITEMS]


def _hints_region(names: str) -> bool:
    lower = names.lower()
    return any(hint in lower for hint in patterns.REGION_HINTS)


def _without_lists(items: list[Item]) -> list[Item]:
    """The items less those that only hold a list of comments; what stood in these stands in what is around them."""
    lists = {item.above for item in items if item.above is not None and _is_listed(item, items[item.above])}
    places: dict[int, int] = {}
    kept: list[Item] = []
    for index, item in enumerate(items):
        above = item.above
        while above in lists:
            above = items[above].above
        if index not in lists:
            places[index] = len(kept)
            kept.append(replace(item, above=None if above is None else places[above]))
    return kept


def _is_listed(item: Item, above: Item) -> bool:
    if above.key or item.signature == above.signature or item.strength < above.strength:
        return False
    return not among_replies(item.element, above.element)


def _candidate(element: HtmlElement) -> tuple[int, str, str | None] | None:
    classed, worded, elsewhere = _class_marks(element.get("class") or "")
    if elsewhere:
        return None
    identity = element.get("id") or ""
    matched = patterns.ITEM_ID.match(plain_name(identity)) if identity and not identity.isalpha() else None
    key = matched["number"] if matched else element.get("data-comment-id") or element.get("data-commentid")
    if patterns.ITEM_TYPE.search(element.get("itemtype") or "") or "comment" in (element.get("itemprop") or "").split():
        return _STRONG, f"{element.tag}.microdata", key
    if (
        matched is None
        and patterns.DISQUS_ID.match(identity)
        and "post" in class_names(element)
        and _in_thread(element)
    ):
        return _STRONG, f"{element.tag}.post", identity
    if key and (classed or worded or not patterns.WEAK_ID.match(identity) or _in_region(element)):
        return _STRONG, f"{element.tag}.{classed or worded or 'id'}", key
    if classed:
        # a wrapper may hold one comment or all of them
        is_wrapping = patterns.WRAPPER_CLASS.search(classed) or patterns.REGION.match(plain_name(identity))
        return _WRAPPING if is_wrapping else _CLASSED, f"{element.tag}.{classed}", key
    return (_WORDS, f"{element.tag}.{worded}", key) if worded else None


@lru_cache(maxsize=8192)
def _class_marks(names: str) -> tuple[str | None, str | None, bool]:
    """The class that names a comment, the one that names its words, and whether one names something else."""
    plain = plain_names(names)
    classed = next((name for name in plain if patterns.ITEM_CLASS.match(name)), None)
    worded = next((name for name in plain if patterns.WORDS_CLASS.match(name)), None)
    return classed, worded, any(patterns.ELSEWHERE.search(name) for name in plain)


def _in_thread(element: HtmlElement) -> bool:
    return any("disqus" in id_name(outer) or "dsq" in id_name(outer) or outer.get("id") in ("posts", "post-list")
               or "post-list" in class_names(outer) for outer in element.iterancestors())  # fmt: skip


def _in_region(element: HtmlElement) -> bool:
    return any(is_region(outer) for outer in element.iterancestors())


def regions(index: PageIndex) -> list[HtmlElement]:
    """The places for comments, in page order."""
    places = index.classed(patterns.REGION_HINTS) | index.identified(patterns.REGION_HINTS)
    return [element for element in index.at(places) if is_region(element)]


def is_region(element: HtmlElement) -> bool:
    """Whether class or id name a place for comments."""
    classes, identity = element.get("class"), element.get("id")
    if (classes is None and identity is None) or element.tag in _NO_REGIONS:
        return False
    return _names_region(classes or "", identity or "")


@lru_cache(maxsize=8192)
def _names_region(classes: str, identity: str) -> bool:
    if not _hints_region(classes + identity):
        return False
    names = (*plain_names(classes), plain_name(identity))
    return any(patterns.REGION.match(name) for name in names) and not any(map(patterns.ELSEWHERE.search, names))


def _innermost(element: HtmlElement, items: list[Item], open_items: list[int]) -> int | None:
    """The innermost item that holds `element`; items that it has left are closed."""
    outer = set(element.iterancestors())
    while open_items and items[open_items[-1]].element not in outer:
        open_items.pop()
    return open_items[-1] if open_items else None


def _is_same_comment(outer: Item, inner: Item) -> bool:
    """Whether the element of `inner`, inside that of `outer`, belongs to the same comment and is no answer to it."""
    if inner.key and outer.key:
        return inner.key == outer.key
    if inner.signature == outer.signature or among_replies(inner.element, outer.element):
        return False
    return not (inner.strength > outer.strength and inner.strength >= _CLASSED) and not _has_twin(inner)


def among_replies(element: HtmlElement, outer: HtmlElement) -> bool:
    """Whether `element` stands in a list of answers to the comment `outer`."""
    for between in element.iterancestors():
        if between is outer:
            return False
        if any(patterns.REPLIES_CLASS.search(name) for name in class_names(between)):
            return True
    return False


def _has_twin(item: Item) -> bool:
    """Whether a sibling is a comment of the same make: then what holds both is a list, not a comment."""
    return any(_signature(sibling) == item.signature for sibling in _siblings(item.element))


def _siblings(element: HtmlElement) -> Iterator[HtmlElement]:
    for sibling in (*element.itersiblings(), *element.itersiblings(preceding=True)):
        if isinstance(sibling.tag, str) and sibling.tag not in _NEVER_ITEMS:
            yield sibling


def _signature(element: HtmlElement) -> str | None:
    candidate = _candidate(element)
    return candidate[1] if candidate else None
