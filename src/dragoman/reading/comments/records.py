"""Comments of systems unknown by name: repeated records, each with a writer and a time, in a place for comments."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from dragoman.reading.comments.fields import comment_author, comment_time, comment_words
from dragoman.reading.comments.names import class_names
from dragoman.reading.comments.own import Own

_RECORD_TAGS = frozenset(("li", "div", "article", "section", "tr", "dl", "table", "ul", "blockquote"))
_REGION_TAGS = frozenset(("div", "section", "ul", "ol", "table", "aside", "article", "dl"))
_LARGEST_REGION = 20_000


def find_records(places: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Elements that hold one comment each; an empty list where no place for comments holds such records."""
    for region in places:
        if region.tag not in _REGION_TAGS:
            continue
        groups: dict[tuple[HtmlElement | None, str, str], list[HtmlElement]] = defaultdict(list)
        for element in _limited(region):
            if element.tag in _RECORD_TAGS and element is not region:
                names = [name for name in class_names(element) if not any(map(str.isdigit, name))]
                groups[element.getparent(), element.tag, " ".join(names[:1])].append(element)
        records = ([element for element in group if _is_record(element)] for group in groups.values())
        if most := max(records, key=len, default=[]):
            return most
    return []


def _limited(region: HtmlElement) -> Iterator[HtmlElement]:
    for count, element in enumerate(region.iter()):
        if count >= _LARGEST_REGION:
            return
        yield element


def _is_record(element: HtmlElement) -> bool:
    own = Own([element], ())
    author, told_by = comment_author(own)
    posted, dated_by = comment_time(own)
    if author is None or posted is None:
        return False
    left_out = frozenset(node for node in (told_by, dated_by) if node is not None)
    return len(comment_words(own, left_out, author)) >= 3 and not _is_teaser(own, element)


def _is_teaser(own: Own, element: HtmlElement) -> bool:
    linked = sum(len(own.text(link)) for link in own.within(element) if link.tag == "a")
    return linked > 0.5 * len(own.text(element))
