"""Find the comments of a page, read them, and cut them out of the tree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from dragoman.reading.comments import patterns
from dragoman.reading.comments.fields import comment_author, comment_time, comment_words
from dragoman.reading.comments.items import Item, find_items, is_region, regions
from dragoman.reading.comments.model import Comment
from dragoman.reading.comments.names import class_names, id_name, matches
from dragoman.reading.comments.own import Own
from dragoman.reading.comments.records import find_records
from dragoman.reading.comments.structured import json_ld_comments
from dragoman.reading.comments.surroundings import Surroundings
from dragoman.reading.index import PageIndex
from dragoman.reading.jsonld import JsonObject

_PLACES = frozenset(("div", "section", "ul", "ol", "form", "aside", "dl"))
_LARGEST_REST = 600
_LINKED_AT_MOST = 0.7


@dataclass(frozen=True, slots=True)
class _Found:
    """A comment as read, the element to cut, and the item it stands in."""

    comment: Comment
    element: HtmlElement
    item: int


def take_comments(index: PageIndex, nodes: Sequence[JsonObject]) -> list[Comment]:
    """The comments in page order; afterwards the tree holds neither them nor their forms."""
    items = find_items(index)
    found = _read(items)
    places = regions(index)
    if not found:
        items = [Item(element, 3, "record", None, None) for element in find_records(places)]
        found = _read(items)
    comments = _with_parents(found, items)
    _cut([one.element for one in found], places)
    return _completed(comments, json_ld_comments(nodes))


def _read(items: Sequence[Item]) -> list[_Found]:
    place = Surroundings(items)
    found: list[_Found] = []
    for index, item in enumerate(items):
        comment = None if _is_form_or_article(item, place) else _read_item(item, place)
        if comment:
            found.append(_Found(comment, item.element, index))
    return found


def _is_form_or_article(item: Item, place: Surroundings) -> bool:
    own = place.own(item)
    if any(element.tag == "h1" or element.get("itemprop") == "articleBody" for element in own.walk()):
        return True
    fields = (
        element for element in own.walk() if element.tag == "textarea" or element.get("type") in ("text", "email")
    )
    return item.key is None and next(fields, None) is not None


def _read_item(item: Item, place: Surroundings) -> Comment | None:
    own = place.own(item)
    author, told_by = comment_author(own)
    posted, dated_by = comment_time(own)
    if author is None:
        author = place.author_near(item)
    if posted is None:
        posted = place.time_near(item)
    left_out = frozenset(
        element for element in (told_by, dated_by) if element is not None and element is not item.element
    )
    words = comment_words(own, left_out, author)
    known = author is not None or posted is not None
    return Comment(author, posted, None, words) if _is_comment(item, own, words, known=known) else None


def _is_comment(item: Item, own: Own, words: str, *, known: bool) -> bool:
    if not any(map(str.isalnum, words)) or patterns.TEMPLATE_TEXT.search(words):
        return False
    outer = list(item.element.iterancestors())
    if any(
        node.tag in ("form", "template", "noscript", "nav", "aside") and not is_region(node) for node in outer
    ) or _is_elsewhere(outer):
        return False
    if not known and not any(map(is_region, outer)):
        return False
    linked = sum(len(text) for link in own.walk() if link.tag == "a" and (text := own.text(link)) in words)
    return item.key is not None or linked <= _LINKED_AT_MOST * len(words)


def _is_elsewhere(outer: Sequence[HtmlElement]) -> bool:
    return any(patterns.ELSEWHERE.search(name) for node in outer if node.tag != "body" for name in class_names(node))


def _with_parents(found: Sequence[_Found], items: Sequence[Item]) -> list[Comment]:
    places = {one.item: place for place, one in enumerate(found)}
    keys = {items[one.item].key: place for place, one in enumerate(found) if items[one.item].key}
    at_depth: dict[int, int] = {}
    comments: list[Comment] = []
    for place, one in enumerate(found):
        item = items[one.item]
        depth = _depth(item.element)
        parent = _place_above(item, items, places)
        if parent is None:
            parent = _answered(item.element, keys)
        if parent is None and depth:
            parent = at_depth.get(depth - 1)
        at_depth[depth] = place
        comments.append(replace(one.comment, parent=parent if parent is None or parent < place else None))
    return comments


def _place_above(item: Item, items: Sequence[Item], places: dict[int, int]) -> int | None:
    above = item.above
    while above is not None and above not in places:
        above = items[above].above
    return None if above is None else places[above]


def _answered(element: HtmlElement, keys: dict[str | None, int]) -> int | None:
    told = (element.get(attribute) for attribute in patterns.PARENT_ATTRIBUTES)
    return next((keys[number] for number in told if number in keys), None)


def _depth(element: HtmlElement) -> int:
    """How deep among answers the comment stands, where only its class or an indented neighbourhood tells."""
    matched = (patterns.DEPTH.match(name) for name in class_names(element))
    told = next((int(match[1]) for match in matched if match), None)
    return sum(matches(patterns.REPLIES_CLASS, outer) for outer in element.iterancestors()) if told is None else told


def _cut(elements: Sequence[HtmlElement], places: Sequence[HtmlElement]) -> None:
    """Take the comments out, then whatever place for comments holds no more than its form and headings."""
    for element in elements:
        _remove(element)
    for place in places:
        if place.tag in _PLACES and _is_leftover(place):
            _remove(place)


def _is_leftover(region: HtmlElement) -> bool:
    if region.get("itemprop") == "articleBody" or "article" in id_name(region):
        return False
    length = 0
    for paragraph in region.iter("p", "h1"):
        length += len(paragraph.text_content())
        if paragraph.tag == "h1" or length > _LARGEST_REST:
            return False
    return True


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _completed(comments: list[Comment], told: Sequence[Comment]) -> list[Comment]:
    """What the tree gave, with authors and times from JSON-LD; JSON-LD alone where the tree gave nothing."""
    if not comments:
        return list(told)
    by_words = {_key(comment): comment for comment in told}
    return [_joined(comment, by_words.get(_key(comment))) for comment in comments]


def _joined(comment: Comment, told: Comment | None) -> Comment:
    if told is None:
        return comment
    return replace(comment, author=comment.author or told.author, posted=comment.posted or told.posted)


def _key(comment: Comment) -> str:
    return "".join(filter(str.isalnum, comment.text.casefold()))[:80]
